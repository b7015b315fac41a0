"""Whether the value in hand is backed by the marked words, and what the editor says of it."""

from PySide6.QtCore import QObject

from desktop.editing.beside import BesideTheWords
from desktop.editing.field_editor import FieldEditor
from desktop.editing.opened import Opened
from desktop.editing.words_in_hand import Backing
from desktop.text.escaping import plain
from desktop.text.translate import tr
from desktop.window.ties import Ties

__all__ = ["BackingTheValue"]

SHOWN_WORDS = 90


class BackingTheValue(QObject):
    """Marked words back the value unless Alt+Q leaves them out."""

    def __init__(self, editor: FieldEditor, ties: Ties, parent: QObject) -> None:
        """Listen to the editor; nothing is backed yet."""
        super().__init__(parent)
        self._editor = editor
        self._opened: Opened | None = None
        self._backed = True
        self._beside = BesideTheWords(editor, ties, self)
        ties.tie(self._beside.changed, self._say)
        ties.tie(editor.evidence_toggled, self._toggle)

    def begin(self, opened: Opened) -> None:
        """Begin with a field, backed by its words; `back` says so."""
        self._opened = opened
        self._beside.begin(opened.words)

    def end(self) -> None:
        """Nothing is edited any more."""
        self._opened = None

    def back(self) -> None:
        """Back the value by the words, and say so."""
        self._backed = True
        self._say()

    @property
    def backed(self) -> bool:
        """Whether there are words and they are not left out."""
        return self._opened is not None and self._opened.words is not None and self._backed

    def given(self) -> Backing | None:
        """Return what the value is backed by, as it is in the editor now."""
        opened = self._opened
        if opened is None or opened.words is None or not self._backed:
            return None
        return Backing(
            opened.words,
            opened.leaning,
            self._editor.reason,
            self._beside.given,
            for_this=opened.for_this,
        )

    def _toggle(self) -> None:
        self._backed = not self._backed
        self._say()

    def _say(self) -> None:
        opened = self._opened
        if opened is None:
            return
        further = tr("Tab goes on to {field}", field=opened.following) if opened.following else ""
        if opened.words is None:
            self._editor.say_evidence(further)
            return
        words = plain(opened.words.text, SHOWN_WORDS)
        if self._backed and opened.leaning is not None:
            said = tr(
                "Backed by “{words}”, leaning on “{leaning}” · Alt+Q leaves it out · "
                "Alt+R says why",
                words=words,
                leaning=plain(opened.leaning.text, SHOWN_WORDS),
            )
        elif self._backed:
            said = tr("Backed by “{words}” · Alt+Q leaves it out · Alt+R says why", words=words)
        else:
            said = tr("Unsourced · Alt+Q backs it by “{words}”", words=words)
        if self._backed and (added := self._beside.said):
            said = tr("{backed} · {added}", backed=said, added=added)
        if further:
            said = tr("{backed} · {further}", backed=said, further=further)
        self._editor.say_evidence(said)
