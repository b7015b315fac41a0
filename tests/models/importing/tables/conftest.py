"""A table about meetings, as people keep them, and ways to read and import one."""

import pytest

from models.importing.tables import import_table, propose, read_table
from models.reference.reference import Reference

MEETINGS = """\
ID,Date,Place,Host,Country,Post,Visitors,About,Notes
1,2 Aug 2023,Tehran,Mohammad Bagheri,Iran,Chief of Staff,Viktor Khrenin; Ivan Ivanov,ties; arms,
2,03/04/2023,Minsk,"Khrenin, Viktor",Belarus,Minister,,“old ties”,seen
3,,,,,,,,only a note
4,May 2024,Minsk,Viktor Khrenin,Belarus,Minister,Mohammad Bagheri,,
"""


@pytest.fixture
def reference(tmp_path):
    with Reference.create(tmp_path / "mine.attache", title="Mine") as made:
        yield made


@pytest.fixture
def bring(reference):
    """Import a text as a table, by what its headings seem to mean or as is said."""

    def bring(text, mapping=None, *, name="meetings.csv", kind=None, **options):
        content = text.encode() if isinstance(text, str) else text
        table = read_table(content, name=name, mapping=mapping)
        chosen = mapping or propose(table.headings, kind)
        return import_table(reference, table, chosen, **options)

    return bring


@pytest.fixture
def asked(reference):
    """Ask the reference in SQL."""

    def asked(query, *parameters):
        with reference.connected() as database:
            return database.rows(query, parameters)

    return asked
