"""Leading a row to meetings, agreements and posts that it names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Final

from models.importing.tables.making import Linked, Records
from models.importing.tables.reading import RowDraft, Said
from models.importing.tables.report import Refusal
from models.importing.tables.sheet import Row, Words
from models.records.values import Value

Identity = tuple[str, str]
EVENTS: Final = ("meeting", "agreement")
CIRCLE: Final = "What is named there is in the trash, or would lead back to this row itself."


class Links(Records):
    """Finds the meeting or agreement that a cell names, among the rows and in the reference.

    A meeting is named by the key of its row, or by what exactly one is called. One that is not
    there is made; where several are called so, nobody knows which is meant, and the cell is
    refused.
    """

    _rows_by: dict[str, RowDraft]
    _identity: Callable[[RowDraft], Identity]

    def in_order(
        self, drafts: Sequence[RowDraft], kind: str, identity: Callable[[RowDraft], Identity]
    ) -> Sequence[RowDraft]:
        """Return the rows that are to be written, one that others are part of before these.

        What is written first can be taken back last. `identity` says by what a row is known.
        """
        self._identity = identity
        self._within: dict[int, int] = {}
        self._rows_by = {}
        if kind != "meeting" or all(draft.first("part_of") is None for draft in drafts):
            return drafts
        called = Counter(draft.label.text for draft in drafts if draft.label is not None)
        self._rows_by = {
            draft.label.text: draft
            for draft in drafts
            if draft.label is not None and called[draft.label.text] == 1
        }
        self._rows_by |= {draft.key: draft for draft in drafts if draft.key is not None}
        depths = self._depths(drafts)
        return sorted(drafts, key=lambda draft: depths[draft.row.number])

    def _depths(self, drafts: Sequence[RowDraft]) -> dict[int, int]:
        """Return, by row, how many rows it is inside; in a circle one is the outermost."""
        depths: dict[int, int] = {}
        for draft in drafts:
            inside: dict[int, RowDraft] = {}
            step: RowDraft | None = draft
            while step is not None and not (step.row.number in depths or step.row.number in inside):
                inside[step.row.number] = step
                named = step.first("part_of")
                step = self._rows_by.get(named.words.text) if named is not None else None
            depth = depths.get(step.row.number, -1) if step is not None else -1
            for number in reversed(inside):
                depth += 1
                depths[number] = depth
        return depths

    def event(self, row: Row, said: Said, record: int) -> Linked | None:
        """Return the meeting or agreement that is named; None where it was refused.

        `record` is what the row is about, which cannot be a part of itself.
        """
        assert said.party is not None
        kind, name = said.party.kinds[0], said.words.text
        if said.field.name == "part_of" and name in self._rows_by:
            there = self._of_row(self._rows_by[name], row, record)
            if there is None:
                return self._refused(row, said, CIRCLE)
        else:
            there = self._found.get((kind, name, None))
        if there is None:
            same, several = self._known.same((kind,), name, None)
            if several:
                return self._refused(row, said, f"Several are called so: name one {kind} apart.")
            if same is not None:
                self._match(same)
                there = Linked(same, kind)
            else:
                there = self._new_event(row, kind, said.words)
            self._found[kind, name, None] = there
        if said.field.name == "part_of":
            if self._leads_back(there.id, record):
                return self._refused(row, said, CIRCLE)
            self._within[record] = there.id
        return there

    def _of_row(self, draft: RowDraft, row: Row, record: int) -> Linked | None:
        """Return what another row became; None where it comes only after this one."""
        if draft.row is row:
            return Linked(record, "meeting")
        identity = self._identity(draft)
        there = self._identified.get(identity)
        if there is None and (known := self._known.identified(*identity)) is not None:
            there = Linked(*known)
            self._match(there.id)
        return there

    def _new_event(self, row: Row, kind: str, words: Words) -> Linked:
        self._last += 1
        there = Linked(self._last, kind)
        self._insert(there.id, kind, " ".join(words.text.split()), {})
        self._claim(there.id, kind, None, row, words, None)
        self.touched[there.id] = None
        return there

    def _leads_back(self, step: int | None, record: int) -> bool:
        passed: set[int] = set()
        while step is not None and step not in passed:
            if step == record:
                return True
            passed.add(step)
            above = self._within.get(step)
            if above is None and step <= self._first:
                rows = self._database.rows(
                    "SELECT part_of_id FROM meeting WHERE record_id = ?", (step,)
                )
                above = rows[0][0] if rows else None
            step = above
        return False

    def _refused(self, row: Row, said: Said, reason: str) -> Linked | None:
        """Note that a cell leads nowhere; None, so that it can be returned."""
        self._report.refused.append(
            Refusal(row.number, said.heading or said.field.label, said.words.text, reason)
        )
        return None


def linked_value(said: Said, linked: Linked) -> Value:
    """Return a record as the value of a field."""
    return Value(record_id=linked.id, connection=said.connection)
