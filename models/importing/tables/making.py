"""Finding and making the records that a table names, and the rows they consist of."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from models.editing.edit import Edit
from models.editing.rows import any_row, name_keys, new_uid
from models.editing.settling import settle
from models.fields.registry import FIELD_BY_NAME, Field
from models.importing.rows import NOT_DERIVED_YET, Rows
from models.importing.tables.evidence import Place, Quoting, last_id, value_of
from models.importing.tables.known import Known
from models.importing.tables.reading import Party
from models.importing.tables.report import Refusal, TableReport
from models.importing.tables.sheet import Row, Words
from models.names.folding import fold
from models.names.scripts import script_of
from models.records.values import Value
from models.reference.reference import now


@dataclass(frozen=True, slots=True)
class Linked:
    """A record that is named: its id and kind."""

    id: int
    kind: str


class Records:
    """Finds and makes the records a table names.

    The caller holds the step, and says by `batch` whether it is a bulk one.
    """

    def __init__(
        self,
        edit: Edit,
        place: Place,
        headings: Row | None,
        report: TableReport,
        batch: int | None,
    ) -> None:
        self._edit = edit
        self._database = edit.database
        self._headings = headings
        self._report = report
        self._batch = batch
        self._rows = Rows(edit.database)
        self._quoting = Quoting(edit.database, self._rows, place, report, batch)
        self._first = last_id(edit.database, "record")
        self._known = Known(edit.database, self._first)
        self._last = self._first
        self._moment = now()
        self._found: dict[tuple[str, str, int | None], Linked] = {}
        self._states: dict[str, Linked] = {}
        self._identified: dict[tuple[str, str], Linked] = {}
        self._posts: dict[tuple[int, str, int | None], int] = {}
        self._labels: dict[int, str] = {}
        self._settled: dict[tuple[int, str], Field] = {}
        self._tagged: dict[tuple[str, int], None] = {}
        self._identifiers: dict[tuple[str, str, int], None] = {}
        self._matched: set[int] = set()
        self.changed: set[int] = set()
        """Records that were there and hold more now."""
        self.touched: dict[int, None] = {}
        """Records of the table whose summaries must be worked out again."""
        edit.database.run("PRAGMA defer_foreign_keys = ON")

    def finish(self) -> None:
        """Write what is gathered still, then what changes rows that were there."""
        self._rows.write()
        self._report.matched = len(self._matched)
        self._report.changed = len(self.changed)
        with self._recorded():
            for (record, _), field in self._settled.items():
                settle(self._edit, any_row(self._database, record), field)
            self._write_tags()
            for scheme, value, record in self._identifiers:
                self._database.run(
                    "INSERT INTO identifier (scheme, value, record_id) VALUES (?, ?, ?)",
                    (scheme, value, record),
                )
            self._database.run_many(
                "UPDATE record SET modified = ? WHERE id = ?",
                [(self._moment, record) for record in sorted(self.changed)],
            )

    @contextmanager
    def _recorded(self) -> Iterator[None]:
        """Record the changes of rows that were there, also in a bulk step."""
        if self._batch is not None:
            self._database.run("UPDATE recording SET step_id = ?", (self._edit.step,))
        yield
        if self._batch is not None:
            self._database.run("UPDATE recording SET step_id = NULL")

    def _write_tags(self) -> None:
        known = {
            fold(text): number for number, text in self._database.rows("SELECT id, text FROM tag")
        }
        for text, record in self._tagged:
            number = known.get(fold(text))
            if number is None:
                self._database.run("INSERT INTO tag (uid, text) VALUES (?, ?)", (new_uid(), text))
                number = known[fold(text)] = last_id(self._database, "tag")
            if not self._database.rows(
                "SELECT 1 FROM tagging WHERE tag_id = ? AND record_id = ?", (number, record)
            ):
                self._database.run(
                    "INSERT INTO tagging (tag_id, record_id) VALUES (?, ?)", (number, record)
                )

    # ---------------------------------------------------------------------- who is named

    def _state(self, row: Row, words: Words) -> Linked:
        there = self._states.get(words.text)
        if there is None:
            known = self._known.state(words.text)
            there = self._found.get(("organization", words.text, None))
            if known is not None:
                self._match(known)
                there = Linked(known, "organization")
            elif there is None:
                there = self._new_named(row, "organization", words, {"type": "state"})
            self._found["organization", words.text, None] = there
            self._states[words.text] = there
        return there

    def _party(self, row: Row, party: Party) -> Linked:
        """Return the record somebody is, made where there is none."""
        if party.is_state:
            return self._state(row, party.words)
        country = self._state(row, party.country) if party.country else None
        name = party.words.text
        state = country.id if country else None
        for kind in party.kinds:
            there = self._found.get((kind, name, None if kind == "place" else state))
            if there is not None:
                return there
        same, doubtful = self._known.same(party.kinds, name, state)
        kind = party.kinds[0]
        if same is not None:
            self._match(same)
            there = Linked(same, any_row(self._database, same).kind)
        else:
            if doubtful:
                self._doubt(row, kind, name)
            there = self._new_named(row, kind, party.words, {"country_id": state} if state else {})
            if state and party.country:
                field = FIELD_BY_NAME[kind, "country"]
                self._claim(there.id, kind, field, row, party.country, Value(record_id=state))
        self._found[there.kind, name, None if there.kind == "place" else state] = there
        return there

    def _new_named(self, row: Row, kind: str, words: Words, cells: dict[str, Any]) -> Linked:
        self._last += 1
        there = Linked(self._last, kind)
        self._insert(there.id, kind, words.text, cells)
        self._name(row, there, words)
        self.touched[there.id] = None
        return there

    def _name(self, row: Row, bearer: Linked, words: Words) -> None:
        """Let a record bear a spelling, unless it does."""
        text = words.text
        if bearer.id <= self._first:
            if text == self._called(bearer.id) or any(
                one == bearer.id for one, _, _ in self._known.named((bearer.kind,), text)
            ):
                return
            self._change(bearer.id)
        key = ("name", f"{bearer.id} {text}", None)
        if key in self._found:
            return
        self._last += 1
        self._found[key] = Linked(self._last, "name")
        self._insert(
            self._last,
            "name",
            text,
            {
                "text": text,
                "form": "printed",
                "script": script_of(text),
                "bearer_id": bearer.id,
                **name_keys(text),
            },
            owner=bearer.id,
        )
        field = FIELD_BY_NAME["name", "text"]
        self._claim(self._last, "name", field, row, words, value_of(text))

    # ------------------------------------------------------------------------ single rows

    def _insert(
        self,
        record: int,
        kind: str,
        label: str,
        cells: dict[str, Any],
        *,
        owner: int | None = None,
        note: str | None = None,
    ) -> None:
        self._rows.add(
            "record",
            (
                record, new_uid(), kind, owner, label, "draft", note, self._moment, self._moment,
                self._batch, *NOT_DERIVED_YET,
            ),
        )  # fmt: skip
        self._rows.add_cells(kind, record_id=record, kind=kind, **cells)
        self._labels[record] = label
        self._report.made[kind] += 1

    def _list(
        self,
        record: int,
        kind: str,
        field: Field,
        value: Value,
        linked: Linked | None,
        listed: dict[str, int],
    ) -> None:
        assert field.table is not None
        cells: dict[str, Any] = {str(field.owner_column): record}
        cells[field.column] = linked.id if linked else value.text
        if field.kind_column is not None:
            cells[field.kind_column] = linked.kind if linked else kind
        if field.connection_column is not None:
            cells[field.connection_column] = value.connection
        if field.ordered:
            cells["position"] = listed.get(field.name, 0)
            listed[field.name] = listed.get(field.name, 0) + 1
        self._rows.add_cells(field.table, **cells)

    def _claim(
        self,
        record: int,
        kind: str,
        field: Field | None,
        row: Row,
        words: Words | None,
        value: Value | None,
        *,
        leans: Row | None = None,
    ) -> bool:
        known = record <= self._first
        return self._quoting.claim(record, kind, field, row, words, value, known=known, leans=leans)

    def _identify(self, row: Row, record: int, kind: str, scheme: str, value: str) -> None:
        there = self._identified.get((scheme, value))
        if there is None and (known := self._known.identified(scheme, value)) is not None:
            there = Linked(*known)
        if there is None:
            self._identified[scheme, value] = Linked(record, kind)
            if record <= self._first:
                self._identifiers[scheme, value, record] = None
                self._change(record)
            else:
                self._rows.add_cells("identifier", scheme=scheme, value=value, record_id=record)
        elif there.id != record:
            self._report.refused.append(
                Refusal(row.number, scheme, value, "This identifies another record already.")
            )

    def _called(self, record: int) -> str:
        if record not in self._labels:
            self._labels[record] = any_row(self._database, record).label
        return self._labels[record]

    def _match(self, record: int) -> None:
        if record <= self._first:
            self._matched.add(record)

    def _change(self, record: int) -> None:
        self.touched[record] = None
        if record <= self._first:
            self.changed.add(record)

    def _doubt(self, row: Row, kind: str, name: str) -> None:
        self._report.doubtful.append(
            f"row {row.number:,}: {kind} “{name}” was made anew, and may be one that was there"
        )

    def _refuse(self, row: Row, reason: str) -> None:
        self._report.refused.append(Refusal(row.number, None, "", reason))
