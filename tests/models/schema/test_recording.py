"""A step writes what it did, row by row; a bulk step writes none; an error leaves nothing."""

import json
import sqlite3

import peewee
import pytest

from models.schema.triggers import (
    DERIVED_COLUMNS,
    LOGGED_TABLES,
    column_names,
    key_columns,
    table_name,
)
from tests.factories import add_record, fill_story, make_reference, uid

MORE = """
INSERT INTO author (source_id, position, literal) VALUES ({source}, 0, 'Somebody')
INSERT INTO topic (event_id, event_kind, position, text) VALUES ({meeting}, 'meeting', 0, 'ties')
INSERT INTO agenda_item (meeting_id, position, text) VALUES ({meeting}, 0, 'ties')
INSERT INTO reason (relation_id, position, text) VALUES ({relation}, 0, 'history')
INSERT INTO accuser (relation_id, party_id, party_kind) VALUES ({relation}, {irna}, 'organization')
INSERT INTO identifier (scheme, value, record_id) VALUES ('iso', 'IR', {iran})
INSERT INTO inserted_label (snapshot_id, start, "end") VALUES ({snapshot}, 0, 4)
INSERT INTO translation (id, uid, quote_id, language, text, translator) \
VALUES (1, '{uid}', {met}, 'de', 'x', 'y')
INSERT INTO merge_move (step_id, table_name, column_name, row_key, from_record_id, to_record_id) \
VALUES (1, 'claim', 'record_id', '[1]', {iran}, {belarus})
INSERT INTO tag (id, uid, text) VALUES (1, '{uid}', 'defence')
INSERT INTO tagging (tag_id, record_id) VALUES (1, {meeting})
INSERT INTO distinct_pair (one_id, other_id, reason) VALUES ({iran}, {belarus}, 'two states')
INSERT INTO saved_view (id, uid, name, query) VALUES (1, '{uid}', 'Mine', 'kind:visit')
INSERT INTO suggestion (id, uid, snapshot_id, start, "end", text_sha256, payload, extractor, \
extractor_version, verdict) VALUES (1, '{uid}', {snapshot}, 0, 4, 'x', '{{}}', 'none', '1', 'open')
"""
CHANGED = {
    "record": "note = 'changed'",
    "place": "type = 'other'",
    "organization": "description = 'changed'",
    "official": "description = 'changed'",
    "tenure": "manner = 'acting'",
    "meeting": "summary = 'changed'",
    "agreement": "summary = 'changed'",
    "participation": "role = 'host'",
    "statement": "language = 'fa'",
    "relation": "matter = 'changed'",
    "name": "scheme = 'changed'",
    "source": "url = 'changed'",
    "author": "given = 'changed'",
    "topic": "text = 'changed'",
    "agenda_item": "text = 'changed'",
    "reason": "text = 'changed'",
    "translation": "text = 'changed'",
    "claim": "credibility = '3'",
    "premise": "note = 'changed'",
    "attribution": "printed = 'changed'",
    "merge_move": "to_record_id = from_record_id",
    "tag": "text = 'changed'",
    "distinct_pair": "reason = 'changed'",
    "saved_view": "query = 'changed'",
    "suggestion": "verdict = 'rejected'",
    "identifier": "record_id = 4",
}
NEVER_UPDATED = {
    "snapshot", "original", "inserted_label", "quote", "addressee", "accuser", "tagging",
    "meeting_agreement",
}  # fmt: skip


@pytest.fixture
def full(tmp_path):
    with make_reference(tmp_path / "full.attache") as reference:
        with reference.step(label="Everything"):
            ids = fill_story(reference.database)
            numbers = {name: getattr(ids, name) for name in ids.__slots__}
            for line in MORE.strip().splitlines():
                reference.database.run(line.format(**numbers, uid=uid()))
        yield reference


def changes(reference, table, operation):
    return reference.database.rows(
        "SELECT row_key, before, after FROM change WHERE table_name = ? AND operation = ? "
        "ORDER BY id",
        (table, operation),
    )


@pytest.mark.parametrize("table", LOGGED_TABLES, ids=table_name)
def test_every_inserted_row_is_recorded_whole(full, table):
    name = table_name(table)
    columns = [
        column
        for column in column_names(table)
        if not (name == "record" and column in DERIVED_COLUMNS)
    ]
    listed = ", ".join(f'"{column}"' for column in columns)
    rows = full.database.rows(f"SELECT {listed} FROM {name}")
    assert rows, f"{name} is not exercised"
    recorded = changes(full, name, "insert")
    assert all(before is None for _, before, _ in recorded)
    found = [json.loads(after) for _, _, after in recorded]
    expected = [
        {
            column: value.hex().upper() if isinstance(value, bytes) else value
            for column, value in zip(columns, row, strict=True)
        }
        for row in rows
    ]
    order = json.dumps
    assert sorted(found, key=order) == sorted(expected, key=order)
    keys = [[row[key] for key in key_columns(table)] for row in expected]
    assert sorted(json.loads(key) for key, _, _ in recorded) == sorted(keys)


@pytest.mark.parametrize("table", LOGGED_TABLES, ids=table_name)
def test_an_update_is_recorded_with_before_and_after(full, table):
    name = table_name(table)
    if name in NEVER_UPDATED:
        key = key_columns(table)[0]
        with pytest.raises(peewee.IntegrityError), full.step(label="Not allowed"):
            full.database.run(f"UPDATE {name} SET {key} = {key} + 100")
        assert not changes(full, name, "update")
        return
    column = CHANGED[name].split(" = ")[0]
    assert not changes(full, name, "update")
    first = f"SELECT min(rowid) FROM {name}"
    with full.step(label="An edit"):
        full.database.run(f"UPDATE {name} SET {CHANGED[name]} WHERE rowid = ({first})")
        full.database.run(f"UPDATE {name} SET {CHANGED[name]} WHERE rowid = ({first})")
    ((_, before, after),) = changes(full, name, "update")
    old, new = json.loads(before), json.loads(after)
    assert {key for key in old if old[key] != new[key]} == {column}


@pytest.mark.parametrize("table", LOGGED_TABLES, ids=table_name)
def test_a_deletion_is_recorded_with_what_was_there(full, table):
    name = table_name(table)
    full.database.run("PRAGMA foreign_keys = OFF")
    with full.step(label="Everything goes"):
        for other in ("premise", "translation", "claim", "quote", "inserted_label", "original"):
            full.database.run(f"DELETE FROM {other}")
        full.database.run(f"DELETE FROM {name}")
    inserted = [json.loads(after) for _, _, after in changes(full, name, "insert")]
    deleted = [json.loads(before) for _, before, _ in changes(full, name, "delete")]
    assert sorted(map(json.dumps, deleted)) == sorted(map(json.dumps, inserted))
    assert all(after is None for _, _, after in changes(full, name, "delete"))


def test_derived_columns_are_no_history(full):
    with full.step(label="Only counts"):
        full.database.run("UPDATE record SET quotes = quotes + 1, who = 'somebody'")
    assert not changes(full, "record", "update")


def test_a_bulk_step_writes_no_changes(tmp_path):
    with make_reference(tmp_path / "bulk.attache") as reference:
        with reference.step(label="An import", bulk=True) as step:
            fill_story(reference.database)
        assert reference.database.rows("SELECT count(*) FROM change") == [(0,)]
        assert reference.database.rows("SELECT id, label FROM step") == [(step, "An import")]


def test_nothing_is_recorded_outside_a_step(full):
    before = full.database.rows("SELECT count(*) FROM change")
    full.database.run("UPDATE official SET description = 'outside'")
    assert full.database.rows("SELECT count(*) FROM change") == before
    assert full.database.rows("SELECT step_id FROM recording") == [(None,)]


@pytest.mark.parametrize("bulk", [False, True])
def test_an_error_in_a_step_leaves_nothing(full, bulk):
    tables = [table_name(table) for table in LOGGED_TABLES]
    tables += ["step", "change", "recording", "record_search"]
    before = {table: full.database.rows(f"SELECT * FROM {table}") for table in tables}

    def fails():
        with full.step(label="Half done", bulk=bulk):
            fill_story(full.database)
            raise ValueError("half way")

    with pytest.raises(ValueError, match="half way"):
        fails()
    assert {table: full.database.rows(f"SELECT * FROM {table}") for table in tables} == before


def test_a_step_inside_a_step_is_refused_and_takes_everything_back(full):
    def nested():
        with full.step(label="Outer"):
            add_record(full.database, "official", "Somebody")
            with full.step(label="Inner"):
                pass

    with pytest.raises(RuntimeError, match="inside another transaction"):
        nested()
    assert full.database.rows("SELECT 1 FROM record WHERE label = 'Somebody'") == []
    with full.step(label="Afterwards"):
        add_record(full.database, "official", "Somebody")


def test_another_program_cannot_leave_a_recording_behind_that_names_no_step(full):
    full.close()
    other = sqlite3.connect(full.path)
    try:
        other.execute("PRAGMA foreign_keys = ON")
        with pytest.raises(sqlite3.IntegrityError):
            other.execute("UPDATE recording SET step_id = 999")
        with pytest.raises(sqlite3.IntegrityError):
            other.execute("INSERT INTO recording (id, step_id) VALUES (2, NULL)")
    finally:
        other.close()
