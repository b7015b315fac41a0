"""A seed in order is loaded whole, once, with identities that stay."""

import json
import sqlite3
import uuid

import pytest

from models.checking.verification import verify
from models.reference.problems import ExistsError, NotWritableError
from models.reference.reference import Reference
from models.seeds import SeedError, available_seeds, create_from_seed, load_seed
from models.seeds.loading import AlreadyLoadedError
from models.seeds.writing import SeedWriter


@pytest.fixture
def loaded(seed, tmp_path):
    with create_from_seed(tmp_path / "new.attache", seed.folder) as reference:
        yield reference


@pytest.fixture
def database(loaded):
    with loaded.connected() as opened:
        yield opened


def test_verify_and_sqlite_find_nothing(loaded, database):
    assert verify(loaded).failures == ()
    assert database.rows("PRAGMA integrity_check") == [("ok",)]
    assert database.rows("PRAGMA foreign_key_check") == []


def test_the_file_is_whole_for_other_programs(loaded):
    loaded.close()
    other = sqlite3.connect(loaded.path)
    try:
        assert other.execute("SELECT count(*) FROM record").fetchone()[0] > 0
    finally:
        other.close()


def test_the_reference_takes_the_title_of_the_seed(loaded):
    assert loaded.facts()["title"] == "A small story"


def test_identities_follow_from_namespace_and_key(database):
    namespace = uuid.UUID("1b671a64-40d5-491e-99b0-da01ff1f3341")
    assert database.rows("SELECT uid, created, modified FROM record WHERE label = 'Oslo'") == [
        (str(uuid.uuid5(namespace, "record/oslo")), *["2024-05-17T09:30:00Z"] * 2)
    ]
    assert database.rows("SELECT uid FROM quote WHERE exact = 'in Oslo'") == [
        (str(uuid.uuid5(namespace, "quote/oslo")),)
    ]


def test_identities_of_claims_do_not_depend_on_their_order(seed, tmp_path):
    with create_from_seed(tmp_path / "one.attache", seed.folder) as one:
        seed.change("    date: 2024-05-15\n", "")
        seed.change("    title:\n      value", "    date: 2024-05-15\n    title:\n      value")
        places = seed.text[seed.text.index("  place:\n") : seed.text.index("  meeting:\n")]
        seed.change(places, "")
        seed.write(seed.text + places)
        with create_from_seed(tmp_path / "two.attache", seed.folder) as two:
            sets = []
            for reference in (one, two):
                with reference.connected() as opened:
                    sets.append(set(opened.rows("SELECT uid, printed FROM claim")))
    assert sets[0] == sets[1]
    assert len(sets[0]) == 7


def test_labels_come_from_names_or_are_given(database):
    assert database.rows("SELECT label FROM record WHERE kind = 'official' ORDER BY id") == [
        ("Anna Berg",),
        ("Li Wei",),
    ]
    assert database.rows("SELECT label FROM record WHERE kind = 'source'") == [("Ministers meet",)]
    assert database.rows("SELECT label FROM record WHERE kind = 'tenure'") == [("Minister",)]


def test_the_occurrence_asked_for_is_the_one_quoted(database):
    text = database.rows("SELECT text FROM snapshot")[0][0]
    start, locator = database.rows("SELECT start, locator FROM quote WHERE exact = 'in Oslo'")[0]
    assert start == text.rindex("in Oslo")
    assert locator == "line 3"


def test_a_date_keeps_the_words_of_the_claim_that_counts(database):
    assert database.rows("SELECT date_edtf, date_min, date_max, date_printed FROM meeting") == [
        ("2024-05-13", "2024-05-13", "2024-05-13", "On Monday")
    ]


def test_claims_that_speak_against_stay_beside(database):
    assert database.rows(
        "SELECT value_edtf, stance, rank, reason FROM claim WHERE rank <> 'normal'"
    ) == [("2024-05-14", "denies", "deprecated", "A slip.")]


def test_names_get_script_and_search_keys(database):
    assert database.rows("SELECT text, script, folded <> '' FROM name ORDER BY record_id") == [
        ("Anna Berg", "Latn", 1),
        ("آنا برگ", "Arab", 1),
    ]


def test_authors_tags_identifiers_and_csl_are_kept(database):
    assert database.rows("SELECT family, given, literal FROM author") == [("Doe", "Jane", None)]
    assert database.rows("SELECT text, count(*) FROM tag JOIN tagging ON id = tag_id") == [
        ("minister", 2)
    ]
    assert database.rows("SELECT scheme, value FROM identifier") == [("wikidata", "Q1")]
    assert json.loads(database.rows("SELECT csl FROM source")[0][0]) == {"volume": "12"}


def test_search_finds_what_was_loaded(database):
    assert database.rows("SELECT count(*) FROM record_search WHERE record_search MATCH 'berg'")[0][
        0
    ]
    quoted = "SELECT count(*) FROM record_search WHERE record_search MATCH 'quoted : oslo'"
    assert database.rows(quoted) == [(2,)]


def test_a_seed_is_loaded_once(loaded, seed):
    before = loaded.path.read_bytes()
    with pytest.raises(AlreadyLoadedError, match="A seed is loaded once"):
        load_seed(loaded, seed.folder)
    assert loaded.path.read_bytes() == before


def test_another_seed_with_the_same_identifier_is_refused(loaded, seed):
    seed.change("1b671a64-40d5-491e-99b0-da01ff1f3341", "2b671a64-40d5-491e-99b0-da01ff1f3341")
    with pytest.raises(AlreadyLoadedError, match="wikidata identifier “Q1”"):
        load_seed(loaded, seed.folder)


def test_another_seed_shares_the_tags_there_are(loaded, seed, database):
    seed.change("1b671a64-40d5-491e-99b0-da01ff1f3341", "2b671a64-40d5-491e-99b0-da01ff1f3341")
    seed.change("{wikidata: Q1}", "{wikidata: Q2}")
    load_seed(loaded, seed.folder)
    assert database.rows("SELECT count(*) FROM tag") == [(1,)]
    assert database.rows("SELECT count(*) FROM tagging") == [(4,)]
    assert verify(loaded).failures == ()


def test_a_file_that_is_there_is_left_alone(seed, tmp_path):
    (tmp_path / "mine.attache").write_text("mine", encoding="utf-8")
    with pytest.raises(ExistsError):
        create_from_seed(tmp_path / "mine.attache", seed.folder)
    assert (tmp_path / "mine.attache").read_text(encoding="utf-8") == "mine"


def test_a_reference_open_read_only_is_refused(loaded, seed):
    loaded.close()
    with (
        Reference.open(loaded.path, read_only=True) as reader,
        pytest.raises(NotWritableError),
    ):
        load_seed(reader, seed.folder)


def test_a_failure_half_way_leaves_no_file(seed, tmp_path, monkeypatch):
    def fail(self):
        raise RuntimeError("half way")

    monkeypatch.setattr(SeedWriter, "_write_claims", fail)
    with pytest.raises(RuntimeError, match="half way"):
        create_from_seed(tmp_path / "new.attache", seed.folder)
    assert [path.name for path in tmp_path.iterdir()] == ["small"]


def test_a_failure_half_way_takes_everything_back(seed, tmp_path, monkeypatch):
    def fail(self):
        raise RuntimeError("half way")

    monkeypatch.setattr(SeedWriter, "_write_claims", fail)
    with Reference.create(tmp_path / "mine.attache", title="Mine") as mine:
        with pytest.raises(RuntimeError, match="half way"):
            load_seed(mine, seed.folder)
        with mine.connected() as database:
            for table in ("record", "snapshot", "quote", "step", "tag"):
                assert database.rows(f"SELECT count(*) FROM {table}") == [(0,)]


def test_words_beyond_the_basic_plane_and_odd_blanks_are_found_at_their_code_points(seed, tmp_path):
    text = "\U0001f91d\u00a0Berg met\u2028Li “\U0001d54f” e\u0301t\u00e9\r\nOn Monday"
    (seed.folder / "story.txt").write_text(text, encoding="utf-8", newline="")
    start = seed.text.index("records:")
    seed.text = seed.text[:start]
    for line in (
        "    headline: Ministers meet\n",
        "    met: On Monday, Anna Berg met Li Wei in Oslo.\n",
        "    said: “It’s done,” Berg said.\n",
        "    oslo:\n      words: in Oslo\n      occurrence: 2\n      locator: line 3\n",
        "      claims:\n        - {quote: headline, printed: Ministers meet}\n",
        "attributions:\n  berg:\n    - {printed: Berg, party: berg}\n",
    ):
        seed.change(line, "")
    seed.change(
        "quotes:\n  story:\n",
        'quotes:\n  story:\n    one: "\\u00A0Berg met\\u2028Li “\U0001d54f” e\u0301té\\nOn"\n',
    )
    with (
        create_from_seed(tmp_path / "new.attache", seed.folder) as reference,
        reference.connected() as database,
    ):
        assert database.rows('SELECT start, "end", exact FROM quote') == [
            (1, 24, "\u00a0Berg met\u2028Li “\U0001d54f” été\nOn")
        ]
        assert verify(reference).failures == ()


def test_seeds_are_listed_by_name_and_broken_ones_left_out(seed, tmp_path):
    (tmp_path / "a-broken").mkdir()
    (tmp_path / "a-broken" / "reference.yaml").write_text("title: [", encoding="utf-8")
    (tmp_path / "nothing").mkdir()
    assert [(found.name, found.description) for found in available_seeds(tmp_path)] == [
        ("small", "Two people meet.")
    ]
    with pytest.raises(SeedError):
        create_from_seed(tmp_path / "new.attache", tmp_path / "a-broken")
