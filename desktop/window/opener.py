"""Opening references beside the window: the latest asked for wins."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from desktop.instance.single_window import AlreadyOpenError, SingleWindow
from desktop.jobs.opening import Opened, Opening
from desktop.jobs.task import Task
from desktop.progress.line import ProgressLine
from desktop.progress.strip import ProgressStrip
from desktop.text.translate import tr
from models.reference.problems import ProblemError
from models.reference.reference import Reference

__all__ = ["Opener"]

UNSEEN_MILLISECONDS = 200
"""An opening that takes no longer is not spoken of."""


class Opener(QObject):
    """Opens one file at a time; what was asked for before and has not come yet is let go.

    A file that another window shows is not opened twice: that window is asked to come forward.
    Exactly one of `opened`, `elsewhere`, `failed` and `crashed` comes for an opening that nobody
    asked another one in place of or cancelled.
    """

    opened = Signal(object, object, object)
    """The `Reference`, what it says of itself, and the `SingleWindow` that holds it."""
    elsewhere = Signal(object)
    """The path of a file that another window shows."""
    failed = Signal(object)
    """A `ProblemError`."""
    crashed = Signal(object)
    """A bug: the exception."""
    cancelled = Signal()
    _came = Signal(object, object)

    def __init__(self, strip: ProgressStrip, parent: QObject) -> None:
        """Begin with nothing to open."""
        super().__init__(parent)
        self._strip = strip
        self._opening: Opening | None = None
        self._single: SingleWindow | None = None
        self._asking = False
        self._name = ""
        self._line: ProgressLine | None = None
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(UNSEEN_MILLISECONDS)
        self._late.timeout.connect(self._say)
        self._came.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @property
    def busy(self) -> bool:
        """Whether something is being opened."""
        return self._opening is not None or self._asking

    def open(self, name: str, find: Callable[[], Path]) -> None:
        """Open the file that `find` returns (on another thread); `name` is what it is called."""
        self.follow(name, Opening(find))

    def follow(self, name: str, opening: Opening, single: SingleWindow | None = None) -> None:
        """Await an opening that has begun; `single` is the hold on its file, where it is had.

        One that has ended already is answered at once.
        """
        self.stop()
        self._opening, self._single, self._name = opening, single, name
        if opening.ended:
            opening.then(lambda opened: self._deliver(opening, opened))
        else:
            self._late.start()
            opening.then(lambda opened: self._came.emit(opening, opened))

    def stop(self) -> None:
        """Let what is being opened go; nobody is told."""
        if self._opening is not None:
            self._opening.forget()
        self._opening = None
        if self._single is not None:
            self._single.close()
            self._single = None
        self._quiet()

    def _say(self) -> None:
        self._line = self._strip.add(tr("Opening {name} …", name=self._name))
        self._line.cancel_requested.connect(self._cancel)

    def _cancel(self) -> None:
        self.stop()
        self.cancelled.emit()

    def _quiet(self) -> None:
        self._late.stop()
        if self._line is not None:
            line, self._line = self._line, None
            self._strip.remove(line)

    def _deliver(self, opening: Opening, opened: Opened) -> None:
        if opening is not self._opening:
            return
        self._opening = None
        single, self._single = self._single, None
        self._quiet()
        if opened.reference is not None:
            self._hand_over(opened.reference, opened, single)
            return
        if single is not None:
            single.close()
        if isinstance(opened.error, ProblemError):
            self.failed.emit(opened.error)
        else:
            self.crashed.emit(opened.error)

    def _hand_over(self, reference: Reference, opened: Opened, single: SingleWindow | None) -> None:
        try:
            single = single or SingleWindow(reference.path)
            reference.stay_connected()
        except AlreadyOpenError:
            self._ask(reference.path)
        except ProblemError as problem:
            if single is not None:
                single.close()
            self.failed.emit(problem)
        else:
            self.opened.emit(reference, opened.facts, single)

    def _ask(self, path: Path) -> None:
        """Ask the window that shows the file to come forward; beside this one, for it may hang."""
        self._asking = True
        task = Task(lambda: _asked(path), self)

        def done(problem: ProblemError | None) -> None:
            self._asking = False
            if problem is None:
                self.elsewhere.emit(path)
            else:
                self.failed.emit(problem)

        task.done.connect(done)
        task.crashed.connect(self.crashed)
        task.start()


def _asked(path: Path) -> ProblemError | None:
    """Return what stood in the way of asking, None when the other window was reached."""
    try:
        SingleWindow.ask_running(path)
    except ProblemError as problem:
        return problem
    return None
