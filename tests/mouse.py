"""A mouse that is let go after a double click, as a hand lets it go."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget


def double_click(widget: QWidget | QWindow, place: QPoint) -> None:
    """Double-click, and let go; a window finds out itself whom it is for.

    QTest takes the button for pressed after its own double click: until the next release, in
    whichever test that comes, each move is a drag that moves no cursor and enters no widget.
    """
    QTest.mouseDClick(widget, Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseRelease(widget, Qt.MouseButton.LeftButton, pos=place)
