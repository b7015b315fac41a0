"""What stands in the sidebar, line by line, before anything is painted."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from desktop.text.escaping import plain
from desktop.text.translate import grouped, tr, tr_count
from models.queries.views import Facet, FacetValue, SavedView

__all__ = ["FEW", "Line", "LineKind", "facet_lines", "kind_lines", "view_lines"]

FEW = 6
"""So many values of a facet are shown until the reader asks for more."""

_SIGNS = frozenset({"unsourced", "disputed", "inferred", "quoted"})
_KINDS_WITH_ICON = frozenset(
    {
        "official",
        "organization",
        "place",
        "meeting",
        "agreement",
        "statement",
        "relation",
        "source",
        "tenure",
    }
)


class LineKind(Enum):
    """What a line is, and so what pressing it does."""

    KIND = "kind"
    VIEW = "view"
    """A saved view."""
    TITLE = "title"
    """Words between the groups; nothing to press."""
    HEADING = "heading"
    """A facet's title: opens and closes it."""
    VALUE = "value"
    MORE = "more"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the sidebar.

    `checked` is, for a kind or a view: it is the one shown; for a value: the table is narrowed by
    it; for a heading: it is open; for "more": all values are shown.
    """

    type: LineKind
    key: str
    value: str
    label: str
    count: int | None = None
    checked: bool = False
    icon: str = ""
    waiting: bool = False
    """Its count is that of a question asked before."""

    @property
    def identity(self) -> tuple[LineKind, str, str]:
        """What stays the same when counts and words change."""
        return self.type, self.key, self.value

    @property
    def heard(self) -> str:
        """What a screen reader is told."""
        if self.type is LineKind.HEADING:
            if self.checked:
                return tr("{title}, open", title=self.label)
            return tr("{title}, closed", title=self.label)
        if self.type is LineKind.VIEW:
            if self.checked:
                return tr("{view}, saved view, shown", view=self.label)
            return tr("{view}, saved view", view=self.label)
        if self.count is None:
            return self.label
        counted = tr_count("{count} record", "{count} records", self.count)
        if not self.checked:
            return tr("{label}, {counted}", label=self.label, counted=counted)
        if self.type is LineKind.KIND:
            return tr("{label}, {counted}, shown", label=self.label, counted=counted)
        return tr("{label}, {counted}, narrowed by it", label=self.label, counted=counted)


def kind_lines(counts: Sequence[FacetValue], current: str | None) -> tuple[Line, ...]:
    """Return the lines of the kinds, all records first.

    A value "" in `counts` is the line of all records; without one their number is the sum.
    """
    lines = []
    if not any(count.value == "" for count in counts):
        total = sum(count.count for count in counts)
        lines.append(_kind_line(FacetValue("kind", "", tr("All records"), total), current))
    lines += [_kind_line(count, current) for count in counts]
    return tuple(lines)


def _kind_line(count: FacetValue, current: str | None) -> Line:
    icon = count.value if count.value in _KINDS_WITH_ICON else ""
    return Line(
        LineKind.KIND,
        "kind",
        count.value,
        plain(count.label),
        count.count,
        checked=(current or "") == count.value,
        icon=icon or ("" if count.value else "all"),
    )


def view_lines(views: Sequence[SavedView], current: int | None) -> tuple[Line, ...]:
    """Return the lines of the saved views under their title; `current` is the one shown."""
    if not views:
        return ()
    return (
        Line(LineKind.TITLE, "view", "", tr("Saved views")),
        *(
            Line(
                LineKind.VIEW,
                "view",
                str(view.id),
                plain(view.name),
                checked=view.id == current,
                icon="saved",
            )
            for view in views
        ),
    )


def facet_lines(
    facets: Sequence[Facet],
    active: Collection[tuple[str, str]],
    *,
    closed: Collection[str],
    opened: Collection[str],
    waiting: Collection[str] = (),
) -> tuple[Line, ...]:
    """Return the lines of `facets`: those in `closed` without values, in `opened` with all.

    The counts of those in `waiting` are old ones.

    A value the table is narrowed by is shown also where it is not among the first few.
    """
    shown = [facet for facet in facets if facet.values]
    if not shown:
        return ()
    lines = [Line(LineKind.TITLE, "", "", tr("Narrow by"))]
    for facet in shown:
        is_open = facet.key not in closed
        lines.append(Line(LineKind.HEADING, facet.key, "", plain(facet.title), checked=is_open))
        if is_open:
            values = _value_lines(facet, active, everything=facet.key in opened)
            if facet.key in waiting:
                values = [replace(line, waiting=True) for line in values]
            lines += values
    return tuple(lines)


def _value_lines(
    facet: Facet, active: Collection[tuple[str, str]], *, everything: bool
) -> list[Line]:
    lines = [
        Line(
            LineKind.VALUE,
            value.key,
            value.value,
            plain(value.label),
            value.count,
            checked=(value.key, value.value) in active,
            icon=value.value if value.key == "is" and value.value in _SIGNS else "",
        )
        for value in facet.values
    ]
    # One more line than asked for costs no more room than the line that would offer it.
    if len(lines) <= FEW + 1:
        return lines
    if everything:
        fewer = Line(LineKind.MORE, facet.key, "", tr("Show fewer"), checked=True)
        return [*lines, fewer]
    few = [line for place, line in enumerate(lines) if place < FEW or line.checked]
    rest = len(lines) - len(few)
    if not rest:
        return lines
    return [*few, Line(LineKind.MORE, facet.key, "", tr("Show {count} more", count=grouped(rest)))]
