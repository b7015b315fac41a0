"""The limits: like questions to bare SQLite on the same file, and the frames of an empty window.

Run in a process of its own: python -m bench.raw FILE
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import apsw
from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow, QTableView

from bench.samples import LIVE, draw
from bench.window_driver import SIZE, Frames, wait

ROWS = 60
SORTED_BY = ("label_key", "when_min", "who_key", "quotes")


def questions(path: Path) -> dict[str, list[float]]:
    """Return what bare SQLite takes for questions like those behind the acts, in milliseconds."""
    samples = draw(path)
    connection = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READONLY)
    times: dict[str, list[float]] = {}

    def timed(name: str, statement: str, *parameters: object) -> None:
        begun = time.perf_counter()
        connection.execute(statement, parameters).fetchall()
        times.setdefault(name, []).append((time.perf_counter() - begun) * 1000)

    for column in SORTED_BY:
        for direction in ("", "DESC"):
            timed(
                "first page",
                f"SELECT id, label FROM record WHERE {LIVE} ORDER BY {column} {direction} "
                f"LIMIT {ROWS}",
            )
    for word in samples.typed:
        for end in range(1, len(word) + 1):
            timed(
                "first hits",
                f"SELECT rowid FROM record_search WHERE record_search MATCH ? LIMIT {ROWS}",
                f'"{word[:end]}"*',
            )
    for record in samples.sources:
        timed("record", "SELECT * FROM record WHERE id = ?", record)
        timed(
            "snapshot",
            "SELECT text FROM snapshot WHERE id = (SELECT snapshot_id FROM quote JOIN claim "
            "ON claim.quote_id = quote.id WHERE claim.record_id = ? LIMIT 1)",
            record,
        )
    timed("grouped", "SELECT manner, involved_id, count(*) FROM involvement GROUP BY 2, 1")
    connection.close()
    return times


def empty_window() -> dict[str, list[float]]:
    """Return what a window of nothing takes for a frame, and one of thirty rows for a step."""
    application = QApplication.instance() or QApplication(["bench"])
    window = QMainWindow()
    window.resize(*SIZE)
    window.show()
    frames = Frames(window)
    times: dict[str, list[float]] = {"frame": [], "step": []}

    def painted() -> float:
        seen, begun = frames.count, time.perf_counter()
        window.update()
        wait(lambda: frames.count > seen)
        return (time.perf_counter() - begun) * 1000

    times["frame"] = [painted() for _ in range(30)]
    model = QStandardItemModel(30, 7)
    for row in range(30):
        for column in range(7):
            model.setItem(row, column, QStandardItem(f"Row {row}, column {column}"))
    view = QTableView()
    view.setModel(model)
    window.setCentralWidget(view)
    view.selectRow(0)
    view.setFocus()
    painted()
    for _ in range(25):
        seen, begun = frames.count, time.perf_counter()
        QTest.keyClick(view, Qt.Key.Key_Down)
        wait(lambda was=seen: frames.count > was)
        times["step"].append((time.perf_counter() - begun) * 1000)
    window.close()
    del application
    return times


if __name__ == "__main__":
    print(json.dumps({**questions(Path(sys.argv[1])), **empty_window()}))
