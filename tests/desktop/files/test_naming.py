"""What is proposed or typed becomes the name of a file that every system can hold."""

from pathlib import Path

import pytest

from desktop.files.naming import with_suffix
from models.files.naming import is_kept_for_a_device


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("story", "story.attache"),
        ("story.attache", "story.attache"),
        ("story.", "story..attache"),
        ("2.5", "2.5.attache"),
        ("CON", "CON_.attache"),
        ("nul.attache", "nul_.attache"),
        ("Aux.old", "Aux_.old.attache"),
        ("LPT1 .attache", "LPT1_.attache"),
    ],
)
def test_a_name_gets_its_ending_and_is_no_device(typed: str, name: str) -> None:
    made = with_suffix(Path("/a/folder") / typed)
    assert made == Path("/a/folder") / name
    assert not is_kept_for_a_device(made.name)
