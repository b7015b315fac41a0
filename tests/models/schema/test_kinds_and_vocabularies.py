"""Rows that point to the wrong kind of record, or use a word outside a closed set, are refused."""

import re
import threading

import apsw
import peewee
import pytest

from models.reference.shape import digest, expected_objects
from models.schema import vocabulary
from models.schema.creation import TABLES
from models.schema.triggers import LOGGED_TABLES
from models.schema.version import SCHEMA_DIGEST
from tests.factories import add_name, add_participation, add_record, add_tenure, make_reference, uid


def refused(reference, statement, parameters=()):
    with pytest.raises(peewee.IntegrityError), reference.step(label="An attack"):
        reference.database.run(statement, parameters)
    assert reference.database.rows("SELECT count(*) FROM step WHERE label = 'An attack'") == [(0,)]


TYPED = [kind for kind in vocabulary.KINDS if kind != "name"]


@pytest.mark.parametrize("kind", vocabulary.KINDS)
def test_a_typed_row_belongs_to_a_record_of_its_own_kind(story, kind):
    reference, ids = story
    other = ids.meeting if kind != "meeting" else ids.bagheri
    refused(
        reference,
        f"INSERT INTO {kind} (record_id, kind"
        + {
            "tenure": ", official_id) SELECT ?, 'tenure', " + str(ids.bagheri),
            "participation": ", event_id, event_kind, participant_id, participant_kind) SELECT ?, "
            f"'participation', {ids.meeting}, 'meeting', {ids.bagheri}, 'official'",
            "name": ", bearer_id, text, folded, skeleton) SELECT ?, 'name', "
            f"{ids.iran}, '', '', ''",
        }.get(kind, f") SELECT ?, '{kind}'"),
        (other,),
    )


@pytest.mark.parametrize("kind", vocabulary.KINDS)
def test_the_kind_of_a_typed_row_is_constant(story, kind):
    reference, _ = story
    wrong = "place" if kind != "place" else "official"
    reference.database.run("PRAGMA foreign_keys = OFF")
    refused(reference, f"UPDATE {kind} SET kind = '{wrong}'")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE official SET country_id = {bagheri} WHERE record_id = {khrenin}",
        "UPDATE official SET country_id = {tehran} WHERE record_id = {khrenin}",
        "UPDATE official SET country_id = 9999 WHERE record_id = {khrenin}",
        "UPDATE organization SET territory_id = {belarus} WHERE record_id = {iran}",
        "UPDATE meeting SET place_id = {iran} WHERE record_id = {meeting}",
        "UPDATE statement SET meeting_id = {agreement} WHERE record_id = {statement}",
        "UPDATE statement SET speaker_kind = 'organization' WHERE record_id = {statement}",
        "UPDATE statement SET speaker_id = {tehran} WHERE record_id = {statement}",
        "UPDATE statement SET speaker_id = {tehran}, speaker_kind = 'place' "
        "WHERE record_id = {statement}",
        "UPDATE statement SET speaker_id = 9999, speaker_kind = NULL WHERE record_id = {statement}",
        "UPDATE statement SET speaker_id = NULL WHERE record_id = {statement}",
        "UPDATE relation SET subject_id = {tehran}, subject_kind = NULL "
        "WHERE record_id = {relation}",
        "UPDATE relation SET object_id = 9999, object_kind = NULL WHERE record_id = {relation}",
        "UPDATE attribution SET party_id = 9999, party_kind = NULL",
        "UPDATE participation SET capacity_id = {bagheri} WHERE record_id = {bagheri_present}",
        "UPDATE participation SET event_id = {statement} WHERE record_id = {bagheri_present}",
        "UPDATE participation SET side_id = {bagheri} WHERE record_id = {bagheri_present}",
        "UPDATE participation SET participant_kind = 'place' WHERE record_id = {bagheri_present}",
        "UPDATE addressee SET party_id = {tehran}",
        "UPDATE tenure SET official_id = {khrenin} WHERE record_id = {chief}",
        "UPDATE name SET bearer_id = {iran}",
        "UPDATE participation SET event_id = {agreement}, event_kind = 'agreement' "
        "WHERE record_id = {bagheri_present}",
        "UPDATE record SET owner_id = {belarus} WHERE id = {chief}",
        "UPDATE record SET owner_id = {iran} WHERE id = {bagheri_present}",
        "UPDATE record SET owner_id = NULL WHERE id = {chief}",
        "UPDATE record SET owner_id = {iran} WHERE id = {bagheri}",
        "UPDATE record SET kind = 'official' WHERE id = {iran}",
        "UPDATE record SET merged_into_id = id",
        "UPDATE record SET id = 5000 WHERE id = {relation}",
        "UPDATE record SET uid = (SELECT uid FROM record WHERE id = {iran}) WHERE id = {belarus}",
        "UPDATE claim SET record_id = {bagheri} WHERE id = {claim_date}",
        "UPDATE claim SET record_kind = 'official' WHERE id = {claim_date}",
        "UPDATE claim SET field_id = (SELECT id FROM field WHERE kind = 'official' LIMIT 1) "
        "WHERE id = {claim_date}",
        "UPDATE claim SET field_id = 9999 WHERE id = {claim_date}",
        "UPDATE claim SET value_record_id = 9999 WHERE id = {claim_date}",
        "DELETE FROM record WHERE id = {meeting}",
        "DELETE FROM record WHERE id = {iran}",
        "DELETE FROM field",
        "DELETE FROM official WHERE record_id = {bagheri}",
        "INSERT INTO identifier (scheme, value, record_id) VALUES ('iso', 'IR', 9999)",
        "UPDATE snapshot SET source_id = 1",
        "INSERT INTO premise (claim_id, position, type) VALUES ({claim_date}, 9, 'quote')",
        "INSERT INTO premise (claim_id, position, type) VALUES ({claim_date}, 9, 'editor')",
        "INSERT INTO premise (claim_id, position, type, source_id) "
        "VALUES ({claim_date}, 9, 'source date', {iran})",
        "INSERT INTO distinct_pair (one_id, other_id) VALUES ({belarus}, {iran})",
        "INSERT INTO saved_view (uid, name, query, columns) VALUES "
        "('00000000-0000-0000-0000-000000000000', 'x', '', '[')",
    ],
)
def test_a_link_to_the_wrong_kind_or_to_nothing_is_refused(story, statement):
    reference, ids = story
    numbers = {name: getattr(ids, name) for name in ids.__slots__}
    refused(reference, statement.format(**numbers))


def test_a_tenure_is_added_only_to_the_official_who_owns_it(story):
    reference, ids = story
    refusal = pytest.raises(peewee.IntegrityError, match="belongs to the record that owns it")
    with refusal, reference.step(label="A post of somebody else"):
        add_record(
            reference.database, "tenure", "chief", owner=ids.bagheri, official_id=ids.khrenin
        )


def test_a_record_that_changes_its_owner_takes_its_row_along(story):
    reference, ids = story
    database = reference.database
    with reference.step(label="To another owner"):
        post = add_tenure(database, ids.bagheri, "commander")
        name = add_name(database, ids.bagheri, "Bagheri")
        present = add_participation(database, ids.meeting, ids.irna)
        for record, owner in (
            (post, ids.khrenin),
            (name, ids.khrenin),
            (present, ids.agreement),
        ):
            database.run("UPDATE record SET owner_id = ? WHERE id = ?", (owner, record))
    assert database.rows(
        "SELECT (SELECT official_id FROM tenure WHERE record_id = ?), "
        "(SELECT bearer_id FROM name WHERE record_id = ?), event_id, event_kind "
        "FROM participation WHERE record_id = ?",
        (post, name, present),
    ) == [(ids.khrenin, ids.khrenin, ids.agreement, "agreement")]


def _closed_sets():
    found = []
    for type_, name, sql in sorted(expected_objects()):
        if type_ == "table":
            found += [
                (name, column)
                for column in re.findall(r'CHECK \("(\w+)" IN \(\'', sql)
                if column != "kind"
            ]
    return found


@pytest.mark.parametrize(("table", "column"), _closed_sets())
def test_a_word_outside_its_closed_set_is_refused(story, table, column):
    reference, _ = story
    database = reference.database
    columns = [row[1] for row in database.rows(f"PRAGMA table_info({table})")]
    given = ", ".join("'nonsense'" if name == column else f'"{name}"' for name in columns)
    if not database.rows(f"SELECT 1 FROM {table}"):
        given = ", ".join("'nonsense'" if name == column else "1" for name in columns)
        statement = f"INSERT INTO {table} SELECT {given}"
    else:
        statement = f"UPDATE {table} SET {column} = 'nonsense'"
    with pytest.raises(peewee.IntegrityError), reference.step(label="Nonsense"):
        database.run(statement)


def test_there_are_closed_sets_to_attack():
    assert len(_closed_sets()) >= 25


def test_every_table_is_strict_and_every_key_names_what_deletion_does():
    for type_, name, sql in expected_objects():
        if type_ != "table" or "VIRTUAL" in sql or re.match(r"(record|quote)_search", name):
            continue
        assert re.search(r"\)\s*(WITHOUT ROWID, )?STRICT", sql), name
        keys = re.findall(r"REFERENCES", sql)
        rules = re.findall(r"ON DELETE (?:RESTRICT|CASCADE|SET NULL)", sql)
        assert len(keys) == len(rules), name


def test_every_table_that_holds_something_of_a_person_is_logged():
    derived = {"step", "change", "recording", "meta", "field", "involvement", "search_document"}
    logged = {table._meta.table_name for table in LOGGED_TABLES}
    assert logged | derived == {table._meta.table_name for table in TABLES}


SQLITE_OWN = frozenset(
    [
        "char",
        "coalesce",
        "count",
        "hex",
        "instr",
        "json_array",
        "json_object",
        "json_valid",
        "length",
        "raise",
        "substr",
    ]
)
NOT_FUNCTIONS = frozenset(
    [
        "and",
        "as",
        "check",
        "exists",
        "fts5",
        "in",
        "insert",
        "into",
        "is",
        "key",
        "not",
        "null",
        "on",
        "or",
        "primary",
        "references",
        "select",
        "set",
        "unique",
        "update",
        "values",
        "when",
        "where",
    ]
)


def test_no_function_but_sqlites_own_stands_in_the_file():
    """A file must be safe to open anywhere, so nothing in it may need or call our code (law 1)."""
    tables = {name for _, name, _ in expected_objects()}
    connection = apsw.Connection(":memory:")
    builtin = {row[0] for row in connection.execute("SELECT name FROM pragma_function_list")}
    connection.close()
    called = set()
    for _, name, sql in expected_objects():
        if "VIRTUAL" in sql:
            continue
        bare = re.sub(r"'(?:[^']|'')*'", "''", sql)
        found = {word.lower() for word in re.findall(r"\b([A-Za-z_]\w*)\"? ?\(", bare)}
        unknown = found - NOT_FUNCTIONS - tables - builtin - {"raise"}
        assert not unknown, (name, unknown)
        called |= found & builtin - tables
    assert called <= SQLITE_OWN, called - SQLITE_OWN


def test_two_references_are_open_at_once_and_keep_apart(tmp_path):
    with (
        make_reference(tmp_path / "one.attache", title="One") as one,
        make_reference(tmp_path / "two.attache", title="Two") as two,
    ):
        with one.step(label="Into the first"), two.step(label="Into the second"):
            add_record(one.database, "official", "Somebody")
        assert one.database.rows("SELECT label FROM record") == [("Somebody",)]
        assert two.database.rows("SELECT label FROM record") == []
        assert (one.facts()["title"], two.facts()["title"]) == ("One", "Two")


def test_a_thread_without_a_connection_fails_instead_of_opening_one(story):
    reference, _ = story
    caught = []

    def work():
        try:
            reference.database.rows("SELECT 1")
        except peewee.PeeweeException as error:
            caught.append(error)
        with reference.connected() as database:
            caught.append(database.rows("SELECT count(*) FROM quote")[0][0])

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert isinstance(caught[0], peewee.InterfaceError)
    assert caught[1] == 2


def test_a_uid_is_never_taken_twice(story):
    reference, ids = story
    taken = reference.database.rows("SELECT uid FROM record WHERE id = ?", (ids.iran,))[0][0]
    insert = (
        "INSERT OR REPLACE INTO record (uid, kind, label, review, created, modified) "
        "VALUES (?, 'place', 'x', 'draft', '', '')"
    )
    refused(reference, insert, (taken,))
    with reference.step(label="A free one"):
        reference.database.run(
            "INSERT INTO record (uid, kind, label, review, created, modified, label_key, who, "
            "who_key, quotes, origins, unsourced, disputed) "
            "VALUES (?, 'place', 'x', 'draft', '', '', x'', '', x'', 0, 0, 0, 0)",
            (uid(),),
        )


def test_a_file_of_ours_is_known_by_what_its_schema_comes_to():
    """Else opening compares it with a file made for that, which takes longer than the rest.

    Whoever changes the schema puts the new digest into `models.schema.version`.
    """
    assert digest(expected_objects()) == SCHEMA_DIGEST
