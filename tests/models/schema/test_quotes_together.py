"""Many quotes are looked at together, and as strictly as one by one (laws 1 to 3)."""

import contextlib

import pytest

from models.checking.verification import verify
from models.reference.database import BrokenRuleError
from models.reference.reference import Reference
from models.reference.shape import LISTING, foreign_objects
from tests.factories import quote_columns, uid
from tests.models.schema.wrong_words import more_than_there_is, one_letter_late, told


def dump(reference):
    return [
        reference.database.rows(f"SELECT * FROM {table} ORDER BY 1")
        for table in ("quote", "step", "snapshot", "claim", "change")
    ]


def text_of(reference, ids):
    return reference.database.rows("SELECT text FROM snapshot WHERE id = ?", (ids.snapshot,))[0][0]


def write(database, ids, text, start, end, /, **changed):
    row = {"snapshot_id": ids.snapshot, "uid": uid(), **quote_columns(text, start, end), **changed}
    database.insert_rows("quote", list(row), [list(row.values())])


def among_true_ones(reference, ids, text, start, end, /, **changed):
    with reference.step(label="Quotes", many_quotes=True):
        write(reference.database, ids, text, 50, 60)
        write(reference.database, ids, text, start, end, **changed)
        write(reference.database, ids, text, 60, 70)


def beside_another_text(reference, ids, text):
    columns = "source_id, original_sha256, original_size, media_type, captured, method, extractor, "
    columns += "extractor_version, unicode_version, was_normalized, text_sha256"
    with reference.step(label="Quotes", many_quotes=True):
        reference.database.run(
            f"INSERT INTO snapshot (id, uid, text, length, {columns}) "
            f"SELECT 77, ?, 'Another text.', 13, {columns} FROM snapshot WHERE id = ?",
            (uid(), ids.snapshot),
        )
        write(reference.database, ids, "Another text.", 0, 7, snapshot_id=77)
        write(reference.database, ids, text, 0, 4, snapshot_id=77)


def test_true_quotes_are_let_in_and_the_file_is_as_it_should_be(story):
    reference, ids = story
    text = text_of(reference, ids)
    with reference.step(label="Quotes", many_quotes=True) as step:
        for start in range(10):
            write(reference.database, ids, text, start, start + 4)
        assert foreign_objects(reference.database)
    assert foreign_objects(reference.database) is None
    found = reference.database.rows("SELECT count(*) FROM change WHERE step_id = ?", (step,))
    assert found == [(10,)]
    assert verify(reference).passed


@pytest.mark.parametrize(
    "changed",
    [
        {"exact": "Iraq"},
        {"exact": "IRAN"},
        {"exact": "Irаn"},
        {"start": 1, "end": 5},
        {"start": 4, "end": 0},
        {"start": -1, "end": 3},
        {"start": 10_000, "end": 10_004},
        {"end": 5},
        {"before": "x"},
        {"before": "Iran"},
        {"after": ";"},
        {"after": one_letter_late},
        {"after": more_than_there_is},
        {"exact": b"Iran"},
        {"snapshot_id": 99},
    ],
    ids=told,
)
def test_one_wrong_quote_among_true_ones_takes_all_of_them_back(story, changed):
    reference, ids = story
    text = text_of(reference, ids)
    changed = {name: made(text) if callable(made) else made for name, made in changed.items()}
    before = dump(reference)
    with pytest.raises(BrokenRuleError):
        among_true_ones(reference, ids, text, 0, 4, **changed)
    assert dump(reference) == before
    assert foreign_objects(reference.database) is None


def test_a_snapshot_that_was_written_with_its_quotes_is_what_they_are_compared_with(story):
    reference, ids = story
    before = dump(reference)
    with pytest.raises(BrokenRuleError):
        beside_another_text(reference, ids, text_of(reference, ids))
    assert dump(reference) == before


@pytest.mark.parametrize("place", [(0, 3), (2, 4), (7, 8), (6, 30), (9, 12), (1, 40)])
def test_a_quote_that_touches_an_inserted_label_is_refused(story, place):
    reference, ids = story
    text = text_of(reference, ids)
    # The second lies inside the first.
    with reference.step(label="Labels"):
        reference.database.insert_rows(
            "inserted_label",
            ("snapshot_id", "start", "end"),
            [(ids.snapshot, 2, 10), (ids.snapshot, 4, 6)],
        )
    before = dump(reference)
    with pytest.raises(BrokenRuleError), reference.step(label="Quotes", many_quotes=True):
        write(reference.database, ids, text, *place)
    assert dump(reference) == before
    with reference.step(label="Quotes", many_quotes=True):
        write(reference.database, ids, text, 0, 2)
        write(reference.database, ids, text, 10, 12)


def test_a_number_below_the_last_would_pass_unseen_and_is_refused(story):
    reference, ids = story
    text = text_of(reference, ids)
    with reference.step(label="A high number"):
        write(reference.database, ids, text, 0, 4, id=1000)
    before = dump(reference)
    with pytest.raises(BrokenRuleError), reference.step(label="Quotes", many_quotes=True):
        write(reference.database, ids, text, 1, 5, id=999)
    assert dump(reference) == before


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt])
def test_an_error_in_between_leaves_the_file_with_its_triggers(story, error):
    reference, ids = story
    before = dump(reference)
    with contextlib.suppress(error), reference.step(label="Quotes", many_quotes=True):
        write(reference.database, ids, "Iraq" * 20, 0, 4)
        raise error
    assert dump(reference) == before
    assert foreign_objects(reference.database) is None


def test_who_reads_meanwhile_finds_every_trigger_before_and_after(story):
    reference, ids = story
    text = text_of(reference, ids)
    reference.begin_editing()
    with Reference.open(reference.path, read_only=True) as reader:
        expected = frozenset(reader.database.rows(LISTING))
        with reference.step(label="Quotes", many_quotes=True):
            write(reference.database, ids, text, 0, 4)
            assert frozenset(reader.database.rows(LISTING)) == expected
            # Opened in the middle, it is an untouched reference, too.
            Reference.open(reference.path, read_only=True).close()
        assert frozenset(reader.database.rows(LISTING)) == expected
        assert reader.database.rows("SELECT exact FROM quote WHERE start = 0") == [("Iran",)]


def test_a_statement_prepared_before_knows_the_trigger_afterwards(story):
    reference, ids = story
    text = text_of(reference, ids)
    for start in (0, 1):
        with reference.step(label="Quotes", many_quotes=bool(start)):
            write(reference.database, ids, text, start, start + 4)
    with pytest.raises(BrokenRuleError), reference.step(label="One"):
        write(reference.database, ids, "Iraq" * 20, 2, 6)
