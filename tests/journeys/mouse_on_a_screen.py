"""A meeting written with a true mouse on a real X server, in a process of its own.

Arguments: the reference, which is empty, the article, the settings file, the picture to write.
The mouse is moved by xdotool, and words are dragged by it from the reader onto the record.
"""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from desktop.app import build_window, make_application
from desktop.state.settings import Settings
from desktop.theme.theme import Theme
from tests.journeys.journey_on_a_screen import until
from tests.journeys.mouse import MouseWriter

PAUSE = "0.05"
"""Seconds between two moves: a drag is made out by its moves."""


class ScreenHand:
    """Moves the mouse of the screen, which knows nothing of widgets."""

    def _do(self, *steps: str) -> None:
        # While words are dragged the window answers the mouse: nobody may wait for the mouse here.
        hand = subprocess.Popen(["xdotool", *steps])
        until(lambda: hand.poll() is not None, "the mouse has been moved")
        assert hand.returncode == 0

    @staticmethod
    def _to(widget: QWidget, place: QPoint) -> tuple[str, ...]:
        at = widget.mapToGlobal(place)
        return "mousemove", str(at.x()), str(at.y()), "sleep", PAUSE

    def click(self, widget: QWidget, place: QPoint) -> None:
        self._do(*self._to(widget, place), "click", "1")

    def double_click(self, widget: QWidget, place: QPoint) -> None:
        self._do(*self._to(widget, place), "click", "--repeat", "2", "1")

    def mark(self, widget: QWidget, start: QPoint, end: QPoint) -> None:
        self._do(*self._drag(widget, start, widget, end), "mouseup", "1")

    def carry(self, widget: QWidget, start: QPoint, target: QWidget, end: QPoint) -> None:
        self._do(*self._drag(widget, start, target, end), "sleep", "0.2", "mouseup", "1")

    def _drag(
        self, widget: QWidget, start: QPoint, target: QWidget, end: QPoint
    ) -> tuple[str, ...]:
        first, last = widget.mapToGlobal(start), target.mapToGlobal(end)
        # So late that it is no third click with two before.
        steps = [*self._to(widget, start), "sleep", "0.5", "mousedown", "1", "sleep", PAUSE]
        for part in range(1, 9):
            at = first + (last - first) * part / 8
            steps += ["mousemove", str(at.x()), str(at.y()), "sleep", PAUSE]
        return tuple(steps)

    def turn_wheel(self, widget: QWidget, place: QPoint, notches: int) -> None:
        self._do(*self._to(widget, place), "click", "4" if notches > 0 else "5")

    def type(self, text: str) -> None:
        words, line, _ = text.partition("\n")
        self._do("type", "--delay", "20", words)
        if line:
            self._do("key", "Return")


def main(reference: Path, article: Path, settings: Path, picture: Path) -> None:
    application = make_application(["attache"])
    theme = Theme(application)
    theme.set_choice("light")
    window = build_window(theme, Settings(settings))
    window.resize(1240, 780)
    window.show()
    until(window.isActiveWindow, "the window manager gives the window the keyboard")
    window.open_path(reference)
    until(lambda: window.session is not None and window.session.can_write, "all is there")
    session = window.session
    assert session is not None

    def idle() -> bool:
        busy = session.jobs.busy or session.browsing.waits or session.writer.busy
        return not busy

    def see(holds: Callable[[], bool], what: str) -> None:
        until(lambda: idle() and holds(), what)

    window.taking_in.add_files([article], session.reference)
    see(lambda: not window.panes.reader.isHidden(), "the article is read")
    MouseWriter(window, ScreenHand(), see).write_meeting()
    see(lambda: window.panes.detail.record_id is not None, "the meeting is shown")
    see(lambda: window.screen().grabWindow(0).save(str(picture)), "the screen is pictured")
    window.close()


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
