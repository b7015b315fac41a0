"""Verify: every hash, every quote, every projection, count and search text, checked again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import apsw
import peewee

from models.checking.evidence_checks import check_claims, check_quotes, check_snapshots
from models.checking.structure_checks import (
    check_fields,
    check_kinds,
    check_pages,
    check_projections,
    check_summaries,
)
from models.reference.database import ReferenceDatabase
from models.reference.reference import Reference

WORLD = (apsw.BusyError, apsw.LockedError, apsw.CantOpenError, apsw.InterruptError)
"""What stops Verify without being a fault of the file."""

IMPOSSIBLE = (TypeError, ValueError, AttributeError, LookupError, AssertionError, OverflowError)

Check = Callable[[ReferenceDatabase], Iterator[str]]

CHECKS: tuple[tuple[str, Check], ...] = (
    ("pages and keys", check_pages),
    ("fields", check_fields),
    ("kinds", check_kinds),
    ("snapshots", check_snapshots),
    ("quotes", check_quotes),
    ("claims", check_claims),
    ("values", check_projections),
    ("summaries", check_summaries),
)
"""In order of what the later ones rest on."""


@dataclass(frozen=True, slots=True)
class Verification:
    """What Verify found; `failures` are sentences, `done` the names of the checks that ran."""

    failures: tuple[str, ...]
    done: tuple[str, ...]

    @property
    def passed(self) -> bool:
        """Whether nothing failed."""
        return not self.failures


def verify(reference: Reference, *, cancelled: Callable[[], bool] = lambda: False) -> Verification:
    """Check `reference` from its pages to its search text, changing nothing.

    Each failure names the table, the row and what is wrong. A check that cannot be finished
    because the file is damaged is a failure itself. `cancelled` is asked between failures.

    Raises:
        ProblemError: the file vanished or is locked.
    """
    failures: list[str] = []
    done: list[str] = []
    with reference.connected() as database:
        for name, check in CHECKS:
            if cancelled():
                break
            try:
                for failure in check(database):
                    failures.append(failure)
                    if cancelled():
                        break
            except (peewee.DatabaseError, apsw.Error, UnicodeDecodeError) as error:
                if isinstance(error.__cause__ or error.__context__, WORLD):
                    raise
                failures.append(f"The check of {name} could not be finished: {error}.")
            except IMPOSSIBLE as error:
                # Where pages are broken, a text can come back as bytes or not at all; in a sound
                # file the same error is our own mistake.
                if not failures:
                    raise
                failures.append(f"The check of {name} could not be finished: {error}.")
            done.append(name)
    return Verification(tuple(failures), tuple(done))
