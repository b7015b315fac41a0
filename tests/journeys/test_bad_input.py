"""Whatever is wrong with a file: one sentence, nothing changed, and the window goes on."""

import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import apsw
import pytest
from PySide6.QtWidgets import QPlainTextEdit

from desktop.window import window as window_module
from desktop.window.report import Report
from models.reference import database as database_module
from models.reference import reference as reference_module
from tests.damage import damage
from tests.journeys.desk import Desk, beside, digest


def text(path: Path) -> None:
    path.write_text("Dear diary, today nobody met anybody.\n" * 100)


def empty(path: Path) -> None:
    path.write_bytes(b"")


def cut_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def first_bytes(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:50])


def another_database(path: Path) -> None:
    path.unlink()
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE note (words TEXT)")
    other.close()


def foreign_application(path: Path) -> None:
    connection = apsw.Connection(str(path))
    connection.execute("PRAGMA application_id = 1234")
    connection.close()


def newer_version(path: Path) -> None:
    connection = apsw.Connection(str(path))
    connection.execute("PRAGMA user_version = 99")
    connection.close()


def foreign_trigger(path: Path) -> None:
    connection = apsw.Connection(str(path))
    connection.execute(
        "CREATE TRIGGER sneak AFTER INSERT ON tag BEGIN DELETE FROM tag WHERE id = new.id; END"
    )
    connection.close()


def foreign_view(path: Path) -> None:
    connection = apsw.Connection(str(path))
    connection.execute("CREATE VIEW sneak AS SELECT label FROM record")
    connection.close()


def missing_trigger(path: Path) -> None:
    connection = apsw.Connection(str(path))
    name = connection.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'trigger' ORDER BY name LIMIT 1"
    ).get
    connection.execute(f'DROP TRIGGER "{name}"')
    connection.close()


def gone(path: Path) -> None:
    path.unlink()


def a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


WRONG = {
    text: "is not an Attaché reference",
    empty: "is not an Attaché reference",
    cut_short: "is damaged",
    first_bytes: "is damaged",
    another_database: "is not an Attaché reference",
    foreign_application: "is not an Attaché reference",
    newer_version: "was made by a newer Attaché",
    foreign_trigger: "was changed by another program",
    foreign_view: "was changed by another program",
    missing_trigger: "was changed by another program",
    gone: "There is no file",
    a_folder: "is a folder",
}


def usable(desk: Desk) -> bool:
    """Whether the story that was open still answers."""
    desk.search("khrenin")
    found = 0 < len(desk.ids) < 35
    desk.window.session.listing.clear_query()
    desk.until(lambda: len(desk.ids) == 35)
    return found and bool(desk.shown) and bool(desk.cards)


@pytest.mark.parametrize("wrong", WRONG, ids=lambda wrong: wrong.__name__)
def test_a_bad_file_is_told_in_one_sentence_and_what_is_open_stays_open(
    desk: Desk, path: Path, wrong: Callable[[Path], None]
) -> None:
    bad = path.with_name("bad.attache")
    bad.write_bytes(path.read_bytes())
    wrong(bad)
    before = digest(bad) if bad.is_file() else None
    there, title = beside(path), desk.window.windowTitle()
    assert not desk.open(bad)
    said = desk.window.banner.text
    assert WRONG[wrong] in said
    assert said.endswith(".")
    assert "Traceback" not in said
    assert "\n" not in said
    assert (digest(bad) if bad.is_file() else None) == before
    assert beside(path) == there
    assert desk.window.windowTitle() == title
    assert desk.session.reference.path == path
    assert desk.settings.recent() == (path,)
    assert usable(desk)


def test_a_bad_file_at_the_start_leaves_the_welcome_page(sit, tmp_path: Path) -> None:
    desk = sit()
    bad = tmp_path / "bad.attache"
    text(bad)
    assert not desk.open(bad)
    assert "is not an Attaché reference" in desk.window.banner.text
    assert desk.window.welcome.isVisible()
    assert desk.settings.recent() == ()


HOLDER = """
import sqlite3, sys
other = sqlite3.connect(sys.argv[1], isolation_level=None)
other.execute("BEGIN EXCLUSIVE")
print("held", flush=True)
sys.stdin.read()
other.close()
"""


@contextmanager
def held_by_another_program(path: Path) -> Iterator[None]:
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout.readline().strip() == b"held"
        yield
        process.stdin.close()
        process.wait(timeout=30)


def test_a_file_another_program_writes_to_is_told_and_opens_afterwards(
    desk: Desk, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database_module, "BUSY_SECONDS", 0.05)
    other = path.with_name("held.attache")
    other.write_bytes(path.read_bytes())
    before = digest(other)
    with held_by_another_program(other):
        assert not desk.open(other)
        assert "Another program is writing to held.attache." in desk.window.banner.text
        assert usable(desk)
    assert digest(other) == before
    assert desk.open(other)
    assert desk.window.banner.text == ""


def test_a_file_that_is_locked_while_it_is_open_is_told_and_goes_on(
    sit,
    path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(database_module, "BUSY_SECONDS", 0.05)
    desk = sit(path)
    with held_by_another_program(path):
        desk.search("tehran")
        desk.until(lambda: "Another program is writing" in desk.window.banner.text)
        assert desk.window.isVisible()
    desk.window.session.listing.clear_query()
    desk.until(lambda: len(desk.ids) == 35)


def test_a_file_that_vanishes_while_it_is_open_is_told_and_nothing_comes_back(
    desk: Desk, path: Path
) -> None:
    path.unlink()
    desk.window.commands.action("verify").trigger()
    desk.until(lambda: f"There is no file {path}." in desk.window.banner.text)
    desk.search("khrenin")
    desk.window.close()
    assert not path.exists()


def test_a_vanished_file_is_noticed_when_somebody_comes_back_to_the_window(
    desk: Desk,
    path: Path,
    qapp,
) -> None:
    report = Report("Elsewhere", "…", desk.window.theme, desk.window)
    report.show()
    report.activateWindow()
    desk.until(lambda: not desk.window.isActiveWindow())
    path.unlink()
    report.close()
    desk.window.activateWindow()
    desk.until(lambda: f"There is no file {path}." in desk.window.banner.text)


TAMPERED = {
    "quote": (
        "UPDATE quote SET exact = replace(exact, 'Iran', 'Iraq') WHERE exact LIKE '%Iran%'",
        "Quote",
    ),
    "hash": ("UPDATE snapshot SET text_sha256 = printf('%064d', 7)", "SHA-256"),
    "count": ("UPDATE record SET quotes = quotes + 5 WHERE kind = 'meeting'", "quotes"),
}


@pytest.mark.parametrize("what", TAMPERED)
def test_tampered_evidence_is_found_beside_the_window_and_told(
    sit,
    path: Path,
    what: str,
) -> None:
    statement, words = TAMPERED[what]
    damage(path, statement, search_follows=False)
    before = digest(path)
    desk = sit(path)
    desk.until(lambda: "Verify found" in desk.window.banner.text)
    assert words.casefold() in desk.window.banner.text.casefold()
    assert desk.shown
    assert desk.window.banner.action_button.isVisible()
    desk.click(desk.window.banner.action_button)
    report = desk.window.findChild(Report)
    desk.until(report.isVisible)
    listed = report.findChild(QPlainTextEdit).toPlainText().splitlines()
    assert listed
    assert all(line.endswith(".") for line in listed)
    report.close()
    desk.window.close()
    assert digest(path) == before


def test_a_sound_reference_is_verified_quietly_and_aloud_when_asked(desk: Desk) -> None:
    assert desk.window.banner.text == ""
    action = desk.window.commands.action("verify")
    action.trigger()
    action.trigger()
    desk.until(lambda: desk.window.banner.text.startswith("Verified:"))
    assert desk.window.status.state == "Saved · verified"


def test_of_a_large_reference_a_sample_is_checked_and_the_whole_when_asked(
    sit, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(window_module, "VERIFIED_AT_FIRST_SIGHT", path.stat().st_size - 1)
    desk = sit(path)
    desk.until(lambda: desk.window.status.state == "Saved · checked in part")
    assert desk.window.banner.text == ""
    desk.window.commands.action("verify").trigger()
    desk.until(lambda: desk.window.banner.text.startswith("Verified:"))
    assert desk.window.status.state == "Saved · verified"


def test_a_read_only_reference_is_read_and_says_so(
    sit,
    path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # The tests may run as root, for whom every file can be written.
    monkeypatch.setattr(reference_module, "can_write", lambda _: False)
    before, there = digest(path), beside(path)
    desk = sit(path)
    assert desk.window.status.state.startswith("Read-only")
    assert usable(desk)
    desk.window.close()
    assert digest(path) == before
    assert beside(path) == there


def test_a_name_with_markup_in_it_stays_words(sit, tmp_path: Path) -> None:
    desk = sit()
    bad = tmp_path / "<b>&amp;<img src=x>.attache"
    text(bad)
    assert not desk.open(bad)
    assert "<b>&amp;<img src=x>.attache" in desk.window.banner.text
