"""The strip at the bottom of the window: a line for each piece of long work."""

from collections.abc import Callable
from typing import Any, TypeAlias

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from shiboken6 import isValid

from desktop.lists.announce import announce
from desktop.progress.line import Ending, ProgressLine
from desktop.progress.long_work import LongWork, Work
from desktop.text.translate import grouped, tr
from desktop.theme.theme import Theme
from models.reference.problems import ProblemError

__all__ = ["ProgressStrip", "Saying", "say_plainly"]

Saying: TypeAlias = Callable[[int, int, str], tuple[str, float | None]]
"""Says done, total and what in words, with the share that is done or None."""


def say_plainly(done: int, total: int, _what: str) -> tuple[str, float | None]:
    """Say how far work is that only counts."""
    if not total:
        return "", None
    return tr("{done} of {total}", done=grouped(done), total=grouped(total)), done / total


class ProgressStrip(QWidget):
    """Shows long work without being in its way; hidden while there is none.

    `run` does a function beside the window and shows it. Work that runs elsewhere asks for a
    line with `add` and tells it how far it is. Nothing here takes the focus by itself.
    """

    changed = Signal()
    """Work began or ended: whether there is something to cancel."""
    said = Signal(str)
    """A short sentence for the status bar."""
    crashed = Signal(object)
    """A bug in a work: the exception."""
    left = Signal()
    """The line with the keyboard is gone: somebody else is to have it."""

    def __init__(self, theme: Theme) -> None:
        """Begin hidden."""
        super().__init__()
        self._theme = theme
        self._works: dict[LongWork, ProgressLine] = {}
        self._lines: list[ProgressLine] = []
        self._asker: QWidget | None = None
        """What had the keyboard before a question took it."""
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.setAccessibleName(tr("Long work"))
        self.hide()

    # ------------------------------------------------------------- beginning

    def run(
        self,
        title: str,
        work: Work,
        *,
        ended: Callable[[Any], Ending | None],
        cancelled: str = "",
        saying: Saying = say_plainly,
        can_cancel: bool = True,
    ) -> ProgressLine:
        """Do `work` beside the window, with a line called `title`.

        `ended` is given the result and says how it ended; None takes the line away at once. A
        problem is told in the line; `cancelled` is said in the status bar when it was broken off.
        """
        line = self.add(title, can_cancel=can_cancel)
        job = LongWork(work, self)
        self._works[job] = line

        def over(ending: Ending | None) -> None:
            del self._works[job]
            job.deleteLater()
            if ending is None:
                line.ended.emit()
                self._remove(line)
            else:
                line.end(ending)
                self.changed.emit()

        def broken_off() -> None:
            over(None)
            if cancelled:
                self.said.emit(cancelled)
                announce(self, cancelled)

        def crash(error: Exception) -> None:
            over(None)
            self.crashed.emit(error)

        job.progressed.connect(lambda done, total, what: line.tell(*saying(done, total, what)))
        job.done.connect(lambda result: over(ended(result)))
        job.failed.connect(lambda problem: over(_told(problem)))
        job.cancelled.connect(broken_off)
        job.crashed.connect(crash)
        line.cancel_requested.connect(job.cancel)
        job.start()
        return line

    def add(self, title: str, *, can_cancel: bool = True) -> ProgressLine:
        """Return a new line called `title` for work that runs elsewhere.

        Tell it with `tell`, end it with `end` or take it away with `remove`; it asks with
        `cancel_requested`.
        """
        for old in [line for line in self._lines if line.passes]:
            # What went well has been said; a problem stays until somebody closes it.
            self._remove(old)
        line = ProgressLine(title, self._theme, can_cancel=can_cancel)
        line.closed.connect(lambda: self._remove(line))
        self._lines.append(line)
        self._column.addWidget(line)
        self.show()
        announce(self, title)
        self.changed.emit()
        return line

    def say(self, ending: Ending) -> ProgressLine:
        """Say a sentence that stays until it is closed: an offer, or work that was quick."""
        line = self.add(ending.sentence, can_cancel=False)
        line.end(ending)
        self.changed.emit()
        return line

    def ask(self, question: Ending, *, hesitate: bool = False) -> ProgressLine:
        """Ask a question in place of the one before, and give it the keyboard.

        Enter answers it; with `hesitate` Enter leaves everything as it is, for what cannot be
        undone. Esc leaves it in any case.
        """
        for old in [line for line in self._lines if line.asks]:
            self._remove(old)
        self._asker = QApplication.focusWidget()
        line = self.add(question.sentence, can_cancel=False)
        line.end(question)
        button = line.leave_button if hesitate else line.action_button
        button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()
        return line

    def remove(self, line: ProgressLine) -> None:
        """Take a line away; harmless a second time."""
        if line in self._lines:
            self._remove(line)

    # ------------------------------------------------------------ going on

    @property
    def lines(self) -> tuple[ProgressLine, ...]:
        """The lines shown, the oldest first."""
        return tuple(self._lines)

    @property
    def can_cancel(self) -> bool:
        """Whether there is something that can be cancelled."""
        return any(line.can_cancel for line in self._lines)

    def cancel_latest(self) -> bool:
        """Cancel what was begun last; False when there is nothing to cancel."""
        for line in reversed(self._lines):
            if line.can_cancel:
                line.cancel()
                self.changed.emit()
                return True
        return False

    def stop(self) -> None:
        """Break everything off: the window closes. The threads tidy up and end by themselves."""
        for work in self._works:
            work.abandon()
        self._works.clear()
        for line in tuple(self._lines):
            self._remove(line)

    def _remove(self, line: ProgressLine) -> None:
        focused = QApplication.focusWidget()
        had_focus = focused is not None and line.isAncestorOf(focused)
        self._lines.remove(line)
        self._column.removeWidget(line)
        line.hide()
        line.deleteLater()
        self.setVisible(bool(self._lines))
        if had_focus:
            before = self._asker
            if before is not None and isValid(before) and before.isVisible():
                before.setFocus(Qt.FocusReason.OtherFocusReason)
            else:
                self.left.emit()
        self.changed.emit()


def _told(problem: ProblemError) -> Ending:
    return Ending(f"{problem.sentence} {problem.advice}".strip(), "error")
