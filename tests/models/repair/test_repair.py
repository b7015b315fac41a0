"""Repair saves what can be read of a damaged file, says what could not be, and touches nothing."""

import hashlib
import random
import shutil
import sqlite3
from pathlib import Path

import pytest

from models.checking.inspection import StoppedError
from models.checking.verification import verify
from models.reference.problems import ExistsError, MissingFileError, ProblemError
from models.reference.reference import Reference
from models.repair.repairing import repair
from models.repair.texts import restored_quote
from models.seeds import create_from_seed
from models.seeds.shipped import named_seed, seeds_folder
from tests.damage import damage

PAGE = 4096
KEPT = (
    "record",
    "official",
    "meeting",
    "name",
    "quote",
    "snapshot",
    "original",
    "claim",
    "premise",
)


def digest(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    path = tmp_path_factory.mktemp("repair") / "story.attache"
    create_from_seed(path, named_seed("iran-belarus", seeds_folder())).close()
    return path


@pytest.fixture
def damaged(template, tmp_path):
    return Path(shutil.copyfile(template, tmp_path / "damaged.attache"))


def rows(path, table):
    with sqlite3.connect(path) as database:
        found = database.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall()
    database.close()
    return found


def test_of_an_undamaged_file_every_row_comes_back(damaged, tmp_path):
    before = digest(damaged)
    new = tmp_path / "new.attache"
    report = repair(damaged, new)
    assert report.whole
    assert report.mended == []
    for table in (*KEPT, "involvement", "search_document", "step", "change"):
        assert rows(new, table) == rows(damaged, table)
    assert digest(damaged) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["damaged.attache", "new.attache"]
    with Reference.open(new) as reference, Reference.open(damaged) as old:
        assert reference.facts()["uid"] == old.facts()["uid"]
        assert verify(reference).complete


def spoil(data, kind, chance):
    """Damage the bytes of a file anywhere, or on its first page alone."""
    pages = len(data) // PAGE
    if kind == "cut":
        return data[: chance.randrange(PAGE, len(data))]
    if kind in {"bits", "header"}:
        first, last = (PAGE, len(data)) if kind == "bits" else (0, PAGE)
        for _ in range(chance.randrange(1, 30)):
            data[chance.randrange(first, last)] ^= 1 << chance.randrange(8)
        return data
    for _ in range(chance.randrange(1, 4)):
        start = chance.randrange(1, pages) * PAGE
        data[start : start + PAGE] = (
            chance.randbytes(PAGE) if kind == "overwritten" else bytes(PAGE)
        )
    return data


@pytest.mark.parametrize("kind", ["cut", "bits", "header", "zeroed", "overwritten"])
def test_whatever_is_damaged_ends_in_a_sound_file_and_a_report_or_in_a_sentence(
    template, tmp_path, kind, damages, figures
):
    for seed in damages:
        path, new = tmp_path / "bad.attache", tmp_path / "new.attache"
        chance = random.Random(f"{kind} {seed}")
        path.write_bytes(spoil(bytearray(template.read_bytes()), kind, chance))
        before = digest(path)
        figures["damaged files"] += 1
        try:
            report = repair(path, new)
        except ProblemError:
            figures["refused in a sentence"] += 1
            assert not new.exists()
        else:
            figures["repaired"] += 1
            assert report.lines()
            with Reference.open(new) as reference:
                database = reference.database
                assert database.rows("PRAGMA integrity_check") == [("ok",)]
                assert database.rows("PRAGMA foreign_key_check") == []
                found = verify(reference)
                figures["records saved"] += database.rows("SELECT count(*) FROM record")[0][0]
            figures["records before"] += len(rows(template, "record"))
            # Whatever is in it is sound evidence; what is missing is missing, and named.
            assert not [line for line in found.failures if line.startswith("Quote")]
            assert found.failures == report.remaining
            figures["with nothing missing"] += report.whole
            new.unlink()
        assert digest(path) == before
        assert [entry.name for entry in tmp_path.iterdir()] == ["bad.attache"]


def test_a_broken_first_page_is_made_anew(template, tmp_path):
    path, new = tmp_path / "bad.attache", tmp_path / "new.attache"
    data = bytearray(template.read_bytes())
    data[:PAGE] = bytes(PAGE)
    path.write_bytes(data)
    report = repair(path, new)
    assert "The list of tables" in report.unreadable[0]
    assert rows(new, "quote") == rows(template, "quote")
    assert report.remaining == ()


def test_a_broken_index_costs_nothing(damaged, tmp_path):
    with sqlite3.connect(damaged) as database:
        ((root,),) = database.execute(
            "SELECT rootpage FROM sqlite_schema WHERE name = 'record_by_kind'"
        )
    database.close()
    with damaged.open("rb+") as file:
        file.seek((root - 1) * PAGE)
        file.write(b"\xff" * PAGE)
    report = repair(damaged, tmp_path / "new.attache")
    assert report.whole
    assert report.saved["record"] == len(rows(tmp_path / "new.attache", "record"))


def test_a_text_is_read_again_from_its_original(damaged, tmp_path):
    text = rows(damaged, "snapshot")[0]
    damage(
        damaged,
        "UPDATE snapshot SET text = replace(text, 'Tehran', 'Teheut')",
        search_follows=False,
    )
    report = repair(damaged, tmp_path / "new.attache")
    assert rows(tmp_path / "new.attache", "snapshot")[0] == text
    assert report.whole
    assert any("read again from its original" in line for line in report.mended)


def test_a_quote_damaged_in_a_letter_gets_the_words_of_its_text(damaged, tmp_path):
    before = rows(damaged, "quote")
    damage(
        damaged,
        "UPDATE quote SET exact = replace(exact, 'met', 'mat'), folded = 'x'",
        search_follows=False,
    )
    report = repair(damaged, tmp_path / "new.attache")
    assert rows(tmp_path / "new.attache", "quote") == before
    assert report.whole
    assert any("Search text of quotes" in line for line in report.mended)


def test_a_quote_that_stands_elsewhere_is_not_guessed_at():
    cells = {"start": 0, "end": 5, "exact": "Minsk", "before": "", "after": ""}
    assert not restored_quote("Tehran is not Minsk.", cells)
    assert cells["exact"] == "Minsk"


def test_rows_without_what_they_rest_on_are_left_out_and_named(damaged, tmp_path):
    gone = rows(damaged, "quote")[0][0]
    damage(damaged, f"DELETE FROM quote WHERE id = {gone}", search_follows=False)
    report = repair(damaged, tmp_path / "new.attache")
    assert not report.whole
    assert any(line.startswith("claim ") for line in report.refused)
    with Reference.open(tmp_path / "new.attache") as reference:
        assert reference.database.rows("PRAGMA foreign_key_check") == []


def test_a_stranger_trigger_does_not_come_along(damaged, tmp_path):
    with sqlite3.connect(damaged) as database:
        database.execute("CREATE TRIGGER stranger AFTER INSERT ON tag BEGIN DELETE FROM claim; END")
    database.close()
    with pytest.raises(ProblemError):
        Reference.open(damaged)
    assert repair(damaged, tmp_path / "new.attache").whole
    Reference.open(tmp_path / "new.attache").close()


def test_nothing_is_overwritten_and_nothing_left_behind(damaged, tmp_path):
    taken = tmp_path / "taken.attache"
    taken.write_text("mine")
    with pytest.raises(ExistsError):
        repair(damaged, taken)
    assert taken.read_text() == "mine"
    with pytest.raises(MissingFileError):
        repair(tmp_path / "none.attache", tmp_path / "new.attache")
    with pytest.raises(StoppedError):
        repair(damaged, tmp_path / "new.attache", cancelled=lambda: True)
    assert {path.name for path in tmp_path.iterdir()} == {damaged.name, taken.name}


def test_what_is_no_database_is_a_sentence(tmp_path):
    words = tmp_path / "words.attache"
    words.write_text("Top military officials met. " * 400)
    with pytest.raises(ProblemError):
        repair(words, tmp_path / "new.attache")
    assert not (tmp_path / "new.attache").exists()
