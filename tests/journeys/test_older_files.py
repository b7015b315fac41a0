"""A file of an older Attaché is told in the window, and one press away from being open."""

from pathlib import Path

import pytest

from models.backups.backup import backups_in
from models.backups.place import room
from models.migrating import numbered
from models.reference.reference import Reference
from tests.journeys.conftest import Sit
from tests.models.migrating import older


def test_it_is_brought_up_to_date_when_asked_and_shown(
    sit: Sit, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setattr(numbered, "MIGRATIONS", [older.keeping_steps(older.make_older(path))])
    desk = sit()
    assert not desk.open(path)
    banner = desk.window.banner
    assert "was made by an older Attaché" in banner.text
    assert "full backup is made first" in banner.text
    assert banner.action_button.text() == "Bring it up to date"
    assert older.version_of(path) == 0
    with desk.qtbot.waitSignal(desk.window.opened):
        desk.click(banner.action_button)
    desk.settle()
    desk.go_to("Mohammad Bagheri")
    assert desk.shown == "Mohammad Bagheri"
    assert not banner.isVisible()
    with Reference.open(path, read_only=True) as reference:
        (backup,) = backups_in(room(reference.facts()["uid"]))
    assert older.version_of(backup.path) == 0
    assert any(str(backup.path) in line.text for line in desk.window.progress.lines)


def test_a_restored_backup_of_an_older_version_offers_the_same(
    sit: Sit, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(numbered, "MIGRATIONS", [older.keeping_steps(older.make_older(path))])
    desk = sit()
    assert not desk.open(path)
    assert desk.window.banner.action_button.text() == "Bring it up to date"
