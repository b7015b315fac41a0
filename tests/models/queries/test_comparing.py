"""Two records side by side: what a merge keeps, adds, and leaves standing against each other."""

import pytest

from models.editing import Evidence, add_claim, add_name, create_record, set_field
from models.editing.merging import merge, not_the_same, unmerge
from models.queries.comparing import compare, merged_into


@pytest.fixture
def pair(story):
    reference, ids = story
    other = create_record(
        reference, kind="official", label="Victor Khrenin", values={"birth": "1971-08-01"}
    ).focus
    add_name(reference, record=other, text="Victor Khrenin", form="preferred")
    create_record(reference, kind="participation", owner=ids.meeting, values={"participant": other})
    return reference, ids, other


def outcomes(reference, kept, gone):
    with reference.connected() as database:
        comparison = compare(database, kept, gone)
    return {field.label: field.outcome for field in comparison.fields}


def test_what_one_knows_and_the_other_does_not_is_added(pair):
    reference, ids, other = pair
    found = outcomes(reference, ids.khrenin, other)
    assert found["Born"] == "added"
    assert found["Country"] == "kept"
    assert outcomes(reference, other, ids.khrenin)["Country"] == "added"


def test_a_disagreement_stands_only_where_words_back_it(pair):
    reference, ids, other = pair
    set_field(reference, record=other, field="country", value=ids.iran)
    assert outcomes(reference, ids.khrenin, other)["Country"] == "left"
    add_claim(
        reference,
        record=other,
        field="country",
        value=ids.iran,
        evidence=Evidence(ids.said, printed="Our ties"),
    )
    assert outcomes(reference, ids.khrenin, other)["Country"] == "both"
    merge(reference, keep=ids.khrenin, gone=other)
    with reference.connected() as database:
        claims = database.rows(
            "SELECT value_record_id FROM claim WHERE record_id = ? AND value_record_id = ?",
            (ids.khrenin, ids.iran),
        )
    assert claims


def test_what_goes_over_is_counted(pair):
    reference, ids, other = pair
    with reference.connected() as database:
        moving = compare(database, ids.khrenin, other).moving
    assert (moving.names, moving.participations, moving.claims) == (1, 1, 0)


def test_why_two_cannot_be_merged_is_said_beforehand(pair):
    reference, ids, other = pair
    with reference.connected() as database:
        assert compare(database, ids.khrenin, other).why_not is None
        assert (
            compare(database, ids.khrenin, ids.meeting).why_not
            == "Only two records of one kind can be the same."
        )
        assert compare(database, ids.khrenin, 1 << 40) is None
    not_the_same(reference, one=ids.khrenin, other=other)
    with reference.connected() as database:
        assert "not the same" in compare(database, ids.khrenin, other).why_not


def test_what_was_merged_into_a_record_is_listed_until_it_is_taken_apart(pair):
    reference, ids, other = pair
    merge(reference, keep=ids.khrenin, gone=other)
    with reference.connected() as database:
        (merged,) = merged_into(database, ids.khrenin)
        assert (merged.id, merged.kind, merged.label) == (other, "official", "Victor Khrenin")
    unmerge(reference, record=other)
    with reference.connected() as database:
        assert merged_into(database, ids.khrenin) == ()
