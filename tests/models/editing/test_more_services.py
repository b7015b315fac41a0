"""Names, posts, tags, sources, weights and the trash: each one step, each taken back whole."""

import pytest

from models.checking.verification import verify
from models.editing import (
    Attendee,
    Author,
    Evidence,
    Hop,
    New,
    Passage,
    Premise,
    RefusedError,
    Sourced,
    add_identifier,
    add_name,
    add_tag,
    add_translation,
    create_record,
    prefer_name,
    record_meeting,
    remove_identifier,
    remove_tag,
    remove_translation,
    resting_on,
    restore,
    set_attribution,
    set_authors,
    set_csl,
    set_field,
    set_premises,
    trash,
)
from models.undo import redo, undo_last
from tests.factories import TEXT
from tests.models.editing.looking import dump, one, value


def there_and_back(reference):
    """Undo and redo the last step; both states must come back to the letter, and be sound."""
    after = dump(reference)
    undo_last(reference)
    before = dump(reference)
    assert verify(reference).failures == ()
    redo(reference)
    assert dump(reference) == after
    assert verify(reference).failures == ()
    undo_last(reference)
    assert dump(reference) == before
    redo(reference)


def test_a_name_is_added_whole_and_found(story):
    reference, ids = story
    name = add_name(
        reference,
        record=ids.khrenin,
        text="Khrenin",
        family="Khrenin",
        evidence=[Evidence(ids.said, printed="Khrenin")],
    ).focus
    assert value(reference, "name", name, "script") == "Latn"
    assert value(reference, "name", name, "folded") == "khrenin"
    assert value(reference, "name", name, "given") is None
    there_and_back(reference)


def test_a_preferred_name_is_what_the_record_is_called(story):
    reference, ids = story
    first = add_name(reference, record=ids.khrenin, text="Viktar Chrenin", form="preferred").focus
    assert value(reference, "record", ids.khrenin, "label", "id") == "Viktar Chrenin"
    there_and_back(reference)
    second = add_name(reference, record=ids.khrenin, text="V. G. Khrenin").focus
    prefer_name(reference, name=second)
    assert value(reference, "name", first, "form") == "printed"
    assert value(reference, "record", ids.khrenin_present, "label", "id") == "V. G. Khrenin"
    set_field(reference, record=second, field="text", value="Viktor Gennadyevich Khrenin")
    assert value(reference, "record", ids.khrenin, "label", "id") == "Viktor Gennadyevich Khrenin"
    there_and_back(reference)
    assert "Viktor Gennadyevich" in one(
        reference, "SELECT who FROM record WHERE id = ?", ids.meeting
    )


def test_a_post_is_called_by_its_title_and_what_it_is_of(story):
    reference, ids = story
    done = create_record(
        reference,
        kind="tenure",
        owner=ids.khrenin,
        values={"title": "General", "organization": ids.belarus, "start": "2020"},
    )
    assert done.records == (ids.khrenin,)
    assert value(reference, "record", done.focus, "label", "id") == "General, Belarus"
    set_field(reference, record=done.focus, field="title", value="Lieutenant General")
    assert value(reference, "record", done.focus, "label", "id") == "Lieutenant General, Belarus"
    there_and_back(reference)
    with pytest.raises(RefusedError, match="belongs to Viktor Khrenin"):
        set_field(reference, record=done.focus, field="official", value=ids.bagheri)


def test_a_whole_meeting_is_one_step(story):
    reference, ids = story
    before = dump(reference)
    start = TEXT.index("The two signed")
    signed = Passage(ids.snapshot, start, start + len("The two signed a memorandum."))
    done = record_meeting(
        reference,
        values={
            "date": "2024-01-15",
            "form": "visit",
            "place": Sourced(
                New("place", "Minsk", {"type": "city"}), (Evidence(ids.met, printed="Belarus"),)
            ),
            "agreements": [New("agreement", "A plan", {"form": "memorandum"}, connection="signed")],
        },
        attendees=[
            Attendee(
                Sourced(ids.bagheri, (Evidence(ids.said, printed="Bagheri"),)),
                role="visitor",
                post=Sourced(ids.chief, (Evidence(ids.met, printed="chief of staff"),)),
                side=ids.iran,
            ),
            Attendee(
                New("official", "Alexander Volfovich", {"country": ids.belarus}),
                role="host",
                post=New(
                    "tenure", values={"title": "State Secretary", "organization": ids.belarus}
                ),
            ),
        ],
        evidence=[Evidence(signed)],
    )
    assert done.label == "Record Mohammad Bagheri visits Alexander Volfovich"
    assert done.records[0] == done.focus
    assert verify(reference).failures == ()
    assert (
        one(
            reference,
            "SELECT count(*) FROM participation WHERE event_id = ? AND capacity_id IS NOT NULL",
            done.focus,
        )
        == 2
    )
    there_and_back(reference)
    undo_last(reference)
    assert dump(reference) == before


def test_a_meeting_that_fails_at_its_last_guest_is_not_made(story):
    reference, ids = story
    before = dump(reference)
    with pytest.raises(RefusedError, match="held by Viktor Khrenin"):
        record_meeting(
            reference,
            values={"place": New("place", "Minsk")},
            attendees=[Attendee(ids.bagheri, post=ids.minister)],
        )
    assert dump(reference) == before


def test_tags_are_words_not_spellings(story):
    reference, ids = story
    add_tag(reference, record=ids.meeting, tag=" Defence ")
    there_and_back(reference)
    add_tag(reference, record=ids.agreement, tag="defence")
    assert one(reference, "SELECT count(*) FROM tag") == 1
    assert add_tag(reference, record=ids.agreement, tag="DEFENCE").step is None
    remove_tag(reference, record=ids.meeting, tag="defence")
    remove_tag(reference, record=ids.agreement, tag="Defence")
    assert one(reference, "SELECT count(*) FROM tag") == 0
    there_and_back(reference)
    with pytest.raises(RefusedError):
        remove_tag(reference, record=ids.agreement, tag="Defence")


def test_an_identifier_belongs_to_one_record(story):
    reference, ids = story
    add_identifier(reference, record=ids.iran, scheme="ISO 3166", value="IR")
    there_and_back(reference)
    with pytest.raises(RefusedError, match="of “Iran”"):
        add_identifier(reference, record=ids.belarus, scheme="ISO 3166", value="IR")
    remove_identifier(reference, record=ids.iran, scheme="ISO 3166", value="IR")
    there_and_back(reference)


def test_a_source_has_authors_and_the_rest_of_its_csl(story):
    reference, ids = story
    set_authors(
        reference, source=ids.source, authors=[Author("Staff"), Author(family="Esfandiari")]
    )
    there_and_back(reference)
    set_csl(reference, source=ids.source, csl={"page": "3"})
    assert value(reference, "source", ids.source, "csl") == '{"page": "3"}'
    there_and_back(reference)
    set_csl(reference, source=ids.source, csl={})
    assert value(reference, "source", ids.source, "csl") is None
    with pytest.raises(RefusedError):
        set_authors(reference, source=ids.source, authors=[Author(given="G.")])
    with pytest.raises(RefusedError):
        set_csl(reference, source=ids.meeting, csl={})


def test_a_translation_is_added_beside_the_words(story):
    reference, ids = story
    add_translation(
        reference, quote=ids.said, language="de", text="Alt sind unsere Bande", translator="me"
    )
    there_and_back(reference)
    remove_translation(reference, translation=1)
    there_and_back(reference)


def test_a_title_that_was_the_label_takes_the_label_along(story):
    reference, ids = story
    set_field(reference, record=ids.source, field="title", value="Another headline")
    assert value(reference, "record", ids.source, "label", "id") == "Another headline"
    there_and_back(reference)


def test_where_words_come_from_counts_their_origins(story):
    reference, ids = story
    assert one(reference, "SELECT origins FROM record WHERE id = ?", ids.meeting) == 1
    set_attribution(reference, claim=ids.claim_date, hops=[Hop("state media", None, True)])
    assert one(reference, "SELECT origins FROM record WHERE id = ?", ids.meeting) == 2
    there_and_back(reference)
    with pytest.raises(RefusedError) as refused:
        set_attribution(reference, claim=ids.claim_date, hops=[Hop("The Times", None, True)])
    assert refused.value.field == "hops"


def test_what_a_claim_leans_on_makes_it_inferred(story):
    reference, ids = story
    set_premises(reference, claim=ids.claim_date, premises=())
    assert value(reference, "claim", ids.claim_date, "directness", "id") == "direct"
    there_and_back(reference)
    set_premises(reference, claim=ids.claim_date, premises=[Premise("quote", ids.said, None, None)])
    assert value(reference, "claim", ids.claim_date, "directness", "id") == "inferred"
    there_and_back(reference)


def test_the_trash_says_what_still_rests_on_a_record(story):
    reference, ids = story
    found = resting_on(reference, ids.belarus)
    assert {(resting.record, resting.how) for resting in found.shown} == {
        (ids.khrenin, "Country"),
        (ids.khrenin, "Of"),
        (ids.relation, "To"),
    }
    assert found.total == 2
    assert resting_on(reference, ids.source).quotes == 2
    assert ids.meeting in {resting.record for resting in resting_on(reference, ids.source).shown}
    trash(reference, record=ids.belarus)
    assert value(reference, "record", ids.belarus, "trashed", "id") is not None
    there_and_back(reference)
    with pytest.raises(RefusedError, match="in the trash already"):
        trash(reference, record=ids.belarus)
    with pytest.raises(RefusedError, match="is in the trash"):
        set_field(reference, record=ids.bagheri, field="country", value=ids.belarus)
    restore(reference, record=ids.belarus)
    there_and_back(reference)


def test_a_participation_in_the_trash_is_no_longer_counted(story):
    reference, ids = story
    trash(reference, record=ids.khrenin_present)
    assert "Khrenin" not in one(reference, "SELECT who FROM record WHERE id = ?", ids.meeting)
    there_and_back(reference)
