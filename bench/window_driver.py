"""Drives the real window with real key events, and watches how long it does not answer."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QEventLoop, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from bench.painted import SIZE, Paints
from desktop.app import build_window, make_application
from desktop.garbage import GarbageCollection
from desktop.state.settings import Settings
from desktop.theme.theme import Theme

PATIENCE_MILLISECONDS = 12_000
TICK_MILLISECONDS = 1
NONE = Qt.KeyboardModifier.NoModifier


class Frames(QObject):
    """Counts how often a window brought what changed to the screen."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.count = 0
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Whoever looks from a timer looks after the painting: the event is dealt with at once.
        if event.type() == QEvent.Type.UpdateRequest:
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
        self._tick()
        found, self.longest = self.longest, 0.0
        return found * 1000


def wait(condition: Callable[[], bool], patience: int = PATIENCE_MILLISECONDS) -> bool:
    """Turn the event loop until `condition` holds; tell whether it came to that."""
    if condition():
        return True
    loop = QEventLoop()
    timer, late = QTimer(), QTimer()
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.timeout.connect(lambda: loop.quit() if condition() else None)
    timer.start(TICK_MILLISECONDS)
    late.setSingleShot(True)
    late.timeout.connect(loop.quit)
    late.start(patience)
    loop.exec()
    return condition()


class Driver:
    """One window on one reference, and a pair of hands."""

    def __init__(self, path: Path, settings: Path) -> None:
        self.application = QApplication.instance() or make_application(["bench"])
        self.window = build_window(Theme(self.application), Settings(settings))
        # As the program itself does: Python would collect on any thread, in the middle of an act.
        GarbageCollection(self.window)
        self.window.resize(*SIZE)
        self.window.show()
        self.window.activateWindow()
        self.watchdog = Watchdog()
        self.frames = Frames(self.window)
        self.view = self.window.panes.table.view
        self.paints = Paints(self.view.viewport())
        self.answers = 0
        self.facets = 0
        self.counts = 0
        self.records = 0
        self.snapshots = 0
        self._frames_at: dict[str, int] = {}
        self.worked = 0.0
        """Milliseconds of processor time this thread spent on the last act."""
        self.window.open_path(path)
        self.wait(lambda: self.window.session is not None)
        session = self.window.session
        assert session is not None
        self.session = session
        session.jobs.cancel("verify")
        self.browsing = session.browsing
        self.browsing.found.connect(lambda _: self._count("answers"))
        self.browsing.faceted.connect(lambda _: self._count("facets"))
        self.browsing.facet_counted.connect(lambda _: self._count("counts"))
        self.browsing.record_read.connect(lambda _: self._count("records"))
        self.browsing.snapshot_read.connect(lambda *_: self._count("snapshots"))

    def _count(self, name: str) -> None:
        setattr(self, name, getattr(self, name) + 1)
        self._frames_at[name] = self.frames.count
        if name == "answers":
            # The same rows again would not be painted, and nobody could tell when they were there.
            self.view.viewport().update()

    # -------------------------------------------------------------- waiting

    def wait(self, condition: Callable[[], bool]) -> bool:
        """Turn the event loop until `condition` holds; tell whether it came to that."""
        return wait(condition)

    @property
    def idle(self) -> bool:
        """Whether nothing is asked any more."""
        return not self.session.jobs.busy and not self.browsing.waits

    def settle(self) -> None:
        """Wait until nothing is asked any more."""
        wait(lambda: self.idle, patience=60_000)

    def rest(self) -> None:
        """Wait until all is asked and answered but the facets, for which nobody waits then."""

        def idle() -> bool:
            self.session.jobs.cancel("facets")
            return self.idle

        wait(idle, patience=60_000)

    def until(self, act: Callable[[], object], condition: Callable[[], bool]) -> float:
        """Return the milliseconds from `act` until `condition` holds.

        Raises:
            RuntimeError: it never came to that; a time would be made up.
        """
        begun, worked = time.perf_counter(), time.thread_time()
        act()
        if not wait(condition):
            raise RuntimeError("The window did not come to what was waited for.")
        self.worked = (time.thread_time() - worked) * 1000
        return (time.perf_counter() - begun) * 1000

    def until_answered_and_painted(self, act: Callable[[], object]) -> float:
        """Return the milliseconds from `act` to the answer's rows on the screen.

        That is the first frame after the answer: what follows it, the first record and its quotes
        among them, is painted later.
        """
        answers = self.answers

        def shown() -> bool:
            if self.answers == answers:
                return False
            # Where nothing was found, a page with words stands in the table's place.
            painted = self.frames.count > self._frames_at["answers"]
            return painted or not self.view.isVisible()

        return self.until(act, shown)

    def painted_after(self, act: Callable[[], object]) -> float:
        """Return the milliseconds from `act` to the next painting of the table."""
        paints = self.paints.count
        return self.until(act, lambda: self.paints.count > paints)

    def until_frame_after(self, act: Callable[[], object], name: str) -> float:
        """Return the milliseconds from `act` until what the count `name` tells of is painted."""
        before = getattr(self, name)
        return self.until(
            act,
            lambda: getattr(self, name) > before and self.frames.count > self._frames_at[name],
        )

    # ----------------------------------------------------------------- keys

    def key(self, widget: QWidget, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        """Press a key in `widget`, which has the keyboard then."""
        if not widget.hasFocus():
            widget.setFocus()
        QTest.keyClick(self._keyboard(), key, modifiers)

    def press(self, key: Qt.Key) -> None:
        """Press a key in whatever has the keyboard."""
        QTest.keyClick(self._keyboard(), key)

    def type(self, letter: str) -> None:
        """Type one letter of any script into the search field."""
        if not self.window.search.hasFocus():
            self.window.search.setFocus()
        if letter.isascii():
            QTest.keyClick(self._keyboard(), letter)
            return
        # QTest has no names for the keys of other scripts.
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            self.application.sendEvent(self._keyboard(), QKeyEvent(kind, 0, NONE, letter))

    def click(self, widget: QWidget, place: QPoint) -> None:
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, NONE, place)

    def _keyboard(self) -> QWindow:
        window = QGuiApplication.focusWindow() or self.window.windowHandle()
        assert window is not None
        return window

    def close(self) -> None:
        self.window.close()
