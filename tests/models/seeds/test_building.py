"""A reference from a seed is at its place complete, or not at all."""

from pathlib import Path

import pytest

from models.files.work_folder import LOCK
from models.importing.historian import ImportCancelledError
from models.reference.database import ReferenceDatabase
from models.reference.problems import ExistsError, NotWritableError
from models.reference.reference import Reference
from models.seeds import building
from models.seeds.building import PREFIX, build_reference
from tests.historian_data import write_small_data, write_small_seed


def ignore(done: int, total: int, what: str) -> None:
    """Tell nobody."""


def never() -> bool:
    return False


@pytest.fixture(scope="session")
def small_seed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("small-seed")
    return write_small_seed(write_small_data(folder / "data"), folder / "seeds")


@pytest.fixture
def place(tmp_path: Path) -> Path:
    folder = tmp_path / "documents"
    folder.mkdir()
    return folder / "record.attache"


def test_the_reference_stands_alone_at_its_place(small_seed: Path, place: Path) -> None:
    told: list[tuple[int, int, str]] = []
    seen: list[bool] = []

    def progress(done: int, total: int, what: str) -> None:
        told.append((done, total, what))
        seen.append(place.exists())

    assert build_reference(place, small_seed, progress=progress, cancelled=never) == place
    assert [path.name for path in place.parent.iterdir()] == [place.name]
    assert told[-1][2] == "done"
    assert not any(seen)
    with Reference.open(place) as reference:
        assert reference.facts()["title"] == "The US diplomatic record since 1778"
        assert reference.database.rows("SELECT count(*) FROM record")[0][0] > 100


@pytest.mark.parametrize("after", [0, 1, 2, 3, 10_000])
def test_a_making_that_is_cancelled_leaves_nothing(
    small_seed: Path, place: Path, after: int
) -> None:
    asked = 0
    told: list[str] = []

    def cancelled() -> bool:
        nonlocal asked
        asked += 1
        # The last question comes when everything is written already.
        return asked > after or "done" in told

    with pytest.raises(ImportCancelledError):
        build_reference(
            place, small_seed, progress=lambda *now: told.append(now[2]), cancelled=cancelled
        )
    assert list(place.parent.iterdir()) == []


def test_a_full_disk_is_told_of_the_place_asked_for_and_leaves_nothing(
    small_seed: Path, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = ReferenceDatabase._add_conn_hooks

    def with_little_room(self: ReferenceDatabase, connection: object) -> None:
        real(self, connection)
        connection.execute("PRAGMA max_page_count = 300")

    monkeypatch.setattr(ReferenceDatabase, "_add_conn_hooks", with_little_room)
    with pytest.raises(NotWritableError) as caught:
        build_reference(place, small_seed, progress=ignore, cancelled=never)
    assert str(place) in caught.value.sentence
    assert PREFIX not in caught.value.sentence
    assert list(place.parent.iterdir()) == []


def test_a_place_that_is_not_there_is_told(small_seed: Path, tmp_path: Path) -> None:
    with pytest.raises(NotWritableError):
        build_reference(
            tmp_path / "gone" / "x.attache", small_seed, progress=ignore, cancelled=never
        )


def test_what_is_at_the_place_is_left_alone(small_seed: Path, place: Path) -> None:
    place.write_text("mine")
    with pytest.raises(ExistsError):
        build_reference(place, small_seed, progress=ignore, cancelled=never)
    assert place.read_text() == "mine"


@pytest.mark.parametrize("links", [True, False])
def test_what_came_to_the_place_meanwhile_is_left_alone(
    small_seed: Path, place: Path, monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    def progress(done: int, total: int, what: str) -> None:
        if what == "done":
            place.write_text("mine")

    if not links:
        monkeypatch.setattr(building.os, "link", refuse)
    with pytest.raises(ExistsError):
        build_reference(place, small_seed, progress=progress, cancelled=never)
    assert [path.name for path in place.parent.iterdir()] == [place.name]
    assert place.read_text() == "mine"


def refuse(source: Path, target: Path) -> None:
    message = "this drive has no links"
    raise OSError(message)


def test_it_works_on_a_drive_without_links(
    small_seed: Path, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(building.os, "link", refuse)
    build_reference(place, small_seed, progress=ignore, cancelled=never)
    assert [path.name for path in place.parent.iterdir()] == [place.name]


def test_what_a_killed_making_left_is_removed_by_the_next(small_seed: Path, place: Path) -> None:
    left = place.parent / f"{PREFIX}00000000"
    left.mkdir()
    (left / LOCK).touch()
    (left / "record.attache").write_text("half")
    build_reference(place, small_seed, progress=ignore, cancelled=never)
    assert [path.name for path in place.parent.iterdir()] == [place.name]
