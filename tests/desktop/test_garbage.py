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
    qtbot.waitUntil(lambda: bool(let_go_by))
    assert let_go_by == [threading.get_ident()]
    assert rings


def test_when_it_ends_python_collects_again(collection: GarbageCollection) -> None:
    assert not gc.isenabled()
    collection.stop()
    assert gc.isenabled()
