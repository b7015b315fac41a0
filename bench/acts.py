"""What is measured in one window, act by act; run in a process of its own, it prints JSON.

python -m bench.acts FILE           all acts, the file warm
python -m bench.acts FILE cold      some acts, each after the system was made to forget the file
python -m bench.acts FILE memory    a short walk, for what the process holds then
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QPoint, Qt

from bench.cold import forget, read_from_disk
from bench.memory import anonymous_megabytes, peak_megabytes, resident_megabytes
from bench.samples import Samples, draw
from bench.window_driver import Driver
from models.search.finding import ORDERS

CONTROL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
FACETED = ("", "k", "kh", "port", "zz")
FEW_HITS = 50_000
PAGES = 20
SELECTED = 40
DRAGGED = 60


class Acts:
    """Does the acts in one window and keeps their times, in milliseconds."""

    def __init__(self, path: Path) -> None:
        self.times: dict[str, list[float]] = {}
        self.worked: dict[str, list[float]] = {}
        """Processor time of the window's thread: what other work on the machine does not change."""
        self.blocks: dict[str, float] = {}
        self._path = path
        self._samples: Samples = draw(path)
        self._folder = tempfile.TemporaryDirectory(prefix="attache-bench-")
        self.driver = Driver(path, Path(self._folder.name, "settings.ini"))
        self.driver.settle()

    def warm(self) -> dict[str, object]:
        """Do every act and return what it took."""
        for name, act in (
            ("search as you type", self._search),
            ("grammar", self._grammar),
            ("sort", self._sort),
            ("scroll", self._scroll),
            ("select", self._select),
            ("open source", self._open_source),
        ):
            self._measure(name, act)
        self._facets()
        return {
            "times": self.times,
            "worked": self.worked,
            "blocks": self.blocks,
            "megabytes": resident_megabytes(),
            "quotes of the source": self._samples.quotes,
        }

    def cold(self) -> dict[str, object]:
        """Do some acts with the file forgotten before each."""
        if not forget(self._path):
            return {}
        begun = read_from_disk()
        self._measure("search, file cold", self._search_cold)
        self._measure("select, file cold", lambda: self._select(before=self._forget, count=10))
        self._measure("open source, file cold", lambda: self._open_source(before=self._forget))
        ended = read_from_disk()
        read = None if begun is None or ended is None else ended - begun
        return {
            "times": self.times,
            "worked": self.worked,
            "blocks": self.blocks,
            "megabytes read": read,
        }

    def memory(self) -> dict[str, object]:
        """Walk through the reference as somebody does, and return what is held at the end."""
        driver = self.driver
        opened = resident_megabytes()
        for word in ("a", "ir", ""):
            self._clear()
            for letter in word:
                driver.type(letter)
            driver.settle()
        for key, count in ((Qt.Key.Key_PageDown, PAGES), (Qt.Key.Key_End, 1), (Qt.Key.Key_Up, 10)):
            for _ in range(count):
                driver.key(driver.view, key)
                driver.settle()
        return {
            "opened": opened,
            "walked": resident_megabytes(),
            "anonymous": anonymous_megabytes(),
            "peak": peak_megabytes(),
        }

    def close(self) -> None:
        self.driver.close()
        self._folder.cleanup()

    # ----------------------------------------------------------------- acts

    def _measure(self, name: str, act: Callable[[], Iterator[float]]) -> None:
        self._clear()
        print(name, file=sys.stderr, flush=True)
        self.driver.watchdog.take()
        self.times[name], self.worked[name] = [], []
        for taken in act():
            self.times[name].append(taken)
            self.worked[name].append(self.driver.worked)
        self.driver.rest()
        self.blocks[name] = self.driver.watchdog.take()

    def _forget(self) -> None:
        forget(self._path)

    def _clear(self) -> None:
        search = self.driver.window.search
        if search.text():
            search.setFocus()
            search.clear()
        self.driver.rest()

    def _search(self) -> Iterator[float]:
        for word in self._samples.typed:
            for letter in word:
                # A blank by itself asks for nothing new.
                if letter == " ":
                    self.driver.type(letter)
                    self.driver.rest()
                else:
                    yield self._typed(letter)
            self._clear()

    def _search_cold(self) -> Iterator[float]:
        for word in self._samples.typed:
            self._forget()
            yield self._typed(word[0])
            self._clear()

    def _typed(self, letter: str) -> float:
        return self.driver.until_answered_and_painted(lambda: self.driver.type(letter))

    def _grammar(self) -> Iterator[float]:
        for query in self._samples.grammar:
            for letter in query[:-1]:
                self.driver.type(letter)
            self.driver.rest()
            yield self._typed(query[-1])
            self._clear()

    def _sort(self) -> Iterator[float]:
        header = self.driver.view.header
        middle = header.height() // 2
        for section in range(len(ORDERS)):
            for _ in range(2):
                place = header.sectionViewportPosition(section) + header.sectionSize(section) // 2
                yield self.driver.until_answered_and_painted(
                    lambda at=place: self.driver.click(header.viewport(), QPoint(at, middle))
                )
                self.driver.rest()

    def _scroll(self) -> Iterator[float]:
        driver, bar = self.driver, self.driver.view.verticalScrollBar()

        def press(key: Qt.Key) -> float:
            return driver.painted_after(lambda: driver.key(driver.view, key))

        for _ in range(PAGES):
            # At the end nothing would be painted, and a small reference is soon there.
            ended = bar.value() == bar.maximum()
            yield press(Qt.Key.Key_Home if ended else Qt.Key.Key_PageDown)
        yield press(Qt.Key.Key_Home)
        yield press(Qt.Key.Key_End)
        for part in range(1, DRAGGED):
            place = bar.maximum() * (part * 37 % DRAGGED) // DRAGGED
            if place != bar.value():
                yield driver.painted_after(lambda to=place: bar.setValue(to))
        driver.settle()

    def _select(
        self, *, before: Callable[[], None] = lambda: None, count: int = SELECTED
    ) -> Iterator[float]:
        driver = self.driver
        driver.key(driver.view, Qt.Key.Key_Home)
        driver.rest()
        for _ in range(count):
            before()
            yield driver.until_frame_after(
                lambda: driver.key(driver.view, Qt.Key.Key_Down), "records"
            )

    def _open_source(self, *, before: Callable[[], None] = lambda: None) -> Iterator[float]:
        driver, reader = self.driver, self.driver.window.panes.reader
        for record in self._samples.sources:
            driver.window.panes.table.select(record)
            driver.settle()
            driver.view.setFocus()
            before()
            yield driver.until_frame_after(
                lambda: driver.key(driver.view, Qt.Key.Key_E, CONTROL_SHIFT), "snapshots"
            )
            assert reader.current_quote_id is not None
            driver.press(Qt.Key.Key_Escape)
            driver.wait(reader.isHidden)
            driver.settle()

    def _facets(self) -> None:
        print("facets", file=sys.stderr, flush=True)
        driver = self.driver
        names = ("facets, first", "facets, all of few", "facets, all of many")
        for name in names:
            self.times[name] = []
        driver.settle()
        driver.watchdog.take()
        for query in FACETED:
            told = driver.facets

            def ask(text: str = query) -> None:
                driver.browsing.set_query(text)

            # Shown: what is counted within a moment is painted together.
            first = driver.until_frame_after(ask, "counts")
            rest = driver.until(lambda: None, lambda was=told: driver.facets > was)
            # What is read ahead then is for the next one, who does not ask at once.
            driver.settle()
            hits = len(driver.view.model().ids)
            self.times[names[0]].append(first)
            self.times[names[1 if hits <= FEW_HITS else 2]].append(first + rest)
        block = driver.watchdog.take()
        for name in names:
            self.blocks[name] = block


def main(path: Path, what: str) -> None:
    if what == "cold":
        forget(path)
    acts = Acts(path)
    found = {"cold": acts.cold, "memory": acts.memory, "warm": acts.warm}[what]()
    acts.close()
    print(json.dumps(found))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "warm")
