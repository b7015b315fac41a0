"""The page about the file says what is in the file."""

import re

import pytest

from models.fields.registry import FIELDS
from models.schema.creation import TABLES
from models.schema.triggers import table_name
from models.schema.version import APPLICATION_ID, SCHEMA_VERSION
from models.seeds import create_from_seed
from models.seeds.shipped import named_seed, seeds_folder
from tests.docs.pages import FENCED, rows_of, script, section_of, text_of

PAGE = "docs/file-format.md"


def test_the_list_of_tables_and_fields_is_the_one_the_program_makes():
    """When this fails: .venv/bin/python docs/tables.py"""
    page = text_of(PAGE)
    assert script("tables").with_list(page) == page


def test_every_table_is_described():
    listed = re.findall(r"^### `(\w+)`\n\n(.+)$", section_of(PAGE, "## Every table"), re.MULTILINE)
    assert [name for name, _ in listed] == [table_name(table) for table in TABLES]
    assert all(len(described) > 10 for _, described in listed)


def test_every_field_is_named():
    listed = {(row[0], row[1].strip("`")) for row in rows_of(section_of(PAGE, "## Every field"))}
    assert listed == {(field.kind, field.name) for field in FIELDS}


def test_a_page_without_the_marks_of_the_list_is_refused():
    with pytest.raises(ValueError, match="lost the marks"):
        script("tables").with_list("# The file\n")


def test_the_page_says_how_a_reference_is_known(tmp_path):
    told = section_of(PAGE, "## How to know one")
    assert f"`{APPLICATION_ID.to_bytes(4, 'big').decode()}` (0x{APPLICATION_ID:X})" in told
    assert f"the version of the tables: {SCHEMA_VERSION}." in told


def test_the_questions_can_be_asked_and_answered(tmp_path):
    seed = named_seed("iran-belarus", seeds_folder())
    questions = [found["code"] for found in FENCED.finditer(text_of(PAGE))]
    with create_from_seed(tmp_path / "story.attache", seed) as reference:
        meetings, quotes, wrong = (reference.database.rows(asked) for asked in questions)
    assert [row[:2] for row in meetings][-1] == ("Bagheri – Khrenin talks", "2023-08-02")
    assert len(meetings) == 3
    assert ("When", "on Wednesday", "inferred") in {row[:3] for row in quotes}
    assert wrong == []
