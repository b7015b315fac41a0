"""What one row says, before anybody asks what the reference holds: words, dates, parties."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from models.dates import DateError, UncertainDate, display_date, read_written_date
from models.fields.registry import FIELD_BY_NAME, Field, FieldType
from models.importing.tables.mapping import (
    AGREEMENTS,
    IDENTIFIER,
    LABEL,
    NAME,
    NEEDED,
    NOTE,
    POST,
    POST_FROM,
    POST_OF,
    POST_UNTIL,
    TAG,
    THEIR_COUNTRY,
    THEIR_POST,
    Mapping,
    targets,
)
from models.importing.tables.report import Refusal, TableReport
from models.importing.tables.sheet import Row, Words, parts
from models.names.folding import fold
from models.seeds.problems import listed, nearest

MOST_DATES: Final = 200
"""So many different wordings of dates are shown with their readings."""
ERRORS: Final = frozenset(
    {"#REF!", "#N/A", "#NAME?", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!", "#SPILL!", "#CALC!"}
)
"""What spreadsheets put into a cell whose formula failed (ECMA-376, 18.18.11)."""
_DAY_AND_TIME: Final = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[ T][0-9]{2}:[0-9]{2}(:[0-9]{2})?")
_TO_MAKE: Final = {
    ("statement", "speaker"): "official",
    ("statement", "addressees"): "official",
}
_STATES: Final = frozenset({"country", "side"})


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody or something a row names: a record of one of `kinds`, made as the first of them."""

    kinds: tuple[str, ...]
    words: Words
    country: Words | None = None
    post: Words | None = None
    is_state: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """One value of one field, and the words that say so; `heading` is that of their column."""

    field: Field
    words: Words
    text: str | None = None
    date: UncertainDate | None = None
    party: Party | None = None
    connection: str | None = None
    heading: str | None = None


@dataclass(frozen=True, slots=True)
class Present:
    """Somebody who took part; `column` is the one whose heading says in which role."""

    party: Party
    role: str
    column: int


@dataclass(frozen=True, slots=True)
class PostHeld:
    """A post of the official the row is about."""

    title: Words | None
    of: Party | None
    said: tuple[Said, ...]


@dataclass(slots=True)
class RowDraft:
    """What one row becomes."""

    row: Row
    label: Words | None = None
    key: str | None = None
    said: list[Said] = field(default_factory=list)
    names: list[Words] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    note: str | None = None
    identifiers: list[tuple[str, str]] = field(default_factory=list)
    present: list[Present] = field(default_factory=list)
    post: PostHeld | None = None

    def first(self, name: str) -> Said | None:
        """Return what is said of a field first."""
        return next((one for one in self.said if one.field.name == name), None)


class RowReader:
    """Reads rows by a mapping; what cannot be read is noted in the report."""

    def __init__(self, mapping: Mapping, headings: Sequence[str], report: TableReport) -> None:
        """Take a mapping that was checked against these headings."""
        self._mapping = mapping
        self._headings = headings
        self._report = report
        self._several = {one.name: one.several for one in targets(mapping.kind)}
        self._columns = [
            (headings.index(heading), heading, name) for heading, name in mapping.columns.items()
        ]
        self._columns.sort()
        self._beside = {name: self._attached(name) for name in (THEIR_COUNTRY, THEIR_POST)}

    def _attached(self, name: str) -> dict[int, int]:
        """Return, for columns of officials, the column that says this of them."""
        officials = [at for at, _, one in self._columns if one.startswith("official:")]
        found: dict[int, int] = {}
        for at, _, one in self._columns:
            if one == name and officials:
                left = [official for official in officials if official < at]
                found.setdefault(left[-1] if left else officials[0], at)
        return found

    def read(self, row: Row) -> RowDraft | None:
        """Return what a row says, None where nothing can come of it."""
        draft = RowDraft(row)
        if self._mapping.key is not None:
            cell = row.cells.get(self._headings.index(self._mapping.key))
            if cell is None:
                self._refuse(row, None, None, f"Its key, “{self._mapping.key}”, is empty.")
                return None
            draft.key = cell.text
        posts: dict[str, Words] = {}
        for at, heading, name in self._columns:
            cell = row.cells.get(at)
            if cell is None:
                continue
            if cell.text in ERRORS:
                self._refuse(row, heading, cell, "The spreadsheet’s own calculation failed here.")
                continue
            if name in (POST, POST_OF, POST_FROM, POST_UNTIL):
                posts[name] = cell
                continue
            values = parts(cell, self._mapping.separator) if self._several[name] else (cell,)
            for place, words in enumerate(values):
                self._take(draft, at, heading, name, words, place, len(values))
        if posts:
            draft.post = self._post(row, posts)
        if not self._is_enough(draft):
            self._refuse(row, None, None, NEEDED[self._mapping.kind].replace("Choose", "It lacks"))
            return None
        return draft

    def _take(
        self, draft: RowDraft, at: int, heading: str, name: str, words: Words, place: int, of: int
    ) -> None:
        if name == LABEL:
            draft.label = words
        elif name == NAME:
            draft.names.append(words)
        elif name == TAG:
            draft.tags.append(" ".join(words.text.split()))
        elif name == NOTE:
            draft.note = words.text.replace("\u2028", "\n")
        elif name == IDENTIFIER:
            draft.identifiers.append((heading.casefold(), words.text))
        elif ":" in name:
            kind, _, role = name.partition(":")
            party = Party((kind,), words)
            if kind == "official":
                party = replace(
                    party,
                    country=self._of(draft.row, THEIR_COUNTRY, at, place, of),
                    post=self._of(draft.row, THEIR_POST, at, place, of),
                )
            if all(one.party != party for one in draft.present):
                draft.present.append(Present(party, role, at))
        elif name not in (THEIR_COUNTRY, THEIR_POST):
            self._value(draft, heading, name, words)

    def _of(self, row: Row, name: str, official: int, place: int, of: int) -> Words | None:
        """Return what a column beside says of the official at this place in its cell."""
        at = self._beside[name].get(official)
        cell = row.cells.get(at) if at is not None else None
        if cell is None or at is None or cell.text in ERRORS:
            return None
        values = parts(cell, self._mapping.separator)
        if len(values) == 1:
            return values[0]
        if len(values) == of:
            return values[place]
        if place == 0:
            reason = f"It holds {len(values)} values for {of} officials: nobody knows whose."
            self._refuse(row, self._headings[at], cell, reason)
        return None

    def _value(self, draft: RowDraft, heading: str, name: str, words: Words) -> None:
        connection = AGREEMENTS.get(name)
        field = FIELD_BY_NAME[self._mapping.kind, "agreements" if connection else name]
        said = self._read(draft.row, heading, field, words)
        if said is not None:
            self._said(draft, replace(said, connection=connection))

    @staticmethod
    def _said(draft: RowDraft, said: Said) -> None:
        """Keep what is said, once."""
        key = (said.field, said.connection, fold(said.words.text))
        if all((one.field, one.connection, fold(one.words.text)) != key for one in draft.said):
            draft.said.append(said)

    def _read(self, row: Row, heading: str, field: Field, words: Words) -> Said | None:
        if field.type is FieldType.DATE:
            day = _DAY_AND_TIME.fullmatch(words.text)
            if day is not None:  # a spreadsheet's own moment: the day is what a record keeps
                words = Words(day[1], words.start, words.start + len(day[1]))
            try:
                date = read_written_date(words.text)
            except DateError as error:
                self._refuse(row, heading, words, str(error))
                return None
            if len(self._report.dates) < MOST_DATES:
                self._report.dates.setdefault(words.text, display_date(date.edtf))
            return Said(field, words, date=date)
        if field.type is FieldType.CHOICE:
            known = {fold(one): one for one in field.choices}
            chosen = known.get(fold(words.text))
            if chosen is None:
                reason = f"{field.label} is one of {listed(field.choices)}."
                self._refuse(row, heading, words, reason + nearest(words.text, field.choices))
                return None
            return Said(field, words, text=chosen)
        if field.type is FieldType.RECORD:
            return Said(field, words, party=_party(field, words), heading=heading)
        return Said(field, words, text=words.text.replace("\u2028", "\n"))

    def _post(self, row: Row, posts: dict[str, Words]) -> PostHeld | None:
        title, of = posts.get(POST), posts.get(POST_OF)
        if title is None and of is None:
            return None
        said = []
        for name, side in ((POST_FROM, "start"), (POST_UNTIL, "end")):
            if name in posts:
                heading = next(each for _, each, one in self._columns if one == name)
                one = self._read(row, heading, FIELD_BY_NAME["tenure", side], posts[name])
                if one is not None:
                    said.append(one)
        party = Party(("organization",), of) if of is not None else None
        return PostHeld(title, party, tuple(said))

    def _is_enough(self, draft: RowDraft) -> bool:
        kind = self._mapping.kind
        if kind == "statement":
            return draft.first("words") is not None
        if draft.label is not None:
            return True
        if kind == "meeting":
            return bool(draft.present) or draft.first("date") is not None
        return (
            kind == "relation"
            and draft.first("subject") is not None
            and draft.first("object") is not None
        )

    def _refuse(self, row: Row, heading: str | None, words: Words | None, reason: str) -> None:
        self._report.refused.append(
            Refusal(row.number, heading, words.text if words else "", reason)
        )


def _party(field: Field, words: Words) -> Party:
    kinds = field.targets
    first = _TO_MAKE.get((field.kind, field.name))
    if first is None and "organization" in kinds:
        first = "organization"
    if first:
        kinds = (first, *(kind for kind in kinds if kind != first))
    return Party(kinds, words, is_state=field.name in _STATES)
