"""Garbage is collected on the window's thread, and still collected."""

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from desktop.garbage import GarbageCollection


class Ring:
    """Holds itself, so that only a collection lets it go."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture
def collection(qtbot: QtBot) -> Iterator[GarbageCollection]:
    del qtbot
    enabled = gc.isenabled()
    made = GarbageCollection()
    yield made
    made.stop()
    if not enabled:
        gc.disable()


@pytest.mark.usefixtures("collection")
def test_a_thread_that_makes_many_objects_collects_nothing(qtbot: QtBot) -> None:
    del qtbot
    let_go_by: list[int] = []
    ring = Ring()
    weakref.finalize(ring, lambda: let_go_by.append(threading.get_ident()))
    del ring
    worker = threading.Thread(target=lambda: [[number] for number in range(100_000)])
    worker.start()
    worker.join()
    assert let_go_by == []


def test_the_window_s_thread_lets_go_what_nobody_can_reach(
    collection: GarbageCollection, qtbot: QtBot
) -> None:
    del collection
    let_go_by: list[int] = []
    ring = Ring()
    weakref.finalize(ring, lambda: let_go_by.append(threading.get_ident()))
    del ring
    rings = [Ring() for _ in range(20_000)]
    apart = gc.get_freeze_count()
    assert gc.get_count()[0] > gc.get_threshold()[0], "there is nothing to collect"

    def let_go() -> None:
        assert let_go_by, f"{gc.get_count()} left, {gc.get_freeze_count() - apart} set apart"

    qtbot.waitUntil(let_go)
    assert let_go_by == [threading.get_ident()]
    assert rings


def test_what_has_lived_for_long_is_gone_through_in_a_pause(
    collection: GarbageCollection, monkeypatch: pytest.MonkeyPatch
) -> None:
    collected: list[int] = []
    counts = [(0, 0, 0)]
    monkeypatch.setattr(gc, "get_threshold", lambda: (700, 10, 10))
    monkeypatch.setattr(gc, "get_count", lambda: counts[0])

    def collect(generation: int) -> None:
        collected.append(generation)
        counts[0] = (0, 0, 0)

    monkeypatch.setattr(gc, "collect", collect)

    def look(*now: int) -> list[int]:
        collected.clear()
        counts[0] = now
        collection.look()
        return list(collected)

    assert look(0, 0, 0) == []
    assert look(800, 11, 11) == [1], "the window works: the young alone"
    assert look(600, 0, 12) == []
    assert look(650, 1, 12) == [2], "nothing was done since"
    assert look(0, 0, 0) == []
    assert look(800, 11, 101) == [2], "it was put off long enough"


def test_when_it_ends_python_collects_again(collection: GarbageCollection) -> None:
    assert not gc.isenabled()
    collection.stop()
    assert gc.isenabled()
