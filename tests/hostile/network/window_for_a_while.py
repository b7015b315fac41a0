"""Opens the window on a file as the program does, acts in it, and closes it.

python window_for_a_while.py FILE DOCUMENT SETTINGS: each act begins when the one before is done.
What was done is printed.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from desktop import app
from desktop.state.settings import Settings
from desktop.theme.theme import Theme
from desktop.window.window import Window

TICK_MILLISECONDS = 100
LONGEST_TICKS = 1_200


class Acts:
    """The window, and what is done in it one after the other."""

    def __init__(self, window: Window, document: Path) -> None:
        self.window = window
        self._document = document
        self._done: list[str] = []
        self._ticks = 0
        self._waiting: list[Callable[[], object]] = [
            self.search, self.read_the_source, self.search_nothing, self.add_a_document
        ]  # fmt: skip
        self._timer = QTimer(window)
        self._timer.timeout.connect(self._act)
        self._timer.start(TICK_MILLISECONDS)

    def search(self) -> None:
        self.window.search.set_text("khrenin country:Belarus")

    def search_nothing(self) -> None:
        self.window.search.set_text("")

    def read_the_source(self) -> None:
        action = self.window.commands.action("open_quote")
        assert action.isEnabled()
        action.trigger()

    def add_a_document(self) -> None:
        assert self.window.session is not None
        self.window.taking_in.add_files([self._document], self.window.session.reference)

    @property
    def _busy(self) -> bool:
        session = self.window.session
        if session is None:
            return True
        lines = any(line.working for line in self.window.progress.lines)
        return session.jobs.busy or session.browsing.waits or lines

    def _act(self) -> None:
        self._ticks += 1
        if self._ticks > LONGEST_TICKS:
            sys.stdout.write(f"waited too long after: {', '.join(self._done)}\n")
            QApplication.exit(1)
        if self._busy:
            return
        if not self._waiting:
            self._timer.stop()
            sys.stdout.write(f"done: {', '.join(self._done)}\n")
            QApplication.closeAllWindows()
            return
        act = self._waiting.pop(0)
        self._done.append(act.__name__)
        act()


path, document, settings = map(Path, sys.argv[1:])
kept: list[Acts] = []
usual = app.begin_window


def with_acts(theme: Theme, known: Settings) -> Window:
    """Make the window, and begin once it is shown."""
    window = usual(theme, known)
    kept.append(Acts(window, document))
    return window


app.begin_window = with_acts
sys.exit(app.run(path, settings_path=settings))
