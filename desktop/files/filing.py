"""The file of the open reference: copied, renamed, moved, and freed of a record for good."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.backups.keeping import Keeping
from desktop.files.naming import SUFFIX, with_suffix
from desktop.files.removal_overlay import RemovalOverlay
from desktop.past.trash import say_resting
from desktop.progress.line import Ending
from desktop.progress.strip import ProgressStrip
from desktop.state.settings import Settings
from desktop.table.pane import TablePane
from desktop.text.escaping import plain
from desktop.text.translate import tr, tr_count
from desktop.theme.theme import Theme
from desktop.window.session import Session
from models.backups.copying import move_file, save_copy
from models.editing import resting_on
from models.editing.done import Done
from models.editing.trash import in_trash
from models.reference.problems import ProblemError
from models.reference.reference import Reference
from models.removing import MOST_AT_ONCE, empty_trash, removal_of, remove_for_good
from models.removing.backups import BackupsForgotten, backups_of, forget_backups

__all__ = ["Filing"]

FILTER = "*.attache"
SHOWN_LABEL = 60


class Filing(QObject):
    """Asks where, does it beside the window in the strip, and says what was done."""

    close_requested = Signal()
    """The open reference is to be closed: its file is about to be moved."""
    open_requested = Signal(object)
    """The path of a reference that is to be shown."""
    failed = Signal(object)
    """A `ProblemError`."""
    said = Signal(str)

    def __init__(
        self,
        session: Callable[[], Session | None],
        table: TablePane,
        strip: ProgressStrip,
        keeping: Keeping,
        settings: Settings,
        window: QWidget,
        theme: Theme,
    ) -> None:
        """Begin with nothing to do; `session` tells which reference is open."""
        super().__init__(window)
        self._session = session
        self._table = table
        self._strip = strip
        self._keeping = keeping
        self._settings = settings
        self._window = window
        self._edited = False
        self.overlay = RemovalOverlay(theme, window)
        self.overlay.confirmed.connect(self.remove)
        self.overlay.emptying_confirmed.connect(self.empty_trash)

    # ---------------------------------------------------------------- copies

    def choose_copy(self, *, history: bool = True) -> None:
        """Ask where a copy is to be, and save it there."""
        session = self._session()
        if session is None:
            return
        path = session.reference.path
        word = tr("copy") if history else tr("without history")
        title = tr("Save a copy") if history else tr("Save a copy without history")
        chosen = self._chosen(title, path.with_name(f"{path.stem} ({word}){SUFFIX}"))
        if chosen is not None:
            self.save_copy(chosen, history=history)

    def _chosen(self, title: str, proposed: Path) -> Path | None:
        name, _ = QFileDialog.getSaveFileName(
            self._window,
            title,
            str(proposed),
            tr("References ({filter})", filter=FILTER),
            options=QFileDialog.Option.DontConfirmOverwrite,
        )
        if not name:
            return None
        return with_suffix(Path(name)).absolute()

    def save_copy(self, into: Path, *, history: bool = True) -> None:
        """Save a copy of the open reference; nothing is ever overwritten."""
        session = self._session()
        if session is None:
            return
        reference = session.reference

        def ended(path: Path) -> Ending:
            said = (
                tr("{name} is a copy of what the reference is now.", name=path.name)
                if history
                else tr(
                    "{name} is a copy without history. What is in the trash is in it.",
                    name=path.name,
                )
            )
            return Ending(
                said, action=tr("Open the copy"), then=lambda: self.open_requested.emit(path)
            )

        self._strip.run(
            tr("Saving a copy as {name}", name=into.name),
            lambda tell, cancelled: save_copy(
                reference, into, history=history, cancelled=cancelled, progress=tell
            ),
            ended=ended,
            cancelled=tr("No copy was saved: cancelled"),
            saying=_say_share,
        )

    # ---------------------------------------------------------------- moving

    def choose_place(self) -> None:
        """Ask for another name or folder of the open reference, and move it there."""
        session = self._session()
        if session is None:
            return
        chosen = self._chosen(tr("Rename or move the reference"), session.reference.path)
        if chosen is not None and chosen != session.reference.path:
            self.move(chosen)

    def move(self, into: Path) -> None:
        """Close the open reference, move its file, and go on with it at its new place."""
        session = self._session()
        if session is None:
            return
        if self._is_busy():
            return
        path = session.reference.path
        if into.exists():
            # Before anything is closed: nothing would be moved anyway.
            self._strip.say(
                Ending(tr("{name} exists already; nothing was moved.", name=into.name), "warning")
            )
            return
        # Its last backup is made after the move, not amid it.
        self._edited = self._keeping.set_aside()
        self.close_requested.emit()

        def work(*_: object) -> tuple[Path, ProblemError | None]:
            try:
                return move_file(path, into), None
            except ProblemError as problem:
                return path, problem

        def ended(result: tuple[Path, ProblemError | None]) -> Ending | None:
            there, problem = result
            if problem is None:
                self._settings.forget_recent(path)
            self.open_requested.emit(there)
            if problem is not None:
                return Ending(f"{problem.sentence} {problem.advice}".strip(), "error")
            return Ending(tr("The reference is now {path}", path=str(there)))

        self._strip.run(tr("Moving {name}", name=path.name), work, ended=ended, can_cancel=False)

    def after_opening(self) -> None:
        """Have the last backup made of a reference that was edited before it was moved."""
        edited, self._edited = self._edited, False
        if edited and self._session() is not None:
            self._keeping.after_step()

    def _is_busy(self) -> bool:
        """Whether long work goes on, and say so: it may read or write the file."""
        if any(line.working for line in self._strip.lines):
            self.said.emit(tr("Wait until what is being done has ended, or cancel it"))
            return True
        return False

    # -------------------------------------------------------- removing for good

    def ask_removal(self) -> None:
        """Say what would go with the record that is shown, and ask for its name."""
        session = self._session()
        if session is None or session.record.detail is None:
            return
        record, label = session.record.detail.id, session.record.detail.label
        reference = session.reference

        def work(*_: object) -> Any:
            return removal_of(reference, record), backups_of(reference)

        session.jobs.run(
            "removal",
            work,
            lambda found: self.overlay.ask(record, label, *found),
            self.failed.emit,
            whole=True,
        )

    def ask_to_empty_trash(self) -> None:
        """Say what would go with what is in the trash and what rests on it, and ask."""
        session = self._session()
        if session is None:
            return
        reference = session.reference

        def work(database: Any, _: object) -> Any:
            records = in_trash(database)[:MOST_AT_ONCE]
            resting = tuple(resting_on(reference, one, besides=records) for one in records)
            return records, removal_of(reference, *records), resting, backups_of(reference)

        def ask(found: Any) -> None:
            records, removal, resting, backups = found
            if records:
                said = say_resting(resting, leaving=True)
                self.overlay.ask_all(records, removal, said, backups)
            else:
                self.said.emit(tr("The trash is empty"))

        session.jobs.run("removal", work, ask, self.failed.emit, whole=True)

    def remove(self, record: int) -> None:
        """Remove a record for good, on the writer's thread, with a line that says so."""
        self._remove(partial(remove_for_good, record=record), {record})

    def empty_trash(self, records: Sequence[int]) -> None:
        """Remove for good what of `records` is in the trash."""
        self._remove(partial(empty_trash, records=records), frozenset(records))

    def _remove(self, removing: Callable[[Reference], Done], records: Collection[int]) -> None:
        session = self._session()
        if session is None:
            return
        if self._is_busy():
            return
        # No backup is to be made any more of what the reference holds now.
        self._keeping.set_aside()
        instead = self._table.neighbour(records)
        line = self._strip.add(tr("Removing for good, and writing the file anew"), can_cancel=False)

        def finished(result: tuple[Done, BackupsForgotten]) -> None:
            done, backups = result
            line.end(Ending(_say_removed(done, backups), "warning" if done.notices else "done"))
            first = () if instead is None else (instead,)
            session.editing.tell(replace(done, records=(*first, *done.records)))

        def problem(error: ProblemError) -> None:
            line.end(Ending(f"{error.sentence} {error.advice}".strip(), "error"))

        session.writer.write(partial(_removed, removing=removing), finished, problem)


def _removed(
    reference: Reference, *, removing: Callable[[Reference], Done]
) -> tuple[Done, BackupsForgotten]:
    done = removing(reference)
    return done, forget_backups(reference)


def _say_removed(done: Done, backups: BackupsForgotten) -> str:
    parts = [tr("{done}.", done=plain(done.label, SHOWN_LABEL))]
    if backups.deleted:
        parts.append(
            tr_count(
                "{count} backup was deleted.", "{count} backups were deleted.", backups.deleted
            )
        )
    if backups.left:
        parts.append(
            tr_count(
                "{count} backup could not be deleted; delete it by hand.",
                "{count} backups could not be deleted; delete them by hand.",
                backups.left,
            )
        )
    parts.extend(done.notices)
    return " ".join(parts)


def _say_share(done: int, total: int, _what: str) -> tuple[str, float | None]:
    share = done / total if total else None
    return ("" if share is None else tr("{share} %", share=int(100 * share))), share
