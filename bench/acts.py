"""What is measured in one window, act by act; run in a process of its own, it prints JSON."""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import apsw
from PySide6.QtCore import Qt

from bench.window_driver import Driver
from models.search.finding import ORDERS

TYPED = ("khrenin", "mohammad", "beckova", "port", "treaty", "iran", "zhuk", "stanaitis", "rosa",
         "visit", "ахмад", "王", "grain oil")  # fmt: skip
GRAMMAR = (
    "with:baker", "country:iran", "place:port", "after:2010", "before:1800", "on:1950",
    "kind:visit", "kind:treaty", "review:verified", "occurrence:denied", "is:unsourced",
    "is:disputed", "-port", '"grain, oil"', "source:file", "origin:1", "tag:x",
    "country:spain kind:visit port",
)  # fmt: skip
FACETED = ("", "k", "kh", "port", "country:iran")


def resident_megabytes() -> float:
    """Return what the process holds in memory now."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return 0.0


class Acts:
    """Does the acts in one window and keeps their times, in milliseconds."""

    def __init__(self, path: Path) -> None:
        self.times: dict[str, list[float]] = {}
        self.blocks: dict[str, float] = {}
        self._path = path
        self._folder = tempfile.TemporaryDirectory(prefix="attache-bench-")
        self.driver = Driver(path, Path(self._folder.name, "settings.ini"))
        self.driver.settle()
        self.opened_megabytes = resident_megabytes()

    def measure(self) -> dict[str, object]:
        for name, act in (
            ("search as you type", self._search),
            ("grammar", self._grammar),
            ("sort", self._sort),
            ("scroll", self._scroll),
            ("select", self._select),
            ("open source", self._open_source),
            ("facets", self._facets),
        ):
            self._clear()
            print(name, file=sys.stderr, flush=True)
            self.driver.watchdog.take()
            self.times[name] = []
            for time_taken in act():
                self.times[name].append(time_taken)
            self.driver.rest()
            self.blocks[name] = self.driver.watchdog.take()
        found = {
            "times": self.times,
            "blocks": self.blocks,
            "megabytes opened": self.opened_megabytes,
            "megabytes": resident_megabytes(),
            "raw": raw(self._path),
        }
        self.driver.close()
        self._folder.cleanup()
        return found

    def _clear(self) -> None:
        search = self.driver.window.search
        if search.text():
            search.clear()
        self.driver.rest()

    def _search(self) -> Iterator[float]:
        for word in TYPED:
            for letter in word:
                yield self.driver.until_answered_and_painted(
                    lambda key=letter: self.driver.type(key)
                )
            self._clear()

    def _grammar(self) -> Iterator[float]:
        for query in GRAMMAR:
            yield self.driver.until_answered_and_painted(
                lambda text=query: self.driver.window.search.setText(text)
            )
            self._clear()

    def _sort(self) -> Iterator[float]:
        header = self.driver.view.header
        for section in range(len(ORDERS)):
            for order in (Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder):
                yield self.driver.until_answered_and_painted(
                    lambda at=section, way=order: header.setSortIndicator(at, way)
                )
                self.driver.rest()

    def _scroll(self) -> Iterator[float]:
        driver, bar = self.driver, self.driver.view.verticalScrollBar()
        for _ in range(20):
            yield driver.painted_after(lambda: driver.key(driver.view, Qt.Key.Key_PageDown))
        yield driver.painted_after(lambda: driver.key(driver.view, Qt.Key.Key_End))
        yield driver.painted_after(lambda: driver.key(driver.view, Qt.Key.Key_Home))
        for part in range(1, 60):
            place = bar.maximum() * (part * 37 % 60) // 60
            yield driver.painted_after(lambda to=place: bar.setValue(to))
        driver.settle()

    def _select(self) -> Iterator[float]:
        driver = self.driver
        driver.key(driver.view, Qt.Key.Key_Home)
        driver.rest()
        for _ in range(40):
            records = driver.records
            paints = driver.detail_paints.count
            yield driver.until(
                lambda: driver.key(driver.view, Qt.Key.Key_Down),
                lambda was=records, drawn=paints: (
                    driver.records > was and driver.detail_paints.count > drawn
                ),
            )

    def _open_source(self) -> Iterator[float]:
        driver = self.driver
        session = driver.window.session
        assert session is not None
        for _ in range(5):
            driver.key(driver.view, Qt.Key.Key_Down)
            driver.settle()
            snapshots = driver.snapshots
            yield driver.until(session.open_quote, lambda was=snapshots: driver.snapshots > was)
            session.close_reader()
            driver.view.setFocus()

    def _facets(self) -> Iterator[float]:
        for query in FACETED:
            facets = self.driver.facets
            yield self.driver.until(
                lambda text=query: self.driver.browsing.set_query(text),
                lambda was=facets: self.driver.facets > was,
            )


def raw(path: Path) -> dict[str, list[float]]:
    """Return what bare SQLite takes for like questions, in milliseconds."""
    connection = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READONLY)
    times: dict[str, list[float]] = {"first page": [], "first hits": [], "row": []}

    def timed(name: str, statement: str, *parameters: object) -> None:
        begun = time.perf_counter()
        connection.execute(statement, parameters).fetchall()
        times[name].append((time.perf_counter() - begun) * 1000)

    live = "trashed IS NULL AND owner_id IS NULL"
    for _ in range(20):
        timed(
            "first page",
            f"SELECT id, label FROM record WHERE {live} ORDER BY label_key LIMIT 100",
        )
    for word in TYPED:
        for end in range(1, len(word) + 1):
            timed(
                "first hits",
                "SELECT rowid FROM record_search WHERE record_search MATCH ? LIMIT 100",
                f'"{word[:end]}"*',
            )
    for number in range(1, 40):
        timed("row", "SELECT * FROM record WHERE id = ?", number * 97)
    connection.close()
    return times


if __name__ == "__main__":
    print(json.dumps(Acts(Path(sys.argv[1])).measure()))
