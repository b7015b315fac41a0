"""A person at the real window: keys go through the window system, and everything is waited for."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.quotes.card import CardView
from desktop.state.settings import Settings
from desktop.window.session import Session
from desktop.window.window import Window
from models.queries.views import RecordDetail
from models.reference.reference import Reference

NONE = Qt.KeyboardModifier.NoModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
Key = Qt.Key

PATIENCE_MILLISECONDS = 20_000
"""A machine that does other things beside is waited for; what never comes fails all the same."""


def digest(path: Path) -> str:
    """Return what the file's bytes come to."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def beside(path: Path) -> list[str]:
    """Return all names in the file's folder."""
    return sorted(entry.name for entry in path.parent.iterdir())


@dataclass
class Desk:
    """The window with a pair of hands."""

    window: Window
    settings: Settings
    qtbot: QtBot

    # ------------------------------------------------------------- the window

    @property
    def session(self) -> Session:
        assert self.window.session is not None
        return self.window.session

    @property
    def busy(self) -> bool:
        session = self.window.session
        if self.window.opener.busy:
            return True
        return session is not None and (session.jobs.busy or session.browsing.waits)

    def until(self, holds: Callable[[], bool]) -> None:
        """Wait until `holds`, and until nothing is being read any more."""
        self.qtbot.waitUntil(lambda: bool(holds()) and not self.busy, timeout=PATIENCE_MILLISECONDS)

    def settle(self) -> None:
        """Wait until nothing is being read."""
        self.until(lambda: True)

    def open(self, path: Path) -> bool:
        """Open a reference and wait until it is shown."""
        with self.qtbot.waitSignal(self.window.opened) as opened:
            self.window.open_path(path)
        if self.window.session is not None:
            self.ready()
        return bool(opened.args[0])

    def ready(self) -> Self:
        """Wait until a reference is open and everything is there to write with."""
        # A person does nothing in the quarter of a second until then.
        window = self.window
        self.qtbot.waitUntil(lambda: window.session is not None and window.session.can_write)
        self.settle()
        return self

    # ------------------------------------------------------------------- keys

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        """Press a key in whatever window has the keyboard."""
        focused = QGuiApplication.focusWindow()
        assert focused is not None, "no window has the keyboard"
        QTest.keyClick(focused, key, modifiers)

    def type(self, text: str) -> None:
        """Type letters into what has the keyboard."""
        for letter in text:
            focused = QGuiApplication.focusWindow()
            assert focused is not None
            if ord(letter) < 0x100:
                QTest.keyClick(focused, letter)
            else:
                # Letters beyond Latin-1 arrive as their text; QTest has no name for their keys.
                for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                    QApplication.sendEvent(focused, QKeyEvent(kind, 0, NONE, letter))

    def search(self, text: str) -> None:
        """Go to the search field by its key, type, close the offers, and wait for the answer."""
        self.press(Key.Key_F, CONTROL)
        self.until(self.window.search.hasFocus)
        self.type(text)
        self.settle()
        if self.window.search.popup.isVisible():
            self.press(Key.Key_Escape)
        self.until(lambda: self.session.browsing.query == text)

    def has_keyboard(self, widget: QWidget) -> bool:
        """Whether `widget` or something in it has the keyboard."""
        focused = QApplication.focusWidget()
        return focused is not None and (focused is widget or widget.isAncestorOf(focused))

    def click(self, widget: QWidget, place: QPoint | None = None) -> None:
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, NONE, place or widget.rect().center())

    # -------------------------------------------------------------- the panes

    @property
    def shown(self) -> str:
        """The title of the record that is shown, empty when none is."""
        detail = self.window.panes.detail
        return detail.title.text() if detail.record_id is not None else ""

    @property
    def record(self) -> RecordDetail:
        """The record that is shown."""
        detail = self.session.record.detail
        assert detail is not None
        return detail

    @property
    def ids(self) -> tuple[int, ...]:
        """The ids in the table, in its order."""
        return tuple(self.window.panes.table.view.model().ids)

    @property
    def names(self) -> list[str]:
        """The names in the table, in its order."""
        return [row.name for row in self.window._rows(self.ids)]

    @property
    def cards(self) -> tuple[CardView, ...]:
        return self.window.panes.quotes.cards

    def lines(self, *types: str) -> list[tuple[str, str, int | None]]:
        """Return the sidebar's lines of these types as (key, label, count)."""
        return [
            (line.key, line.label, line.count)
            for line in self.window.panes.sidebar.model.lines
            if line.type.name in types
        ]

    def go_to(self, name: str) -> int:
        """Select the record called `name` in the table and return its id."""
        for record, shown in zip(self.ids, self.names, strict=True):
            if shown == name:
                assert self.window.panes.table.select(record)
                self.until(lambda record=record: self.window.panes.detail.record_id == record)
                return record
        raise AssertionError(f"{name} is not in the table: {self.names}")

    def press_line(self, label: str, key: str | None = None) -> None:
        """Press the sidebar's line `label` with the keyboard."""
        sidebar = self.window.panes.sidebar
        for place, line in enumerate(sidebar.model.lines):
            if line.label == label and key in (None, line.key):
                sidebar.list.setFocus()
                sidebar.list.setCurrentIndex(sidebar.model.index(place))
                self.until(sidebar.list.hasFocus)
                self.press(Key.Key_Return)
                self.settle()
                return
        raise AssertionError(f"{label} is not in the sidebar")


def counts_in(path: Path) -> dict[str, int]:
    """Count what is in a closed or open reference with queries of our own."""
    with Reference.open(path, read_only=True) as reference:
        rows = reference.database.rows(
            "SELECT kind, count(*) FROM record "
            "WHERE trashed IS NULL AND owner_id IS NULL GROUP BY kind"
        )
        counts = dict(rows)
        counts["quotes"] = reference.database.rows("SELECT count(*) FROM quote")[0][0]
        counts["unsourced"] = reference.database.rows(
            "SELECT total(unsourced) FROM record WHERE trashed IS NULL AND owner_id IS NULL"
        )[0][0]
        return counts
