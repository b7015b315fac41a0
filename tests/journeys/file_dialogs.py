"""Answering Qt's own dialogs for files by keys; while one is open nothing else runs."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit

from tests.journeys.desk import Desk, Key, Qt

LOOKING_MILLISECONDS = 10


@contextmanager
def own_dialogs() -> Iterator[None]:
    """Have Qt's own dialogs for files: those of a system cannot be reached by its keys."""
    attribute = Qt.ApplicationAttribute.AA_DontUseNativeDialogs
    before = QApplication.testAttribute(attribute)
    QApplication.setAttribute(attribute, True)
    yield
    QApplication.setAttribute(attribute, before)


def answered(desk: Desk, key: Qt.Key, modifiers: Qt.KeyboardModifier, path: Path) -> int:
    """Press what asks for a file, type `path` into the dialog; return how many keys it took."""
    keys = 0

    def answer() -> None:
        nonlocal keys
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, QFileDialog) or not dialog.isActiveWindow():
            return
        looking.stop()
        line = QApplication.focusWidget()
        assert isinstance(line, QLineEdit), "the line for the name has no keyboard"
        QTest.keyClick(line, Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClicks(line, str(path))
        QTest.keyClick(line, Key.Key_Return)
        keys = 2 + len(str(path)) + 1

    looking = QTimer(interval=LOOKING_MILLISECONDS)
    looking.timeout.connect(answer)
    looking.start()
    desk.press(key, modifiers)
    assert keys, "no dialog was opened"
    if QApplication.focusWindow() is None:
        # Where there is no window manager nobody gives the keyboard back.
        desk.window.activateWindow()
        desk.qtbot.waitUntil(desk.window.isActiveWindow)
    return keys
