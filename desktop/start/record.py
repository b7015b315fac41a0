"""The US diplomatic record that is shipped: where one's own copy stands, and how it is made."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths

from desktop.text.translate import grouped, tr

__all__ = ["RECORD_NAME", "make_record", "record_place", "say_progress"]

RECORD_NAME = "US diplomatic record.attache"
SEED = "historian"

READING_SHARE = 0.8
"""Of the time goes into reading the data files; the rest into what the table shows of them."""


def record_place() -> Path:
    """Return where the record is made when nobody says where: in the person's documents."""
    documents = QStandardPaths.StandardLocation.DocumentsLocation
    return Path(QStandardPaths.writableLocation(documents)) / RECORD_NAME


def make_record(
    path: Path, tell: Callable[[int, int, str], None], cancelled: Callable[[], bool]
) -> Path:
    """Make the record at `path`, which takes half a minute; for a thread beside the window.

    Raises:
        ProblemError: it was cancelled or cannot be made; nothing is at `path` then.
    """
    from models.seeds.building import build_reference  # noqa: PLC0415 - not needed to start
    from models.seeds.shipped import named_seed, seeds_folder  # noqa: PLC0415

    tell(0, 0, "unpacking")
    seed = named_seed(SEED, seeds_folder())
    return build_reference(path, seed, progress=tell, cancelled=cancelled)


def say_progress(done: int, total: int, what: str) -> tuple[str, float | None]:
    """Say in words how far the making or an import of the record is, and what share is done."""
    if not total:
        return tr("Unpacking"), None
    share = done / total
    counts = {"done": grouped(done), "total": grouped(total)}
    if what == "reading":
        return tr("{done} of {total} files", **counts), share * READING_SHARE
    words = tr("Working out the table: {done} of {total} records", **counts)
    return words, READING_SHARE + share * (1 - READING_SHARE)
