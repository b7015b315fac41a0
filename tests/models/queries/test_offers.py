"""What the search field offers behind a key is in the reference, fits best first, and is found."""

import pytest

from models.queries import offers
from models.queries.offers import OPEN_KEYS, value_offers
from models.search.finding import find_records
from models.search.grammar import KEYS, Term, format_term
from models.summaries.refresh import refresh
from tests.factories import add_name, add_record, add_tenure, make_reference, uid


def values(database, key, typed):
    return [offer.value for offer in value_offers(database, key, typed)]


def test_every_key_with_values_of_its_own_is_one_of_the_search():
    assert set(OPEN_KEYS) <= set(KEYS)


@pytest.mark.parametrize(
    ("key", "typed", "expected"),
    [
        ("with", "kh", ["Viktor Khrenin"]),
        ("with", "viktor khr", ["Viktor Khrenin"]),
        ("with", "хрэн", ["Viktor Khrenin"]),
        ("with", "Hrenin", ["Viktor Khrenin"]),
        ("with", "tehran", []),
        ("with", "nobody", []),
        ("with", "'", []),
        ("country", "", ["Iran", "Belarus"]),
        ("country", "ir", ["Iran"]),
        ("country", "iranian", ["Iran"]),
        ("country", "persi", ["Iran"]),
        ("country", "BY", ["Belarus"]),
        ("country", "france", []),
        ("place", "Teh", ["Tehran"]),
        ("source", "irna", ["IRNA"]),
        ("source", "iran belarus", ["Iran, Belarus seek closer military collaboration"]),
        ("tag", "", []),
        ("after", "20", []),
    ],
)
def test_values_of_the_reference_are_offered(story, key, typed, expected):
    reference, _ = story
    assert values(reference.database, key, typed) == expected


def test_without_a_letter_those_who_took_part_are_offered(story):
    reference, _ = story
    offered = values(reference.database, "with", "")
    assert sorted(offered[:2]) == ["Iran", "Mohammad Bagheri"]


def test_an_offer_says_post_and_country_and_the_spelling_that_was_typed(story):
    reference, _ = story
    (offer,) = value_offers(reference.database, "with", "хрэн")
    assert (offer.kind, offer.matched) == ("official", "Віктар Хрэнін")
    assert offer.beside == "Defense Minister, Belarus"


def test_tags_are_offered_by_any_of_their_words(story):
    reference, _ = story
    with reference.step(label="Tags"):
        for text in ("Defence", "arms control", "energy"):
            reference.database.run("INSERT INTO tag (uid, text) VALUES (?, ?)", (uid(), text))
    assert values(reference.database, "tag", "de") == ["Defence"]
    assert values(reference.database, "tag", "con") == ["arms control"]
    assert len(values(reference.database, "tag", "")) == 3


@pytest.fixture
def namesakes(tmp_path):
    """Two ministers of one name, one of whom often met; and somebody whose name goes on."""
    with make_reference(tmp_path / "namesakes.attache") as reference:
        database = reference.database
        with reference.step(label="Namesakes"):
            people = {}
            for key, label, post, met in (
                ("oil", "Ali Reza", "Minister of oil", 1),
                ("grain", "Ali Reza", "Secretary of grain", 3),
                ("longer", "Ali Rezai", "Envoy", 5),
                ("other", "Reza Ali", "Envoy", 9),
            ):
                person = add_record(database, "official", label)
                add_name(database, person, label)
                add_tenure(database, person, post)
                people[key] = person
                for number in range(met):
                    add_record(
                        database, "statement", f"{label} {key} {number}", speaker=person, words="x"
                    )
            refresh(database)
        yield database, people


def test_who_stands_in_more_records_comes_first_and_a_beginning_before_a_later_word(namesakes):
    database, _ = namesakes
    found = value_offers(database, "with", "ali")
    assert [(offer.label, offer.beside) for offer in found] == [
        ("Ali Rezai", "Envoy"),
        ("Ali Reza", "Secretary of grain"),
        ("Ali Reza", "Minister of oil"),
        ("Reza Ali", "Envoy"),
    ]


def test_a_chosen_namesake_is_found_without_the_other(namesakes):
    database, people = namesakes
    by_post = {
        offer.beside: offer.value
        for offer in value_offers(database, "with", "ali reza")
        if offer.label == "Ali Reza"
    }
    assert by_post["Minister of oil"] == "Ali Reza, Minister of oil"
    for post, key, count in (("Minister of oil", "oil", 1), ("Secretary of grain", "grain", 3)):
        query = format_term(Term("with", by_post[post])) + " kind:statement"
        assert len(find_records(database, query).ids) == count, query
        assert people[key]


def test_what_comes_too_late_is_left_out(story, monkeypatch):
    reference, _ = story
    monkeypatch.setattr(offers, "OFFER_SECONDS", 0)
    monkeypatch.setattr("models.reference.database.STEPS_BETWEEN_LOOKS", 1)
    assert value_offers(reference.database, "with", "kh") == ()
