"""Writing much into a reference on a thread beside the window, which reads on meanwhile."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from models.reference.reference import Reference

__all__ = ["written_beside"]

FOLDING = 25
"""Attempts to bring what was written into the one file while others read; each waits a little."""


@contextmanager
def written_beside(
    reference: Reference, *, backup: str = "", cancelled: Callable[[], bool] = lambda: False
) -> Iterator[None]:
    """Let the block write with a connection of this thread's own, and leave one whole file.

    With `backup`, its reason, the file is backed up before. What follows from the block is brought
    up to date after it, and written into the one file as far as readers let it.

    Raises:
        ProblemError: `cancelled` said so while it was backed up, or it cannot be written.
    """
    # Not needed to start.
    from models.backups.making import before  # noqa: PLC0415
    from models.summaries.waiting import catch_up  # noqa: PLC0415

    with reference.connected():
        try:
            if backup:
                before(reference, backup, cancelled=cancelled)
            if not reference.read_only:
                reference.begin_editing()
            # Of one that is only read, whatever is to write in it says so itself.
            yield
            while catch_up(reference):
                pass
        finally:
            for _ in range(0 if reference.read_only else FOLDING):
                if reference.fold_back():
                    break
            # The window may have closed the reference meanwhile: whoever is last leaves one file.
            reference.close()
