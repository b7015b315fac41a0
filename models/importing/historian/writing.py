"""Writing drafts into a reference: new records whole, known ones only where the data changed."""

from __future__ import annotations

import hashlib
import zlib
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any, Final

from models.capture import historian_xml
from models.capture.historian_xml import HistorianFile
from models.dates import parse_edtf
from models.fields.registry import FIELD_BY_NAME, FieldType, fields_of
from models.importing.historian.changes import Changes
from models.importing.historian.drafts import DOUBTFUL, ClaimDraft, Passage, RecordDraft
from models.importing.historian.identities import Identities, uid_of
from models.importing.historian.report import ImportReport
from models.importing.rows import NOT_DERIVED_YET, Rows
from models.names.folding import search_text
from models.names.scripts import script_of
from models.names.skeleton import skeletons
from models.reference.database import ReferenceDatabase
from models.text.segments import context

MEDIA_TYPE: Final = "application/xml"
METHOD: Final = "read from a copy of the published data set, byte for byte"
COMPRESSION_LEVEL: Final = 6


@lru_cache(maxsize=16384)
def bounds(edtf: str | None) -> tuple[str | None, str | None]:
    """Return the strict bounds of a date."""
    if edtf is None:
        return (None, None)
    date = parse_edtf(edtf)
    return (date.earliest, date.latest)


class Writer:
    """Writes one import; the caller holds the transaction and refreshes the summaries."""

    def __init__(
        self,
        database: ReferenceDatabase,
        step: int,
        report: ImportReport,
        *,
        when: str,
        repeated: bool,
    ) -> None:
        self._database = database
        self._step = step
        self._report = report
        self._when = when
        self._repeated = repeated
        self._rows = Rows(database)
        self._records = Identities(database, "record", repeated=repeated)
        self._snapshots = Identities(database, "snapshot", repeated=repeated)
        self._quotes = Identities(database, "quote", repeated=repeated)
        self._last_claim = int(database.rows("SELECT coalesce(max(id), 0) FROM claim")[0][0])
        self._said: set[str] = set()
        """What the present file has claimed: what it says twice is claimed once."""
        self._told: set[int] = set()
        """Records that were drafted in this import, not only added to."""
        self._passage: Passage | None = None
        self._passage_number = 0
        self._copies: dict[str, str] = {}
        """What identifies the present copy of each file: its name and hash."""
        self._fields = {
            (kind, name): number
            for number, kind, name in database.rows("SELECT id, kind, name FROM field")
        }
        self.changes = Changes(database, step, when, repeated=repeated)
        self.touched: set[int] = set()
        """Records of the table whose summaries must be worked out again."""
        self.seen: set[int] = set()
        database.run("PRAGMA defer_foreign_keys = ON")

    def write_file(
        self,
        name: str,
        original: bytes,
        read: HistorianFile,
        drafts: Sequence[RecordDraft],
        passages: Iterable[Passage] = (),
    ) -> None:
        """Write what one file says; its own source is the first draft."""
        copy = f"{name}/{hashlib.sha256(original).hexdigest()}"
        self._copies[name] = copy
        self._snapshots.look_up([copy])
        unchanged = self._snapshots.is_known(copy)
        self._records.look_up(draft.key for draft in drafts)
        for draft in drafts:
            self.seen.add(self._records.number(draft.key))
        if unchanged:
            self._report.unchanged += 1
            return
        self._write_snapshot(copy, self._records.number(drafts[0].key), original, read)
        wanted = {claim.passage: None for draft in drafts for claim in draft.claims}
        wanted |= dict.fromkeys(passages)
        self._write_quotes(copy, read, [one for one in wanted if one.file == name])
        self.write_drafts(drafts)

    def write_drafts(self, drafts: Sequence[RecordDraft]) -> None:
        """Write records and claims that rest on files written before, or on none."""
        self._said.clear()
        for draft in drafts:
            self.seen.add(self._records.number(draft.key))
            if not draft.addition and self._is_told_already(draft):
                continue
            if draft.addition or self._records.is_known(draft.key):
                self._add_to_known(draft)
            else:
                self._write_new(draft)
        self._rows.write_when_enough()

    def _is_told_already(self, draft: RecordDraft) -> bool:
        """Whether this import has told of the key: an id that stands twice names one record."""
        number = self._records.number(draft.key)
        if number not in self._told:
            self._told.add(number)
            return False
        if draft.identifier is not None:
            reason = f"“{draft.label}” has an id that another entry has, too"
            self._report.refused.append((draft.key, reason))
        return True

    def numbers_of(self, keys: Iterable[str]) -> set[int]:
        """Return the ids of records the reference had before."""
        return {self._records.number(key) for key in keys if self._records.is_known(key)}

    def finish(self) -> None:
        """Write what is gathered still, then what changes rows that are there."""
        self._rows.write()
        self.changes.apply()

    def missing(self, prefix: str) -> list[str]:
        """Return keys that claims point to though nobody drafted them."""
        return [
            key
            for key in self._records.assigned()
            if key.startswith(prefix)
            and self._records.number(key) not in self.seen
            and not self._records.is_known(key)
        ]

    # ------------------------------------------------------------------ evidence

    def _write_snapshot(self, copy: str, source: int, original: bytes, read: HistorianFile) -> None:
        number = self._snapshots.number(copy)
        text = read.reading.text
        self._rows.add(
            "snapshot",
            (
                number, uid_of(f"snapshot/{copy}"), source, text, len(text),
                hashlib.sha256(text.encode()).hexdigest(), copy.rpartition("/")[2], len(original),
                MEDIA_TYPE, self._when, METHOD, historian_xml.EXTRACTOR, historian_xml.VERSION,
                read.reading.unicode_version, int(read.reading.was_normalized), self._step,
            ),
        )  # fmt: skip
        packed = zlib.compress(original, COMPRESSION_LEVEL)
        self._rows.add("original", (number, "zlib", packed))
        self._rows.add_all(
            "inserted_label", [(number, start, end) for start, end in read.reading.labels]
        )

    def _write_quotes(self, copy: str, read: HistorianFile, passages: Sequence[Passage]) -> None:
        text = read.reading.text
        # Every label and every word is a line of its own, and a line is a paragraph.
        ends = sorted(
            [end for _, end in read.reading.labels]
            + [word.end for entry in read.entries for word in entry.words if word.text.strip()]
        )
        snapshot = self._snapshots.number(copy)
        for passage in passages:
            start, end = passage.span.start, passage.span.end
            key = f"{copy}/{start}-{end}"
            if self._quotes.is_known(key):
                continue
            exact = text[start:end]
            before, after = context(text, start, end)
            number = 1 + bisect_left(ends, start + 1)
            self._rows.add(
                "quote",
                (
                    self._quotes.number(key), uid_of(f"quote/{key}"), snapshot, start, end, exact,
                    before, after, number, search_text(exact), self._step,
                ),
            )  # fmt: skip
            self._report.quotes += 1

    def _quote(self, passage: Passage) -> int:
        # Most claims of an entry rest on the same passage.
        if passage is not self._passage:
            span = passage.span
            key = f"{self._copies[passage.file]}/{span.start}-{span.end}"
            self._passage, self._passage_number = passage, self._quotes.number(key)
        return self._passage_number

    # ------------------------------------------------------------------- records

    def _write_new(self, draft: RecordDraft) -> None:
        number = self._records.number(draft.key)
        owner = self._records.number(draft.owner) if draft.owner else None
        self._rows.add(
            "record",
            (
                number, uid_of(f"record/{draft.key}"), draft.kind, owner, draft.label, "draft",
                draft.note, self._when, self._when, self._step, *NOT_DERIVED_YET,
            ),
        )  # fmt: skip
        self._rows.add(draft.kind, self._typed_row(draft, number, owner))
        if draft.identifier is not None:
            self._rows.add("identifier", (*draft.identifier, number))
        for tag in draft.tags:
            self._rows.add("tagging", (self.changes.tag(tag), number))
            if tag in DOUBTFUL:
                self._report.doubtful[tag] += 1
        self._report.made[draft.kind] += 1
        self.touched.add(owner if owner is not None else number)
        for claim in draft.claims:
            self._write_claim(draft, number, claim)

    def _typed_row(self, draft: RecordDraft, number: int, owner: int | None) -> list[Any]:
        """Return the row of the kind's own table; its columns are those of `rows.COLUMNS`."""
        first: dict[str, ClaimDraft] = {}
        for claim in draft.claims:
            if claim.field is not None and not claim.denies:
                first.setdefault(claim.field, claim)
        row: list[Any] = [number, draft.kind]
        for field in fields_of(draft.kind):
            if field.several:
                continue
            said = first.get(field.name)
            if field.type is FieldType.DATE:
                edtf = said.edtf if said else None
                row += [edtf, *bounds(edtf), said.printed if said else None]
            elif field.type is FieldType.RECORD:
                key = said.record if said else draft.links.get(field.name)
                row.append(self._records.number(key) if key else None)
                if field.kind_column is not None:
                    row.append("official" if key else None)
            else:
                row.append(said.text if said else draft.values.get(field.name))
        return _completed(row, draft, owner)

    def _write_claim(self, draft: RecordDraft, record: int, claim: ClaimDraft) -> None:
        span = claim.decisive
        passage = claim.passage
        key = (
            f"{draft.key}\n{claim.field}\n{claim.text}\n{claim.record}\n{claim.edtf}\n"
            f"{claim.denies}\n{self._copies[passage.file]}\n{passage.span.start}-"
            f"{passage.span.end}\n{span.start if span else ''}"
        )
        if key in self._said:
            return
        self._said.add(key)
        self._last_claim += 1
        number = self._last_claim
        field = self._fields[draft.kind, claim.field] if claim.field else None
        linked = self._records.number(claim.record) if claim.record else None
        self._rows.add(
            "claim",
            (
                number, uid_of(f"claim/{key}"), record, draft.kind, field,
                self._quote(claim.passage), claim.text, linked, claim.edtf, *bounds(claim.edtf),
                claim.printed, span.start if span else None, span.end if span else None,
                "denies" if claim.denies else "supports",
                "direct" if claim.direct else "inferred", "normal", "6", self._step,
            ),
        )  # fmt: skip
        if claim.leans is not None:
            self._rows.add("premise", (number, 0, "quote", self._quote(claim.leans), None))
        elif claim.note is not None:
            self._rows.add("premise", (number, 0, "editor", None, claim.note))
        self._report.claims += 1

    def _add_to_known(self, draft: RecordDraft) -> None:
        """Add claims a known record does not have from these words, and fill what was empty."""
        number = self._records.number(draft.key)
        known = self._records.is_known(draft.key)
        had = self.changes.claims_of(number) if known else set()
        changed = False
        for claim in draft.claims:
            linked = self._records.number(claim.record) if claim.record else None
            source = self._records.number(f"file/{claim.passage.file}")
            if (claim.field, claim.text, linked, claim.edtf, claim.denies, source) in had:
                continue
            self._write_claim(draft, number, claim)
            changed = True
            if claim.field is not None and not claim.denies:
                self._fill(draft.kind, number, claim, linked)
        for tag in self.changes.add_tags(number, draft.tags):
            changed = True
            if tag in DOUBTFUL:
                self._report.doubtful[tag] += 1
        if draft.identifier is not None:
            self.changes.identify(number, draft.identifier)
        if changed:
            if known:
                self._report.changed += 1
                self.changes.modified(number)
            owner = self._records.number(draft.owner) if draft.owner else number
            self.touched.add(owner)

    def _fill(self, kind: str, number: int, claim: ClaimDraft, linked: int | None) -> None:
        assert claim.field is not None
        field = FIELD_BY_NAME[kind, claim.field]
        cells: dict[str, Any]
        if field.type is FieldType.DATE:
            earliest, latest = bounds(claim.edtf)
            names = [f"{field.column}_{part}" for part in ("edtf", "min", "max", "printed")]
            cells = dict(zip(names, (claim.edtf, earliest, latest, claim.printed), strict=True))
        elif field.type is FieldType.RECORD:
            cells = {field.column: linked}
        else:
            cells = {field.column: claim.text}
        self.changes.fill(kind, number, cells)


def _completed(row: list[Any], draft: RecordDraft, owner: int | None) -> list[Any]:
    """Return the row of a kind's own table with the columns that are no fields."""
    if draft.kind == "participation":
        row += [owner, "meeting"]
    elif draft.kind == "name":
        text = draft.label
        row[_SCRIPT] = script_of(text)
        row += [owner, search_text(text), " ".join(skeletons(text))]
    elif draft.kind == "source":
        row[_RELIABILITY] = "F"
        row.append(draft.csl)
    return row


_NAME_FIELDS: Final = [field.name for field in fields_of("name")]
_SCRIPT: Final = 2 + _NAME_FIELDS.index("script")
_RELIABILITY: Final = -1
"""The last of a source's fields in the registry; the CSL column follows it."""
