"""The one window: a reference or a welcome, and the commands."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt

from desktop.text.translate import tr
from desktop.window.choosing import WindowChoosing
from desktop.window.remembered import remembered_order, remembered_record
from models.search.orders import order_by

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QKeyEvent

    from desktop.commands.palette import CommandPalette
    from desktop.instance.single_window import SingleWindow
    from desktop.jobs.opening import Opened, Opening
    from desktop.quick_open.overlay import QuickOpen
    from desktop.state.settings import Settings
    from desktop.theme.theme import Theme
    from desktop.window.double_click import DoubleClick
    from desktop.window.opener import Opener
    from desktop.window.overlays import Overlays
    from desktop.window.session import Session
    from desktop.window.verifying import Verifying
    from desktop.window.welcome import Welcome
    from models.capture.adding import Captured
    from models.queries.rows import TableRow
    from models.reference.problems import ProblemError
    from models.reference.reference import Reference

__all__ = ["Window"]

SAID_MILLISECONDS = 4000
NOTICES_SHOWN = 2
"""So many sentences fit across the window."""
VERIFIED_AT_FIRST_SIGHT = 64 * 1024 * 1024
"""Bytes of a file that is verified whole by itself when it is opened; of a larger one, a sample."""


class Window(WindowChoosing):
    """Shows at most one reference; a problem is a sentence in it and ends nothing.

    It is made in two parts: what stands at its first moment, and everything else, by `furnish`.
    Between them only `FirstMoment` has to do with it.
    """

    session: Session | None = None
    welcome: Welcome
    double_click: DoubleClick
    opener: Opener
    quick_open: QuickOpen
    overlays: Overlays
    palette_overlay: CommandPalette
    _verifying: Verifying

    def __init__(self, theme: Theme, settings: Settings) -> None:
        """Make what stands at the first moment."""
        super().__init__(theme, settings)
        self._single: SingleWindow | None = None
        self.steps: Iterator[None] = self.furnishing()
        """What is left of making the rest; whoever has more to add to it puts it behind."""

    def furnish(self) -> None:
        """Make at once what is not there yet."""
        for _ in self.steps:
            pass

    def furnishing(self) -> Iterator[None]:
        """Make the rest, piece by piece: what is seen first comes first."""
        from desktop.commands.offers import (  # noqa: PLC0415 - as all below
            WHEN_EMPTY,
            WHEN_ONLY_SOURCES,
            for_words,
        )
        from desktop.window.menus import fill_menus  # noqa: PLC0415

        yield from self.panes.furnish(self.settings)
        action = self.commands.action
        self.panes.when_empty = [action(name) for name in WHEN_EMPTY]
        self.panes.when_only_sources = [action(name) for name in WHEN_ONLY_SOURCES]
        self.panes.reader.words_bar.show_actions(
            [(self.commands.action(name), said) for name, said in for_words()]
        )
        yield
        self._make_messages()
        yield
        self._make_opener()
        yield
        self._make_importers()
        yield
        self._make_overlays()
        yield
        self.search.make_ready()
        yield
        yield from _bring_session()
        fill_menus(self._menus, self.commands)
        self.addActions(self.commands.actions)
        self.setAcceptDrops(True)

    def _make_messages(self) -> None:
        from desktop.progress.strip import ProgressStrip  # noqa: PLC0415
        from desktop.window.banner import Banner  # noqa: PLC0415
        from desktop.window.double_click import DoubleClick  # noqa: PLC0415
        from desktop.window.welcome import Welcome  # noqa: PLC0415

        self.welcome = Welcome(self.commands, self.theme)
        self.welcome.path_chosen.connect(self.open_path)
        self._pages.addWidget(self.welcome)
        self.banner = Banner(self.theme)
        self._column.insertWidget(1, self.banner)
        self.double_click = DoubleClick(self.banner, self.settings, self)
        self.double_click.changed.connect(self.update_states)
        self.double_click.crashed.connect(self.show_bug)
        self.progress = ProgressStrip(self.theme)
        self.progress.changed.connect(self.update_states)
        self.progress.said.connect(self.say)
        self.progress.crashed.connect(self.show_bug)
        self.progress.left.connect(self._take_keyboard)
        self._column.addWidget(self.progress)

    def _make_opener(self) -> None:
        from desktop.window.opener import Opener  # noqa: PLC0415

        self.opener = Opener(self.progress, self)
        self.opener.opened.connect(self._on_opened)
        self.opener.elsewhere.connect(self._on_elsewhere)
        self.opener.failed.connect(self._on_not_openable)
        self.opener.crashed.connect(self.show_bug)
        for ending in (self.opener.failed, self.opener.crashed, self.opener.cancelled):
            ending.connect(lambda *_: self._on_not_opened())
        self.opened.connect(self._add_waiting)

    def _make_importers(self) -> None:
        """Make what brings records in and checks them, in the strip of long work."""
        from desktop.window.importing import Importing  # noqa: PLC0415
        from desktop.window.making import Making  # noqa: PLC0415
        from desktop.window.verifying import Verifying  # noqa: PLC0415

        self.making = Making(self.progress, self.settings, lambda: self.session is None, self)
        self.making.open_requested.connect(self.open_path)
        self.importing = Importing(self.progress, self)
        self.importing.imported.connect(self._on_imported)
        self._verifying = Verifying(self.banner, self.progress, self)
        self._verifying.ended.connect(self._show_file_state)
        self._verifying.failed.connect(self.show_problem)
        self._verifying.renewal_requested.connect(self._renew)
        for speaker in (self.importing, self._verifying):
            speaker.report_requested.connect(self.report)

    def _renew(self) -> None:
        self.mending.renew()

    def _make_overlays(self) -> None:
        from desktop.commands.palette import CommandPalette  # noqa: PLC0415
        from desktop.quick_open.overlay import QuickOpen  # noqa: PLC0415
        from desktop.window.overlays import Overlays  # noqa: PLC0415

        self.quick_open = QuickOpen(lambda _: None, self.theme, self)
        self.overlays = Overlays(self.theme, self)
        self.palette_overlay = CommandPalette(self.commands, self.theme, self)

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
        self._pages.setCurrentWidget(self.panes)
        self.opener.follow(name, opening, single)

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
            # Of a file whose first rows could be read there may be some.
            self.panes.table.show_ids((), ())
            self.show_welcome()
        self.opened.emit(False)

    def _come_forward(self, token: str) -> None:
        from desktop.instance.activation import raise_window  # noqa: PLC0415 - seldom

        raise_window(self, token)

    def show_first_of(self, opened: Opened) -> None:
        """Show the first rows of a reference that was opened; the rest of the window follows."""
        assert opened.reference is not None
        assert opened.first is not None
        self.panes.table.set_orders(order_by(remembered_order(self.settings)).keys)
        states = {"reference"} if opened.reference.read_only else {"reference", "writable"}
        self.show_first(
            opened.first,
            wanted=remembered_record(self.settings, opened.facts),
            states=frozenset(states),
        )

    def show_reference(self, reference: Reference, facts: Mapping[str, str]) -> None:
        """Show an open reference; the window closes it when it is done with it."""
        from desktop.window.session import Session  # noqa: PLC0415 - no part of the first moment
        from desktop.window.title import window_title  # noqa: PLC0415

        self._let_go()
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
        self._first.clear()
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
        self._let_go()
        self.show_welcome()

    def _let_go(self) -> None:
        """Close the reference, if there is one, and know nothing of it any more."""
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
        self.commands.name_steps("", "")
        self.search.set_text("")
        self.search.setEnabled(False)
        self.status.show_totals(None)
        self.status.show_state("")

    def show_welcome(self) -> None:
        """Show that no reference is open, and what can be opened."""
        self.setWindowTitle(tr("Attaché"))
        self.welcome.show_recent(self.settings.recent())
        self._pages.setCurrentWidget(self.welcome)
        self.welcome.setFocus(Qt.FocusReason.OtherFocusReason)
        self.update_states()

    def _on_taken(self, reference: Reference, taken: Sequence[Captured]) -> None:
        """Show what was added, unless another reference is open by now; open the first of it."""
        if self.session is None or self.session.reference is not reference:
            return
        self._on_imported(reference)
        if taken:
            self.session.record.go_to(taken[0].source_id)
            self.session.browsing.read_snapshot(taken[0].snapshot_id)

    # -------------------------------------------------------------- reading

    def _rows(self, ids: Sequence[int]) -> Sequence[TableRow]:
        return self.session.browsing.rows(ids) if self.session else super()._rows(ids)

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
        from desktop.window.report import Report, bug_text  # noqa: PLC0415

        self._show_file_state()
        heading = tr("Attaché made a mistake. Nothing was changed; please send this report.")
        for report in self.findChildren(Report):
            if report.isVisible() and report.heading == heading:
                return
        self.report(heading, bug_text(error))

    def show_about(self) -> None:
        """Show the versions."""
        from desktop.window.report import versions  # noqa: PLC0415

        self.report(tr("Attaché: who met whom, and the words that say so"), versions())

    def report(self, heading: str, text: str) -> None:
        """Show a text that can be read at leisure and copied."""
        from desktop.window.report import Report  # noqa: PLC0415

        report = Report(heading, text, self.theme, self)
        report.show()

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
        from desktop.window.report import Report  # noqa: PLC0415

        self.settings.set_layout("window/geometry", bytes(self.saveGeometry().data()))
        self.panes.save(self.settings)
        for report in self.findChildren(Report):
            report.close()
        self.opener.stop()
        self.progress.stop()
        self.close_reference()
        self.settings.save()
        event.accept()


def _bring_session() -> Iterator[None]:
    """Bring what a reference is shown by."""
    import models.search.finding  # noqa: PLC0415 - no part of the first moment, all of it

    yield
    import models.queries.detail  # noqa: F401, PLC0415

    yield
    import desktop.window.browsing  # noqa: PLC0415

    yield
    import desktop.window.session  # noqa: F401, PLC0415

    yield
