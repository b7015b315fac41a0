"""What others need for the same: Qt's own table of a database, and DB Browser for SQLite.

python -m bench.peers qt FILE         QSqlTableModel, and QSortFilterProxyModel to filter it
python -m bench.peers browser FILE    DB Browser: process start until its window shows the file

DB Browser cannot be asked what it has painted. Only its start on the file can be measured from
outside, until the X server knows a window with the file's name; nothing is said of its search.
"""

from __future__ import annotations

import contextlib
import json
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSortFilterProxyModel, Qt
from PySide6.QtSql import QSqlDatabase, QSqlTableModel
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTableView

from bench.memory import resident_megabytes
from bench.samples import LIVE, draw
from bench.window_driver import SIZE, Paints, wait

TYPED = 3
STARTS = 3
PATIENCE_SECONDS = 60
LOOK_SECONDS = 0.02


class QtTable:
    """A view on Qt's model of the table `record`, timed from an act to the next painting."""

    def __init__(self, database: QSqlDatabase) -> None:
        self.times: dict[str, list[float]] = {}
        self._model = QSqlTableModel(None, database)
        self._proxy = QSortFilterProxyModel()
        self.view = QTableView()
        self.view.resize(*SIZE)
        self.view.show()
        self._paints = Paints(self.view.viewport())

    def measure(self, words: Sequence[str]) -> None:
        """Do what the window does, in the order in which somebody would."""
        self._timed("first page", self._first_page)
        for _ in range(20):
            self._timed("scroll", lambda: QTest.keyClick(self.view, Qt.Key.Key_PageDown))
        for order in (Qt.SortOrder.DescendingOrder, Qt.SortOrder.AscendingOrder):
            self._timed("sort", lambda way=order: self._sort(way))
        # A proxy filters only what was fetched, so everything has to be.
        self._timed("all rows, once", self._read_all)
        self._proxy.setSourceModel(self._model)
        self._proxy.setFilterKeyColumn(self._model.fieldIndex("label"))
        self._proxy.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.view.setModel(self._proxy)
        for word in words:
            for end in range(1, len(word) + 1):
                self._timed(
                    "filter as you type",
                    lambda text=word[:end]: self._proxy.setFilterFixedString(text),
                )

    def _timed(self, name: str, act: Callable[[], object]) -> None:
        seen, begun = self._paints.count, time.perf_counter()
        act()
        self.view.viewport().update()
        wait(lambda: self._paints.count > seen)
        self.times.setdefault(name, []).append((time.perf_counter() - begun) * 1000)

    def _first_page(self) -> None:
        self._model.setTable("record")
        self._model.setFilter(LIVE)
        self._model.select()
        self.view.setModel(self._model)
        self.view.selectRow(0)

    def _sort(self, order: Qt.SortOrder) -> None:
        self._model.setSort(self._model.fieldIndex("label"), order)
        self._model.select()

    def _read_all(self) -> None:
        while self._model.canFetchMore():
            self._model.fetchMore()


def qt_table(path: Path) -> dict[str, Any]:
    """Return the milliseconds of first page, sorting, scrolling, filtering; and the memory."""
    application = QApplication.instance() or QApplication(["bench"])
    database = QSqlDatabase.addDatabase("QSQLITE")
    database.setDatabaseName(str(path))
    database.setConnectOptions("QSQLITE_OPEN_READONLY")
    if not database.open():
        return {"not measured": "Qt has no driver for SQLite here"}
    table = QtTable(database)
    table.measure(draw(path).typed[:TYPED])
    held = resident_megabytes()
    table.view.close()
    del application
    return {"times": table.times, "megabytes": held}


def db_browser(path: Path) -> dict[str, Any]:
    """Return the milliseconds until DB Browser's window shows the name of the file, or why not."""
    program, search = shutil.which("sqlitebrowser"), shutil.which("xdotool")
    if program is None or search is None:
        missing = "DB Browser" if program is None else "xdotool"
        return {"not measured": f"{missing} is not installed"}
    if QApplication(["bench"]).platformName() != "xcb":
        return {"not measured": "DB Browser is only seen on X11 (--platform xcb)"}
    times = []
    for _ in range(STARTS):
        begun = time.perf_counter()
        process = subprocess.Popen(
            [program, "--read-only", "--table", "record", str(path)],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        shown = _shows(process, search, path.name)
        times.append((time.perf_counter() - begun) * 1000)
        process.terminate()
        process.wait()
        if not shown:
            return {"not measured": "DB Browser showed no window with the file's name"}
    return {"times": {"start": times}}


def _shows(process: subprocess.Popen[bytes], search: str, name: str) -> bool:
    """Wait until a window of that name is there; False when none comes, or the process ends."""
    end = time.monotonic() + PATIENCE_SECONDS
    while not _window_with(search, name):
        if time.monotonic() > end:
            return False
        # Waits for its end, which is looked for as well, no longer than until the next look.
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(LOOK_SECONDS)
            return False
    return True


def _window_with(search: str, name: str) -> bool:
    found = subprocess.run(
        [search, "search", "--onlyvisible", "--name", name], capture_output=True, check=False
    )
    return bool(found.stdout.strip())


if __name__ == "__main__":
    measure = {"qt": qt_table, "browser": db_browser}[sys.argv[1]]
    print(json.dumps(measure(Path(sys.argv[2]))))
