"""Keys made by other rules are made anew in place, after a backup, and nothing else changes."""

import apsw
import peewee
import pytest

from models.backups.backup import backups_in
from models.backups.place import room
from models.checking.inspection import StoppedError
from models.checking.verification import verify
from models.reference.reference import Reference
from models.reference.versions import versions
from models.repair.renewing import renew
from tests.damage import damage


@pytest.fixture
def stale(story_file, tmp_path, monkeypatch):
    """Return a reference whose keys were made by an older program."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    damage(
        story_file.path,
        "UPDATE meta SET value = '0' WHERE key IN ('folding', 'skeleton')",
        "UPDATE meta SET value = 'bytes' WHERE key = 'collation'",
        "UPDATE quote SET folded = 'old'",
        "UPDATE name SET folded = 'old', skeleton = 'old'",
        "UPDATE record SET label_key = x'00'",
        search_follows=False,
    )
    return story_file.path


def words(reference):
    query = "SELECT id, exact, before, after FROM quote ORDER BY id"
    return reference.database.rows(query), reference.database.rows("SELECT id, label FROM record")


def test_stale_keys_are_made_anew_after_a_backup_and_verify_is_content(stale):
    with Reference.open(stale) as reference:
        before = words(reference)
        assert verify(reference).stale == {"folding", "skeleton", "collation"}
        assert renew(reference)
        assert verify(reference).complete
        assert verify(reference).passed
        assert words(reference) == before
        assert {key: reference.facts()[key] for key in versions()} == versions()
        (backup,) = backups_in(room(reference.facts()["uid"]))
        assert backup.reason == "before search keys are made anew"
        assert not renew(reference)
    # The file has exactly the triggers it had.
    Reference.open(stale).close()


def test_quotes_are_locked_again_afterwards(stale):
    with Reference.open(stale) as reference:
        renew(reference)
        with pytest.raises((peewee.IntegrityError, apsw.ConstraintError)):
            reference.database.run("UPDATE quote SET folded = 'x'")


def test_broken_off_everything_stays_as_it_was(stale):
    with Reference.open(stale) as reference:
        renew_began = False

        def cancelled():
            return renew_began

        def progress(*_):
            nonlocal renew_began
            renew_began = True

        with pytest.raises(StoppedError):
            renew(reference, cancelled=cancelled, progress=progress)
        assert verify(reference).stale == {"folding", "skeleton", "collation"}
        assert reference.database.rows("SELECT DISTINCT folded FROM quote") == [("old",)]
    Reference.open(stale).close()
