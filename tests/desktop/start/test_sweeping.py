from pathlib import Path

from desktop.start.sweeping import sweep_left_overs
from desktop.theme.theme import PICTURES, Theme
from models.files.work_folder import LOCK, WorkFolder
from models.seeds.building import PREFIX


def left(folder: Path, prefix: str) -> Path:
    """Make what a killed window leaves."""
    path = folder / f"{prefix}12345678"
    path.mkdir()
    (path / LOCK).touch()
    (path / "half").write_text("half")
    return path


def test_what_killed_windows_left_is_removed_and_what_is_used_stays(tmp_path: Path) -> None:
    temporary, documents = tmp_path / "temporary", tmp_path / "documents"
    for folder in (temporary, documents):
        folder.mkdir()
    gone = [left(temporary, PICTURES), left(documents, PREFIX)]
    strange = temporary / "attache-something"
    strange.mkdir()
    with WorkFolder.make(temporary, PICTURES) as used:
        assert sweep_left_overs([(temporary, PICTURES), (documents, PREFIX)]) == 2
        assert used.path.exists()
    assert not any(path.exists() for path in gone)
    assert strange.exists()


def test_the_pictures_of_a_theme_stand_in_a_folder_that_can_be_swept(
    qapp, tmp_path: Path, monkeypatch
) -> None:
    monkeypatch.setattr("desktop.theme.theme.tempfile.gettempdir", lambda: str(tmp_path))
    sheet, font, palette = qapp.styleSheet(), qapp.font(), qapp.palette()
    theme = Theme(qapp)
    (folder,) = tmp_path.iterdir()
    assert folder.name.startswith(PICTURES)
    assert sweep_left_overs([(tmp_path, PICTURES)]) == 0
    assert (folder / LOCK).exists()
    theme._pictures.remove()
    assert list(tmp_path.iterdir()) == []
    qapp.setStyleSheet(sheet)
    qapp.setFont(font)
    qapp.setPalette(palette)
