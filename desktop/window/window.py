"""The one window: a reference or a welcome, and the commands."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, QStandardPaths, Qt
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QFileDialog, QMenu, QStackedWidget, QVBoxLayout, QWidget

from desktop.commands.command_set import CommandSet
from desktop.commands.offers import WHEN_EMPTY, WHEN_ONLY_SOURCES, for_words
from desktop.commands.palette import CommandPalette
from desktop.commands.table import all_commands
from desktop.files.naming import with_suffix
from desktop.instance.activation import raise_window
from desktop.instance.single_window import SingleWindow
from desktop.jobs.opening import Opening
from desktop.progress.strip import ProgressStrip
from desktop.quick_open.overlay import QuickOpen
from desktop.search_field.field import SearchField
from desktop.start.record import record_place
from desktop.state.settings import Settings
from desktop.text.translate import tr
from desktop.theme.theme import Theme
from desktop.window.banner import Banner
from desktop.window.double_click import DoubleClick
from desktop.window.dropping import dropped_files, dropped_path
from desktop.window.importing import Importing, looks_like_record
from desktop.window.later import WindowLater
from desktop.window.making import Making
from desktop.window.menus import fill_menus, recent_menu
from desktop.window.opener import Opener
from desktop.window.overlays import Overlays
from desktop.window.panes import Panes
from desktop.window.report import Report, bug_text, versions
from desktop.window.session import Session
from desktop.window.status import StatusLine
from desktop.window.title import window_title
from desktop.window.top_bar import TopBar
from desktop.window.verifying import Verifying
from desktop.window.welcome import Welcome
from models.queries.views import TableRow
from models.reference.problems import ProblemError
from models.reference.reference import Reference

if TYPE_CHECKING:
    from models.capture.adding import Captured

__all__ = ["FILTER", "Window"]

FILTER = "*.attache"
FIRST_SIZE = QSize(1360, 860)
SAID_MILLISECONDS = 4000
NOTICES_SHOWN = 2
"""So many sentences fit across the window."""
VERIFIED_AT_FIRST_SIGHT = 64 * 1024 * 1024
"""Bytes of a file that is verified whole by itself when it is opened; of a larger one, a sample."""


class Window(WindowLater):
    """Shows at most one reference; a problem is a sentence in it and ends nothing."""

    def __init__(self, theme: Theme, settings: Settings) -> None:
        """Make the window with the welcome page."""
        super().__init__()
        self.theme = theme
        self.settings = settings
        self.session: Session | None = None
        self._single: SingleWindow | None = None
        self.commands = CommandSet(all_commands(), theme, self)
        self.search = SearchField(theme)
        self.panes = Panes(self._rows, theme)
        action = self.commands.action
        self.panes.when_empty = [action(name) for name in WHEN_EMPTY]
        self.panes.when_only_sources = [action(name) for name in WHEN_ONLY_SOURCES]
        self.panes.reader.words_bar.show_actions(
            [(self.commands.action(name), said) for name, said in for_words()]
        )
        self.welcome = Welcome(self.commands, theme)
        self.banner = Banner(theme)
        self.status = StatusLine(theme)
        self.double_click = DoubleClick(self.banner, settings, self)
        self.double_click.changed.connect(self.update_states)
        self.double_click.crashed.connect(self.show_bug)
        self.progress = ProgressStrip(theme)
        self.progress.changed.connect(self.update_states)
        self.progress.said.connect(self.say)
        self.progress.crashed.connect(self.show_bug)
        self.progress.left.connect(self._take_keyboard)
        self.opener = Opener(self.progress, self)
        self.opener.opened.connect(self._on_opened)
        self.opener.elsewhere.connect(self._on_elsewhere)
        self.opener.failed.connect(self._on_not_openable)
        self.opener.crashed.connect(self.show_bug)
        for ending in (self.opener.failed, self.opener.crashed, self.opener.cancelled):
            ending.connect(lambda *_: self._on_not_opened())
        self._make_importers(settings)
        self._verifying = Verifying(self.banner, self.progress, self)
        self._verifying.ended.connect(self._show_file_state)
        self._verifying.failed.connect(self.show_problem)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.welcome)
        self._pages.addWidget(self.panes)
        self.top_bar = TopBar(self.commands, self.search, theme)
        self._build()
        self.quick_open = QuickOpen(lambda _: None, theme, self)
        self.overlays = Overlays(theme, self)
        self.palette_overlay = CommandPalette(self.commands, theme, self)
        self._verifying.renewal_requested.connect(self._renew)
        for speaker in (self.importing, self._verifying):
            speaker.report_requested.connect(self.report)
        self._restore()
        self._show_welcome()

    def _renew(self) -> None:
        self.mending.renew()

    def _make_importers(self, settings: Settings) -> None:
        """Make everything that brings records and sources in, in the strip of long work."""
        self.making = Making(self.progress, settings, lambda: self.session is None, self)
        self.making.open_requested.connect(self.open_path)
        self.importing = Importing(self.progress, self)
        self.importing.imported.connect(self._on_imported)
        self._to_add: tuple[Path, ...] = ()
        self.opened.connect(self._add_waiting)

    def _build(self) -> None:
        centre = QWidget()
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top_bar)
        column.addWidget(self.banner)
        column.addWidget(self._pages, 1)
        column.addWidget(self.progress)
        self.setCentralWidget(centre)
        self.setStatusBar(self.status)
        fill_menus(self.menuBar(), self.commands)
        self.addActions(self.commands.actions)
        self.welcome.path_chosen.connect(self.open_path)
        self.setAcceptDrops(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)

    def _restore(self) -> None:
        geometry = self.settings.layout("window/geometry")
        if geometry is None or not self.restoreGeometry(geometry):
            available = self.screen().availableSize()
            self.resize(FIRST_SIZE.boundedTo(available))
        self.panes.restore(self.settings)

    # ----------------------------------------------------------- references

    def open_path(self, path: Path) -> None:
        """Open a reference in place of the present one, beside the window; `opened` tells.

        A problem leaves everything as it is. A file that another window shows is not opened
        twice: that window is asked to come forward.
        """
        # Remembered as it is: the next start may be in another folder.
        path = path.absolute()
        if self._single is not None and self._single.shows(path):
            self.opener.stop()
            self._come_forward("")
            self.opened.emit(True)
            return
        self.open_found(path.name, lambda: path)

    def open_found(self, name: str, find: Callable[[], Path]) -> None:
        """Open what `find` returns, which may make the file first; it runs beside the window."""
        self.opener.open(name, find)

    def follow_opening(self, name: str, opening: Opening, single: SingleWindow | None) -> None:
        """Show what is being opened already as soon as it comes; until then, empty panes."""
        self.opener.follow(name, opening, single)
        if self.session is None and self.opener.busy:
            self._pages.setCurrentWidget(self.panes)

    def _on_opened(
        self, reference: Reference, facts: Mapping[str, str], hold: SingleWindow
    ) -> None:
        self.show_reference(reference, facts)
        self._single = hold
        hold.raise_requested.connect(self._come_forward)
        self.opened.emit(True)

    def _on_elsewhere(self, path: Path) -> None:
        self.banner.say(
            tr("{name} is open in another window.", name=path.name),
            tr("That window was asked to come forward."),
            severity="info",
        )
        self._on_not_opened()

    def _on_not_openable(self, problem: ProblemError) -> None:
        self._show_file_state()
        if not self.mending.offer_way_on(problem):
            self.show_problem(problem)

    def _on_not_opened(self) -> None:
        if self.session is None:
            self._pages.setCurrentWidget(self.welcome)
        self.opened.emit(False)

    def _come_forward(self, token: str) -> None:
        raise_window(self, token)

    def show_reference(self, reference: Reference, facts: Mapping[str, str]) -> None:
        """Show an open reference; the window closes it when it is done with it."""
        self.close_reference()
        self.banner.dismiss()
        self.session = Session(
            reference,
            self.panes,
            self.search,
            self.quick_open,
            self.progress,
            self.overlays,
            self.settings,
            self,
        )
        self.session.writing_made.connect(self._on_writing_made)
        self.session.changed.connect(self.update_states)
        self.session.said.connect(self.say)
        self.session.noticed.connect(self.show_notices)
        self.session.counted.connect(self.status.show_totals)
        self.session.saved.connect(self._on_saved)
        self.session.failed.connect(self.show_problem)
        self.session.crashed.connect(self.show_bug)
        if "keeping" in vars(self):
            self.keeping.follow(self.session)
        self.settings.add_recent(reference.path)
        self.settings.set_text("references/last", str(reference.path))
        title = facts.get("title") or reference.path.stem
        self.setWindowTitle(window_title(title, reference.path, self.settings.recent()))
        self.setWindowFilePath(str(reference.path))
        self._show_file_state()
        self._pages.setCurrentWidget(self.panes)
        self.search.setEnabled(True)
        self.session.start()
        self.panes.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.update_states()

    def _on_writing_made(self) -> None:
        """Name the steps that can be taken back, and check what is shown."""
        if self.session is not None:
            self.session.past.steps.named.connect(self.commands.name_steps)
            self.session.past.steps.taken_back.connect(self._on_imported)
            self._verify_at_first_sight(self.session.reference)

    def _verify_at_first_sight(self, reference: Reference) -> None:
        """Check a reference beside the window as soon as it is open; of a large one, a sample."""
        try:
            size = reference.path.stat().st_size
        except OSError:
            # Gone already: whoever reads it next says so.
            return
        self.verify(quietly=True, quick=size > VERIFIED_AT_FIRST_SIGHT)

    def close_reference(self) -> None:
        """Close the reference, if there is one, and show the welcome page."""
        self._verifying.forget()
        if self.session is not None:
            if "tables" in vars(self):
                self.tables.forget()
            last_backup = self.keeping.leave() if "keeping" in vars(self) else None
            session, self.session = self.session, None
            session.close()
            session.deleteLater()
            if last_backup is not None:
                last_backup()
        if self._single is not None:
            self._single.close()
            self._single = None
        self._show_welcome()

    def _show_welcome(self) -> None:
        self.setWindowTitle(tr("Attaché"))
        self.commands.name_steps("", "")
        self.search.set_text("")
        self.search.setEnabled(False)
        self.status.show_totals(None)
        self.status.show_state("")
        self.welcome.show_recent(self.settings.recent())
        self._pages.setCurrentWidget(self.welcome)
        self.welcome.setFocus(Qt.FocusReason.OtherFocusReason)
        self.update_states()

    def choose_reference(self) -> None:
        """Ask for a reference and open it."""
        name, _ = QFileDialog.getOpenFileName(
            self,
            tr("Open reference"),
            str(self.folder()),
            tr("References ({filter})", filter=FILTER),
        )
        if name:
            self.open_path(Path(name))

    def folder(self) -> Path:
        """Return where people look for a reference: beside the open one, else their documents."""
        if self.session is not None:
            return self.session.reference.path.parent
        documents = QStandardPaths.StandardLocation.DocumentsLocation
        return Path(QStandardPaths.writableLocation(documents))

    def create_reference(self, files: Sequence[Path] = ()) -> None:
        """Ask for a place, make a new reference there and open it; empty, or with `files`."""
        name, _ = QFileDialog.getSaveFileName(
            self,
            tr("New empty reference"),
            str(self.folder() / tr("Untitled.attache")),
            tr("References ({filter})", filter=FILTER),
        )
        if name:
            self._to_add = tuple(files)
            self.create_at(Path(name))

    def _add_waiting(self, opened: bool) -> None:
        """Add the documents for which a new reference was made, once it is open."""
        waiting, self._to_add = self._to_add, ()
        if opened and waiting and self.session is not None:
            self.taking_in.add_files(waiting, self.session.reference)

    def create_at(self, path: Path) -> None:
        """Make a new empty reference at `path` and open it; never overwrites."""
        path = with_suffix(path).absolute()

        def made() -> Path:
            Reference.create(path, title=path.stem).close()
            return path

        self.open_found(path.name, made)

    def choose_record_place(self) -> None:
        """Ask where the US diplomatic record is to be made, and make it there."""
        name, _ = QFileDialog.getSaveFileName(
            self,
            tr("Make the US diplomatic record"),
            str(record_place()),
            tr("References ({filter})", filter=FILTER),
        )
        if name:
            self.making.make_record(with_suffix(Path(name)))

    def choose_sources(self) -> None:
        """Ask for documents and add them to the open reference."""
        if self.session is None:
            return
        names, _ = QFileDialog.getOpenFileNames(self, tr("Add sources"), str(self.folder()))
        if names and self.session is not None:
            self.taking_in.add_files([Path(name) for name in names], self.session.reference)

    def paste_source(self) -> None:
        """Add the page or the text on the clipboard to the open reference."""
        if self.session is None:
            return
        mime = QGuiApplication.clipboard().mimeData()
        if not self.taking_in.add_pasted(mime, self.session.reference):
            self.say(tr("There is no text on the clipboard"))

    def _on_taken(self, reference: Reference, taken: Sequence[Captured]) -> None:
        """Show what was added, unless another reference is open by now; open the first of it."""
        if self.session is None or self.session.reference is not reference:
            return
        self._on_imported(reference)
        if taken:
            self.session.record.go_to(taken[0].source_id)
            self.session.browsing.read_snapshot(taken[0].snapshot_id)

    def open_recent_menu(self) -> QMenu:
        """Show the references opened lately as a menu, and return it."""
        menu = recent_menu(self.settings.recent(), self.open_path, self)
        menu.popup(self.top_bar.mapToGlobal(self.top_bar.rect().bottomLeft()))
        return menu

    # -------------------------------------------------------------- reading

    def _rows(self, ids: Sequence[int]) -> Sequence[TableRow]:
        return self.session.browsing.rows(ids) if self.session is not None else ()

    def verify(self, *, quietly: bool = False, quick: bool = False) -> None:
        """Check the reference beside the window; quietly, only failures are told."""
        if self.session is not None:
            self._verifying.start(self.session, quietly=quietly, quick=quick)

    def _show_file_state(self) -> None:
        if self.session is not None:
            read_only = self.session.reference.read_only
            saved = tr("Read-only") if read_only else tr("Saved")
            checked = self._verifying.state
            self.status.show_state(
                tr("{saved} · {checked}", saved=saved, checked=checked) if checked else saved
            )

    def _on_imported(self, reference: Reference) -> None:
        """Show what came into the reference, unless another one is open by now."""
        if self.session is not None and self.session.reference is reference:
            self._verifying.after_step()
            self.keeping.after_step()
            self._show_file_state()
            self.session.browsing.refresh()

    def _on_saved(self, saved: bool) -> None:
        if saved:
            self._verifying.after_step()
            self.keeping.after_step()
            self._show_file_state()
        else:
            self.status.show_state(tr("Saving…"))

    # ------------------------------------------------------------- messages

    def say(self, text: str) -> None:
        """Say in the status bar, for a moment, what was just done."""
        self.status.showMessage(text, SAID_MILLISECONDS)

    def _take_keyboard(self) -> None:
        """Give the keyboard to the page: what had it is gone."""
        page = self.panes.table if self.session is not None else self.welcome
        page.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_notices(self, notices: Sequence[str]) -> None:
        """Say what an edit moved along, until it is closed; many sentences are one report."""
        if len(notices) <= NOTICES_SHOWN:
            self.banner.say(" ".join(notices), severity="info")
            return
        text = "\n".join(notices)
        self.banner.say(
            tr("{first} And {count} more.", first=notices[0], count=len(notices) - 1),
            severity="info",
            action=tr("Show all"),
            then=lambda: self.report(tr("What moved along"), text),
        )

    def show_problem(self, problem: ProblemError) -> None:
        """Say what stands in the way and what to do; nothing ends."""
        self._show_file_state()
        self.banner.say(problem.sentence, problem.advice, severity="error")

    def show_bug(self, error: BaseException) -> None:
        """Show a bug with everything a report needs; the reference stays as it is on the disk.

        One at a time: what goes wrong while painting goes wrong again and again.
        """
        self._show_file_state()
        heading = tr("Attaché made a mistake. Nothing was changed; please send this report.")
        for report in self.findChildren(Report):
            if report.isVisible() and report.heading == heading:
                return
        self.report(heading, bug_text(error))

    def show_about(self) -> None:
        """Show the versions."""
        self.report(tr("Attaché: who met whom, and the words that say so"), versions())

    def report(self, heading: str, text: str) -> None:
        """Show a text that can be read at leisure and copied."""
        report = Report(heading, text, self.theme, self)
        report.show()

    # ------------------------------------------------------------- dropping

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take what can be opened or imported here: a reference, or the record's folder."""
        path = dropped_path(event.mimeData())
        single = path is not None and (path.suffix == ".attache" or looks_like_record(path))
        if single or dropped_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open the reference, or take the folder or the documents into the one that is open."""
        path, files = dropped_path(event.mimeData()), dropped_files(event.mimeData())
        if path is None and not files:
            return
        event.acceptProposedAction()
        if path is not None and path.suffix == ".attache":
            self.open_path(path)
        elif self.session is None:
            self.banner.say(
                tr("This can be added to a reference, and none is open."),
                tr("Open one and drop it again, or make a new one with it."),
                severity="info",
                action=tr("New reference with it…") if files else "",
                then=lambda: self.create_reference(files),
            )
        elif files:
            self.taking_in.add_files(files, self.session.reference)
        elif path is not None:
            self.importing.import_record(path, self.session.reference)

    # -------------------------------------------------------------- closing

    def update_states(self) -> None:
        """Enable the commands that can be used now."""
        states = set(self.session.states()) if self.session is not None else set()
        if self.settings.recent():
            states.add("recent")
        if self.progress.can_cancel:
            states.add("work")
        states.add("registered" if self.double_click.registered else "unregistered")
        self.commands.set_states(frozenset(states))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc that nothing else wanted cancels the long work."""
        if event.key() != Qt.Key.Key_Escape or not self.progress.cancel_latest():
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Look whether the file is still there when somebody comes back to the window."""
        super().changeEvent(event)
        if (
            event.type() == QEvent.Type.ActivationChange
            and self.isActiveWindow()
            and self.session is not None
        ):
            self.session.look_after_file()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember the window's shape and close the reference."""
        self.settings.set_layout("window/geometry", bytes(self.saveGeometry().data()))
        self.panes.save(self.settings)
        for report in self.findChildren(Report):
            report.close()
        self.opener.stop()
        self.progress.stop()
        self.close_reference()
        self.settings.save()
        event.accept()
