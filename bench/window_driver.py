"""Drives the real window with real key events, and watches how long it does not answer."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from desktop.app import build_window
from desktop.state.settings import Settings
from desktop.theme.theme import Theme

PATIENCE_MILLISECONDS = 8_000
TICK_MILLISECONDS = 1


class Paints(QObject):
    """Counts the times a widget was painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.count += 1
        return False


class Watchdog(QObject):
    """Notes the longest time between two turns of the event loop."""

    def __init__(self) -> None:
        super().__init__()
        self.longest = 0.0
        self._last = time.perf_counter()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._timer.start(TICK_MILLISECONDS)

    def _tick(self) -> None:
        now = time.perf_counter()
        self.longest = max(self.longest, now - self._last)
        self._last = now

    def take(self) -> float:
        """Return the longest block in milliseconds, and begin anew."""
        found, self.longest, self._last = self.longest, 0.0, time.perf_counter()
        return found * 1000


class Driver:
    """One window on one reference."""

    def __init__(self, path: Path, settings: Path) -> None:
        self.application = QApplication.instance() or QApplication(["bench"])
        self.window = build_window(Theme(self.application), Settings(settings))
        self.window.resize(1280, 800)
        self.window.show()
        self.watchdog = Watchdog()
        table = self.window.panes.table
        self.view = table.view
        self.paints = Paints(table.view.viewport())
        self.detail_paints = Paints(self.window.panes.quotes)
        self.answers = 0
        self.done = 0
        self.facets = 0
        self.records = 0
        self.snapshots = 0
        self.window.open_path(path)
        assert self.window.session is not None
        self.window.session.jobs.cancel("verify")
        self.browsing = self.window.session.browsing
        self.browsing.found.connect(self._on_found)
        completed = getattr(self.browsing, "completed", None)
        if completed is not None:
            completed.connect(lambda _: self._count("done"))
        self.browsing.faceted.connect(lambda _: self._count("facets"))
        self.browsing.record_read.connect(lambda _: self._count("records"))
        self.browsing.snapshot_read.connect(lambda *_: self._count("snapshots"))

    def _on_found(self, outcome: Any) -> None:
        self.answers += 1
        if getattr(outcome, "complete", True):
            self.done += 1

    def _count(self, name: str) -> None:
        setattr(self, name, getattr(self, name) + 1)

    def wait(self, condition: Callable[[], bool]) -> bool:
        """Turn the event loop until `condition` holds; tell whether it came to that."""
        if condition():
            return True
        loop = QEventLoop()
        timer = QTimer()
        timer.setTimerType(Qt.TimerType.PreciseTimer)
        timer.timeout.connect(lambda: loop.quit() if condition() else None)
        timer.start(TICK_MILLISECONDS)
        QTimer.singleShot(PATIENCE_MILLISECONDS, loop.quit)
        loop.exec()
        return condition()

    def settle(self) -> None:
        """Wait until nothing is asked any more."""
        jobs = self.window.session.jobs
        self.wait(lambda: not jobs.busy and not self.browsing.waits)

    def rest(self) -> None:
        """Wait until all is asked and answered but the facets, for which nobody waits then."""
        jobs = self.window.session.jobs

        def idle() -> bool:
            jobs.cancel("facets")
            return not jobs.busy and not self.browsing.waits

        self.wait(idle)

    def until_answered_and_painted(self, act: Callable[[], object]) -> float:
        """Return the milliseconds from `act` to the answer's rows on the screen."""
        answers = self.answers
        begun = time.perf_counter()
        act()
        self.wait(lambda: self.answers > answers)
        paints = self.paints.count
        self.view.viewport().update()
        # Where nothing was found, a page with words stands in the table's place.
        self.wait(lambda: self.paints.count > paints or not self.view.isVisible())
        return (time.perf_counter() - begun) * 1000

    def until(self, act: Callable[[], object], condition: Callable[[], bool]) -> float:
        """Return the milliseconds from `act` until `condition` holds."""
        begun = time.perf_counter()
        act()
        self.wait(condition)
        return (time.perf_counter() - begun) * 1000

    def painted_after(self, act: Callable[[], object]) -> float:
        """Return the milliseconds from `act` to the next painting of the table."""
        paints = self.paints.count
        return self.until(act, lambda: self.paints.count > paints)

    def key(self, widget: QWidget, key: Qt.Key) -> None:
        QTest.keyClick(widget, key)

    def type(self, letter: str) -> None:
        # QTest types ASCII only.
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
            self.application.sendEvent(self.window.search, event)

    def close(self) -> None:
        self.window.close()
