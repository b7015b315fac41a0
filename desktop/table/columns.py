"""The table's columns, as data: what each shows, says, sorts by, and how wide it starts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from desktop.lists.wording import kind_name, review_name, state_name
from desktop.text.escaping import plain
from desktop.text.translate import grouped, tr, tr_count
from models.dates.display import stored_date

if TYPE_CHECKING:
    from models.queries.rows import TableRow

__all__ = [
    "EVIDENCE_COLUMN",
    "NAME_COLUMN",
    "Column",
    "evidence_said",
    "evidence_signs",
    "table_columns",
]

EVIDENCE_COLUMN = "evidence"
"""The column that shows signs beside its text."""

NAME_COLUMN = "name"
"""The column that cannot be hidden and takes the free width."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    `width` is in average characters of the window's font, so that it grows with it; so many as
    `yields` are given up where the name would have too little room. `text` is what is painted and
    copied, one line; `heard` what a screen reader is told, in whole words. `order` is the name the
    column has in a sort order. `quiet` text steps back.
    """

    key: str
    title: str
    tip: str
    width: float
    alignment: Qt.AlignmentFlag
    text: Callable[[TableRow], str]
    heard: Callable[[TableRow], str]
    order: str
    descending_first: bool = False
    quiet: bool = False
    yields: float = 0
    highlighted: bool = False


_DATES_KEPT = 2000


def table_columns() -> tuple[Column, ...]:
    """Return the columns in their first order, in the reader's language."""
    left = Qt.AlignmentFlag.AlignLeft
    # A few words stand in all rows; those of these columns are looked up once.
    kinds, states, reviews = cache(kind_name), cache(state_name), cache(review_name)
    dates = lru_cache(_DATES_KEPT)(lambda edtf, *, short: plain(stored_date(edtf, short=short)))
    fractions = lru_cache(_DATES_KEPT)(_fraction)
    return (
        Column(
            key="kind",
            title=tr("Kind"),
            tip=tr("What kind of record it is"),
            width=11.5,
            alignment=left,
            text=lambda row: kinds(row.kind),
            heard=lambda row: kinds(row.kind),
            order="kind",
            quiet=True,
        ),
        Column(
            key=NAME_COLUMN,
            title=tr("Name"),
            tip=tr("What the record is called"),
            width=34,
            alignment=left,
            text=_name,
            heard=_name,
            order="name",
            highlighted=True,
        ),
        Column(
            key="when",
            title=tr("When"),
            tip=tr("When it was, as firmly as the source gives it"),
            width=15.5,
            yields=4,
            alignment=left,
            text=lambda row: dates(row.when_edtf, short=True) if row.when_edtf else "",
            heard=_when_heard,
            order="when",
            descending_first=True,
        ),
        Column(
            key="where",
            title=tr("Where"),
            tip=tr("Where it was"),
            width=8,
            yields=1,
            alignment=left,
            text=_where,
            heard=_where,
            order="where",
            highlighted=True,
        ),
        Column(
            key="who",
            title=tr("Who"),
            tip=tr("The countries or people it concerns"),
            width=16,
            yields=6,
            alignment=left,
            text=_who,
            heard=_who,
            order="who",
            highlighted=True,
        ),
        Column(
            key=EVIDENCE_COLUMN,
            title=tr("Evidence"),
            tip=tr("Quotes / independent origins; a sign where something is unsourced or disputed"),
            width=9.5,
            alignment=Qt.AlignmentFlag.AlignRight,
            text=lambda row: fractions(row.quotes, row.origins),
            heard=evidence_said,
            order="quotes",
            descending_first=True,
        ),
        Column(
            key="status",
            title=tr("Status"),
            tip=tr("What became of it, and how far it was reviewed"),
            width=11,
            yields=1.5,
            alignment=left,
            text=lambda row: reviews(row.review) if row.state is None else states(row.state),
            heard=_status_heard,
            order="status",
            quiet=True,
        ),
    )


def evidence_signs(row: TableRow) -> tuple[tuple[str, int], ...]:
    """Return what is wrong with the record's evidence: sign, and how many times (0: unsaid).

    The signs differ in shape, so that none needs its colour.
    """
    signs = []
    if row.disputed:
        signs.append(("disputed", 0))
    if row.unsourced:
        signs.append(("unsourced", row.unsourced))
    return tuple(signs)


def evidence_said(row: TableRow) -> str:
    """Say in words what the record rests on."""
    if row.quotes:
        parts = [
            tr_count("{count} quote", "{count} quotes", row.quotes),
            tr_count("{count} independent origin", "{count} independent origins", row.origins),
        ]
    else:
        parts = [tr("no quote")]
    if row.unsourced:
        parts.append(tr_count("{count} field unsourced", "{count} fields unsourced", row.unsourced))
    if row.disputed:
        parts.append(tr("disputed"))
    return ", ".join(parts)


def _name(row: TableRow) -> str:
    return plain(row.name)


def _when_heard(row: TableRow) -> str:
    return plain(stored_date(row.when_edtf)) if row.when_edtf else ""


def _where(row: TableRow) -> str:
    return plain(row.where or "")


def _who(row: TableRow) -> str:
    return plain(row.who)


def _fraction(quotes: int, origins: int) -> str:
    if not quotes:
        return "0"
    return tr("{quotes} / {origins}", quotes=grouped(quotes), origins=grouped(origins))


def _status_heard(row: TableRow) -> str:
    review = review_name(row.review)
    if row.state is None:
        return review
    return tr("{state}, {review}", state=state_name(row.state), review=review.lower())
