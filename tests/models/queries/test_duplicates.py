"""What may be the same is suggested with reasons, and left alone once somebody said no."""

from models.editing import add_name, create_record, not_the_same, set_field, trash
from models.queries.duplicates import possible_duplicates


def pairs(reference, record=None):
    with reference.connected() as database:
        return possible_duplicates(database, record)


def test_people_called_alike_in_any_script_are_suggested(story):
    reference, ids = story
    assert pairs(reference) == ()
    other = create_record(reference, kind="official", label="V. Khrenin").focus
    add_name(reference, record=other, text="Viktor Khrenin")
    third = create_record(reference, kind="official", label="Hrenin").focus
    add_name(reference, record=third, text="Victor Hrenin")
    found = pairs(reference)
    assert (found[0].one, found[0].other) == (ids.khrenin, other)
    assert found[0].reasons == ("Both are named “Viktor Khrenin”.",)
    assert any("sound alike" in pair.reasons[0] for pair in found[1:])
    assert pairs(reference, ids.bagheri) == ()
    not_the_same(reference, one=ids.khrenin, other=other)
    assert (ids.khrenin, other) not in {(pair.one, pair.other) for pair in pairs(reference)}
    trash(reference, record=third)
    assert pairs(reference) == ()


def test_people_of_two_countries_are_not(story):
    reference, ids = story
    other = create_record(reference, kind="official", label="V. Khrenin").focus
    add_name(reference, record=other, text="Viktor Khrenin")
    set_field(reference, record=other, field="country", value=ids.iran)
    assert pairs(reference) == ()


def test_two_of_which_one_is_a_value_of_the_other_are_not(story):
    reference, ids = story
    agency = create_record(reference, kind="organization", label="Iran").focus
    assert (ids.iran, agency) in {(pair.one, pair.other) for pair in pairs(reference)}
    set_field(reference, record=agency, field="country", value=ids.iran)
    assert (ids.iran, agency) not in {(pair.one, pair.other) for pair in pairs(reference)}


def test_two_reports_of_one_meeting_are_suggested(story):
    reference, ids = story
    other = create_record(
        reference, kind="meeting", label="Talks in Tehran", values={"date": "2023-08-02"}
    ).focus
    assert pairs(reference) == ()
    create_record(reference, kind="participation", owner=other, values={"participant": ids.khrenin})
    (found,) = pairs(reference, other)
    assert found.kind == "meeting"
    assert found.reasons == ("Viktor Khrenin was at both.", "Both are on 2 August 2023.")
    set_field(reference, record=other, field="place", value=ids.tehran)
    assert "Both are in Tehran." in pairs(reference, other)[0].reasons
    set_field(reference, record=other, field="part_of", value=ids.meeting)
    assert pairs(reference) == ()
