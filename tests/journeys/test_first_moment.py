"""A start shows its first rows before the rest of the window is made, and nobody notices."""

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.app import begin_window
from desktop.instance.single_window import SingleWindow
from desktop.jobs.opening import Opening
from desktop.state.settings import Settings
from desktop.theme.theme import Theme
from desktop.window.first_moment import FirstMoment
from desktop.window.remembered import remember_record, remembered_first
from desktop.window.window import Window
from models.reference.reference import Reference
from tests.journeys.desk import CONTROL, NONE, Desk, Key, beside, digest

OF_THE_FIRST_ROWS = """
desktop
    app garbage
    commands.command commands.command_set commands.sections commands.states commands.table
    instance
    jobs.opening
    lists.announce lists.empty lists.line lists.signs lists.wording
    search_field.field
    state.settings
    table
    text.direction text.escaping text.positions text.translate
    theme
    window.choosing window.first_moment window.frame window.later window.menus window.panes
    window.remembered window.status window.title window.top_bar window.window
models
    dates.display dates.forms dates.uncertain_date
    files.lock files.work_folder
    migrating.migration migrating.numbered
    names.scripts
    queries.rows
    reference
    schema.version schema.vocabulary
    search.orders
"""
"""All of ours that may be imported before the first rows are painted: modules and whole rooms.

Each of the others costs a start its milliseconds. Where one is needed only later, it is imported
where it is needed, or by a step of `Window.furnishing`.
"""
STRANGERS = 1.1
"""How many times the modules of others than the plain program of the benchmark a start may need."""


@dataclass
class Starts:
    """Starts windows as the program does, and closes them."""

    theme: Theme
    settings: Settings
    qtbot: QtBot
    windows: list[Window] = field(default_factory=list)

    def start(self, path: Path, *, single: SingleWindow | None = None) -> Window:
        """Begin a window on `path`, whose first rows are read already."""
        opening = Opening(lambda: path, remembered_first(self.settings))
        self.qtbot.waitUntil(lambda: opening.ended)
        window = begin_window(self.theme, self.settings)
        self.windows.append(window)
        window.resize(1280, 800)
        window.show()
        window.activateWindow()
        FirstMoment(window, path.name, opening, single)
        return window

    def at_first_rows(self, path: Path) -> Window:
        """Return a window that shows its first rows, and nothing else."""
        window = self.start(path)
        self.qtbot.waitUntil(lambda: window.panes.table.current_id is not None, timeout=5_000)
        assert not window.panes.furnished
        return window

    def desk(self, window: Window) -> Desk:
        """Return a pair of hands at a window that is all there."""
        self.qtbot.waitUntil(lambda: window.session is not None)
        desk = Desk(window, self.settings, self.qtbot)
        desk.settle()
        return desk


@pytest.fixture
def starts(theme: Theme, settings_path: Path, qtbot: QtBot) -> Iterator[Starts]:
    starts = Starts(theme, Settings(settings_path), qtbot)
    yield starts
    for window in starts.windows:
        window.close()
        window.deleteLater()


def press(window: Window, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
    QTest.keyClick(window.windowHandle(), key, modifiers)


def test_the_next_row_is_gone_to_before_the_rest_is_there(starts: Starts, path: Path) -> None:
    window = starts.at_first_rows(path)
    press(window, Key.Key_Down)
    assert window.panes.table.view.current_row() == 1
    assert window.session is None
    desk = starts.desk(window)
    assert window.panes.table.view.current_row() == 1
    assert window.panes.detail.record_id == desk.ids[1]
    assert len(desk.ids) == 35


def test_nothing_moves_when_the_rest_comes(starts: Starts, path: Path) -> None:
    window = starts.at_first_rows(path)

    def places() -> list[object]:
        panes, table = window.panes, window.panes.table
        rooms = [panes.columns.widget(place) for place in range(3)]
        return [
            *(room.geometry() for room in rooms),
            *(panes.record.widget(place).geometry() for place in range(2)),
            table.mapTo(window, table.rect().topLeft()),
            table.size(),
            [table.view.header.sectionSize(place) for place in range(7)],
            table.view.header.sortIndicatorSection(),
            window.menuBar().geometry(),
            window.top_bar.geometry(),
            window.search.geometry(),
            window.status.geometry(),
        ]

    before = places()
    assert window.panes.table.view.header.sortIndicatorSection() >= 0
    desk = starts.desk(window)
    assert places() == before
    assert desk.shown


@pytest.mark.parametrize("moment", ["shown", "rows"])
def test_a_key_that_is_pressed_at_once_is_not_lost(starts: Starts, path: Path, moment: str) -> None:
    window = starts.start(path) if moment == "shown" else starts.at_first_rows(path)
    press(window, Key.Key_F, CONTROL)
    desk = starts.desk(window)
    assert desk.has_keyboard(window.search)


def test_words_are_typed_into_the_search_field_at_once(starts: Starts, path: Path) -> None:
    window = starts.at_first_rows(path)
    press(window, Key.Key_F, CONTROL)
    for letter in "khrenin":
        QTest.keyClick(window.windowHandle(), letter)
    desk = starts.desk(window)
    desk.until(lambda: desk.session.browsing.query == "khrenin")
    assert window.search.text() == "khrenin"


def test_a_click_meets_what_comes_to_stand_there(starts: Starts, path: Path) -> None:
    window = starts.at_first_rows(path)
    place = window.search.mapTo(window, window.search.rect().center())
    QTest.mouseClick(window.windowHandle(), Qt.MouseButton.LeftButton, NONE, place)
    assert window.panes.furnished
    assert window.search.hasFocus()


def test_closed_in_its_first_moment_it_leaves_one_whole_file(starts: Starts, path: Path) -> None:
    before = digest(path)
    window = starts.at_first_rows(path)
    window.close()
    assert window.session is None
    assert beside(path) == [path.name]
    assert digest(path) == before
    single = SingleWindow.claim(path)
    assert single is not None
    single.close()


def test_the_record_of_the_last_time_is_gone_to_wherever_it_is(starts: Starts, path: Path) -> None:
    with Reference.open(path, read_only=True) as reference:
        facts = reference.facts()
    desk = starts.desk(starts.at_first_rows(path))
    last = desk.ids[20]
    desk.window.close()
    remember_record(starts.settings, facts, last)
    window = starts.at_first_rows(path)
    assert window.panes.table.current_id == last
    assert starts.desk(window).window.panes.detail.record_id == last


def test_a_file_that_cannot_be_opened_is_told_of(starts: Starts, tmp_path: Path) -> None:
    window = starts.start(tmp_path / "none.attache")
    # The page that says so is among what is made last.
    starts.qtbot.waitUntil(lambda: "welcome" in vars(window) and window.welcome.isVisible())
    assert "There is no file" in window.banner.text


def test_an_empty_reference_says_what_can_be_done(starts: Starts, tmp_path: Path) -> None:
    path = tmp_path / "empty.attache"
    Reference.create(path, title="Empty").close()
    window = starts.start(path)
    desk = starts.desk(window)
    assert desk.ids == ()
    assert window.panes.table.empty.isVisible()


def allowed() -> set[str]:
    found, package = set(), ""
    for line in OF_THE_FIRST_ROWS.split("\n"):
        if line.startswith(" "):
            found |= {f"{package}.{name}" for name in line.split()}
        else:
            package = line.strip()
    return found


def modules(*arguments: str) -> list[str]:
    """Return what a program has imported that prints it, ours and others."""
    done = subprocess.run(
        [sys.executable, *arguments],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


def test_nothing_is_imported_before_the_first_rows_that_they_do_not_need(
    path: Path, settings_path: Path
) -> None:
    loaded = modules("-m", "tests.journeys.at_first_rows", str(path), str(settings_path))
    ours = [name for name in loaded if name.partition(".")[0] in ("desktop", "models")]
    known = allowed()
    above = {
        name.rsplit(".", count)[0] for name in known for count in range(1, name.count(".") + 1)
    }
    needless = [
        name
        for name in ours
        if name not in above
        and not any(name == each or name.startswith(f"{each}.") for each in known)
    ]
    assert needless == []
    assert "desktop.table.view" in ours, "the rows were painted"

    plain = modules("-c", "import sys, bench.plain_program; print(*sys.modules)")
    others = {name for name in loaded if not name.startswith(("desktop", "models", "tests"))}
    assert len(others) < len(plain) * STRANGERS
