"""A file of every released version is kept, opens, and comes up to the present version whole."""

from pathlib import Path

import pytest

from models.checking.verification import verify
from models.migrating import numbered
from models.migrating.bringing_up import bring_up_to_date
from models.queries.lookup import quick_open
from models.reference.database import ReferenceDatabase
from models.reference.reference import Reference
from models.reference.shape import LISTING
from models.schema.version import SCHEMA_VERSION
from models.undo import next_undo, recent_steps, redo, undo_last
from tests.factories import make_reference
from tests.models.migrating.older import version_of
from tests.models.migrating.store import EDITED, stored, unpack

VERSIONS = range(1, SCHEMA_VERSION + 1)
RELEASED = 0
"""The last version that people have files of."""


def structure(path: Path) -> tuple[set[tuple[str, ...]], set[tuple[object, ...]]]:
    database = ReferenceDatabase(path, read_only=True)
    database.connect()
    try:
        fields = database.rows("SELECT id, kind, name, label, type, several, citable FROM field")
        return set(database.rows(LISTING)), set(fields)
    finally:
        database.close()


def test_a_new_file_is_made_like_the_kept_one_of_its_version(tmp_path: Path) -> None:
    make_reference(tmp_path / "new.attache").close()
    kept, new = (
        structure(unpack(SCHEMA_VERSION, tmp_path / "kept.attache")),
        structure(tmp_path / "new.attache"),
    )
    told = (
        "The tables or the fields changed, and people have files of this version: raise "
        "SCHEMA_VERSION, add a Migration, and keep a file of the new version (models/migrating)."
        if SCHEMA_VERSION <= RELEASED
        else "The tables or the fields changed. This version is not released yet: make its file "
        "anew with `python -m tests.models.migrating.store`."
    )
    for ours, theirs in zip(new, kept, strict=True):
        assert {str(one[1:3]) for one in ours ^ theirs} == set(), told


def test_every_version_has_its_kept_file_and_its_migration() -> None:
    assert all(stored(version).exists() for version in VERSIONS)
    assert numbered.known_before() == frozenset(range(1, SCHEMA_VERSION))


@pytest.mark.parametrize("version", VERSIONS)
def test_a_kept_file_opens_and_is_whole(version: int, tmp_path: Path) -> None:
    path = unpack(version, tmp_path / "kept.attache")
    assert version_of(path) == version
    made = bring_up_to_date(path, folder=tmp_path / "backups")
    assert (made is None) == (version == SCHEMA_VERSION)
    with Reference.open(path) as reference:
        assert verify(reference).complete
        assert [hit.label for hit in quick_open(reference.database, "lavrov")]
        labels = {row[0] for row in reference.database.rows("SELECT label FROM record")}
        assert {EDITED, "Sergei Lavrov", "Iran"} <= labels
        # What was undone can be redone, what was done undone: or the file says why not.
        step = next_undo(reference)
        assert step is not None
        if not step.is_final:
            redo(reference)
            for _ in range(len(recent_steps(reference.database)) - 1):
                undo_last(reference)
            labels = {row[0] for row in reference.database.rows("SELECT label FROM record")}
            assert EDITED not in labels
        assert verify(reference).complete
