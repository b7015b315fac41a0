"""The one thread that writes: edits in their order, each saved before it is told of."""

import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

from models.reference.problems import ProblemError
from models.reference.reference import Reference
from models.summaries.waiting import catch_up

__all__ = ["Writer"]

Work = Callable[[Reference], Any]

PAUSE_SECONDS = 0.5
"""So long after the last edit the log is folded into the file; law 11 allows two seconds."""


@dataclass(frozen=True, slots=True)
class _Edit:
    work: Work
    done: Callable[[Any], object]
    failed: Callable[[ProblemError], object]


@dataclass(frozen=True, slots=True)
class _Answer:
    edit: _Edit
    result: Any = None
    problem: ProblemError | None = None
    bug: BaseException | None = None


class Writer(QObject):
    """Makes edits one after the other beside the window; none is ever dropped.

    Unlike a read, an edit is not cancelled by the next one. `stop` makes those that wait first.
    Answers arrive on the thread that made this object. After a pause everything is brought into
    the one file, and `settled` says so.
    """

    working = Signal(bool)
    """True when an edit begins to wait, False when none does any more."""
    settled = Signal()
    """All edits are in the one file: a plain copy of it is whole."""
    caught_up = Signal()
    """What many records show of one that was renamed is up to date in all of them."""
    crashed = Signal(object)
    """An edit ended in a bug: the exception. Nothing of it was written."""
    _answered = Signal(object)

    def __init__(self, reference: Reference, parent: QObject | None = None) -> None:
        """Make a writer that has nothing to do; its thread begins with the first edit."""
        super().__init__(parent)
        self._reference = reference
        self._waiting: deque[_Edit] = deque()
        self._unanswered = 0
        self._stopping = False
        self._resuming = False
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None
        self._answered.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def write(
        self,
        work: Work,
        done: Callable[[Any], object],
        failed: Callable[[ProblemError], object],
    ) -> None:
        """Do `work` after all that waits, and give its result to `done` or its problem to `failed`.

        `work` is a function of the models: it gets the reference, on the writer's thread.
        """
        self._unanswered += 1
        if self._unanswered == 1:
            self.working.emit(True)
        with self._changed:
            self._waiting.append(_Edit(work, done, failed))
            if self._thread is None:
                self._begin()
            self._changed.notify()

    def resume(self) -> None:
        """Go on with what a crash, or closing, left of an earlier edit's consequences."""
        with self._changed:
            if self._thread is None and not self._stopping:
                self._resuming = True
                self._begin()

    def _begin(self) -> None:
        self._thread = threading.Thread(target=self._live, name="attache-writer", daemon=True)
        self._thread.start()

    @property
    def busy(self) -> bool:
        """Whether an edit waits for its answer."""
        return self._unanswered > 0

    def stop(self) -> None:
        """Make all edits that wait, bring them into the file and end the thread."""
        with self._changed:
            self._stopping = True
            self._changed.notify()
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    # ------------------------------------------------------ the writer's thread

    def _live(self) -> None:
        try:
            with self._reference.connected():
                self._reference.begin_editing()
                self._write_all()
        except ProblemError as problem:
            # The file could not be opened again: every edit is told so, and none is lost silently.
            while (edit := self._next(None)) is not None:
                self._answered.emit(_Answer(edit, problem=problem))

    def _write_all(self) -> None:
        folded, behind = True, self._resuming
        while True:
            edit = self._next(0.0 if behind else None if folded else PAUSE_SECONDS)
            if edit is not None:
                self._answered.emit(self._made(edit))
                folded = behind = False
            elif not folded or behind:
                # What people did is brought into the file before what follows from it.
                folded = folded or self._fold_back()
                behind = folded and self._catch_up(behind=behind)
            if edit is None and self._stopping:
                if behind:
                    self._reference.fold_back()
                return

    def _fold_back(self) -> bool:
        folded = self._reference.fold_back()
        if folded:
            self.settled.emit()
        return folded

    def _catch_up(self, *, behind: bool) -> bool:
        """Let some of the records that name a renamed one follow; False when none are left."""
        try:
            if catch_up(self._reference):
                return True
        except ProblemError:
            # The file itself remembers what waits; it is tried again after the next edit.
            return False
        if behind:
            self._reference.fold_back()
            self.caught_up.emit()
        return False

    def _next(self, pause: float | None) -> _Edit | None:
        """Return the next edit; None when there was none for `pause` seconds or it all ends."""
        with self._changed:
            self._changed.wait_for(lambda: self._waiting or self._stopping, pause)
            return self._waiting.popleft() if self._waiting else None

    def _made(self, edit: _Edit) -> _Answer:
        try:
            with self._reference.connected():
                return _Answer(edit, result=edit.work(self._reference))
        except ProblemError as problem:
            return _Answer(edit, problem=problem)
        except Exception as bug:  # noqa: BLE001 - a bug is shown in the window, never lost
            return _Answer(edit, bug=bug)

    # ------------------------------------------------------ the window's thread

    def _deliver(self, answer: _Answer) -> None:
        self._unanswered -= 1
        if self._unanswered == 0:
            self.working.emit(False)
        if answer.bug is not None:
            self.crashed.emit(answer.bug)
        elif answer.problem is not None:
            answer.edit.failed(answer.problem)
        else:
            answer.edit.done(answer.result)
