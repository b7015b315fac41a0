"""Backups in the window: made once somebody edits, listed, restored, never in the way."""

from pathlib import Path

import pytest

from desktop.backups.overlay import NOW
from models.backups import making
from models.backups.backup import backups_in
from models.backups.place import backup_folder, default_folder, room
from models.reference.reference import Reference
from models.summaries.refresh import refresh
from tests.damage import damage
from tests.factories import add_record
from tests.journeys.conftest import Sit
from tests.journeys.desk import Desk, Key, digest


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))


def made(path: Path) -> list[Path]:
    with Reference.open(path, read_only=True) as reference:
        uid = reference.facts()["uid"]
    return [backup.path for backup in backups_in(room(uid))]


def edit(desk: Desk, label: str) -> None:
    """Edit as the window's own writer does: a step on another connection."""
    path = desk.session.reference.path
    with Reference.open(path) as reference, reference.step(label="One more"):
        official = add_record(reference.database, "official", label)
        refresh(reference.database, [official])
    desk.window.keeping.after_step()


def choose(desk: Desk, row: int) -> None:
    for _ in range(row):
        desk.press(Key.Key_Down)
    desk.press(Key.Key_Return)


def test_a_reference_that_is_only_read_is_not_copied(desk: Desk, path: Path) -> None:
    desk.search("khrenin")
    desk.window.keeping.make()
    desk.window.close()
    assert made(path) == []


def test_after_an_edit_a_backup_is_made_beside_the_window(desk: Desk, path: Path) -> None:
    edit(desk, "Somebody New")
    assert made(path) == []
    desk.window.keeping.make()
    desk.until(lambda: len(made(path)) == 1)
    desk.window.keeping.make()
    desk.settle()
    assert len(made(path)) == 1
    assert desk.window.banner.text == ""


def test_closing_after_an_edit_makes_the_last_one(desk: Desk, path: Path, qtbot) -> None:
    edit(desk, "Somebody New")
    desk.window.close()
    qtbot.waitUntil(lambda: len(made(path)) == 1)


def test_the_list_tells_what_each_holds_and_what_came_since(desk: Desk, path: Path) -> None:
    with Reference.open(path) as reference:
        making.before(reference, "before an import")
    edit(desk, "Somebody New")
    desk.window.commands.action("backups").trigger()
    overlay = desk.window.keeping.overlay
    desk.until(lambda: overlay.items.rowCount() == 3)
    first = overlay.items.item(0)
    assert "before an import" in first.text
    assert first.beside == "since then +1 official · 35 records, 14 quotes"
    assert first.trailing.endswith(" MB")
    assert overlay.items.item(2).beside == str(default_folder())
    desk.type("import")
    assert overlay.items.rowCount() == 1
    desk.press(Key.Key_Escape)
    assert not overlay.isVisible()


def test_before_the_first_backup_the_list_says_when_there_will_be_one(desk: Desk) -> None:
    desk.window.commands.action("backups").trigger()
    overlay = desk.window.keeping.overlay
    desk.until(lambda: overlay.items.rowCount() == 2)
    assert "no backup yet" in overlay.says
    assert overlay.items.item(0).key == NOW


def test_a_backup_is_made_when_asked_for_and_restored_beside_the_reference(
    desk: Desk, path: Path
) -> None:
    desk.window.commands.action("backups").trigger()
    overlay = desk.window.keeping.overlay
    desk.until(lambda: overlay.items.rowCount() == 2)
    choose(desk, 0)
    desk.until(lambda: len(made(path)) == 1)
    desk.until(lambda: "was made and checked" in desk.window.progress.lines[0].text)
    edit(desk, "Somebody New")
    before = digest(path)
    desk.window.commands.action("backups").trigger()
    desk.until(lambda: overlay.items.rowCount() == 3)
    choose(desk, 0)
    desk.until(lambda: desk.session.reference.path != path)
    restored = desk.session.reference.path
    assert restored.parent == path.parent
    assert restored.stem.startswith("story (")
    desk.until(lambda: len(desk.ids) == 35)
    assert digest(path) == before


def test_what_stands_in_the_way_of_backups_is_told_once_with_a_way_out(
    desk: Desk, path: Path, tmp_path: Path
) -> None:
    (tmp_path / "data").write_text("a file where the folder should be")
    edit(desk, "Somebody New")
    desk.window.keeping.make()
    desk.until(lambda: "No backup can be made" in desk.window.banner.text)
    assert "Your work goes on" in desk.window.banner.text
    assert desk.window.banner.action_button.text() == "Choose a folder…"
    desk.window.banner.dismiss()
    desk.window.keeping.make()
    desk.settle()
    desk.until(lambda: desk.window.keeping.is_idle)
    assert desk.window.banner.text == ""
    assert desk.shown


def test_a_synchronized_folder_is_used_only_on_purpose(desk: Desk, tmp_path: Path) -> None:
    cloud = tmp_path / "Nextcloud" / "backups"
    desk.window.keeping.use_folder(cloud)
    assert "Nextcloud copies" in desk.window.banner.text
    assert backup_folder() == default_folder()
    desk.click(desk.window.banner.action_button)
    assert backup_folder() == cloud
    assert "from now on" in desk.window.banner.text
    desk.window.keeping.use_folder(tmp_path / "kept")
    assert backup_folder() == tmp_path / "kept"


def test_a_damaged_file_offers_its_repair_and_the_repaired_one_is_shown(
    sit: Sit, path: Path
) -> None:
    data = path.read_bytes()
    path.write_bytes(data[: len(data) - 4096 * 4])
    before = digest(path)
    desk = sit()
    assert not desk.open(path)
    assert "is damaged" in desk.window.banner.text
    assert desk.window.banner.action_button.text() == "Repair into a new file"
    desk.click(desk.window.banner.action_button)
    desk.until(lambda: desk.window.session is not None)
    assert desk.session.reference.path.name == "story (repaired).attache"
    desk.until(lambda: len(desk.ids) > 0)
    assert "story (repaired).attache" in desk.window.progress.lines[0].text
    assert digest(path) == before


def test_keys_of_an_older_attache_are_made_anew_from_the_window(sit: Sit, path: Path) -> None:
    damage(
        path,
        "UPDATE meta SET value = '0' WHERE key = 'folding'",
        "UPDATE quote SET folded = 'old'",
        "UPDATE name SET folded = 'old'",
        search_follows=False,
    )
    desk = sit(path)
    desk.until(lambda: "made by another Attaché" in desk.window.banner.text)
    desk.click(desk.window.banner.action_button)
    desk.until(lambda: desk.window.status.state == "Saved · verified")
    assert len(made(path)) == 1
    desk.search("khrenin")
    assert len(desk.ids) > 0


def test_a_reference_in_a_synchronised_folder_is_told_to_whoever_edits_it(
    sit: Sit, path: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "Dropbox" / "notes"
    folder.mkdir(parents=True)
    desk = sit(path.rename(folder / path.name))
    desk.settle()
    assert desk.window.banner.text == ""
    edit(desk, "Somebody New")
    desk.until(lambda: "Dropbox copies to other computers" in desk.window.banner.text)
    assert "one computer at a time" in desk.window.banner.text
    desk.window.banner.dismiss()
    edit(desk, "Somebody Else")
    desk.settle()
    assert desk.window.banner.text == ""
