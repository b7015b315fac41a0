"""Adding captured documents to a reference: source, snapshot and original, in one undoable step.

What a document says of itself becomes plain values of its source, unsourced until somebody quotes
the words (law 8); where those stand in the reading text, the proposals say so. A publisher is a
record, and whose it is a person says: its name is kept as what the source appeared in.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import PurePath
from typing import Final

from models.capture.comparison import Comparison, compare
from models.capture.document import CapturedDocument, Proposal
from models.capture.known_sources import KnownCopy, KnownSources
from models.capture.sniffing import Form
from models.dates import DateError, parse_edtf
from models.editing.creating import create_record
from models.editing.done import RefusedError
from models.editing.edit import Edit, cut, editing
from models.editing.rows import insert, new_uid, record_row, update
from models.reference.database import ReferenceDatabase
from models.reference.reference import Reference, now

COMPRESSION_LEVEL: Final = 6
LONGEST_LABEL: Final = 300
_PLAIN_FIELDS: Final = ("title", "date", "language", "url", "accessed", "type")
_TYPES: Final = {
    Form.WEB_PAGE.value: "webpage",
    Form.WEB_ARCHIVE.value: "webpage",
    Form.TABLE.value: "dataset",
    Form.SPREADSHEET.value: "dataset",
}
UNTITLED: Final = "Untitled document"
NO_FIELDS: Final[Mapping[str, str | None]] = {}


class Outcome(StrEnum):
    """What came of a document."""

    ADDED = "added"
    """It is a new source."""
    SNAPSHOT = "snapshot"
    """It is a new copy of a known source, or the same bytes read in another way."""
    KNOWN = "known"
    """The same bytes are there, read the same way: nothing was written."""


@dataclass(frozen=True, slots=True)
class Captured:
    """What was added, or was there; `label` is the source's.

    `step` is the step to undo, None where nothing was written. `proposals` are what the document
    says of itself; those with `spans` can be quoted. `warnings` are sentences. `comparison` says
    which quotes of earlier copies stand in a new one.
    """

    outcome: Outcome
    source_id: int
    snapshot_id: int
    label: str
    step: int | None
    proposals: tuple[Proposal, ...] = ()
    warnings: tuple[str, ...] = ()
    comparison: Comparison | None = None


def add_source(
    reference: Reference,
    document: CapturedDocument,
    *,
    of_source: int | None = None,
    fields: Mapping[str, str | None] | None = None,
    captured: str | None = None,
) -> Captured:
    """Add one document: a new source, or a new copy of a known one, in one step.

    The same bytes, read to the same text, are noticed and nothing is written. A document at the
    address of exactly one known source becomes that source's next copy, as does one that the
    caller says is of `of_source`. `fields` are values a person gives for fields of the source;
    they overrule what the document says, None leaves a field empty. `captured` is when the copy
    was made (ISO 8601 in UTC), now where it is not given.

    Raises:
        RefusedError: `of_source` is no source that is there, or a value of `fields` cannot be.
        NotWritableError: the reference is open read-only.
    """
    given = fields or {}
    with reference.connected() as database:
        known = KnownSources(database)
        found = known_copy(database, document, known, of_source)
        if found is not None:
            return found
        plan = planned(database, document, known, of_source, given)
    what = "Add source" if plan.source is None else "New copy of"
    with editing(reference, label=f"{what} “{cut(plan.label, 120)}”") as edit:
        written = write(edit, document, known, plan, given, captured or now())
    return replace(written, step=edit.done.step)


@dataclass(frozen=True, slots=True)
class Plan:
    """Of which source a document is a new copy (None: it is a new one), and what that is called."""

    source: int | None
    label: str
    notices: tuple[str, ...] = ()


def known_copy(
    database: ReferenceDatabase,
    document: CapturedDocument,
    known: KnownSources,
    of_source: int | None = None,
) -> Captured | None:
    """Return the copy that is there of exactly these bytes, read to the same text; else None."""
    text_sha256 = _sha256(document.text.encode())
    same = [
        copy for copy in known.copies(document.original_sha256) if copy.text_sha256 == text_sha256
    ]
    if not same:
        return None
    copy = next((one for one in same if one.source == of_source), same[0])
    return _as_known(database, document, copy, of_source)


def _as_known(
    database: ReferenceDatabase,
    document: CapturedDocument,
    copy: KnownCopy,
    of_source: int | None,
) -> Captured:
    source, warnings = copy.source, list(document.warnings)
    label, trashed, merged = database.rows(
        "SELECT label, trashed, merged_into_id FROM record WHERE id = ?", (source,)
    )[0]
    seen = {source}
    while merged is not None and merged not in seen:
        source = merged
        seen.add(source)
        label, trashed, merged = database.rows(
            "SELECT label, trashed, merged_into_id FROM record WHERE id = ?", (source,)
        )[0]
    if trashed is not None:
        warnings.append(f"“{cut(label, 80)}” is in the trash; take it out to see it.")
    if of_source is not None and source != of_source:
        warnings.append(f"The same file is a copy of “{cut(label, 80)}” already.")
    return Captured(
        Outcome.KNOWN, source, copy.snapshot, label, None, document.proposals, tuple(warnings)
    )


def planned(
    database: ReferenceDatabase,
    document: CapturedDocument,
    known: KnownSources,
    of_source: int | None = None,
    fields: Mapping[str, str | None] = NO_FIELDS,
) -> Plan:
    """Return what would become of a document that is not known yet.

    Raises:
        RefusedError: `of_source` is no source that is there.
    """
    if of_source is not None:
        row = record_row(database, of_source)
        if row.kind != "source":
            raise RefusedError(None, f"“{cut(row.label, 80)}” is a {row.kind}, no source.")
        return Plan(of_source, row.label)
    for copy in known.copies(document.original_sha256):
        if _lives(database, copy):
            again = "The same file is there, read in another way: this is another copy of it."
            return Plan(copy.source, record_row(database, copy.source).label, (again,))
    at = known.at(fields["url"] if "url" in fields else document.stated("url"))
    if len(at) == 1:
        return Plan(at[0], record_row(database, at[0]).label)
    title = fields["title"] if "title" in fields else document.proposed("title")
    label = (title or _stem(document.name))[:LONGEST_LABEL].strip() or UNTITLED
    if not at:
        return Plan(None, label)
    return Plan(
        None,
        label,
        (
            f"{len(at)} sources have its address; it was added as a new one. Say which it is a "
            "copy of, if it is.",
        ),
    )


def write(
    edit: Edit,
    document: CapturedDocument,
    known: KnownSources,
    plan: Plan,
    fields: Mapping[str, str | None] = NO_FIELDS,
    captured: str | None = None,
    batch: int | None = None,
) -> Captured:
    """Write one document that is not known yet, as a part of the step that is being made.

    `batch` is the step whose number the new rows carry where nothing is recorded: a bulk import.

    Raises:
        RefusedError: a value of `fields` cannot be.
    """
    database = edit.database
    warnings = [*document.warnings, *plan.notices]
    source, outcome, comparison = plan.source, Outcome.SNAPSHOT, None
    if source is None:
        outcome = Outcome.ADDED
        source = _new_source(edit, document, plan.label, fields, known, warnings)
    else:
        comparison = compare(database, source, document.text, document.reading.labels)
        if comparison.quotes:
            warnings.append(comparison.sentence())
        if database.rows(
            "SELECT 1 FROM snapshot WHERE source_id = ? AND text_sha256 = ? LIMIT 1",
            (source, _sha256(document.text.encode())),
        ):
            warnings.append("Its text is that of an earlier copy; only the bytes around it differ.")
        update(database, "record", {"modified": now()}, source)
    if batch is not None and outcome is Outcome.ADDED:
        update(database, "record", {"batch_id": batch}, source)
    snapshot = _write_snapshot(database, document, source, captured or now(), batch)
    known.add(snapshot, source, document.original_sha256, _sha256(document.text.encode()))
    edit.focus_on(source)
    return Captured(
        outcome,
        source,
        snapshot,
        plan.label,
        edit.step,
        document.proposals,
        tuple(warnings),
        comparison,
    )


def _lives(database: ReferenceDatabase, copy: KnownCopy) -> bool:
    return database.rows(
        "SELECT trashed IS NULL AND merged_into_id IS NULL FROM record WHERE id = ?",
        (copy.source,),
    ) == [(1,)]


def _new_source(
    edit: Edit,
    document: CapturedDocument,
    label: str,
    fields: Mapping[str, str | None],
    known: KnownSources,
    warnings: list[str],
) -> int:
    values = {name: document.stated(name) for name in _PLAIN_FIELDS}
    values["container"] = document.stated("publisher")
    values["type"] = values["type"] or _TYPES.get(document.media_type, "document")
    values |= fields
    stated = {name: value for name, value in values.items() if value}
    if "date" in stated and "date" not in fields:
        try:
            parse_edtf(stated["date"])
        except DateError:
            warnings.append(f"Its date, {stated.pop('date')[:40]}, is no date that can be kept.")
    done = create_record(edit, kind="source", label=label, values=stated)
    assert done.focus is not None
    source = done.focus
    printed = next((one.printed for one in document.proposals if one.field == "date"), None)
    if "date" in stated and "date" not in fields and printed not in {None, stated["date"]}:
        update(edit.database, "source", {"date_printed": printed}, source, key_column="record_id")
    if "author" not in fields:
        _write_authors(edit.database, document, source)
    if "url" in stated:
        known.add_address(source, stated["url"])
    return source


def _write_authors(database: ReferenceDatabase, document: CapturedDocument, source: int) -> None:
    """Write the authors by the firmest statement: two statements may spell one person twice."""
    stated = [one for one in document.proposals if one.field == "author"]
    firmest = [one for one in stated if one.came_from == stated[0].came_from]
    for position, author in enumerate(firmest):
        insert(
            database,
            "author",
            {"source_id": source, "position": position, "literal": author.value},
        )


def _stem(name: str) -> str:
    stem = PurePath(name).stem if name else ""
    return " ".join("".join(c if c.isprintable() else " " for c in stem).split())


def _write_snapshot(
    database: ReferenceDatabase,
    document: CapturedDocument,
    source: int,
    captured: str,
    batch: int | None,
) -> int:
    reading = document.reading
    snapshot = insert(
        database,
        "snapshot",
        {
            "uid": new_uid(),
            "source_id": source,
            "text": reading.text,
            "length": len(reading.text),
            "text_sha256": _sha256(reading.text.encode()),
            "original_sha256": document.original_sha256,
            "original_size": len(document.original),
            "media_type": document.media_type,
            "captured": captured,
            "method": document.method,
            "extractor": document.extractor,
            "extractor_version": document.version,
            "unicode_version": reading.unicode_version,
            "was_normalized": int(reading.was_normalized),
            "batch_id": batch,
        },
    )
    packed = zlib.compress(document.original, COMPRESSION_LEVEL)
    smaller = len(packed) < len(document.original)
    insert(
        database,
        "original",
        {
            "snapshot_id": snapshot,
            "compression": "zlib" if smaller else "none",
            "content": packed if smaller else document.original,
        },
    )
    for start, end in reading.labels:
        insert(database, "inserted_label", {"snapshot_id": snapshot, "start": start, "end": end})
    return snapshot


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
