"""The first tour: five steps through the window with the Iran–Belarus story in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeySequence

from desktop.detail.wording import mark_words
from desktop.text.translate import tr
from desktop.theme.evidence import Evidence, evidence_mark
from desktop.tour.step import Line, Step
from desktop.tour.tour import Tour
from models.queries.views import Mark

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desktop.window.window import Window

__all__ = ["first_tour"]

_MARKS: tuple[Evidence, ...] = ("quoted", "inferred", "unsourced", "disputed")


def first_tour(window: Window) -> Tour:
    """Return the tour of `window`, not started; the one that is open already, if there is one."""
    for tour in window.findChildren(Tour):
        if not tour.isHidden():
            return tour
    steps = (_table(window), _record(window), _quotes(window), _source(window), _anywhere(window))
    return Tour(steps, window.theme, window)


def _key(key: Qt.Key) -> str:
    """Return a key as this system writes it."""
    return QKeySequence(QKeyCombination(key)).toString(QKeySequence.SequenceFormat.NativeText)


def _keys_of(window: Window, command: str) -> str:
    """Return the keys of a command as the table of commands has them."""
    shortcut = window.commands.action(command).shortcut()
    return shortcut.toString(QKeySequence.SequenceFormat.NativeText)


def _table(window: Window) -> Step:
    return Step(
        tr("One table for everything"),
        tr(
            "Officials, their meetings and what came of them stand together, each with the number"
            " of quotes behind it. What you select is shown beside the table."
        ),
        lambda: window.panes.table,
        (
            Line("↑ ↓", tr("go to the record above or below")),
            Line(_keys_of(window, "next_record"), tr("the next record, from anywhere")),
        ),
    )


def _record(window: Window) -> Step:
    return Step(
        tr("Every value says how it is known"),
        tr("A mark stands at the right of each value, with the number of its quotes."),
        lambda: window.panes.detail,
        tuple(_mark_line(evidence) for evidence in _MARKS),
        # The quotes below belong to the record: they stay in sight as long as they can.
        sides=("left", "right", "below", "above"),
    )


def _mark_line(evidence: Evidence) -> Line:
    """Explain a mark by the sign and the word that the record pane shows."""
    mark = evidence_mark(evidence)
    word = mark_words(Mark(evidence)) or mark.word
    return Line(word, mark.meaning, mark.icon, evidence)


def _quotes(window: Window) -> Step:
    return Step(
        tr("The words that say so"),
        tr(
            "Quotes stand here exactly as the source has them, the decisive words underlined."
            " The chips below a quote are the fields it backs: point at one, and its words and its"
            " field light up."
        ),
        lambda: window.panes.quotes,
        sides=("left", "right", "above", "below"),
    )


def _source(window: Window) -> Step:
    panes = window.panes

    def target() -> QWidget:
        return panes.quotes if panes.reader.isHidden() else panes.reader

    return Step(
        tr("One key to the source"),
        tr("A quote opens at its place in the source, with all that stands around it."),
        target,
        (
            Line(_key(Qt.Key.Key_Enter), tr("on a quote: read it in its source")),
            Line(_keys_of(window, "open_quote"), tr("the same, from anywhere")),
            Line(_key(Qt.Key.Key_Escape), tr("in the source: back to the quotes")),
        ),
        sides=("left", "above", "right", "below"),
    )


def _anywhere(window: Window) -> Step:
    return Step(
        tr("Search, and go anywhere"),
        tr("Type names, places, words, or country:iran."),
        lambda: window.search,
        (
            Line(_keys_of(window, "find"), tr("search")),
            Line(_keys_of(window, "quick_open"), tr("go to a record by its name")),
            Line(_keys_of(window, "all_commands"), tr("all commands by their names")),
            Line(_keys_of(window, "keys"), tr("all keys")),
        ),
        sides=("below", "above"),
    )
