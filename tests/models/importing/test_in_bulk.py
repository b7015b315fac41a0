"""Written in bulk, an import leaves the same file as row by row under every trigger."""

import random
import uuid
from contextlib import nullcontext

import pytest

from models.exchange.canonical import canonical_content
from models.importing.historian import FolderFiles, import_historian
from models.importing.references import import_reference
from models.importing.tables import evidence as tables_evidence
from models.importing.tables import import_table, propose, read_table
from models.reference.database import BrokenRuleError, ReferenceDatabase
from models.reference.reference import Reference
from models.reference.shape import foreign_objects
from models.schema import quotes_together as together
from tests.models.importing.tables.conftest import MEETINGS


def one_by_one(self, table, columns, rows):
    """Insert each row by a statement of its own."""
    listed = ", ".join(f'"{column}"' for column in columns)
    marks = ", ".join("?" * len(columns))
    for row in rows:
        self.run(f'INSERT INTO "{table}" ({listed}) VALUES ({marks})', tuple(row))


def all_one_by_one(self, gathered):
    """Insert each row before the next is prepared."""
    for table, columns, rows in gathered:
        one_by_one(self, table, columns, rows)


@pytest.fixture
def always_the_same(monkeypatch):
    """Return a function after which the same uids and moments are given again."""

    def begin():
        chance = random.Random(7)
        monkeypatch.setattr(uuid, "uuid4", lambda: uuid.UUID(int=chance.getrandbits(128)))

    for module in (
        "capture.adding",
        "editing.edit",
        "editing.rows",
        "importing.historian.run",
        "importing.tables.making",
        "reference.reference",
    ):
        monkeypatch.setattr(f"models.{module}.now", lambda: "2026-01-01T00:00:00Z")
    return begin


def contents(reference):
    """Return every row of every table, and what is exported."""
    tables = reference.database.rows(
        "SELECT name FROM pragma_table_list WHERE type IN ('table', 'shadow') AND schema = 'main' "
        "AND name NOT LIKE 'sqlite%'"
    )
    found = {
        table: sorted(reference.database.rows(f'SELECT * FROM "{table}"'), key=repr)
        for (table,) in tables
        # How the search index cuts its words into blocks depends on when it wrote them out.
        if not table.startswith("record_search")
    }
    reference.database.run(
        "INSERT INTO record_search (record_search, rank) VALUES ('integrity-check', 1)"
    )
    return found, canonical_content(reference)


def sheet(reference, logged):
    table = read_table(MEETINGS.encode(), name="meetings.csv")
    import_table(reference, table, propose(table.headings), logged=logged)


@pytest.mark.parametrize("logged", [0, 1000])
@pytest.mark.parametrize("what", ["historian", "table", "reference"])
def test_the_file_is_the_same_as_row_by_row_under_every_trigger(
    tmp_path, monkeypatch, always_the_same, small_template, story_file, what, logged
):
    if what == "historian" and logged:
        return
    found = []
    for name in ("bulk", "rows"):
        always_the_same()
        if name == "rows":
            monkeypatch.setattr(together, "quotes_together", lambda _: nullcontext())
            monkeypatch.setattr(ReferenceDatabase, "insert_rows", one_by_one)
            monkeypatch.setattr(ReferenceDatabase, "insert_meanwhile", all_one_by_one)
        with Reference.create(tmp_path / f"{name}.attache", title="Mine") as reference:
            if what == "historian":
                import_historian(reference, FolderFiles(small_template))
            elif what == "table":
                sheet(reference, logged)
            else:
                import_reference(reference, story_file.path, logged=logged)
            found.append(contents(reference))
    assert found[0] == found[1]


@pytest.mark.parametrize("logged", [0, 1000])
def test_an_import_that_quotes_wrongly_is_refused_and_leaves_nothing(tmp_path, monkeypatch, logged):
    monkeypatch.setattr(tables_evidence, "context", lambda *_: ("", "not there"))
    with Reference.create(tmp_path / "mine.attache", title="Mine") as reference:
        before = contents(reference)
        with pytest.raises(BrokenRuleError, match="exactly the text of its snapshot"):
            sheet(reference, logged)
        assert contents(reference) == before
        assert foreign_objects(reference.database) is None
