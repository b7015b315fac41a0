"""One journey on a real X server, in a process of its own: run by test_x11.py.

Arguments: the reference, the settings file, the picture to write. Keys come through the server
when xdotool is there, else from Qt's own test library. What was found is printed as JSON.
"""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from desktop.app import build_window, make_application
from desktop.state.settings import Settings
from desktop.theme.theme import Theme
from desktop.window.window import Window

PATIENCE_MILLISECONDS = 20_000
KEYS = {
    "Down": Qt.Key.Key_Down,
    "Return": Qt.Key.Key_Return,
    "Escape": Qt.Key.Key_Escape,
    "ctrl+f": Qt.Key.Key_F,
}


def until(holds: Callable[[], bool], what: str) -> None:
    """Run the event loop until `holds`."""
    loop = QEventLoop()
    looking, giving_up = QTimer(), QTimer()
    looking.timeout.connect(lambda: loop.quit() if holds() else None)
    giving_up.timeout.connect(lambda: loop.exit(1))
    looking.start(10)
    giving_up.start(PATIENCE_MILLISECONDS)
    if loop.exec():
        sys.exit(f"It never came to this: {what}")


def press(window: Window, key: str) -> None:
    if shutil.which("xdotool"):
        subprocess.run(["xdotool", "key", "--clearmodifiers", key], check=True)
        return
    control = key.startswith("ctrl+")
    modifiers = Qt.KeyboardModifier.ControlModifier if control else Qt.KeyboardModifier.NoModifier
    QTest.keyClick(QGuiApplication.focusWindow() or window.windowHandle(), KEYS[key], modifiers)


def write(window: Window, words: str) -> None:
    if shutil.which("xdotool"):
        subprocess.run(["xdotool", "type", "--delay", "20", words], check=True)
        return
    for letter in words:
        QTest.keyClick(QGuiApplication.focusWindow() or window.windowHandle(), letter)


def main(reference: Path, settings: Path, picture: Path) -> None:
    application = make_application(["attache"])
    theme = Theme(application)
    theme.set_choice("light")
    window = build_window(theme, Settings(settings))
    window.resize(1240, 780)
    window.show()
    until(window.isActiveWindow, "the window manager gives the window the keyboard")
    window.open_path(reference)
    until(lambda: window.session is not None, "the reference is opened")
    session, panes = window.session, window.panes
    assert session is not None

    def idle() -> bool:
        return not session.jobs.busy and not session.browsing.waits

    until(lambda: idle() and panes.detail.record_id is not None, "a record is shown")
    press(window, "ctrl+f")
    until(window.search.hasFocus, "the search field has the keyboard")
    write(window, "khrenin")
    until(lambda: idle() and session.browsing.query == "khrenin", "the search is answered")
    found = len(panes.table.view.model().ids)
    press(window, "Return")
    until(panes.table.view.hasFocus, "the table has the keyboard")
    press(window, "Return")
    until(lambda: panes.quotes.current_quote_id is not None, "a quote has the keyboard")
    quote = panes.quotes.current_quote_id
    press(window, "Return")
    until(
        lambda: idle() and not panes.reader.isHidden() and panes.reader.current_quote_id == quote,
        "the source shows the passage",
    )
    screen = window.screen()
    until(lambda: screen.grabWindow(0).save(str(picture)), "the screen is pictured")
    press(window, "Escape")
    until(
        lambda: panes.reader.isHidden() and panes.quotes.current_quote_id == quote,
        "the keyboard is back at the quote",
    )
    told = {"platform": QGuiApplication.platformName(), "found": found, "passage": quote}
    sys.stdout.write(json.dumps(told) + "\n")
    window.close()


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
