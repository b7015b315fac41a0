"""Sentences of the sources that say what a field holds are found, the fitting ones first."""

import pytest

from models.checking.verification import verify
from models.editing import RefusedError
from models.editing.evidence import add_claim
from models.editing.fields import set_field
from models.editing.given import Evidence
from models.evidence.claims import Premise
from models.proposing.evidence_search import search_evidence, words_of
from models.proposing.reading_off import dates_in, evidence_for, propose
from models.proposing.words import marked_words
from models.queries.detail import record_detail
from models.queries.views import Mark
from models.seeds import create_from_seed
from models.seeds.shipped import named_seed, seeds_folder

SOURCE_DATE = Premise("source date", None, None, None)


@pytest.fixture
def reference(tmp_path):
    path = tmp_path / "story.attache"
    with create_from_seed(path, named_seed("iran-belarus", seeds_folder())) as reference:
        yield reference


def record(reference, label):
    rows = reference.database.rows(
        "SELECT id FROM record WHERE label = ? AND owner_id IS NULL", (label,)
    )
    return rows[0][0]


def slots(reference, label):
    detail = record_detail(reference.database, record(reference, label))
    assert detail is not None
    return {field.name: field.values[0] for field in detail.fields}


def search(reference, slot):
    return search_evidence(reference.database, slot, cancelled=lambda: False)


def test_a_country_nobody_is_quoted_for_is_found_in_a_sentence(reference):
    iran = record(reference, "Iran")
    who = record(reference, "Ali Khamenei")
    claims = reference.database.rows("SELECT id FROM claim WHERE record_id = ?", (who,))
    assert claims
    official = record(reference, "Viktor Khrenin")
    set_field(reference, record=official, field="description", value="ready")
    slot = slots(reference, "Viktor Khrenin")["description"].slot
    found = search(reference, slot)
    assert found is not None
    assert found.found == ()
    assert found.sources == 1
    assert iran


def test_a_date_is_found_by_what_its_phrase_means_on_the_day_of_the_source(reference):
    meeting = record(reference, "Khrenin – Ashtiani meeting")
    reference.database.run("DELETE FROM premise WHERE claim_id IN (SELECT id FROM claim WHERE "
                           "record_id = ? AND field_id IS NOT NULL AND value_edtf IS NOT NULL)",
                           (meeting,))  # fmt: skip
    reference.database.run(
        "DELETE FROM claim WHERE record_id = ? AND value_edtf IS NOT NULL", (meeting,)
    )
    before = slots(reference, "Khrenin – Ashtiani meeting")["date"]
    assert before.mark is Mark.UNSOURCED
    found = search(reference, before.slot)
    assert found is not None
    first = found.found[0]
    assert first.text.startswith("On Monday, Khrenin met")
    words = words_of(reference.database, first)
    assert words is not None
    evidence = evidence_for(reference.database, found.form, found.value, words)
    assert evidence.printed == "On Monday"
    add_claim(reference, record=meeting, field="date", value=found.value, evidence=evidence)
    after = slots(reference, "Khrenin – Ashtiani meeting")["date"]
    assert after.mark is Mark.INFERRED
    again = search(reference, after.slot)
    assert again is not None
    assert first.sentence not in [one.sentence for one in again.found]


def test_a_place_is_found_by_its_names_and_fitting_sentences_come_first(reference):
    meeting = record(reference, "Khamenei – Lukashenko meeting")
    slot = slots(reference, "Khamenei – Lukashenko meeting")["place"].slot
    reference.database.run(
        "DELETE FROM claim WHERE record_id = ? AND value_record_id IS NOT NULL", (meeting,)
    )
    found = search(reference, slot)
    assert found is not None
    assert found.shown == "Tehran"
    assert "Lukashenko in Tehran" in found.found[0].text
    for one in found.found:
        assert one.text[one.decisive.start - one.sentence.start :].startswith("Tehran")


def test_a_search_that_nobody_waits_for_stops(reference):
    slot = slots(reference, "Bagheri – Khrenin talks")["place"].slot
    found = search_evidence(reference.database, slot, cancelled=lambda: True)
    assert found is not None
    assert found.sources == 0


@pytest.mark.parametrize("slot", ["", "x:y", "999999:date:2020", "1:language:en", "1:nothing:x"])
def test_what_holds_nothing_that_can_be_quoted_is_not_searched(reference, slot):
    assert search(reference, slot) is None


def test_the_date_of_a_source_is_not_found_in_words_that_are_read_against_it(reference):
    source = reference.database.rows("SELECT source_id FROM snapshot")[0][0]
    detail = record_detail(reference.database, source)
    slot = next(field.values[0].slot for field in detail.fields if field.name == "date")
    found = search(reference, slot)
    assert found is not None
    assert found.value == "2023-08-02"
    assert found.found == ()
    text = reference.database.rows("SELECT text FROM snapshot")[0][0]
    at = text.index("on Wednesday")
    snapshot = reference.database.rows("SELECT id FROM snapshot")[0][0]
    words = marked_words(reference.database, snapshot, at, at + len("on Wednesday"))
    assert propose(reference.database, found.form, words).value is None
    leaning = Evidence(words.quote, span=(at, at + 12), premises=(SOURCE_DATE,))
    with pytest.raises(RefusedError, match="cannot lean on itself"):
        add_claim(reference, record=source, field="date", value="2023-08-02", evidence=leaning)
    assert verify(reference).passed


@pytest.mark.parametrize(
    "phrase",
    ["on Wednesday", "yesterday", "today", "in March", "2 August", "last month", "this year",
     "on Monday, July 31"],
)  # fmt: skip
def test_a_relative_date_of_a_source_without_a_date_is_no_date(phrase):
    assert list(dates_in(f"They met {phrase} in Tehran.", None)) == []
    assert list(dates_in(f"They met {phrase} in Tehran.", "2023-08-02")) != []


def test_a_whole_date_needs_no_date_of_its_source():
    (first, edtf), *_ = dates_in("They met on Wednesday, 2 August 2023, in Tehran.", None)
    assert edtf == "2023-08-02"
    assert first.start == len("They met ")
