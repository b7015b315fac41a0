"""Verify finds what another program did behind the laws, and names the table and the row."""

import hashlib
import shutil
import zlib
from pathlib import Path

import pytest

from models.capture import plain_text
from models.checking.verification import verify
from models.reference.reference import Reference
from models.summaries.refresh import refresh
from tests.damage import damage
from tests.factories import (
    add_claim,
    add_record,
    add_snapshot,
    make_reference,
    quote_columns,
    uid,
)
from tests.models.checking.failures import failures


def test_a_sound_reference_passes(story_file):
    assert failures(story_file.path) == ()


def test_an_empty_reference_passes(tmp_path):
    make_reference(tmp_path / "empty.attache").close()
    assert failures(tmp_path / "empty.attache") == ()


DAMAGES = {
    "the words of a quote": (
        "UPDATE quote SET exact = replace(exact, 'met', 'bit') WHERE id = {met}",
        "Quote {met} of snapshot {snapshot}: its words are not the snapshot's text",
    ),
    "the place of a quote": (
        'UPDATE quote SET start = start + 1, "end" = "end" + 1 WHERE id = {met}',
        "Quote {met} of snapshot {snapshot}: its words are not the snapshot's text",
    ),
    "a place before the text": (
        'UPDATE quote SET start = -"end", "end" = 0 WHERE id = {met}',
        "Quote {met} of snapshot {snapshot}: its words are not the snapshot's text",
    ),
    "the words before a quote": (
        "UPDATE quote SET before = 'X' WHERE id = {met}",
        "Quote {met} of snapshot {snapshot}: the words around it",
    ),
    "the words after a quote": (
        "UPDATE quote SET after = 'X' WHERE id = {met}",
        "Quote {met} of snapshot {snapshot}: the words around it",
    ),
    "the search text of a quote": (
        "UPDATE quote SET folded = 'nothing' WHERE id = {met}",
        "Quote {met} of snapshot {snapshot}: its search text",
    ),
    "a quoted label": (
        'INSERT INTO inserted_label (snapshot_id, start, "end") VALUES ({snapshot}, 60, 61)',
        "Quote {met} of snapshot {snapshot}: it quotes a label",
    ),
    "the reading text": (
        "UPDATE snapshot SET text = replace(text, 'Nobody', 'Anybod')",
        "Snapshot {snapshot}: the reading text does not have the SHA-256",
    ),
    "the length": (
        "UPDATE snapshot SET length = 5",
        "Snapshot {snapshot}: the reading text has",
    ),
    "the hash of the text": (
        "UPDATE snapshot SET text_sha256 = '" + "0" * 64 + "'",
        "Snapshot {snapshot}: the reading text does not have the SHA-256",
    ),
    "the hash of the original": (
        "UPDATE snapshot SET original_sha256 = '" + "0" * 64 + "'",
        "Snapshot {snapshot}: the original does not have the SHA-256",
    ),
    "the size of the original": (
        "UPDATE snapshot SET original_size = 3",
        "Snapshot {snapshot}: the original does not have the 3 bytes",
    ),
    "an impossible size of the original": (
        "UPDATE snapshot SET original_size = 9223372036854775807",
        "Snapshot {snapshot}: the original does not have the",
    ),
    "a negative size of the original": (
        "UPDATE snapshot SET original_size = -1",
        "Snapshot {snapshot}: the original does not have the",
    ),
    "the original": (
        "UPDATE original SET compression = 'none', content = x'00'",
        "Snapshot {snapshot}: the original does not have the",
    ),
    "an original that is not compressed": (
        "UPDATE original SET content = x'ffffffff'",
        "Snapshot {snapshot}: the original cannot be unpacked",
    ),
    "a missing original": (
        "DELETE FROM original",
        "Snapshot {snapshot}: the original is missing",
    ),
    "a missing quote": (
        "DELETE FROM quote WHERE id = {met}",
        "Claim {claim_date}: its quote is missing",
    ),
    "decisive words outside": (
        "UPDATE claim SET span_start = 0, span_end = 4 WHERE id = {claim_date}",
        "Claim {claim_date}: its decisive words lie outside",
    ),
    "a value that is not printed": (
        "UPDATE claim SET printed = 'Friday' WHERE id = {claim_date}",
        "Claim {claim_date}: “Friday” does not stand",
    ),
    "an inference that leans on nothing": (
        "DELETE FROM premise",
        "Claim {claim_date}: it is inferred, but nothing says",
    ),
    "a value against its claim": (
        "UPDATE meeting SET date_edtf = '2023-08-01', date_min = '2023-08-01', "
        "date_max = '2023-08-01' WHERE record_id = {meeting}",
        "Record {meeting} (meeting): 'When' is not what its claim says",
    ),
    "a value that is gone": (
        "UPDATE meeting SET place_id = NULL WHERE record_id = {meeting}",
        "Record {meeting} (meeting): 'Where' is not what its claim says",
    ),
    "the bounds of a date": (
        "UPDATE meeting SET date_min = '2023-08-01' WHERE record_id = {meeting}",
        "Record {meeting} (meeting), 'When': the bounds of its date 2023-08-02",
    ),
    "the bounds of an open date": (
        "UPDATE tenure SET start_min = '1990-01-01' WHERE record_id = {chief}",
        "Record {chief} (tenure), 'From': the bounds",
    ),
    "a date that is none": (
        "UPDATE source SET date_edtf = 'Wednesday' WHERE record_id = {source}",
        "Record {source} (source), 'Published': its date 'Wednesday' is none",
    ),
    "the bounds of a claim": (
        "UPDATE claim SET value_max = '2024-01-01' WHERE id = {claim_date}",
        "Claim {claim_date}: the bounds of its date",
    ),
    "the number of quotes": (
        "UPDATE record SET quotes = 7 WHERE id = {meeting}",
        "Record {meeting}: the stored quotes does not follow",
    ),
    "the number of origins": (
        "UPDATE record SET origins = 7 WHERE id = {meeting}",
        "Record {meeting}: the stored origins does not follow",
    ),
    "the number of gaps": (
        "UPDATE record SET unsourced = 0 WHERE id = {meeting}",
        "Record {meeting}: the stored unsourced does not follow",
    ),
    "the number of disputes": (
        "UPDATE record SET disputed = 1 WHERE id = {meeting}",
        "Record {meeting}: the stored disputed does not follow",
    ),
    "who was there": (
        "UPDATE record SET who = 'somebody else' WHERE id = {meeting}",
        "Record {meeting}: the stored who does not follow",
    ),
    "the sort key": (
        "UPDATE record SET label_key = x'00' WHERE id = {meeting}",
        "Record {meeting}: the stored label_key does not follow",
    ),
    "the label": (
        "UPDATE record SET label = 'Khrenin meets nobody' WHERE id = {meeting}",
        "Record {meeting}: the stored label_key does not follow",
    ),
    "the search text of a record": (
        "UPDATE search_document SET names = 'nobody' WHERE record_id = {khrenin}",
        "Record {khrenin}: its search text does not follow",
    ),
    "a missing search text": (
        "DELETE FROM search_document WHERE record_id = {khrenin}",
        "Record {khrenin}: its search text does not follow",
    ),
    "whom it is about": (
        "DELETE FROM involvement WHERE record_id = {meeting}",
        "Record {meeting}: whom and where it is about does not follow",
    ),
    "a link to nothing": (
        "UPDATE official SET country_id = 9999 WHERE record_id = {khrenin}",
        "Row {khrenin} of official points to a row of organization",
    ),
    "a row of the wrong kind": (
        "UPDATE meeting SET place_id = {iran} WHERE record_id = {meeting}",
        "Row {meeting} of meeting points to a row of place",
    ),
    "a claim on a field of another kind": (
        "UPDATE claim SET field_id = (SELECT id FROM field WHERE kind = 'place' LIMIT 1) "
        "WHERE id = {claim_date}",
        "Row {claim_date} of claim points to a row of field",
    ),
    "a record without its row": (
        "DELETE FROM relation",
        "Record {relation} (relation): its row in relation is missing",
    ),
    "a post of somebody else": (
        "UPDATE tenure SET official_id = {khrenin} WHERE record_id = {chief}",
        "Record {chief} (tenure): its row belongs to another record",
    ),
    "a broken CHECK": (
        "UPDATE meeting SET form = 'nonsense' WHERE record_id = {meeting}",
        "CHECK constraint failed in meeting",
    ),
    "a field that is gone": (
        "DELETE FROM field WHERE kind = 'place' AND name = 'within'",
        "The field place.within is missing",
    ),
    "a field nobody knows": (
        "INSERT INTO field (kind, name, label, type, several, citable) "
        "VALUES ('place', 'secret', 'Secret', 'text', 0, 1)",
        "The file has a field place.secret",
    ),
    "fields that changed places": (
        "UPDATE claim SET field_id = (SELECT id FROM field WHERE kind = 'meeting' "
        "AND name = 'date') WHERE field_id = (SELECT id FROM field WHERE kind = 'meeting' "
        "AND name = 'form')",
        "its value is no date",
    ),
    "a value of two types": (
        "UPDATE claim SET value_text = 'Wednesday' WHERE id = {claim_date}",
        "Claim {claim_date}: its value is no date",
    ),
    "a value that is the wrong kind of record": (
        "UPDATE claim SET value_record_id = {iran} WHERE value_record_id = {tehran}",
        "its value is of the kind organization, which Where cannot be",
    ),
    "a value outside the choices": (
        "UPDATE claim SET value_text = 'nonsense' WHERE value_text = 'meeting'",
        "its value is not one that",
    ),
    "a text that is no UTF-8": (
        "UPDATE snapshot SET text = CAST(x'61ff62' AS TEXT)",
        "The check of snapshots could not be finished",
    ),
}


@pytest.mark.parametrize("name", DAMAGES)
def test_verify_names_the_damage(story_file, name):
    statement, expected = DAMAGES[name]
    numbers = {key: getattr(story_file.ids, key) for key in story_file.ids.__slots__}
    damage(story_file.path, statement.format(**numbers))
    found = failures(story_file.path)
    assert any(expected.format(**numbers) in failure for failure in found), found


@pytest.mark.parametrize("read_only", [False, True])
@pytest.mark.parametrize(
    ("statement", "index"),
    [
        ("UPDATE search_document SET names = names || ' more'", "record_search"),
        ("UPDATE search_document SET quoted = quoted || ' more'", "record_search"),
        ("INSERT INTO record_search (record_search) VALUES ('delete-all')", "record_search"),
    ],
)
def test_verify_finds_a_search_table_out_of_step(story_file, statement, index, read_only):
    damage(story_file.path, statement, search_follows=False)
    before = story_file.path.read_bytes()
    with Reference.open(story_file.path, read_only=read_only) as reference:
        found = verify(reference).failures
    assert any(index in failure for failure in found), found
    assert story_file.path.read_bytes() == before


def test_another_text_of_the_same_original_is_found(story):
    """The hash may be right for the text: our own extractor still reads another one (law 1)."""
    reference, ids = story
    with reference.step(label="A forged reading"):
        snapshot = add_snapshot(
            reference.database, ids.source, "They met.", extractor=plain_text.EXTRACTOR
        )
    assert verify(reference).passed
    reference.close()
    forged = "They did not meet."
    damage(
        reference.path,
        "UPDATE snapshot SET text = :text, length = length(:text), text_sha256 = :digest "
        "WHERE id = :snapshot",
        parameters={
            "text": forged,
            "digest": hashlib.sha256(forged.encode()).hexdigest(),
            "snapshot": snapshot,
        },
    )
    found = failures(reference.path)
    assert found == (f"Snapshot {snapshot}: plain text 1 reads another text from the original.",)


def test_an_original_that_cannot_be_read_any_more_is_found(story):
    reference, ids = story
    with reference.step(label="A broken original"):
        snapshot = add_snapshot(
            reference.database, ids.source, "They met.", extractor=plain_text.EXTRACTOR
        )
    reference.close()
    content = b"\xff\xfe\xff"
    damage(
        reference.path,
        "UPDATE original SET compression = 'none', content = :content "
        "WHERE snapshot_id = :snapshot",
        "UPDATE snapshot SET original_sha256 = :digest, original_size = 3 WHERE id = :snapshot",
        parameters={
            "content": content,
            "snapshot": snapshot,
            "digest": hashlib.sha256(content).hexdigest(),
        },
    )
    (failure,) = failures(reference.path)
    assert failure.startswith(f"Snapshot {snapshot}: plain text 1 cannot read the original")


def test_a_bomb_in_an_original_fills_no_memory(story_file, monkeypatch):
    """A file states its sizes and may lie (law 12)."""
    monkeypatch.setattr("models.queries.reading.MAXIMUM_VALUE_BYTES", 1_000_000)
    bomb = zlib.compress(bytes(50_000_000), 9)
    damage(
        story_file.path,
        "UPDATE original SET content = :bomb",
        "UPDATE snapshot SET original_size = 50000000",
        parameters={"bomb": bomb},
    )
    found = failures(story_file.path)
    assert any("does not have the 50000000 bytes" in failure for failure in found)


def test_every_quote_is_checked_in_texts_of_every_width(tmp_path):
    text = "😀 Jo\u00a0met\u2028na خامنه\u200cای."
    with make_reference(tmp_path / "wide.attache") as reference:
        database = reference.database
        with reference.step(label="Wide"):
            source = add_record(database, "source", "Wide", title="Wide")
            snapshot = add_snapshot(database, source, text, extractor=plain_text.EXTRACTOR)
            for start in range(len(text) - 3):
                columns = {"uid": uid(), "snapshot_id": snapshot}
                columns |= quote_columns(text, start, start + 3)
                listed = ", ".join(f'"{column}"' for column in columns)
                database.run(
                    f"INSERT INTO quote ({listed}) VALUES ({', '.join('?' * len(columns))})",
                    list(columns.values()),
                )
            refresh(database)
        assert verify(reference).failures == ()


def test_verify_stops_when_asked(story):
    reference, _ = story
    found = verify(reference, cancelled=lambda: True)
    assert found.done == ()


def test_a_preferred_claim_decides_the_value(story):
    reference, ids = story
    database = reference.database
    with reference.step(label="Another date"):
        add_claim(
            database,
            ids.meeting,
            ids.met,
            "date",
            "2023-08-01",
            printed="Wednesday",
            rank="preferred",
            reason="the ministry's own calendar",
            directness="inferred",
            premises=[{"type": "editor", "note": "calendar"}],
        )
        refresh(database)
    assert verify(reference).failures == (
        f"Record {ids.meeting} (meeting): 'When' is not what its claim says.",
    )
    with reference.step(label="Follow it"):
        database.run(
            "UPDATE meeting SET date_edtf = '2023-08-01', date_min = '2023-08-01', "
            "date_max = '2023-08-01' WHERE record_id = ?",
            (ids.meeting,),
        )
        refresh(database)
    assert verify(reference).passed


def test_a_copy_of_a_verified_file_verifies(story_file, tmp_path):
    copy = Path(shutil.copyfile(story_file.path, tmp_path / "copy.attache"))
    assert failures(copy) == ()
