"""What the headings of a table are taken to mean."""

import pytest

from models.importing.tables.mapping import LABEL, propose


@pytest.mark.parametrize("heading", ["name", "Meeting title", "Event"])
def test_a_column_with_the_name_of_a_meeting_says_what_it_is_called(heading):
    found = propose([heading, "Date", "Place", "Participants"])
    assert found is not None
    assert found.kind == "meeting"
    assert found.columns == {
        heading: LABEL,
        "Date": "date",
        "Place": "place",
        "Participants": "official:principal",
    }


def test_names_of_officials_and_places_stay_what_they_were():
    officials = propose(["name", "born", "country"])
    assert officials is not None
    assert officials.kind == "official"
    places = propose(["name", "lies in"])
    assert places is not None
    assert places.kind == "place"
