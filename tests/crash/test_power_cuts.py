"""The power goes amid edits: every acknowledged edit is on the disk, none is half there."""

from __future__ import annotations

import random
import shutil
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import apsw
import peewee
import pytest

from models.checking.verification import verify
from models.migrating import bringing_up, numbered
from models.reference.database import ReferenceDatabase
from models.reference.problems import OlderVersionError, ProblemError
from models.reference.reference import Reference
from tests.crash.acts import Past, acting, sum_of
from tests.crash.acts import begin as begin_acting
from tests.crash.edits import Found, begin, edit, look
from tests.crash.power import Disk, System
from tests.models.migrating import older

CUTS_PER_CRASH = 4
"""A cut costs a tenth of a kill."""
FOLDED_EVERY = 4
LAST_OPERATION = 400
"""An edit of the small kind takes some thirty writes and syncs."""


@contextmanager
def powered(path: Path, disk: Disk) -> Iterator[Reference]:
    system = System(disk)
    database = ReferenceDatabase(path, file_system=system.name)
    try:
        database.connect()
        yield Reference(path, database)
    finally:
        try:
            database.close()
        except (peewee.DatabaseError, apsw.Error):
            # Closing would fold the log back, which needs power.
            assert disk.cut
        system.unregister()


BESIDE_READERS = ("locking_mode = EXCLUSIVE", "journal_mode = WAL")
"""As a window edits; without the memory shared with readers, which a rehearsed disk lacks."""


def edit_until_the_power_goes(path: Path, disk: Disk, pragmas: Sequence[str]) -> int:
    """Return how many edits were acknowledged before the power went."""
    acknowledged = 0
    with powered(path, disk) as reference:
        try:
            for pragma in pragmas:
                reference.database.rows(f"PRAGMA {pragma}")
            if pragmas == BESIDE_READERS:
                assert reference.database.rows("PRAGMA journal_mode") == [("wal",)]
            while True:
                edit(reference, acknowledged)
                acknowledged += 1
                if acknowledged % FOLDED_EVERY == 0:
                    reference.fold_back()
        except (ProblemError, peewee.DatabaseError, apsw.Error):
            assert disk.cut
    return acknowledged


def cut(
    folder: Path, template: Path, chance: random.Random, pragmas: Sequence[str]
) -> tuple[int, Path]:
    """Edit a copy of the template until the power goes; return what was acknowledged and what is
    left."""
    before, after = folder / "before", folder / "after"
    for one in (before, after):
        shutil.rmtree(one, ignore_errors=True)
        one.mkdir()
    path = Path(shutil.copyfile(template, before / "cut.attache"))
    disk = Disk(chance)
    disk.take_in(path)
    disk.operations_left = chance.randrange(LAST_OPERATION)
    acknowledged = edit_until_the_power_goes(path, disk, pragmas)
    disk.after(after)
    return acknowledged, after / path.name


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("power") / "template.attache"
    begin(path)
    return path


@pytest.mark.parametrize("pragmas", [BESIDE_READERS, ()], ids=["beside readers", "in one piece"])
def test_without_power_it_loses_no_edit_and_leaves_none_half(
    tmp_path: Path,
    template: Path,
    crashes: int,
    figures: Counter[str],
    chance: random.Random,
    pragmas: Sequence[str],
) -> None:
    for _ in range(crashes * CUTS_PER_CRASH):
        acknowledged, left = cut(tmp_path, template, chance, pragmas)
        figures["power cuts"] += 1
        figures["edits acknowledged"] += acknowledged
        figures["logs left behind"] += len(list(left.parent.iterdir())) > 1
        found = look(left)
        lost = set(range(acknowledged)) - found.whole
        figures["edits lost"] += len(lost)
        figures["edits half there"] += len(found.half)
        assert found == Found(found.whole, frozenset(), ())
        assert lost == set()
        assert len(found.whole) <= acknowledged + 1


LAST_OPERATION_OF_ACTS = 1_500
"""An import takes some hundred writes and syncs."""


@pytest.mark.parametrize("pragmas", [BESIDE_READERS, ()], ids=["beside readers", "in one piece"])
def test_without_power_amid_any_act_it_loses_none_and_leaves_none_half(
    tmp_path: Path,
    crashes: int,
    figures: Counter[str],
    chance: random.Random,
    pragmas: Sequence[str],
) -> None:
    begun = tmp_path / "begun.attache"
    first = begin_acting(begun)
    for _ in range(crashes):
        path = emptied(tmp_path, begun)
        disk = Disk(chance)
        disk.take_in(path)
        disk.operations_left = chance.randrange(LAST_OPERATION_OF_ACTS)
        past, told = Past([first], figures), list[str]()
        with powered(path, disk) as reference:
            try:
                for pragma in pragmas:
                    reference.database.rows(f"PRAGMA {pragma}")
                acting(reference, chance, None, told.append)
            except (ProblemError, peewee.DatabaseError, apsw.Error):
                assert disk.cut
        left = tmp_path / "after" / path.name
        disk.after(left.parent)
        figures["power cuts"] += 1
        past.check(left, past.follow(told))


def test_without_power_amid_an_update_the_file_is_the_old_one_or_the_new_one(
    tmp_path: Path,
    crashes: int,
    figures: Counter[str],
    chance: random.Random,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    begun = tmp_path / "begun.attache"
    state = begin_acting(begun)
    migration = older.keeping_steps(older.make_older(begun))
    monkeypatch.setattr(numbered, "MIGRATIONS", [migration])
    longest = LAST_OPERATION
    for _ in range(crashes):
        path = emptied(tmp_path, begun)
        disk = Disk(chance)
        disk.take_in(path)
        disk.operations_left = chance.randrange(longest)
        updated = False
        with powered(path, disk) as reference:
            try:
                bringing_up.hold_alone(path, reference.database)
                bringing_up.migrate(reference, [migration])
                updated = True
            except (ProblemError, peewee.DatabaseError, apsw.Error):
                assert disk.cut
        left = tmp_path / "after" / path.name
        disk.after(left.parent)
        figures["power cuts"] += 1
        try:
            Reference.open(left).close()
        except OlderVersionError:
            assert not updated
            figures["the old file"] += 1
            bringing_up.bring_up_to_date(left, folder=tmp_path / "backups")
        else:
            figures["the new file"] += 1
        with Reference.open(left) as reference:
            figures["files with another row"] += sum_of(reference) != state
            assert sum_of(reference) == state
            assert verify(reference).failures == ()
        shutil.rmtree(tmp_path / "backups", ignore_errors=True)


def emptied(folder: Path, begun: Path) -> Path:
    """Return a copy in a folder of its own, beside an empty folder for what is left of it."""
    for one in (folder / "before", folder / "after"):
        shutil.rmtree(one, ignore_errors=True)
        one.mkdir()
    return Path(shutil.copyfile(begun, folder / "before" / "cut.attache"))


def test_the_rehearsal_would_show_what_a_looser_setting_loses(
    tmp_path: Path, template: Path
) -> None:
    """`FULL` leaves the removal of the journal unsynced, `OFF` syncs nothing."""
    chance = random.Random("loose")
    lost = 0
    for _ in range(25):
        acknowledged, left = cut(tmp_path, template, chance, ["synchronous = FULL"])
        found = look(left)
        assert found.failures == ()
        lost += len(set(range(acknowledged)) - found.whole)
    assert lost > 0
    broken = 0
    for _ in range(10):
        acknowledged, left = cut(tmp_path, template, chance, ["synchronous = OFF"])
        try:
            found = look(left)
        except ProblemError:
            broken += 1
        else:
            broken += bool(found.failures or found.half)
    assert broken > 0
