"""A reference with more rows than Verify looks at in one bite."""

import pytest

from models.capture import plain_text
from models.summaries.refresh import refresh
from tests.factories import (
    add_claim,
    add_quote,
    add_record,
    add_snapshot,
    make_reference,
)


def many(path, count):
    """Make a reference of `count` officials, each with a name and a quote of its own."""
    text = "".join(f"Official {number:04} spoke. " for number in range(count))
    with make_reference(path) as reference:
        database = reference.database
        with reference.step(label="Many", bulk=True):
            source = add_record(database, "source", "Register", title="Register")
            snapshot = add_snapshot(database, source, text, extractor=plain_text.EXTRACTOR)
            for number in range(count):
                official = add_record(database, "official", f"Official {number:04}")
                quote = add_quote(database, snapshot, f"Official {number:04} spoke")
                add_claim(database, official, quote, None, None)
            refresh(database)
    return path


@pytest.fixture(scope="session")
def crowd(tmp_path_factory):
    """1,200 officials; tests that change it make a copy."""
    return many(tmp_path_factory.mktemp("crowd") / "many.attache", 1200)
