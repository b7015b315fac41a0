"""Telling a file that breaks its own rules from a mistake of ours, after reading one went wrong."""

from __future__ import annotations

import zlib
from typing import Final

import apsw
import peewee

from models.reference.database import ReferenceDatabase, TooSlowError

MISREADINGS: Final = (
    TypeError, ValueError, LookupError, AttributeError, ArithmeticError, RecursionError, zlib.error
)  # fmt: skip
"""What comes of a value of another type than its column's, or of a row that has to be there."""

PATIENCE_SECONDS: Final = 2.0
"""Of work: enough for about half a gigabyte."""


def fault_of(database: ReferenceDatabase) -> str | None:
    """Return what is wrong with the file by its own rules; None where nothing is found in time.

    SQLite looks at every page, type, rule and reference: for the moment after something failed,
    not for every opening.
    """
    try:
        with database.within(PATIENCE_SECONDS):
            ((said, *_), *_) = database.rows("PRAGMA quick_check(1)")
            if said != "ok":
                return str(said)
            for table, row, parent, _ in database.stream("PRAGMA foreign_key_check"):
                return f"row {row} of {table} names a row of {parent} that is not there"
    except TooSlowError:
        return None
    except (peewee.DatabaseError, apsw.Error) as error:
        return str(error)
    return None
