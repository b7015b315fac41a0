"""A reference is opened beside the window, which can be used meanwhile and never shows less."""

import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desktop.instance.single_window import SingleWindow
from desktop.jobs.opening import Opened, Opening
from models.reference import problems
from models.reference.reference import Reference
from tests.journeys.desk import Desk, Key, beside

Sit = Callable[..., Desk]


class Drive:
    """A drive that answers for some files only when it is let."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.slow: dict[str, threading.Event] = {}

    def holds_back(self, path: Path) -> threading.Event:
        return self.slow.setdefault(path.name, threading.Event())


@pytest.fixture
def drive(monkeypatch: pytest.MonkeyPatch) -> Iterator[Drive]:
    drive = Drive()
    real = Reference.open

    def opened(path: Path, **options: bool) -> Reference:
        drive.asked.append(path.name)
        if path.name in drive.slow:
            assert drive.slow[path.name].wait(10)
        return real(path, **options)

    monkeypatch.setattr(Reference, "open", opened)
    yield drive
    for gate in drive.slow.values():
        gate.set()


@pytest.fixture
def other(path: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    return Path(shutil.copyfile(path, folder / "other.attache"))


def lines(desk: Desk) -> list[str]:
    return [line.text for line in desk.window.progress.lines]


def wait(desk: Desk, holds: Callable[[], bool]) -> None:
    """Wait, also while something is being opened."""
    desk.qtbot.waitUntil(holds, timeout=5_000)


def test_what_is_open_is_used_while_a_slow_drive_is_waited_for(
    desk: Desk, path: Path, other: Path, drive: Drive
) -> None:
    gate = drive.holds_back(other)
    desk.window.open_path(other)
    assert lines(desk) == []
    wait(desk, lambda: lines(desk) == ["Opening other.attache …"])
    assert desk.session.reference.path == path
    desk.window.panes.table.setFocus()
    current = desk.window.panes.table.current_id
    desk.press(Key.Key_Down)
    wait(desk, lambda: desk.window.panes.table.current_id != current)
    gate.set()
    desk.until(lambda: desk.session.reference.path == other)
    assert lines(desk) == []
    assert len(desk.ids) == 35


def test_a_quick_opening_is_not_spoken_of(desk: Desk, other: Path) -> None:
    spoken: list[object] = []
    desk.window.opener._late.timeout.connect(lambda: spoken.append("late"))
    desk.window.opener._late.setInterval(60_000)
    assert desk.open(other)
    assert spoken == []
    assert not desk.window.opener._late.isActive()


def test_the_latest_asked_for_wins(
    desk: Desk, path: Path, other: Path, drive: Drive, tmp_path: Path
) -> None:
    third = Path(shutil.copyfile(path, tmp_path / "third.attache"))
    gate = drive.holds_back(other)
    ended: list[bool] = []
    desk.window.opened.connect(ended.append)
    desk.window.open_path(other)
    wait(desk, lambda: "other.attache" in drive.asked)
    desk.window.open_path(third)
    wait(desk, lambda: ended == [True])
    assert desk.session.reference.path == third
    gate.set()
    wait(desk, lambda: not any(one.name == "attache-opening" for one in threading.enumerate()))
    desk.settle()
    assert desk.session.reference.path == third
    assert ended == [True]
    assert beside(other) == [other.name]


def test_asking_for_what_is_open_lets_the_other_go(
    desk: Desk, path: Path, other: Path, drive: Drive
) -> None:
    gate = drive.holds_back(other)
    desk.window.open_path(other)
    wait(desk, lambda: "other.attache" in drive.asked)
    desk.window.open_path(path)
    gate.set()
    desk.settle()
    assert desk.session.reference.path == path
    assert not desk.window.opener.busy


def test_esc_lets_an_opening_go_that_takes_long(
    desk: Desk, path: Path, other: Path, drive: Drive
) -> None:
    drive.holds_back(other)
    ended: list[bool] = []
    desk.window.opened.connect(ended.append)
    desk.window.open_path(other)
    wait(desk, lambda: len(lines(desk)) == 1)
    desk.press(Key.Key_Escape)
    assert lines(desk) == []
    assert ended == [False]
    assert desk.session.reference.path == path


def test_a_window_that_closes_waits_for_no_drive(desk: Desk, other: Path, drive: Drive) -> None:
    gate = drive.holds_back(other)
    desk.window.open_path(other)
    wait(desk, lambda: "other.attache" in drive.asked)
    desk.window.close()
    assert not desk.window.isVisible()
    gate.set()
    wait(desk, lambda: not any(one.name == "attache-opening" for one in threading.enumerate()))
    assert beside(other) == [other.name]


def test_a_mistake_of_ours_while_opening_is_shown(
    desk: Desk, path: Path, other: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: Path) -> Reference:
        raise ZeroDivisionError("opening went wrong")

    shown: list[BaseException] = []
    monkeypatch.setattr(Reference, "open", broken)
    desk.window.opener.crashed.disconnect(desk.window.show_bug)
    desk.window.opener.crashed.connect(shown.append)
    assert not desk.open(other)
    assert [str(error) for error in shown] == ["opening went wrong"]
    assert desk.session.reference.path == path


def test_a_file_another_window_shows_is_not_opened_twice(
    desk: Desk, other: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Path] = []
    # How two processes meet is proved where it is done; here both windows are of one process.
    monkeypatch.setattr(SingleWindow, "ask_running", staticmethod(asked.append))
    holder = SingleWindow(other)
    shown = desk.session.reference.path
    assert not desk.open(other)
    assert desk.window.banner.text.startswith("other.attache is open in another window.")
    assert asked == [other]
    assert desk.session.reference.path == shown
    holder.close()
    assert desk.open(other)


# ------------------------------------------------------------------- the start


def test_a_start_shows_no_welcome_page_in_between(sit: Sit, path: Path, drive: Drive) -> None:
    gate = drive.holds_back(path)
    desk = sit()
    desk.window.follow_opening(path.name, Opening(lambda: path), None)
    assert desk.window.panes.isVisible()
    assert desk.ids == ()
    gate.set()
    desk.until(lambda: len(desk.ids) == 35)


def test_what_is_open_already_is_shown_at_once(sit: Sit, path: Path) -> None:
    desk = sit()
    opening = Opening(lambda: path)
    desk.qtbot.waitUntil(lambda: opening.ended)
    desk.window.follow_opening(path.name, opening, None)
    assert desk.session.reference.path == path
    desk.settle()


def test_a_start_that_fails_comes_to_the_welcome_page(sit: Sit, path: Path, drive: Drive) -> None:
    missing = path.with_name("gone.attache")
    gate = drive.holds_back(missing)
    desk = sit()
    desk.window.follow_opening(missing.name, Opening(lambda: missing), None)
    assert not desk.window.welcome.isVisible()
    gate.set()
    desk.until(desk.window.welcome.isVisible)
    assert "There is no file" in desk.window.banner.text


# ----------------------------------------------------------------- the thread


def test_an_opening_hands_over_a_reference_that_nobody_is_connected_to(path: Path) -> None:
    told: list[Opened] = []
    ended = threading.Event()

    def tell(opened: Opened) -> None:
        told.append(opened)
        ended.set()

    Opening(lambda: path).then(tell)
    assert ended.wait(5)
    reference = told[0].reference
    assert reference is not None
    assert told[0].facts["title"]
    reference.stay_connected()
    assert reference.facts() == told[0].facts
    reference.close()


def test_an_opening_tells_what_stands_in_the_way(tmp_path: Path) -> None:
    told: list[Opened] = []
    ended = threading.Event()

    def find() -> Path:
        raise problems.missing(tmp_path / "x")

    opening = Opening(find)
    opening.then(lambda opened: (told.append(opened), ended.set()))
    assert ended.wait(5)
    assert isinstance(told[0].error, problems.MissingFileError)
    again: list[Opened] = []
    opening.then(again.append)
    assert again == told
