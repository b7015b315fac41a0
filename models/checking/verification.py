"""Verify: every hash, every quote, every projection, count and search text, checked again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

import apsw
import peewee

from models.checking.derived_checks import check_names, check_projections, check_summaries
from models.checking.evidence_checks import check_claims, check_quotes, check_snapshots
from models.checking.inspection import Inspection, Progress, StoppedError
from models.checking.structure_checks import (
    check_fields,
    check_kinds,
    check_pages,
    check_rules,
    check_search_index,
)
from models.reference.database import ReferenceDatabase
from models.reference.reference import Reference
from models.reference.versions import stale_rules

WORLD = (apsw.BusyError, apsw.LockedError, apsw.CantOpenError, apsw.InterruptError)
"""What stops Verify without being a fault of the file."""

IMPOSSIBLE = (TypeError, ValueError, AttributeError, LookupError, AssertionError, OverflowError)

FAILURES_KEPT: Final = 1_000
"""Sentences that are kept; more are only counted, for a broken file can have one a row."""

SAMPLE: Final = 400
"""Rows of each table a quick check looks at."""


@dataclass(frozen=True, slots=True)
class Check:
    """One part of Verify; `work` is the table whose rows it goes through, `weight` their cost.

    A `quick` one is done in a moment however large the file is, where it looks at a sample.
    """

    name: str
    find: Callable[[Inspection], Iterator[str]]
    work: str
    weight: int = 1
    quick: bool = True


CHECKS: tuple[Check, ...] = (
    Check("pages and keys", check_pages, "", 4, quick=False),
    Check("search index", check_search_index, "search_document", quick=False),
    Check("rules", check_rules, "meta"),
    Check("fields", check_fields, "field"),
    Check("kinds", check_kinds, "record", quick=False),
    Check("snapshots", check_snapshots, "snapshot", 100),
    Check("quotes", check_quotes, "quote", 1),
    Check("claims", check_claims, "claim", 1),
    Check("values", check_projections, "record", 2),
    Check("names", check_names, "name", 1),
    Check("summaries", check_summaries, "record", 10),
)
"""In order of what the later ones rest on."""


@dataclass(frozen=True, slots=True)
class Verification:
    """What Verify found.

    `failures` are sentences, at most a thousand of the `count` there are; `done` the names of the
    checks that ran, `stale` the rules (`models.reference.versions`) by which the file's keys are
    to be made anew. Of a `sample`, nothing is known about the rows that were not looked at.
    """

    failures: tuple[str, ...]
    done: tuple[str, ...]
    count: int = 0
    stale: frozenset[str] = frozenset()
    sample: bool = False

    @property
    def passed(self) -> bool:
        """Whether nothing failed."""
        return not self.failures

    @property
    def complete(self) -> bool:
        """Whether every check ran to its end over everything."""
        return not self.sample and len(self.done) == len(CHECKS)


def verify(
    reference: Reference,
    *,
    cancelled: Callable[[], bool] = lambda: False,
    progress: Progress = lambda *_: None,
    quick: bool = False,
    told: Callable[[str], object] = lambda _: None,
) -> Verification:
    """Check `reference` from its pages to its search text, changing nothing.

    Each failure names the table, the row and what is wrong, and is `told` as it is found. A check
    that cannot be finished because the file is damaged is a failure itself. The file is gone
    through in bites, so that memory stays the same however large it is, and `cancelled` is asked
    and `progress` told (done, total, name of the check) after each. A `quick` check looks at a few
    hundred rows of each table, other ones each time, and leaves out what must read everything.

    Raises:
        ProblemError: the file vanished or is locked.
    """
    failures: list[str] = []
    done: list[str] = []
    count = 0

    def failed(failure: str) -> None:
        nonlocal count
        count += 1
        if count <= FAILURES_KEPT:
            failures.append(failure)
        told(failure)

    with reference.connected() as database:
        stale = _stale(database)
        inspection = Inspection(
            database,
            cancelled=cancelled,
            progress=progress,
            sample=SAMPLE if quick else None,
            stale=stale,
        )
        checks = [check for check in CHECKS if check.quick or not quick]
        shares = [_share(database, check, quick=quick) for check in checks]
        inspection.prepare(sum(shares))
        try:
            for check, share in zip(checks, shares, strict=True):
                inspection.begin(check.name, share, check.weight)
                _run(check, inspection, failed, sound=lambda: count == 0)
                inspection.finish()
                if check.name not in inspection.left_out:
                    done.append(check.name)
        except StoppedError:
            return Verification(tuple(failures), tuple(done), count, stale, quick)
    progress(1, 1, "done")
    return Verification(tuple(failures), tuple(done), count, stale, quick)


def _run(
    check: Check,
    inspection: Inspection,
    failed: Callable[[str], object],
    *,
    sound: Callable[[], bool],
) -> None:
    try:
        for failure in check.find(inspection):
            failed(failure)
    except (peewee.DatabaseError, apsw.Error, UnicodeDecodeError) as error:
        if isinstance(error.__cause__ or error.__context__ or error, WORLD):
            raise
        failed(f"The check of {check.name} could not be finished: {error}.")
    except IMPOSSIBLE as error:
        # Where pages are broken, a text can come back as bytes or not at all; in a sound
        # file the same error is our own mistake.
        if sound():
            raise
        failed(f"The check of {check.name} could not be finished: {error}.")


def _stale(database: ReferenceDatabase) -> frozenset[str]:
    try:
        facts = dict(database.rows("SELECT key, value FROM meta"))
    except (peewee.DatabaseError, apsw.Error, UnicodeDecodeError) as error:
        if isinstance(error.__cause__ or error.__context__ or error, WORLD):
            raise
        # The check of the rules will say that they cannot be read.
        return frozenset()
    return frozenset(stale.rule for stale in stale_rules(facts))


def _share(database: ReferenceDatabase, check: Check, *, quick: bool) -> int:
    """Return how much of the whole work a check is, in rows times what one costs."""
    if quick:
        return 1
    query = f"SELECT count(*) FROM {check.work}" if check.work else "PRAGMA page_count"
    try:
        return int(database.rows(query)[0][0]) * check.weight
    except (peewee.DatabaseError, apsw.Error) as error:
        if isinstance(error.__cause__ or error.__context__ or error, WORLD):
            raise
        # Only the progress suffers; the check itself will say what is broken.
        return 1
