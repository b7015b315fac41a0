"""A state by any of its names: today's and earlier ones, adjectives, codes."""

import re

import pytest

from models.search.countries import (
    GAZETTEER,
    countries,
    countries_begun,
    countries_called,
    countries_said,
    is_code,
)
from models.search.finding import find_records
from models.summaries.refresh import refresh
from tests.factories import add_name, add_record, make_reference


def names(found):
    return [country.name for country in found]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Iran", ["Iran"]),
        ("iranian", ["Iran"]),
        ("IR", ["Iran"]),
        ("IRN", ["Iran"]),
        ("Persia", ["Iran"]),
        ("persian", ["Iran"]),
        ("Türkiye", ["Turkey"]),
        ("turkiye", ["Turkey"]),
        ("Republic of Korea", ["South Korea"]),
        ("Korea, Republic of", ["South Korea"]),
        ("korean", ["North Korea", "South Korea", "Korean Empire"]),
        ("Soviet", ["Soviet Union"]),
        ("USSR", ["Soviet Union"]),
        ("u.s.s.r.", ["Soviet Union"]),
        ("Ottoman", ["Ottoman Empire"]),
        ("Prussian", ["Prussia"]),
        ("CS", ["Serbia and Montenegro", "Czechoslovakia"]),
        ("DDDE", ["East Germany"]),
        ("in", []),
        ("IN", ["India"]),
        ("IRX", []),
        ("", []),
        ("'", []),
    ],
)
def test_a_state_is_known_by_names_adjectives_and_codes(written, meant):
    assert names(countries_called(written)) == meant


def test_the_beginning_of_a_word_means_the_states_it_begins():
    assert names(countries_begun("irani")) == ["Iran"]
    assert names(countries_begun("ir")) == ["Iran"], "a code, and too short to begin a word"
    assert names(countries_begun("nige")) == ["Niger", "Nigeria"]


def test_a_state_said_in_other_words_is_named():
    assert countries_said("Soviet") == "Soviet Union"
    assert countries_said("soviet union") == ""
    assert countries_said("Atlantis") == ""


def test_every_code_is_one_and_names_one_state_of_today():
    today = [country for country in countries() if not country.under]
    pairs = [country.codes[:2] for country in today if country.name != "Netherlands Antilles"]
    assert len(pairs) > 195
    for two, three in pairs:
        assert re.fullmatch("[A-Z]{2}", two), two
        assert re.fullmatch("[A-Z]{3}", three), three
    assert len({two for two, _ in pairs}) == len(pairs)
    assert len({three for _, three in pairs}) == len(pairs)
    assert is_code("BLR")


def test_a_state_that_is_gone_stands_under_states_that_are_known():
    known = {code for country in countries() for code in country.codes}
    under = {code for country in countries() for code in country.under}
    assert under
    assert under <= known


def test_no_spelling_stands_twice_with_one_state():
    for country in countries():
        words = [*country.adjectives, *country.others, country.name]
        assert len(set(words)) == len(words), country.name


def test_the_gazetteer_says_of_itself_how_it_is_read():
    assert GAZETTEER.read_text(encoding="utf-8").startswith("# States as people write them.")


# ------------------------------------------------------------- in a reference


STATES = {
    "iran": "Iran",
    "ireland": "Ireland",
    "niger": "Niger",
    "nigeria": "Nigeria",
    "ussr": "U.S.S.R.",
    "germany": "Germany",
    "empire": "Korea",
    "north": "Korea, North",
    "south": "Korea, Republic of",
    "czech": "Czechoslovakia (1993)",
    "myanmar": "Burma (Myanmar)",
    "atlantis": "Atlantis",
}


@pytest.fixture
def about(tmp_path):
    """Return the states the records found by `country:…` are about."""
    with make_reference(tmp_path / "states.attache") as reference:
        with reference.step(label="States"):
            database = reference.database
            ids = {
                key: add_record(database, "organization", label, type="state")
                for key, label in STATES.items()
            }
            coded = add_record(database, "organization", "Republik Österreich", type="state")
            add_name(database, coded, "Republik Österreich")
            database.run("INSERT INTO identifier VALUES ('iso-3166-1', 'AT', ?)", (coded,))
            renamed = add_record(database, "organization", "The Kingdom", type="state")
            add_name(database, renamed, "Netherlands")
            ids |= {"austria": coded, "kingdom": renamed}
            people = {
                add_record(database, "official", f"Somebody of {key}", country=state): key
                for key, state in ids.items()
            }
            refresh(database)

        def find(value):
            outcome = find_records(reference.database, f'country:"{value}" kind:official')
            find.said = outcome.said
            return {people[record] for record in outcome.ids}

        yield find


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("iranian", {"iran"}),
        ("IR", {"iran"}),
        ("IRN", {"iran"}),
        ("Persia", {"iran"}),
        ("ir", {"iran", "ireland"}),
        ("irani", {"iran"}),
        ("niger", {"niger"}),
        ("nige", {"niger", "nigeria"}),
        ("soviet", {"ussr"}),
        ("USSR", {"ussr"}),
        ("russian", set()),
        ("prussian", {"germany"}),
        ("german", {"germany"}),
        ("korea", {"empire", "north", "south"}),
        ("north korea", {"north"}),
        ("south korean", {"south"}),
        ("czechoslovak", {"czech"}),
        ("burmese", {"myanmar"}),
        ("austrian", {"austria"}),
        ("AUT", {"austria"}),
        ("AT", {"austria"}),
        ("dutch", {"kingdom"}),
        ("the kingdom", {"kingdom"}),
        ("atlantis", {"atlantis"}),
        ("atl", {"atlantis"}),
        ("Korea, North", {"north"}),
        ("swiss", set()),
    ],
)
def test_records_are_found_by_any_word_for_their_country(about, value, expected):
    assert about(value) == expected


def test_the_filter_names_the_state_an_adjective_means(about):
    about("iranian")
    assert about.said.startswith("about Iran (“iranian”)")
    about("iran")
    assert about.said.startswith("about the country “iran”")
