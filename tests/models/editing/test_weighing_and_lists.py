"""Weighing, lists and what is put on several records: each one step, each taken back whole."""

import pytest

from models.checking.verification import verify
from models.editing import Evidence, RefusedError, Sourced, add_value, create_record, set_field
from models.editing.listing import drop_value, move_value, replace_value
from models.editing.several import change_identifier, change_tags, review_records
from models.editing.weighing import overrule, prefer_claims, set_claims_aside, weigh_as_any_other
from models.queries.detail import record_detail
from models.queries.views import Mark
from models.undo import undo_last
from tests.factories import add_quote
from tests.models.editing.looking import dump


def shown(reference, record, field):
    detail = record_detail(reference.database, record)
    return [one for view in detail.fields if view.name == field for one in view.values]


@pytest.fixture
def disputed(story):
    """A meeting whose date two quotes give differently."""
    reference, _ = story
    with reference.step(label="Quote"):
        quote = reference.database.rows("SELECT id, exact FROM quote ORDER BY id LIMIT 1")[0]
    words = quote[1].split()[0]
    meeting = create_record(reference, kind="meeting", label="Disputed talks").focus
    for value in ("first", "second"):
        set_field(
            reference, record=meeting, field="summary", value=value,
            evidence=Evidence(quote[0], printed=quote[1]),
        )  # fmt: skip
    assert words
    return reference, meeting


def test_two_values_stand_side_by_side_until_one_is_set_aside(disputed):
    reference, meeting = disputed
    first, second = shown(reference, meeting, "summary")
    assert (first.text, second.text) == ("first", "second")
    assert {first.mark, second.mark} == {Mark.DISPUTED}
    assert (first.origins, len(first.claims), first.grade) == (1, 1, first.grade)
    prefer_claims(reference, claims=second.claims, reason="nearer to the day")
    first, second = shown(reference, meeting, "summary")
    assert (first.text, first.rank, second.rank) == ("second", "preferred", "normal")
    assert first.mark is second.mark is Mark.DISPUTED
    before = dump(reference)
    set_claims_aside(reference, claims=second.claims, reason="a slip")
    kept, aside = shown(reference, meeting, "summary")
    assert (kept.mark, aside.rank) == (Mark.QUOTED, "deprecated")
    assert "Set aside: a slip" in aside.reasons
    undo_last(reference)
    assert dump(reference) == before
    weigh_as_any_other(reference, claims=kept.claims)
    assert verify(reference).failures == ()


def test_a_person_overrules_the_quotes_in_one_step_with_a_reason(disputed):
    reference, meeting = disputed
    before = dump(reference)
    with pytest.raises(RefusedError, match="why this does not count"):
        overrule(reference, record=meeting, field="summary", value="third", reason=" ")
    assert dump(reference) == before
    overrule(reference, record=meeting, field="summary", value="third", reason="I was there")
    held, *aside = shown(reference, meeting, "summary")
    assert (held.text, held.mark) == ("third", Mark.UNSOURCED)
    assert [one.rank for one in aside] == ["deprecated", "deprecated"]
    undo_last(reference)
    assert dump(reference) == before


def test_values_of_a_list_are_replaced_moved_and_dropped_in_their_place(story):
    reference, _ = story
    meeting = create_record(reference, kind="meeting", label="Talks").focus
    for topic in ("one", "two", "سه 🤝"):
        add_value(reference, record=meeting, field="topics", value=topic)

    def topics():
        return [one.text for one in shown(reference, meeting, "topics")]

    replace_value(reference, record=meeting, field="topics", key="two", value="zwei")
    assert topics() == ["one", "zwei", "سه 🤝"]
    move_value(reference, record=meeting, field="topics", key="one", steps=1)
    assert topics() == ["zwei", "one", "سه 🤝"]
    assert move_value(reference, record=meeting, field="topics", key="zwei", steps=-1).step is None
    with pytest.raises(RefusedError, match="this is there already"):
        replace_value(reference, record=meeting, field="topics", key="zwei", value="ONE")
    drop_value(reference, record=meeting, field="topics", key="one")
    assert topics() == ["zwei", "سه 🤝"]
    assert verify(reference).failures == ()


def test_a_value_of_a_list_that_rests_on_a_quote_is_not_let_go(story):
    reference, _ = story
    with reference.step(label="Quote"):
        snapshot = reference.database.rows("SELECT id, text FROM snapshot LIMIT 1")[0]
        quote = add_quote(reference.database, snapshot[0], snapshot[1].split(".")[0])
    meeting = create_record(
        reference,
        kind="meeting",
        label="Talks",
        values={"topics": [Sourced("met", (Evidence(quote, printed=snapshot[1].split()[0]),))]},
    ).focus
    for act in (
        lambda: drop_value(reference, record=meeting, field="topics", key="met"),
        lambda: replace_value(reference, record=meeting, field="topics", key="met", value="x"),
    ):
        with pytest.raises(RefusedError, match="rests on a quote"):
            act()


def test_tags_and_review_are_put_on_several_records_in_one_step(story):
    reference, ids = story
    before = dump(reference)
    done = change_tags(reference, records=[ids.bagheri, ids.khrenin], add=["defence", "visit"])
    assert done.label == "Tag 2 records"
    change_tags(reference, records=[ids.bagheri, ids.khrenin], add=["new"], remove=["visit"])
    rows = reference.database.rows(
        "SELECT record_id, text FROM tagging JOIN tag ON tag.id = tag_id "
        "WHERE record_id IN (?, ?) ORDER BY 1, 2",
        (ids.bagheri, ids.khrenin),
    )
    tagged = {record: [text for one, text in rows if one == record] for record, _ in rows}
    assert set(map(tuple, tagged.values())) == {("defence", "new")}
    review_records(reference, records=[ids.bagheri, ids.khrenin], review="checked")
    for _ in range(3):
        undo_last(reference)
    assert dump(reference) == before


def test_an_identifier_is_changed_in_one_step(story):
    reference, ids = story
    change_identifier(reference, record=ids.bagheri, scheme="wikidata", value="", new="Q1")
    change_identifier(reference, record=ids.bagheri, scheme="wikidata", value="Q1", new="Q2")
    rows = reference.database.rows(
        "SELECT value FROM identifier WHERE record_id = ? AND scheme = 'wikidata'", (ids.bagheri,)
    )
    assert rows == [("Q2",)]


def test_what_is_inside_a_record_is_checked_with_it(story):
    reference, ids = story
    review_records(reference, records=[ids.bagheri], review="checked")
    rows = reference.database.rows(
        "SELECT DISTINCT review FROM record WHERE id = ?1 OR owner_id = ?1", (ids.bagheri,)
    )
    assert rows == [("checked",)]
