"""Parts of the window that are made when they are first asked for: none is needed to start."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from desktop.window.frame import Frame

if TYPE_CHECKING:
    from desktop.backups.keeping import Keeping
    from desktop.backups.mending import Mending
    from desktop.files.filing import Filing
    from desktop.progress.strip import ProgressStrip
    from desktop.window.banner import Banner
    from desktop.window.session import Session
    from desktop.window.tables import Tables
    from desktop.window.taking_in import TakingIn
    from models.capture.adding import Captured
    from models.reference.problems import ProblemError
    from models.reference.reference import Reference

__all__ = ["WindowLater"]


class WindowLater(Frame):
    """Makes and ties them; the window itself says what becomes of what they tell."""

    session: Session | None
    banner: Banner
    progress: ProgressStrip

    opened = Signal(bool)
    """An opening has ended, and the window shows what was asked for, or not."""

    @cached_property
    def keeping(self) -> Keeping:
        """Backups; made when there is something to keep."""
        from desktop.backups.keeping import Keeping  # noqa: PLC0415 - no part of the start

        keeping = Keeping(self.progress, self.banner, self.theme, self)
        keeping.open_requested.connect(self.open_path)
        keeping.crashed.connect(self.show_bug)
        if self.session is not None:
            keeping.follow(self.session)
        return keeping

    @cached_property
    def mending(self) -> Mending:
        """Repair and updates; made when a file needs one."""
        from desktop.backups.mending import Mending  # noqa: PLC0415 - no part of the start

        mending = Mending(self.progress, self.banner, lambda: self.session, self)
        mending.open_requested.connect(self.open_path)
        mending.renewed.connect(lambda: self.verify(quietly=True))
        mending.report_requested.connect(self.report)
        return mending

    @cached_property
    def taking_in(self) -> TakingIn:
        """What adds documents; made when there is one to add."""
        from desktop.window.taking_in import TakingIn  # noqa: PLC0415 - no part of the start

        taking_in = TakingIn(self.progress, self)
        taking_in.taken.connect(self._on_taken)
        taking_in.report_requested.connect(self.report)
        return taking_in

    @cached_property
    def filing(self) -> Filing:
        """Copies of the reference, and its place; made when one is asked for."""
        from desktop.files.filing import Filing  # noqa: PLC0415 - no part of the start

        filing = Filing(
            lambda: self.session,
            self.panes.table,
            self.progress,
            self.keeping,
            self.settings,
            self,
            self.theme,
        )
        filing.close_requested.connect(self.close_reference)
        filing.open_requested.connect(self.open_path)
        filing.failed.connect(self.show_problem)
        filing.said.connect(self.say)
        self.opened.connect(filing.after_opening)
        return filing

    @cached_property
    def tables(self) -> Tables:
        """What imports spreadsheets; made when there is one."""
        from desktop.window.tables import Tables  # noqa: PLC0415 - no part of the start

        tables = Tables(self.progress, self.theme, self.settings, self)
        tables.imported.connect(self._on_imported)
        tables.pane.crashed.connect(self.show_bug)
        tables.report_requested.connect(self.report)
        tables.live_in(self._pages, self.panes)
        return tables

    @abstractmethod
    def open_path(self, path: Path) -> None:
        """Open a reference."""

    @abstractmethod
    def close_reference(self) -> None:
        """Close the reference."""

    @abstractmethod
    def verify(self, *, quietly: bool = False, quick: bool = False) -> None:
        """Check the reference."""

    @abstractmethod
    def report(self, heading: str, text: str) -> None:
        """Show a text."""

    @abstractmethod
    def say(self, text: str) -> None:
        """Say a sentence in the status bar."""

    @abstractmethod
    def show_problem(self, problem: ProblemError) -> None:
        """Say what stands in the way."""

    @abstractmethod
    def show_bug(self, error: BaseException) -> None:
        """Show a bug."""

    @abstractmethod
    def _on_imported(self, reference: Reference) -> None:
        """Show what came into the reference."""

    @abstractmethod
    def _on_taken(self, reference: Reference, taken: Sequence[Captured]) -> None:
        """Show what was added."""
