"""Writing from words in hand, with what a person types beside them."""

import pytest

from models.editing import RefusedError, create_record
from models.evidence.claims import Hop, Premise, load_claims
from models.proposing.words import MarkedWords, marked_words
from models.proposing.writing import Beside, fill_from_words, hops_named
from models.queries.forms import HOLDS, record_form
from models.reference.reference import Reference
from tests.factories import add_source_with_text

TEXT = (
    "On Monday, Khrenin met with Iran’s Defense Minister.\n"
    "He blamed the war during the talks, according to IRNA.\n"
)


@pytest.fixture
def reading(tmp_path):
    with Reference.create(tmp_path / "notes.attache", title="Notes") as reference:
        with reference.step(label="Take in"):
            _, snapshot = add_source_with_text(reference.database, TEXT, title="Talks")
        meeting = create_record(reference, kind="meeting", label="Talks").focus
        yield reference, snapshot, meeting


def marked(reference: Reference, snapshot: int, words: str) -> MarkedWords:
    at = TEXT.index(words)
    found = marked_words(reference.database, snapshot, at, at + len(words))
    assert found is not None
    return found


def write(reading, field: str, value: str, words: str, beside: Beside) -> None:
    reference, snapshot, meeting = reading
    form = record_form(reference.database, meeting).field(field)
    fill_from_words(
        reference,
        form=form,
        value=value,
        words=marked(reference, snapshot, words),
        for_this=True,
        beside=beside,
    )


def claim(reading):
    reference, _, meeting = reading
    (found,) = load_claims(reference.database, [meeting])
    return found


def test_a_value_is_printed_otherwise_than_it_is_called(reading) -> None:
    write(reading, "form", "meeting", "Khrenin met with", Beside(printed="met"))
    found = claim(reading)
    assert found.printed == "met"
    assert TEXT[slice(*found.span)] == "Khrenin met with"


def test_what_is_printed_stands_in_the_words(reading) -> None:
    with pytest.raises(RefusedError, match="does not stand in the marked words"):
        write(reading, "form", "meeting", "Khrenin met with", Beside(printed="talked"))


def test_a_reading_leans_on_another_passage_and_on_a_reason(reading) -> None:
    reason = "It is reported; nothing denies it."
    write(reading, "occurrence", "reported", "during the talks",
          Beside(leans_on=f"on monday; {reason}"))  # fmt: skip
    reference, _, _ = reading
    found = claim(reading)
    assert (found.direct, found.printed) == (False, None)
    quote, editor = found.premises
    (exact,) = reference.database.rows("SELECT exact FROM quote WHERE id = ?", (quote.quote_id,))[0]
    assert exact == TEXT.partition("\n")[0]
    assert editor == Premise("editor", None, None, reason)


def test_words_say_that_a_record_holds_and_who_passed_them_on(reading) -> None:
    reference = reading[0]
    irna = create_record(reference, kind="organization", label="IRNA").focus
    khrenin = create_record(reference, kind="official", label="Viktor Khrenin").focus
    write(reading, HOLDS, "x", "during the talks", Beside(passed_on="He = Viktor Khrenin > IRNA"))
    found = claim(reading)
    assert found.field is None
    assert found.hops == (Hop("He", khrenin, publisher=False), Hop("IRNA", irna, publisher=True))


def test_media_that_are_nobodys_record_publish_all_the_same(reading) -> None:
    hops = hops_named(reading[0].database, "Iranian state media")
    assert hops == (Hop("Iranian state media", None, publisher=True),)


def test_a_name_that_only_sounds_alike_is_not_taken_for_another(reading) -> None:
    reference = reading[0]
    create_record(reference, kind="organization", label="Iran")
    khrenin = create_record(reference, kind="official", label="Viktor Khrenin").focus
    assert hops_named(reference.database, "Khrenin > IRNA") == (
        Hop("Khrenin", khrenin, publisher=False),
        Hop("IRNA", None, publisher=True),
    )
