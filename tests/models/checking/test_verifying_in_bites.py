"""Verify looks at a few rows at a time: every row, in nobody's way, and it can be stopped."""

import hashlib
import shutil
import sqlite3
from pathlib import Path

import pytest

from models.checking import evidence_checks, search_index
from models.checking.verification import CHECKS, verify
from models.reference.reference import Reference
from models.summaries.refresh import refresh
from tests.damage import damage
from tests.models.checking.failures import failures


def test_the_search_index_is_left_out_where_editors_would_wait_too_long(
    crowd, tmp_path, monkeypatch
):
    path = Path(shutil.copyfile(crowd, tmp_path / "many.attache"))
    with Reference.open(path) as writer, Reference.open(path) as reader:
        assert writer.begin_editing()
        assert verify(reader).complete
        monkeypatch.setattr(search_index, "LONGEST_LOCK", -1.0)
        monkeypatch.setattr(search_index, "STEPS_BETWEEN_LOOKS", 10)
        found = verify(reader)
        assert found.passed
        assert not found.complete
        assert "search index" not in found.done


def test_every_row_is_looked_at_once_in_bites(crowd):
    """More rows than any bite: the first, the last and those at the seams are all reached."""
    with Reference.open(crowd, read_only=True) as reference:
        ids = [row[0] for row in reference.database.rows("SELECT id FROM quote ORDER BY id")]
        found = verify(reference)
    assert len(ids) > 2 * evidence_checks.QUOTES_AT_ONCE
    assert found.complete
    assert found.failures == ()


@pytest.mark.parametrize("place", [0, 499, 500, 501, 1199])
def test_a_fault_is_found_wherever_it_stands(crowd, tmp_path, place):
    path = Path(shutil.copyfile(crowd, tmp_path / "many.attache"))
    with Reference.open(path, read_only=True) as reference:
        quote = reference.database.rows("SELECT id FROM quote ORDER BY id")[place][0]
        record = reference.database.rows("SELECT id FROM record ORDER BY id")[place][0]
    damage(
        path,
        f"UPDATE quote SET before = before || 'X' WHERE id = {quote}",
        f"UPDATE record SET unsourced = unsourced + 3 WHERE id = {record}",
    )
    found = failures(path)
    assert len(found) == 2
    assert found[0].startswith(f"Quote {quote} of")
    assert found[1].startswith(f"Record {record}: the stored unsourced")


def test_progress_only_grows_and_ends_at_the_whole(crowd):
    told = []
    with Reference.open(crowd, read_only=True) as reference:
        verify(reference, progress=lambda *what: told.append(what))
    assert told.pop() == (1, 1, "done")
    assert [done for done, _, _ in told] == sorted(done for done, _, _ in told)
    assert {total for _, total, _ in told} == {told[0][1]}
    assert told[-1][0] > 0.9 * told[-1][1]
    assert list(dict.fromkeys(label for _, _, label in told)) == [check.name for check in CHECKS]


def test_verify_can_be_broken_off_inside_a_check(crowd):
    label = ""

    def progress(_done, _total, what):
        nonlocal label
        label = what

    with Reference.open(crowd, read_only=True) as reference:
        found = verify(reference, progress=progress, cancelled=lambda: label == "quotes")
        assert found.done == tuple(check.name for check in CHECKS[:6])
        assert not found.complete
        # The connection is as good as before.
        assert reference.database.rows("SELECT count(*) FROM quote") == [(1200,)]


def test_a_quick_check_looks_at_a_sample_and_says_so(crowd, tmp_path):
    path = Path(shutil.copyfile(crowd, tmp_path / "many.attache"))
    damage(path, "UPDATE quote SET before = before || 'X'")
    with Reference.open(path, read_only=True) as reference:
        found = verify(reference, quick=True)
    assert found.sample
    assert not found.complete
    assert 300 < found.count < 1200
    assert "pages and keys" not in found.done


def test_of_very_many_failures_the_rest_is_counted(crowd, tmp_path):
    path = Path(shutil.copyfile(crowd, tmp_path / "many.attache"))
    damage(path, "UPDATE quote SET before = before || 'X'")
    told = []
    with Reference.open(path, read_only=True) as reference:
        found = verify(reference, told=told.append)
    assert found.count == len(told) == 1200
    assert found.failures == tuple(told[:1000])


def test_verify_takes_no_writers_lock_and_leaves_every_byte(crowd, tmp_path):
    path = Path(shutil.copyfile(crowd, tmp_path / "many.attache"))
    before = hashlib.sha256(path.read_bytes()).hexdigest()
    writer = sqlite3.connect(path, isolation_level=None)
    try:
        writer.execute("BEGIN IMMEDIATE")
        with Reference.open(path) as reference:
            assert verify(reference).passed
        writer.execute("ROLLBACK")
    finally:
        writer.close()
    assert hashlib.sha256(path.read_bytes()).hexdigest() == before
    assert [entry.name for entry in tmp_path.iterdir()] == [path.name]


@pytest.mark.parametrize("beside_readers", [False, True])
def test_an_edit_in_the_midst_of_verify_is_no_failure(crowd, tmp_path, beside_readers):
    """Each bite sees one moment of the file: an edit of somebody else comes before or after it."""
    path = Path(shutil.copyfile(crowd, tmp_path / "many.attache"))
    edits = 0
    with Reference.open(path) as writer, Reference.open(path, read_only=True) as reader:
        assert not beside_readers or writer.begin_editing()
        database = writer.database
        ids = [row[0] for row in database.rows("SELECT id FROM record WHERE kind = 'official'")]

        def edit(_done, _total, label):
            nonlocal edits
            if label not in {"quotes", "values", "summaries"}:
                return
            with writer.step(label="Renamed"):
                record = ids[edits * 37 % len(ids)]
                database.run("UPDATE record SET label = label || ' X' WHERE id = ?", (record,))
                refresh(database, [record])
            edits += 1

        found = verify(reader, progress=edit)
    assert edits > 10
    assert found.failures == ()
