"""What is added to the words in hand while a value is written: printed, passed on, leaning on."""

from dataclasses import replace
from typing import Final

from PySide6.QtCore import QObject, Signal

from desktop.editing.field_editor import FieldEditor
from desktop.text.escaping import plain
from desktop.text.translate import tr
from desktop.window.ties import Ties
from models.proposing.words import MarkedWords
from models.proposing.writing import Beside

__all__ = ["BesideTheWords"]

SHOWN_WORDS = 60
NAMES: Final = {"P": "printed", "V": "passed_on", "L": "leans_on"}


class BesideTheWords(QObject):
    """Asks below the field, by Alt+P, Alt+V and Alt+L, and keeps what was typed for this claim.

    Who passed a sentence on is remembered with the sentence: it is shown with the next value from
    it, and stands until somebody types something else.
    """

    changed = Signal()
    """Something was added or taken away."""

    def __init__(self, editor: FieldEditor, ties: Ties, parent: QObject) -> None:
        """Listen to the editor; nothing is added yet."""
        super().__init__(parent)
        self._editor = editor
        self._words: MarkedWords | None = None
        self._asked = ""
        self._passed_on: dict[tuple[int, int, int], str] = {}
        self.given = Beside()
        ties.tie(editor.beside_wanted, self._ask)
        ties.tie(editor.beside_typed, self._keep)

    def begin(self, words: MarkedWords | None) -> None:
        """Begin with nothing but who passed this sentence on before."""
        self._words = words
        known = self._passed_on.get(_place(words), "") if words is not None else ""
        self.given = Beside(passed_on=known)

    @property
    def said(self) -> str:
        """What was added, in words; empty where nothing was."""
        given, parts = self.given, []
        if given.printed:
            parts.append(tr("printed “{words}”", words=plain(given.printed, SHOWN_WORDS)))
        if given.passed_on:
            parts.append(tr("via {names}", names=plain(given.passed_on, SHOWN_WORDS)))
        if given.leans_on:
            parts.append(tr("leaning on {passages}", passages=plain(given.leans_on, SHOWN_WORDS)))
        return " · ".join(parts)

    def _ask(self, key: str) -> None:
        if self._words is None:
            return
        self._asked = NAMES[key]
        label, hint = {
            "printed": (tr("As printed"), tr("The value in the source’s own characters")),
            "passed_on": (
                tr("Via: who said it > who passed it on"),
                tr("Bagheri > IRNA, or He = Bagheri > IRNA"),
            ),
            "leans_on": (
                tr("Leans on: date; words of another passage; your own reason"),
                tr("date; on Monday; He is taken to have met for his state."),
            ),
        }[self._asked]
        self._editor.ask_beside(label, getattr(self.given, self._asked), hint)

    def _keep(self, text: str) -> None:
        self.given = replace(self.given, **{self._asked: text.strip()})
        if self._asked == "passed_on" and self._words is not None:
            self._passed_on[_place(self._words)] = text.strip()
        self.changed.emit()


def _place(words: MarkedWords) -> tuple[int, int, int]:
    return words.snapshot, words.quote.start, words.quote.end
