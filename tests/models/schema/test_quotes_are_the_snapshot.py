"""Laws 1 to 3, attacked through SQL by another program with every setting it may have."""

import hashlib
import sqlite3
import unicodedata
from itertools import count

import apsw
import pytest

from tests.factories import add_snapshot, add_source_with_text, quote_columns, uid
from tests.models.schema.wrong_words import more_than_there_is, one_letter_late, told

REFUSED = (apsw.ConstraintError, apsw.MismatchError, sqlite3.IntegrityError)
EVIDENCE = ("snapshot", "original", "inserted_label", "quote", "claim")
_next = count(1000)


def quote_row(lawful, start, end, /, **changed):
    row = {
        "id": next(_next),
        "uid": uid(),
        "snapshot_id": lawful.ids.snapshot,
        **quote_columns(lawful.text, start, end),
    }
    return {**row, **changed}


def refused(stranger, attack):
    """Run an attack; it must be refused and must leave the evidence as it was."""
    before = stranger.dump(*EVIDENCE)
    with pytest.raises(REFUSED):
        attack()
    assert stranger.dump(*EVIDENCE) == before


def test_a_true_quote_is_accepted(stranger, lawful):
    stranger.insert("quote", quote_row(lawful, 0, 4))
    assert stranger.run("SELECT exact FROM quote WHERE start = 0") == [("Iran",)]


@pytest.mark.parametrize(
    "changed",
    [
        {"start": 1, "end": 5},
        {"start": 4, "end": 8},
        {"exact": "Iraq"},
        {"exact": "IRAN"},
        {"exact": "iran"},
        {"exact": "Irаn"},
        {"exact": "Iran "},
        {"exact": "Ira"},
        {"exact": "Iran\x00"},
        {"exact": "Iran\x00x"},
        {"exact": ""},
        {"exact": None},
        {"exact": b"Iran"},
        {"exact": 4},
        {"start": -1},
        {"start": -len("Iran")},
        {"start": None},
        {"start": "zero"},
        {"start": 0.5},
        {"end": 0},
        {"end": -1},
        {"end": 3},
        {"end": 5},
        {"end": None},
        {"start": 4, "end": 0},
        {"start": 0, "end": 0, "exact": ""},
        {"start": 10_000, "end": 10_004},
        {"start": 2**63 - 5, "end": 2**63 - 1},
        {"start": -(2**63), "end": -(2**63) + 4},
        {"snapshot_id": 99},
        {"snapshot_id": None},
        {"before": "x"},
        {"before": "\x00"},
        {"before": "Iran"},
        {"before": None},
        {"after": ";"},
        {"after": "\x00"},
        {"after": one_letter_late},
        {"after": more_than_there_is},
        {"uid": "short"},
        {"uid": None},
    ],
    ids=told,
)
def test_a_quote_that_is_not_the_text_at_its_place_is_refused(stranger, lawful, changed):
    changed = {
        column: value(lawful.text) if callable(value) else value
        for column, value in changed.items()
    }
    row = quote_row(lawful, 0, 4, **changed)
    refused(stranger, lambda: stranger.insert("quote", row))


@pytest.mark.parametrize("how", ["INSERT OR REPLACE", "REPLACE", "INSERT OR FAIL"])
@pytest.mark.parametrize("by", ["id", "uid", "passage", "all"])
def test_no_insert_replaces_a_quote(stranger, lawful, how, by):
    old = stranger.row("quote", lawful.ids.met)
    row = quote_row(lawful, 0, 4)
    if by in ("id", "all"):
        row["id"] = old["id"]
    if by in ("uid", "all"):
        row["uid"] = old["uid"]
    if by in ("passage", "all"):
        row |= quote_columns(lawful.text, old["start"], old["end"])
    refused(stranger, lambda: stranger.insert("quote", row, how=how))


def test_no_insert_replaces_a_quote_by_its_rowid(stranger, lawful):
    row = quote_row(lawful, 0, 4)
    row["rowid"] = row.pop("id") and lawful.ids.met
    refused(stranger, lambda: stranger.insert("quote", row, how="REPLACE"))


@pytest.mark.parametrize("target", ["(id)", "(uid)", '(snapshot_id, start, "end")', ""])
def test_no_upsert_changes_a_quote(stranger, lawful, target):
    old = stranger.row("quote", lawful.ids.met)
    end = f"ON CONFLICT {target} DO UPDATE SET exact = 'Iraq', start = 0, \"end\" = 4"
    refused(stranger, lambda: stranger.insert("quote", old, end=end))


@pytest.mark.parametrize("how", ["UPDATE", "UPDATE OR REPLACE", "UPDATE OR FAIL"])
@pytest.mark.parametrize("table", ["quote", "snapshot", "original", "inserted_label"])
def test_no_column_of_the_evidence_is_ever_updated(stranger, lawful, how, table):
    if table == "inserted_label":
        stranger.run(
            'INSERT INTO inserted_label (snapshot_id, start, "end") VALUES (?, 0, 4)',
            [lawful.ids.snapshot],
        )
    for _, column, *_ in stranger.run(f"PRAGMA table_info({table})"):
        refused(
            stranger,
            lambda column=column: stranger.run(f'{how} {table} SET "{column}" = "{column}"'),
        )


def test_an_update_does_not_move_a_quote_onto_another(stranger, lawful):
    refused(
        stranger,
        lambda: stranger.run(
            "UPDATE OR REPLACE quote SET id = ? WHERE id = ?", [lawful.ids.said, lawful.ids.met]
        ),
    )


@pytest.mark.parametrize("by", ["id", "uid"])
@pytest.mark.parametrize("table", ["snapshot", "claim", "record"])
def test_no_insert_replaces_what_evidence_rests_on(stranger, lawful, table, by):
    row = stranger.row(table, 1)
    if by == "uid":
        row["id"] = next(_next)
    else:
        row["uid"] = uid()
    refused(stranger, lambda: stranger.insert(table, row, how="REPLACE"))


def test_an_original_is_not_replaced(stranger, lawful):
    row = {"snapshot_id": lawful.ids.snapshot, "compression": "none", "content": b"other"}
    refused(stranger, lambda: stranger.insert("original", row, how="REPLACE"))


def test_an_original_stays_under_its_quotes(stranger, lawful):
    refused(stranger, lambda: stranger.run("DELETE FROM original"))


@pytest.mark.parametrize("table", ["snapshot", "quote"])
def test_evidence_in_use_is_not_deleted(stranger, lawful, table):
    refused(stranger, lambda: stranger.run(f"DELETE FROM {table}"))


def test_a_quote_another_claim_leans_on_is_not_deleted(stranger, lawful):
    stranger.insert("quote", quote_row(lawful, 0, 4, id=77))
    stranger.run(
        "INSERT INTO premise (claim_id, position, type, quote_id) VALUES (?, 5, 'quote', 77)",
        [lawful.ids.claim_date],
    )
    refused(stranger, lambda: stranger.run("DELETE FROM quote WHERE id = 77"))


def test_a_translated_quote_is_not_deleted(stranger, lawful):
    stranger.insert("quote", quote_row(lawful, 0, 4, id=77))
    stranger.run(
        "INSERT INTO translation (uid, quote_id, language, text, translator) "
        "VALUES (?, 77, 'de', 'Iran', 'somebody')",
        [uid()],
    )
    refused(stranger, lambda: stranger.run("DELETE FROM quote WHERE id = 77"))


def test_what_nothing_rests_on_is_deleted_and_comes_back_the_same(stranger, lawful):
    stranger.insert("quote", quote_row(lawful, 0, 4, id=77))
    quote = stranger.row("quote", 77)
    stranger.run("DELETE FROM quote WHERE id = 77")
    stranger.insert("quote", quote)
    assert stranger.row("quote", 77) == quote


def test_a_capture_is_taken_back_and_comes_back_byte_for_byte(stranger, lawful):
    text = "Another text."
    digest = hashlib.sha256(text.encode()).hexdigest()
    template = stranger.row("snapshot", lawful.ids.snapshot)
    row = {
        **template,
        "id": 77,
        "uid": uid(),
        "text": text,
        "length": len(text),
        "text_sha256": digest,
        "original_sha256": digest,
        "original_size": len(text),
    }
    original = {"snapshot_id": 77, "compression": "none", "content": text.encode()}
    for _ in range(2):
        stranger.insert("snapshot", row)
        stranger.insert("original", original)
        assert stranger.row("snapshot", 77) == row
        refused(stranger, lambda: stranger.run("DELETE FROM snapshot WHERE id = 77"))
        stranger.run("DELETE FROM original WHERE snapshot_id = 77")
        stranger.run("DELETE FROM snapshot WHERE id = 77")


@pytest.mark.parametrize(
    "changed",
    [
        {"length": 12},
        {"length": 14},
        {"text": "Another\x00text."},
        {"text": None},
        {"text_sha256": "A" * 64},
        {"text_sha256": "0" * 63},
        {"original_sha256": "g" * 64},
        {"original_size": -1},
        {"was_normalized": 2},
        {"captured": None},
    ],
    ids=str,
)
def test_a_snapshot_that_contradicts_itself_is_refused(stranger, lawful, changed):
    row = stranger.row("snapshot", lawful.ids.snapshot)
    row |= {"id": 77, "uid": uid(), "text": "Another text.", "length": 13, **changed}
    refused(stranger, lambda: stranger.insert("snapshot", row))


@pytest.mark.parametrize(("start", "end"), [(0, 4), (2, 6), (0, 1), (3, 4), (0, 50)])
def test_an_inserted_label_cannot_be_quoted(stranger, lawful, start, end):
    stranger.run(
        'INSERT INTO inserted_label (snapshot_id, start, "end") VALUES (?, 0, 4)',
        [lawful.ids.snapshot],
    )
    row = quote_row(lawful, start, end)
    refused(stranger, lambda: stranger.insert("quote", row))


def test_the_words_beside_an_inserted_label_can_be_quoted(stranger, lawful):
    stranger.run(
        'INSERT INTO inserted_label (snapshot_id, start, "end") VALUES (?, 0, 4)',
        [lawful.ids.snapshot],
    )
    stranger.insert("quote", quote_row(lawful, 4, 8, id=77))
    assert stranger.row("quote", 77)["exact"] == ", Be"


def test_a_quoted_passage_cannot_become_a_label_nor_a_label_go(stranger, lawful):
    met = stranger.row("quote", lawful.ids.met)
    insert = 'INSERT INTO inserted_label (snapshot_id, start, "end") VALUES (?, ?, ?)'
    for start, end in [
        (met["start"], met["end"]),
        (met["start"] - 3, met["start"] + 1),
        (0, len(lawful.text) + 1),
        (-1, 3),
        (4, 4),
    ]:
        span = [lawful.ids.snapshot, start, end]
        refused(stranger, lambda span=span: stranger.run(insert, span))
    stranger.run(insert, [lawful.ids.snapshot, 0, 4])
    refused(stranger, lambda: stranger.run("DELETE FROM inserted_label"))


def claim_row(stranger, lawful, **changed):
    template = stranger.row("claim", lawful.ids.claim_date)
    return {**template, "id": next(_next), "uid": uid(), **changed}


@pytest.mark.parametrize(
    "changed",
    [
        {"span_start": 0, "span_end": 4},
        {"span_start": 49},
        {"span_end": 171},
        {"span_start": None},
        {"span_end": None},
        {"span_start": 170, "span_end": 158},
        {"span_start": 160, "span_end": 160},
        {"printed": "on Tuesday"},
        {"printed": "On Wednesday"},
        {"printed": "Tehran"},
        {"printed": ""},
        {"printed": "on Wednesday\x00"},
        {"directness": "direct", "printed": None},
        {"rank": "deprecated", "reason": None},
        {"rank": "preferred", "reason": None},
        {"stance": "doubts"},
        {"credibility": "7"},
        {"field_id": None},
        {"value_edtf": None},
    ],
    ids=str,
)
def test_a_claim_that_its_quote_does_not_carry_is_refused(stranger, lawful, changed):
    row = claim_row(stranger, lawful, **changed)
    refused(stranger, lambda: stranger.insert("claim", row))
    assigned = ", ".join(f"{column} = ?" for column in changed)
    refused(
        stranger,
        lambda: stranger.run(
            f"UPDATE OR REPLACE claim SET {assigned} WHERE id = ?",
            [*changed.values(), lawful.ids.claim_date],
        ),
    )


def test_a_claim_keeps_its_quote(stranger, lawful):
    refused(
        stranger,
        lambda: stranger.run(
            "UPDATE claim SET quote_id = ? WHERE id = ?", [lawful.ids.said, lawful.ids.claim_date]
        ),
    )


def test_claims_that_disagree_stand_side_by_side(stranger, lawful):
    other = claim_row(
        stranger, lawful, value_edtf="2023-08-01", value_min="2023-08-01", value_max="2023-08-01"
    )
    stranger.insert("claim", other)
    found = stranger.run(
        "SELECT value_edtf FROM claim WHERE record_id = ? AND field_id = ? ORDER BY id",
        [other["record_id"], other["field_id"]],
    )
    assert found == [("2023-08-02",), ("2023-08-01",)]


WIDE = "😀 Jo\u00a0met\u2028\U0001d538na\ufdd0 e\u0301 خامنه\u200cای."


def test_offsets_count_code_points_of_any_text(story):
    reference, _ = story
    database = reference.database
    with reference.step(label="Texts of every width"):
        _, snapshot = add_source_with_text(database, WIDE)
        for start in range(len(WIDE)):
            for end in range(start + 1, len(WIDE) + 1):
                row = {"uid": uid(), "snapshot_id": snapshot, **quote_columns(WIDE, start, end)}
                columns = ", ".join(f'"{name}"' for name in row)
                marks = ", ".join("?" * len(row))
                database.run(f"INSERT INTO quote ({columns}) VALUES ({marks})", list(row.values()))
    found = database.rows(
        'SELECT start, "end", exact FROM quote WHERE snapshot_id = ?', (snapshot,)
    )
    assert all(WIDE[start:end] == exact for start, end, exact in found)
    assert len(found) == len(WIDE) * (len(WIDE) + 1) // 2


@pytest.mark.parametrize(
    ("stored", "given"),
    [
        ("caf\u00e9 now", "cafe\u0301"),
        ("cafe\u0301 now", "caf\u00e9 "),
        ("Jo\u00a0met", "Jo met"),
        ("Jo\u2028met", "Jo\nmet"),
        ("Jo\u2028met", "Jo\u2029met"),
        ("\U0001d538na", "Ana"),
        ("ﬁve", "five"),
    ],
)
def test_words_that_only_look_alike_are_refused(story, stored, given):
    reference, ids = story
    database = reference.database
    assert unicodedata.normalize("NFKC", stored).split() or stored
    with reference.step(label="Look-alikes"):
        snapshot = add_snapshot(database, ids.source, stored)
    for end in {len(given), len(stored), min(len(given), len(stored))}:
        with pytest.raises(Exception, match="a quote is exactly") as caught:
            database.run(
                'INSERT INTO quote (uid, snapshot_id, start, "end", exact, before, after, folded) '
                "VALUES (?, ?, 0, ?, ?, '', '', '')",
                (uid(), snapshot, end, given),
            )
        assert "IntegrityError" in type(caught.value).__name__
