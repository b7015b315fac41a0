"""What a reference holds is counted as it stands in the file."""

from models.checking.information import information
from models.schema.vocabulary import KINDS
from models.summaries.refresh import refresh
from tests.factories import (
    add_claim,
    add_quote,
    add_record,
)


def test_information_counts_what_is_there(story):
    reference, ids = story
    found = information(reference)
    assert found.title == "The small story"
    assert found.path == str(reference.path)
    assert found.schema_version == 1
    assert tuple(found.kinds) == KINDS
    assert found.kinds == {
        "official": 2,
        "organization": 3,
        "place": 2,
        "tenure": 2,
        "meeting": 1,
        "participation": 2,
        "agreement": 1,
        "statement": 1,
        "relation": 1,
        "name": 3,
        "source": 1,
    }
    assert (found.records, found.sources, found.snapshots) == (19, 1, 1)
    assert (found.quotes, found.claims) == (2, 10)
    assert found.unsourced_fields > 0
    assert found.disputed_fields == 0
    with reference.step(label="Into the trash"):
        reference.database.run(
            "UPDATE record SET trashed = '2026-01-01T00:00:00Z' WHERE id = ?", (ids.relation,)
        )
    assert information(reference).kinds["relation"] == 0


def test_information_counts_disputes(story):
    reference, ids = story
    database = reference.database
    with reference.step(label="Another place"):
        other = add_record(database, "place", "Minsk", type="city")
        quote = add_quote(database, ids.snapshot, "Viktor Khrenin in Tehran")
        add_claim(database, ids.meeting, quote, "place", other, decisive="Tehran")
        refresh(database)
    assert information(reference).disputed_fields == 1
