"""When backups are made in the window, and what is done with them."""

import threading
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.backups.overlay import BackupsOverlay
from desktop.backups.wording import say_made
from desktop.jobs.task import Task
from desktop.progress.line import Ending
from desktop.progress.strip import ProgressStrip
from desktop.text.translate import tr
from desktop.theme.theme import Theme
from desktop.window.banner import Banner
from desktop.window.session import Session
from models.backups.backup import Backup, backups_in, counts_of
from models.backups.making import BusyWithEditsError, back_up
from models.backups.place import backup_folder, choose_folder, room, synchronizer
from models.backups.restoring import place_beside, restore
from models.checking.information import information
from models.checking.inspection import StoppedError
from models.reference.problems import ProblemError
from models.reference.reference import Reference

__all__ = ["Keeping", "say_share"]

FIRST_MINUTES = 5
"""After the first edit: what one sets out to do is often done in a few steps."""
USUAL_MINUTES = 60
MINUTE = 60_000
LEAVING_SECONDS = 5.0
"""How long closing waits for a backup that was told to stop."""


class Keeping(QObject):
    """Makes backups of the open reference once it is edited, beside the window.

    A file that is only read is not copied. The first backup comes minutes after the first edit,
    then one an hour while edits go on, and one when the reference is closed.
    """

    open_requested = Signal(object)
    """The path of a reference that was restored and is to be shown."""
    crashed = Signal(object)

    def __init__(self, strip: ProgressStrip, banner: Banner, theme: Theme, window: QWidget) -> None:
        """Begin with no reference."""
        super().__init__(window)
        self._strip = strip
        self._banner = banner
        self._window = window
        self._session: Session | None = None
        self._edited = False
        self._looked = False
        self._told: set[str] = set()
        self._running: _Running | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.make)
        self.overlay = BackupsOverlay(theme, window)
        self.overlay.restore_requested.connect(self.restore)
        self.overlay.make_requested.connect(self.make_now)
        self.overlay.folder_requested.connect(self.choose_folder)

    # ------------------------------------------------------------ by itself

    def follow(self, session: Session) -> None:
        """Keep this reference from now on."""
        self._session, self._edited = session, False
        self._looked = False
        self._told.clear()

    def after_step(self) -> None:
        """Know that the reference was edited."""
        if not self._looked:
            self._looked = True
            self._look_where()
        self._edited = True
        if not self._timer.isActive() and self._running is None:
            self._timer.start(FIRST_MINUTES * MINUTE)

    def _look_where(self) -> None:
        """Say once to somebody who edits that other computers get the file, and what that asks."""
        session = self._session
        if session is None:
            return
        path = session.reference.path
        task = Task(lambda: synchronizer(path.parent), self)

        def told(program: str | None) -> None:
            if program is not None and self._session is session:
                self._banner.say(
                    tr(
                        "{name} lies in a folder that {program} copies to other computers.",
                        name=path.name,
                        program=program,
                    ),
                    tr(
                        "Edit it on one computer at a time, and close it here before you open it "
                        "there; else the copies go on apart."
                    ),
                    severity="info",
                )

        task.done.connect(told)
        task.crashed.connect(self.crashed)
        task.start()

    def set_aside(self) -> bool:
        """Break off an automatic backup and forget that there were edits; tell whether so.

        Whoever asks says later with `after_step` that there were.
        """
        running, self._running = self._running, None
        edited, self._edited = self._edited or running is not None, False
        self._timer.stop()
        if running is not None:
            running.stop()
        return edited

    @property
    def is_idle(self) -> bool:
        """Whether no automatic backup is being made."""
        return self._running is None

    def make(self) -> None:
        """Make a backup beside the window if the reference was edited since the last."""
        session = self._session
        if session is None or not self._edited or self._running is not None:
            return
        self._edited = False
        reference = session.reference
        running = _Running(lambda stopped: back_up(reference, cancelled=stopped), self)
        self._running = running

        def over(problem: object) -> None:
            if self._running is not running:
                return
            self._running = None
            if isinstance(problem, BusyWithEditsError):
                self._edited = True
                self._timer.start(FIRST_MINUTES * MINUTE)
                return
            if isinstance(problem, ProblemError):
                self._edited = True
                self._tell_once(problem)
            self._timer.start(USUAL_MINUTES * MINUTE)

        running.ended.connect(over)
        running.crashed.connect(self.crashed)
        running.start()

    def leave(self) -> Callable[[], None]:
        """Stop keeping the reference; what is returned makes the last backup, once it is closed."""
        self._timer.stop()
        session, self._session = self._session, None
        running, self._running = self._running, None
        edited = self._edited or running is not None
        if running is not None:
            running.stop()
        self._edited = False
        if session is None or not edited:
            return _nothing
        path = session.reference.path
        return lambda: Task(lambda: _last(path), self).start()

    def _tell_once(self, problem: ProblemError) -> None:
        """Say what stands in the way of backups, once for as long as the reference is open."""
        if problem.sentence in self._told:
            return
        self._told.add(problem.sentence)
        self._banner.say(
            problem.sentence,
            problem.advice,
            severity="warning",
            action=tr("Choose a folder…"),
            then=self.choose_folder,
        )

    # ------------------------------------------------------------- when asked

    def open_list(self) -> None:
        """Show the backups of the open reference."""
        session = self._session
        if session is None:
            return
        reference = session.reference
        self.overlay.wait()

        def look(*_: object) -> tuple[list[Backup], dict[str, int], str]:
            folder = backup_folder()
            found = backups_in(room(reference.facts().get("uid", ""), folder))
            return found, counts_of(information(reference)), str(folder)

        def failed(problem: ProblemError) -> None:
            self.overlay.dismiss()
            self._banner.say(problem.sentence, problem.advice, severity="error")

        session.jobs.run(
            "backups", look, lambda found: self.overlay.show_backups(*found), failed, whole=True
        )

    def make_now(self) -> None:
        """Make a backup, with a line that tells how far it is."""
        session = self._session
        if session is None:
            return
        reference = session.reference
        self._strip.run(
            tr("Making a backup"),
            lambda tell, cancelled: back_up(
                reference, reason=tr("asked for"), cancelled=cancelled, progress=tell
            ),
            ended=lambda made: Ending(
                tr("A backup was made and checked: {path}", path=str(made.path))
            ),
            cancelled=tr("No backup was made: cancelled"),
            saying=say_share,
        )

    def restore(self, backup: Backup) -> None:
        """Make a new file from a backup beside the open reference, and show it."""
        if self._session is None:
            return
        into = place_beside(self._session.reference.path, backup.made)

        def ended(path: Path) -> Ending:
            self.open_requested.emit(path)
            return Ending(
                tr(
                    "The backup of {made} is open as {name}. The reference itself is as it was.",
                    made=say_made(backup),
                    name=path.name,
                )
            )

        self._strip.run(
            tr("Restoring the backup of {made}", made=say_made(backup)),
            lambda *_: restore(backup.path, into),
            ended=ended,
            can_cancel=False,
        )

    def choose_folder(self) -> None:
        """Ask where backups are to lie from now on."""
        name = QFileDialog.getExistingDirectory(
            self._window, tr("Folder for backups"), str(backup_folder())
        )
        if name:
            self.use_folder(Path(name))

    def use_folder(self, folder: Path, *, synchronized_too: bool = False) -> None:
        """Let backups lie in `folder` from now on; asks again where others would get them."""
        program = None if synchronized_too else synchronizer(folder)
        if program is not None:
            self._banner.say(
                tr(
                    "{program} copies what is in {folder} to other computers, backups too.",
                    program=program,
                    folder=str(folder),
                ),
                tr("A folder of this computer alone keeps them here."),
                severity="warning",
                action=tr("Use it all the same"),
                then=lambda: self.use_folder(folder, synchronized_too=True),
            )
            return
        try:
            choose_folder(folder, synchronized_too=True)
        except ProblemError as problem:
            self._banner.say(problem.sentence, problem.advice, severity="error")
            return
        self._told.clear()
        self._banner.say(
            tr("Backups go to {folder} from now on.", folder=str(folder)),
            tr("Those made before stay where they are."),
            severity="info",
        )


class _Running(QObject):
    """One automatic backup on a thread of its own."""

    ended = Signal(object)
    """None when it was made, else the `ProblemError`; nothing when it was stopped."""
    crashed = Signal(object)

    def __init__(self, work: Callable[[Callable[[], bool]], Backup], parent: QObject) -> None:
        super().__init__(parent)
        self._stop = threading.Event()
        self._over = threading.Event()
        self._work = work
        self._task = Task(self._live, self)
        self._task.done.connect(self._deliver)
        self._task.crashed.connect(self.crashed)

    def start(self) -> None:
        self._task.start()

    def stop(self) -> None:
        """Break it off, and wait until it has let go of the file."""
        self._stop.set()
        self._over.wait(LEAVING_SECONDS)

    def _live(self) -> ProblemError | None:
        try:
            self._work(self._stop.is_set)
        except ProblemError as problem:
            return problem
        finally:
            self._over.set()
        return None

    def _deliver(self, problem: object) -> None:
        if not isinstance(problem, StoppedError):
            self.ended.emit(problem)
        self.deleteLater()


def _last(path: Path) -> None:
    """Make the backup of a reference that was just closed."""
    try:
        with Reference.open(path) as reference:
            back_up(reference)
    except ProblemError:
        # Nobody is there to be told; the next edit tries again and says so.
        return


def _nothing() -> None:
    """Do nothing: the reference was only read."""


def say_share(done: int, total: int, _what: str) -> tuple[str, float | None]:
    """Say how far it is in hundredths, where that is known."""
    share = done / total if total else None
    return ("" if share is None else tr("{share} %", share=int(100 * share))), share
