"""Two records become one, and two again, also after later edits (law 9)."""

import pytest

from models.checking.verification import verify
from models.editing import (
    Evidence,
    RefusedError,
    add_claim,
    add_tag,
    add_value,
    create_record,
    restore,
    set_field,
    set_note,
    trash,
)
from models.editing.merging import may_be_the_same, merge, not_the_same, unmerge
from models.exchange.canonical import canonical
from models.undo import redo, undo_last
from tests.models.editing.looking import dump, one, value


def sound(reference):
    assert verify(reference).failures == ()


@pytest.fixture
def twin(story):
    """A second Khrenin, whom an IRNA report calls otherwise, at the same meeting."""
    reference, ids = story
    other = create_record(
        reference,
        kind="official",
        label="Victor Khrenin",
        values={"birth": "1971-08-01", "country": ids.iran},
    ).focus
    add_tag(reference, record=other, tag="defence")
    post = create_record(reference, kind="tenure", owner=other, values={"title": "General"}).focus
    create_record(
        reference,
        kind="participation",
        owner=ids.meeting,
        values={"participant": other, "capacity": post, "role": "visitor"},
    )
    add_value(reference, record=ids.statement, field="addressees", value=other)
    add_claim(
        reference,
        record=ids.statement,
        field="addressees",
        value=other,
        evidence=Evidence(ids.said, printed="Khrenin"),
    )
    return reference, ids, other


def test_everything_said_of_one_is_said_of_the_other(twin):
    reference, ids, other = twin
    before = dump(reference)
    done = merge(reference, keep=ids.khrenin, gone=other)
    assert done.label == "Merge Victor Khrenin into Viktor Khrenin"
    sound(reference)
    assert value(reference, "official", ids.khrenin, "birth_edtf") == "1971-08-01"
    assert value(reference, "official", ids.khrenin, "country_id") == ids.belarus
    assert value(reference, "record", other, "merged_into_id", "id") == ids.khrenin
    assert one(reference, "SELECT count(*) FROM tenure WHERE official_id = ?", ids.khrenin) == 2
    assert (
        one(
            reference,
            "SELECT count(*) FROM participation JOIN record ON record.id = record_id "
            "WHERE event_id = ? AND participant_id = ? AND trashed IS NULL",
            ids.meeting,
            ids.khrenin,
        )
        == 1
    )
    assert (
        one(reference, "SELECT count(*) FROM addressee WHERE statement_id = ?", ids.statement) == 1
    )
    assert (
        one(
            reference,
            "SELECT count(*) FROM name JOIN record ON record.id = record_id "
            "WHERE bearer_id = ? AND text = 'Victor Khrenin' AND trashed IS NULL",
            ids.khrenin,
        )
        == 1
    )
    after = dump(reference)
    undo_last(reference)
    assert dump(reference) == before
    redo(reference)
    assert dump(reference) == after


def test_taking_them_apart_again_gives_back_the_same_content(twin):
    reference, ids, other = twin
    before = canonical(reference)
    merge(reference, keep=ids.khrenin, gone=other)
    merged = dump(reference)
    unmerge(reference, record=other)
    sound(reference)
    assert canonical(reference) == before
    undo_last(reference)
    assert dump(reference) == merged


def test_they_come_apart_also_after_later_edits(twin):
    reference, ids, other = twin
    merge(reference, keep=ids.khrenin, gone=other)
    set_note(reference, record=ids.khrenin, note="Made after the merge")
    later = create_record(
        reference, kind="tenure", owner=ids.khrenin, values={"title": "Chief"}
    ).focus
    set_field(reference, record=ids.khrenin, field="birth", value="1971")
    post = one(reference, "SELECT record_id FROM tenure WHERE title = 'General'")
    set_field(reference, record=post, field="start", value="2020")
    with pytest.raises(RefusedError, match="take it out"):
        restore(reference, record=other)
    unmerge(reference, record=other)
    sound(reference)
    assert value(reference, "tenure", later, "official_id") == ids.khrenin
    assert value(reference, "tenure", post, "official_id") == other
    assert value(reference, "tenure", post, "start_edtf") == "2020"
    assert value(reference, "official", ids.khrenin, "birth_edtf") == "1971"
    assert value(reference, "record", ids.khrenin, "note", "id") == "Made after the merge"
    with pytest.raises(RefusedError, match="was not merged"):
        unmerge(reference, record=other)


def test_two_reports_of_one_meeting_keep_every_claim(story):
    reference, ids = story
    other = create_record(
        reference,
        kind="meeting",
        label="Khrenin in Tehran",
        values={"date": "2023-08-01", "form": "visit", "topics": ["ties"]},
    ).focus
    create_record(reference, kind="participation", owner=other, values={"participant": ids.khrenin})
    create_record(reference, kind="participation", owner=other, values={"participant": ids.belarus})
    add_claim(
        reference,
        record=other,
        field="form",
        value="visit",
        evidence=Evidence(ids.said, printed="told"),
    )
    claims = one(reference, "SELECT count(*) FROM claim")
    before = canonical(reference)
    merge(reference, keep=ids.meeting, gone=other)
    sound(reference)
    assert one(reference, "SELECT count(*) FROM claim") == claims
    assert value(reference, "meeting", ids.meeting, "form") == "meeting"
    assert value(reference, "meeting", ids.meeting, "date_edtf") == "2023-08-02"
    assert one(reference, "SELECT disputed FROM record WHERE id = ?", ids.meeting) == 1
    present = one(
        reference,
        "SELECT count(*) FROM participation JOIN record ON record.id = record_id "
        "WHERE event_id = ? AND trashed IS NULL",
        ids.meeting,
    )
    assert present == 3
    unmerge(reference, record=other)
    sound(reference)
    assert canonical(reference) == before


def test_an_unsourced_value_that_a_claim_replaced_comes_back(story):
    reference, ids = story
    other = create_record(reference, kind="place", label="Teheran").focus
    set_field(reference, record=ids.tehran, field="type", value="city")
    land = one(reference, "SELECT within_id FROM place WHERE record_id = ?", ids.tehran)
    wide = create_record(reference, kind="place", label="Persia").focus
    add_claim(
        reference,
        record=other,
        field="within",
        value=wide,
        evidence=Evidence(ids.met, printed="Iran"),
    )
    merge(reference, keep=ids.tehran, gone=other)
    sound(reference)
    assert value(reference, "place", ids.tehran, "within_id") == wide
    unmerge(reference, record=other)
    sound(reference)
    assert value(reference, "place", ids.tehran, "within_id") == land
    assert value(reference, "place", other, "within_id") == wide


def test_what_cannot_be_the_same_is_not_merged(story):
    reference, ids = story
    land = one(reference, "SELECT within_id FROM place WHERE record_id = ?", ids.tehran)
    for keep, gone in (
        (ids.iran, ids.iran),
        (ids.iran, ids.bagheri),
        (ids.tehran, land),
        (ids.chief, ids.minister),
    ):
        with pytest.raises(RefusedError):
            merge(reference, keep=keep, gone=gone)
    source = create_record(reference, kind="source", label="The same story").focus
    with pytest.raises(RefusedError, match="captured text"):
        merge(reference, keep=source, gone=ids.source)
    merge(reference, keep=ids.source, gone=source)
    sound(reference)


def test_not_the_same_is_remembered(story):
    reference, ids = story
    not_the_same(reference, one=ids.khrenin, other=ids.bagheri, reason="two men")
    with pytest.raises(RefusedError, match=r"not the same \(two men\)"):
        merge(reference, keep=ids.bagheri, gone=ids.khrenin)
    may_be_the_same(reference, one=ids.bagheri, other=ids.khrenin)
    merge(reference, keep=ids.bagheri, gone=ids.khrenin)
    sound(reference)
    with pytest.raises(RefusedError, match="is in the trash"):
        merge(reference, keep=ids.bagheri, gone=ids.khrenin)


def test_of_a_chain_the_last_merge_is_taken_apart_first(story):
    reference, ids = story
    one_more = create_record(reference, kind="official", label="V. Khrenin").focus
    last = create_record(reference, kind="official", label="General Khrenin").focus
    before = canonical(reference)
    merge(reference, keep=one_more, gone=ids.khrenin)
    merge(reference, keep=last, gone=one_more)
    with pytest.raises(RefusedError, match="was merged itself"):
        unmerge(reference, record=ids.khrenin)
    unmerge(reference, record=one_more)
    unmerge(reference, record=ids.khrenin)
    sound(reference)
    assert canonical(reference) == before
    trash(reference, record=last)
