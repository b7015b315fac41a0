"""Writing what another reference holds beyond this one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from models.editing.edit import Edit
from models.editing.projecting import add_listed
from models.editing.rows import Row, any_row, insert, name_keys, new_uid, update
from models.editing.settling import settle
from models.fields.registry import FIELD_BY_NAME, FIELDS, Field, FieldType, fields_of
from models.importing.references.joining import same_inside, same_records
from models.importing.references.reading import (
    Cells,
    UnbelievableError,
    check_original,
    check_text,
    rows,
    with_bounds,
)
from models.importing.references.report import ReferenceReport
from models.importing.rows import COLUMNS, NOT_DERIVED_YET, POINTED_AT_FIRST
from models.names.folding import fold, search_text
from models.records.values import Value, chunks, load_values
from models.reference.database import ReferenceDatabase
from models.summaries.waiting import RECORDS, Causes

_RECORD: Final = (
    "id", "uid", "kind", "owner_id", "label", "review", "note", "created", "modified", "trashed",
    "merged_into_id",
)  # fmt: skip
_EMPTY: Final = dict(
    zip(
        ("label_key", "who", "who_key", "quotes", "origins", "unsourced", "disputed"),
        NOT_DERIVED_YET,
        strict=True,
    )
)
_SNAPSHOT: Final = (
    "id", "uid", "source_id", "text", "length", "text_sha256", "original_sha256", "original_size",
    "media_type", "captured", "method", "extractor", "extractor_version", "unicode_version",
    "was_normalized",
)  # fmt: skip
_QUOTE: Final = (
    "id", "uid", "snapshot_id", "start", "end", "exact", "before", "after", "paragraph", "locator",
)  # fmt: skip
_CLAIM: Final = (
    "id", "uid", "record_id", "record_kind", "field_id", "quote_id", "value_text",
    "value_record_id", "value_edtf", "value_min", "value_max", "printed", "span_start", "span_end",
    "stance", "directness", "rank", "reason", "credibility",
)  # fmt: skip
_OWN_LINKS: Final = {"participation": ("event_id",), "name": ("bearer_id",)}


def links_of(kind: str) -> tuple[str, ...]:
    """Return the columns of a kind's own table that lead to other records."""
    found = [
        field.column
        for field in fields_of(kind)
        if field.type is FieldType.RECORD and not field.several
    ]
    return (*found, *_OWN_LINKS.get(kind, ()))


class Taking:
    """Takes one reference into another; the caller holds the step."""

    def __init__(
        self,
        edit: Edit,
        theirs: ReferenceDatabase,
        report: ReferenceReport,
        batch: int | None,
    ) -> None:
        self._edit = edit
        self._ours = edit.database
        self._theirs = theirs
        self._report = report
        self._batch = batch
        self._records = same_records(theirs, self._ours)
        self._records |= same_inside(theirs, self._ours, self._records)
        self._known = dict(self._records)
        self._snapshots: dict[int, int] = {}
        self._quotes: dict[int, int] = {}
        self._fields: dict[int, Field] = {
            number: FIELD_BY_NAME[kind, name]
            for number, kind, name in theirs.rows("SELECT id, kind, name FROM field")
            if (kind, name) in FIELD_BY_NAME
        }
        self._numbers: dict[tuple[str, str], int] = {
            (kind, name): number
            for number, kind, name in self._ours.rows("SELECT id, kind, name FROM field")
        }
        self._settled: dict[tuple[int, str], Field] = {}
        self.touched: set[int] = set()
        self._changed: set[int] = set()
        self._ours.run("PRAGMA defer_foreign_keys = ON")

    def steps(self) -> Iterator[None]:
        """Take everything, part by part; whoever goes through it may stop between two."""
        self._report.same = len(self._known)
        for part in (
            self._take_records,
            self._take_typed,
            self._link_among_themselves,
            self._take_lists,
            self._take_snapshots,
            self._take_quotes,
            self._take_claims,
            self._take_tags,
            self._add_to_known,
        ):
            part()
            yield
        self._report.changed = len(self._changed)

    def causes(self) -> Causes:
        """Return the records whose lines of the table must be worked out, and why others follow."""
        changed = sorted(self._changed)
        return {RECORDS: sorted(self.touched), "named": changed, "placed": changed}

    @contextmanager
    def _recorded(self) -> Iterator[None]:
        """Record the changes of rows that were here, also in a bulk step."""
        if self._batch is not None:
            self._ours.run("UPDATE recording SET step_id = ?", (self._edit.step,))
        yield
        if self._batch is not None:
            self._ours.run("UPDATE recording SET step_id = NULL")

    def _record(self, number: Any) -> int | None:
        if number is None:
            return None
        if number not in self._records:
            raise UnbelievableError("it names a record that is not there")
        return self._records[number]

    def _touch(self, theirs: int) -> None:
        ours = self._records[theirs]
        self.touched.add(ours)
        if theirs in self._known:
            self._changed.add(ours)

    # ----------------------------------------------------------------------- records

    def _take_records(self) -> None:
        taken = []
        # Owners first: what undo deletes from the last to the first must let go of each other.
        for cells in rows(self._theirs, "record", _RECORD, "owner_id IS NOT NULL, id"):
            self._report.records += 1
            number = cells.pop("id")
            if number in self._records:
                continue
            merged = cells.pop("merged_into_id")
            owner = cells["owner_id"]
            cells["owner_id"] = self._record(owner)
            if owner is None and cells["trashed"] is None:
                self._doubt(cells)
            made = insert(self._ours, "record", {**cells, **_EMPTY, "batch_id": self._batch})
            self._records[number] = made
            self._report.made[cells["kind"]] += 1
            self.touched.add(self._records[number])
            if owner is not None:
                self._touch(owner)
            if merged is not None:
                taken.append((number, merged))
        for number, merged in taken:
            into = self._record(merged)
            update(self._ours, "record", {"merged_into_id": into}, self._records[number])

    def _doubt(self, cells: Cells) -> None:
        if cells["kind"] not in ("official", "organization", "place", "source"):
            return
        alike = self._ours.rows(
            "SELECT 1 FROM name JOIN record ON record.id = bearer_id WHERE folded = ? "
            "AND record.kind = ? AND trashed IS NULL AND (batch_id IS NULL OR batch_id IS NOT ?) "
            "LIMIT 1",
            (search_text(str(cells["label"])), cells["kind"], self._batch),
        )
        if alike:
            self._report.doubtful.append(
                f"{cells['kind']} “{cells['label']}” may be one that was here"
            )

    def _take_typed(self) -> None:
        for kind in POINTED_AT_FIRST:
            for cells in self._typed(kind):
                number = cells["record_id"]
                if number in self._known:
                    continue
                for column in links_of(kind):
                    own = column != "event_id" and self._is_among_itself(kind, column)
                    cells[column] = None if own else self._record(cells[column])
                cells["record_id"] = self._record(number)
                insert(self._ours, kind, cells)

    def _typed(self, kind: str) -> Iterator[Cells]:
        for cells in rows(self._theirs, kind, COLUMNS[kind], "record_id"):
            for field in fields_of(kind):
                if field.type is FieldType.DATE:
                    with_bounds(cells, field.column)
            if kind == "name":
                cells.update(name_keys(str(cells["text"])))
            yield cells

    @staticmethod
    def _is_among_itself(kind: str, column: str) -> bool:
        return any(
            one.column == column and kind in one.targets and one.kind_column is None
            for one in fields_of(kind)
        )

    def _link_among_themselves(self) -> None:
        """Set the links inside one table last, whichever of two records came first."""
        for kind in POINTED_AT_FIRST:
            columns = [one for one in links_of(kind) if self._is_among_itself(kind, one)]
            if not columns:
                continue
            for cells in rows(self._theirs, kind, ("record_id", *columns), "record_id"):
                number = cells.pop("record_id")
                if number not in self._known and any(cells.values()):
                    linked = {column: self._record(cells[column]) for column in columns}
                    update(self._ours, kind, linked, self._records[number], key_column="record_id")

    def _take_lists(self) -> None:
        for table in dict.fromkeys(field.table for field in FIELDS if field.table):
            field = next(one for one in FIELDS if one.table == table)
            columns = [str(field.owner_column), field.column]
            columns += [
                one for one in (field.kind_column, field.connection_column) if one is not None
            ]
            order = f'"{field.owner_column}", ' + ("position" if field.ordered else "rowid")
            if field.ordered:
                columns.append("position")
            for cells in rows(self._theirs, table, columns, order):
                owner = cells[str(field.owner_column)]
                if owner in self._known:
                    continue
                cells[str(field.owner_column)] = self._record(owner)
                if field.type is FieldType.RECORD:
                    cells[field.column] = self._record(cells[field.column])
                insert(self._ours, table, cells)
        authors = ("source_id", "position", "literal", "family", "given")
        with_authors = {row[0] for row in self._ours.rows("SELECT source_id FROM author")}
        for cells in rows(self._theirs, "author", authors, "source_id, position"):
            source = self._record(cells["source_id"])
            if source not in with_authors:
                with self._recorded():
                    insert(self._ours, "author", cells | {"source_id": source})

    # ---------------------------------------------------------------------- evidence

    def _take_snapshots(self) -> None:
        here = {uid: number for number, uid in self._ours.rows("SELECT id, uid FROM snapshot")}
        same = {
            (source, original, text): number
            for number, source, original, text in self._ours.rows(
                "SELECT id, source_id, original_sha256, text_sha256 FROM snapshot ORDER BY id DESC"
            )
        }
        for cells in rows(self._theirs, "snapshot", _SNAPSHOT, "id"):
            number = cells.pop("id")
            source = self._record(cells["source_id"])
            hashes = (source, cells["original_sha256"], cells["text_sha256"])
            there = here.get(cells["uid"]) or same.get(hashes)
            check_text(cells["text"], cells["text_sha256"])
            if there is not None:
                if self._ours.rows(
                    "SELECT 1 FROM snapshot WHERE id = ? AND text_sha256 = ?", (there, hashes[2])
                ):
                    self._snapshots[number] = there
                    continue
                raise UnbelievableError("a copy of a source is another one than here")
            original = self._theirs.rows(
                "SELECT compression, content FROM original WHERE snapshot_id = ?", (number,)
            )
            if not original:
                raise UnbelievableError("the bytes of a source are not there")
            compression, content = original[0]
            check_original(compression, content, cells["original_size"], cells["original_sha256"])
            self._touch(self._theirs_source(number))
            cells |= {"source_id": source, "batch_id": self._batch}
            ours = self._snapshots[number] = insert(self._ours, "snapshot", cells)
            packed = {"snapshot_id": ours, "compression": compression, "content": content}
            insert(self._ours, "original", packed)
            for start, end in self._theirs.rows(
                'SELECT start, "end" FROM inserted_label WHERE snapshot_id = ? ORDER BY start',
                (number,),
            ):
                label = {"snapshot_id": ours, "start": start, "end": end}
                insert(self._ours, "inserted_label", label)
            self._report.sources += 1

    def _theirs_source(self, snapshot: int) -> int:
        query = "SELECT source_id FROM snapshot WHERE id = ?"
        return int(self._theirs.rows(query, (snapshot,))[0][0])

    def _take_quotes(self) -> None:
        here = {
            (snapshot, start, end): number
            for number, snapshot, start, end in self._ours.rows(
                'SELECT id, snapshot_id, start, "end" FROM quote'
            )
        }
        for cells in rows(self._theirs, "quote", _QUOTE, "id"):
            number = cells.pop("id")
            snapshot = self._snapshots.get(cells["snapshot_id"])
            if snapshot is None:
                raise UnbelievableError("a quote stands in no source")
            there = here.get((snapshot, cells["start"], cells["end"]))
            if there is not None:
                self._quotes[number] = there
                continue
            folded = search_text(str(cells["exact"]))
            cells |= {"snapshot_id": snapshot, "folded": folded, "batch_id": self._batch}
            self._quotes[number] = insert(self._ours, "quote", cells)
            self._report.quotes += 1
        columns = ("uid", "quote_id", "language", "text", "translator")
        known = {
            row[0]
            for row in self._ours.rows(
                "SELECT json_array(quote_id, language, text, translator) FROM translation"
            )
        }
        for cells in rows(self._theirs, "translation", columns, "id"):
            cells["quote_id"] = self._quotes.get(cells["quote_id"])
            said = self._ours.rows("SELECT json_array(?, ?, ?, ?)", tuple(cells.values())[1:])
            if said[0][0] not in known:
                with self._recorded():
                    insert(self._ours, "translation", cells)

    def _take_claims(self) -> None:
        uids = {row[0] for row in self._ours.rows("SELECT uid FROM claim")}
        said = {
            tuple(row)
            for row in self._ours.rows(
                "SELECT record_id, field_id, quote_id, value_text, value_record_id, value_edtf, "
                "stance FROM claim"
            )
        }
        preferred = {
            tuple(row)
            for row in self._ours.rows(
                "SELECT record_id, field_id FROM claim WHERE rank = 'preferred'"
            )
        }
        for cells in rows(self._theirs, "claim", _CLAIM, "id"):
            number, record = cells.pop("id"), cells["record_id"]
            field = self._fields.get(cells["field_id"])
            cells["record_id"] = self._record(record)
            cells["value_record_id"] = self._record(cells["value_record_id"])
            cells["quote_id"] = self._quotes.get(cells["quote_id"])
            if field is not None:
                cells["field_id"] = self._numbers[field.kind, field.name]
            elif cells["field_id"] is not None:
                raise UnbelievableError("a claim is about a field that is not known")
            with_bounds(cells, "value")
            key = tuple(
                cells[one]
                for one in (
                    "record_id", "field_id", "quote_id", "value_text", "value_record_id",
                    "value_edtf", "stance",
                )
            )  # fmt: skip
            if cells["uid"] in uids or key in said:
                continue
            said.add(key)
            if cells["rank"] == "preferred" and key[:2] in preferred:
                # What was preferred here stays so; the other stands beside it.
                cells |= {"rank": "normal", "reason": None}
            ours = insert(self._ours, "claim", cells | {"batch_id": self._batch})
            self._report.claims += 1
            self._touch(record)
            if record in self._known and field is not None:
                self._settled[cells["record_id"], field.name] = field
            self._take_what_hangs_on(number, ours)

    def _take_what_hangs_on(self, theirs: int, ours: int) -> None:
        columns = ("position", "type", "quote_id", "source_id", "note")
        for row in self._theirs.rows(
            f"SELECT {', '.join(columns)} FROM premise WHERE claim_id = ?", (theirs,)
        ):
            cells = dict(zip(columns, row, strict=True))
            cells["quote_id"] = self._quotes.get(cells["quote_id"])
            cells["source_id"] = self._record(cells["source_id"])
            insert(self._ours, "premise", {"claim_id": ours, **cells})
        columns = ("position", "printed", "party_id", "party_kind", "publisher")
        for row in self._theirs.rows(
            f"SELECT {', '.join(columns)} FROM attribution WHERE claim_id = ?", (theirs,)
        ):
            cells = dict(zip(columns, row, strict=True))
            cells["party_id"] = self._record(cells["party_id"])
            insert(self._ours, "attribution", {"claim_id": ours, **cells})

    # ------------------------------------------------------------- tags, identities, known

    def _take_tags(self) -> None:
        known = {fold(text): number for number, text in self._ours.rows("SELECT id, text FROM tag")}
        with self._recorded():
            for text, record in self._theirs.rows(
                "SELECT text, record_id FROM tagging JOIN tag ON tag.id = tag_id ORDER BY 2, 1"
            ):
                number = known.get(fold(text))
                if number is None:
                    number = insert(self._ours, "tag", {"uid": new_uid(), "text": text})
                    known[fold(text)] = number
                self._unless_there("tagging", record, tag_id=number)
            for scheme, value, record in self._theirs.rows(
                "SELECT scheme, value, record_id FROM identifier ORDER BY 1, 2"
            ):
                taken = self._ours.rows(
                    "SELECT record_id FROM identifier WHERE scheme = ? AND value = ?",
                    (scheme, value),
                )
                if not taken:
                    self._unless_there("identifier", record, scheme=scheme, value=value)
            for one, other, reason in self._theirs.rows(
                "SELECT one_id, other_id, reason FROM distinct_pair"
            ):
                pair = sorted((self._record(one) or 0, self._record(other) or 0))
                if pair[0] != pair[1] and not self._ours.rows(
                    "SELECT 1 FROM distinct_pair WHERE one_id = ? AND other_id = ?", pair
                ):
                    self._ours.run(
                        "INSERT INTO distinct_pair (one_id, other_id, reason) VALUES (?, ?, ?)",
                        (*pair, reason),
                    )

    def _unless_there(self, table: str, record: int, **cells: Any) -> None:
        ours = self._record(record)
        named = " AND ".join(f'"{column}" = ?' for column in cells)
        if not self._ours.rows(
            f'SELECT 1 FROM "{table}" WHERE record_id = ? AND {named}', (ours, *cells.values())
        ):
            columns = ", ".join(f'"{column}"' for column in (*cells, "record_id"))
            marks = ", ".join("?" * (len(cells) + 1))
            self._ours.run(
                f'INSERT INTO "{table}" ({columns}) VALUES ({marks})', (*cells.values(), ours)
            )
            self._touch(record)

    def _add_to_known(self) -> None:
        """Fill what records here lack; where both hold a value, what is claimed decides."""
        kinds = dict(self._theirs.rows("SELECT id, kind FROM record"))
        with self._recorded():
            for (record, _), field in self._settled.items():
                settle(self._edit, any_row(self._ours, record), field)
            for kind in POINTED_AT_FIRST:
                numbers = [one for one in self._known if kinds[one] == kind]
                for part in chunks(numbers):
                    self._compare(kind, part)

    def _compare(self, kind: str, numbers: list[int]) -> None:
        theirs = load_values(self._theirs, kind, numbers)
        ours = load_values(self._ours, kind, [self._records[one] for one in numbers])
        for number in numbers:
            row = any_row(self._ours, self._records[number])
            for field in fields_of(kind):
                for value in theirs[number].get(field.name, ()):
                    self._fill(number, row, field, value, ours[row.id].get(field.name, []))

    def _fill(
        self, number: int, row: Row, field: Field, value: Value, present: list[Value]
    ) -> None:
        if value.record_id is not None:
            value = Value(record_id=self._record(value.record_id), connection=value.connection)
        if any(one.key() == value.key() for one in present):
            return
        if field.several:
            add_listed(self._ours, row, field, value)
            present.append(value)
        elif not present:
            self._write(row, field, value)
        else:
            if not self._ours.rows(
                "SELECT 1 FROM claim WHERE record_id = ? AND field_id = ? LIMIT 1",
                (row.id, self._numbers[field.kind, field.name]),
            ):
                self._report.differ.append(f"{row.named}: {field.label}")
            return
        self._touch(number)

    def _write(self, row: Row, field: Field, value: Value) -> None:
        cells: Cells
        if field.type is FieldType.DATE:
            cells = {f"{field.column}_edtf": value.edtf, f"{field.column}_printed": value.printed}
            with_bounds(cells, field.column)
        elif field.type is FieldType.RECORD:
            cells = {field.column: value.record_id}
            if field.kind_column is not None:
                cells[field.kind_column] = any_row(self._ours, value.record_id or 0).kind
        else:
            cells = {field.column: value.text}
        update(self._ours, row.kind, cells, row.id, key_column="record_id")
