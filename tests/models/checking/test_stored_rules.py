"""A file says by which rules its keys were made, and keys made by others are told once."""

import shutil
from pathlib import Path

import pytest

from models.checking.verification import verify
from models.reference.reference import Reference
from models.reference.versions import versions
from tests.damage import damage
from tests.factories import (
    make_reference,
)
from tests.models.checking.failures import failures


def test_a_new_file_says_by_which_rules_its_keys_are_made(tmp_path):
    with make_reference(tmp_path / "new.attache") as reference:
        facts = reference.facts()
    assert {key: facts[key] for key in versions()} == versions()


@pytest.mark.parametrize("rule", ["folding", "skeleton", "collation"])
def test_keys_made_by_other_rules_are_told_once_and_not_row_by_row(crowd, tmp_path, rule):
    path = Path(shutil.copyfile(crowd, tmp_path / "many.attache"))
    damage(
        path,
        f"UPDATE meta SET value = 'other' WHERE key = '{rule}'",
        {
            "folding": "UPDATE quote SET folded = folded || 'x'",
            "skeleton": "UPDATE search_document SET skeleton = 'xx'",
            "collation": "UPDATE record SET label_key = x'00'",
        }[rule],
    )
    with Reference.open(path, read_only=True) as reference:
        found = verify(reference)
    assert found.stale == {rule}
    (failure,) = found.failures
    assert "made by other rules" in failure


def test_another_version_of_unicode_alone_is_no_failure(story_file):
    damage(story_file.path, "UPDATE meta SET value = '1.1' WHERE key = 'unicode'")
    assert failures(story_file.path) == ()


def test_a_file_that_does_not_say_its_rules_is_compared_key_by_key(story_file):
    damage(
        story_file.path,
        "DELETE FROM meta WHERE key IN ('folding', 'skeleton', 'collation', 'unicode')",
    )
    assert failures(story_file.path) == ()
    damage(story_file.path, "UPDATE name SET folded = 'x'")
    assert all("does not follow from its spelling" in one for one in failures(story_file.path))
