"""Questions that are no fields: a reason, a grade, a translator; asked beside what is meant."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QRect, Signal

from desktop.editing.editing import Editing, Service
from desktop.editing.field_editor import FieldEditor
from desktop.jobs.jobs import Jobs
from desktop.overlay.items import OverlayItem
from desktop.text.translate import tr
from desktop.window.ties import Ties
from models.editing.done import Done, RefusedError

__all__ = ["Asking", "Question"]

Answer = Callable[[str, object], Service | None]


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, and what becomes of the answer.

    `answer` gets the text and the key of the chosen offer (None without), and returns the edit to
    make, or None where there is none; it may raise `RefusedError`, which is said below the field.
    `offers` are given for a text at once, `look_up` beside the window from the database. Where
    one of them `must_choose`, a text alone is no answer. An empty answer closes the question unless
    it `may_be_empty`. `show` is the record to be shown afterwards, `then` what is done after that.
    """

    label: str
    at: QRect
    answer: Answer
    text: str = ""
    hint: str = ""
    long: bool = False
    offers: Callable[[str], Sequence[OverlayItem]] | None = None
    look_up: Callable[[Any, str], Sequence[OverlayItem]] | None = None
    reads: Callable[[str], str] | None = None
    must_choose: bool = False
    may_be_empty: bool = False
    show: int | None = None
    then: Callable[[Done | None], object] | None = None


class Asking(QObject):
    """Asks one question at a time in an editor of its own; no dialog, Esc takes it back."""

    failed = Signal(object)
    """A `ProblemError`."""

    def __init__(
        self, jobs: Jobs, editing: Editing, editor: FieldEditor, ties: Ties, parent: QObject
    ) -> None:
        """Listen to the editor; it stays closed."""
        super().__init__(parent)
        self._jobs = jobs
        self._editing = editing
        self.editor = editor
        self._question: Question | None = None
        self._saving = False
        ties.tie(editor.edited, self._on_edited)
        ties.tie(editor.committed, lambda _step: self._commit())
        ties.tie(editor.dismissed, self.close)

    @property
    def is_open(self) -> bool:
        """Whether a question waits for its answer."""
        return self._question is not None

    def ask(self, question: Question) -> None:
        """Open the editor with `question`, in place of the one that was open."""
        self._question = question
        self._saving = False
        # Below what it is about, which is to be read meanwhile.
        below = question.at.translated(0, question.at.height())
        self.editor.open(
            question.label, question.text, below, long=question.long, hint=question.hint
        )
        self._on_edited(question.text)

    def close(self) -> None:
        """Close the editor; nothing is changed."""
        self._question = None
        self._saving = False
        self._jobs.cancel("answers")
        self.editor.close_editor()

    def _on_edited(self, text: str) -> None:
        question = self._question
        if question is None:
            return
        if question.reads is not None:
            self.editor.say(question.reads(text))
        elif self.editor.note:
            self.editor.say("")
        if question.offers is not None:
            self._offer(question, text, question.offers(text))
        elif question.look_up is not None:
            look_up = question.look_up
            self._jobs.run(
                "answers",
                lambda database, _: look_up(database, text),
                partial(self._offer, question, text),
                self.failed.emit,
            )

    def _offer(self, question: Question, text: str, offers: Sequence[OverlayItem]) -> None:
        if question is self._question and text == self.editor.text:
            self.editor.offer(offers, choose_first=question.must_choose)

    def _commit(self) -> None:
        question = self._question
        if question is None or self._saving:
            return
        text = self.editor.text.strip()
        chosen = self.editor.chosen.key if self.editor.chosen is not None else None
        if not text and chosen is None and not question.may_be_empty:
            self.close()
            return
        if question.must_choose and chosen is None:
            self._refused(RefusedError(None, tr("Choose one of the list with ↑ and ↓.")))
            return
        try:
            service = question.answer(text, chosen)
        except RefusedError as error:
            self._refused(error)
            return
        if service is None:
            self._finished(question, None)
            return
        self._saving = True
        self._editing.make(
            service,
            show=question.show,
            stay=True,
            done=partial(self._finished, question),
            refused=self._refused,
        )

    def _finished(self, question: Question, done: Done | None) -> None:
        if self._question is question:
            self.close()
        if question.then is not None:
            question.then(done)

    def _refused(self, error: RefusedError) -> None:
        self._saving = False
        if self._question is not None:
            self.editor.say(error.sentence, problem=True)
