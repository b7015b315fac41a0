"""Writes the list of tables and fields in docs/file-format.md from the program itself.

    .venv/bin/python docs/tables.py

A new, empty reference is made and read back as any other program would read it, so that the list
says what is in the files and not what we believe. The text around the list is left alone.
"""

import inspect
import re
import sys
import tempfile
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(CHECKOUT))

from models.fields.registry import FIELDS, Field, FieldType  # noqa: E402
from models.reference.database import ReferenceDatabase  # noqa: E402
from models.reference.reference import Reference  # noqa: E402
from models.schema.creation import TABLES  # noqa: E402
from models.schema.triggers import table_name  # noqa: E402
from models.schema.vocabulary import KINDS  # noqa: E402

PAGE = CHECKOUT / "docs" / "file-format.md"
BEGIN = "<!-- written by docs/tables.py: do not edit below -->"
END = "<!-- written by docs/tables.py: do not edit above -->"

CLOSED_SET = re.compile(r"CHECK \(\"(?P<column>\w+)\" IN \((?P<values>[^)]*)\)\)")


def generated() -> str:
    """Return the Markdown of every table with its columns, and of every field."""
    with tempfile.TemporaryDirectory(prefix="attache-tables-") as work:
        reference = Reference.create(Path(work, "empty.attache"), title="empty")
        try:
            tables = [_table(reference.database, table) for table in TABLES]
        finally:
            reference.close()
    return "\n\n".join(("## Every table", *tables, "## Every field", _fields()))


def _table(database: ReferenceDatabase, table: type) -> str:
    name = table_name(table)
    described = inspect.cleandoc(table.__doc__ or "").replace("\n\n", "\n").replace("\n", " ")
    return "\n".join(
        (
            f"### `{name}`",
            "",
            described,
            "",
            "| column | type | holds |",
            "|---|---|---|",
            *_columns(database, name),
        )
    )


def _columns(database: ReferenceDatabase, name: str) -> list[str]:
    ((text,),) = database.rows("SELECT sql FROM sqlite_schema WHERE name = ?", (name,))
    sets = {found["column"]: found["values"] for found in CLOSED_SET.finditer(text)}
    links = {
        own: f"points to `{target}.{far or 'id'}`"
        for _, _, target, own, far, *_ in database.rows(f"PRAGMA foreign_key_list({name})")
    }
    lines = []
    for _, column, type_, not_null, default, in_key in database.rows(f"PRAGMA table_info({name})"):
        said = []
        if in_key:
            said.append("identity of the row")
        if column in links:
            said.append(links[column])
        given = "" if default is None else default.strip("'")
        choices = sets.get(column, "").replace("'", "")
        if choices and choices == given:
            said.append(f"always {choices}")
        elif choices:
            said.append(f"one of: {choices}")
        elif given:
            said.append(f"if not given: {given}")
        if not (not_null or in_key):
            said.append("may be missing")
        lines.append(f"| `{column}` | {type_} | {'; '.join(said)} |")
    return lines


def _fields() -> str:
    lines = ["| kind | field | called | what it is | kept in |", "|---|---|---|---|---|"]
    lines += [
        f"| {field.kind} | `{field.name}` | {field.label} | {_nature(field)} | {_place(field)} |"
        for kind in KINDS
        for field in FIELDS
        if field.kind == kind
    ]
    return "\n".join(lines)


def _nature(field: Field) -> str:
    what = {
        FieldType.TEXT: "text",
        FieldType.CHOICE: "one of a closed set",
        FieldType.DATE: "date",
        FieldType.RECORD: " or ".join(field.targets),
    }[field.type]
    extra = "".join((", several" if field.several else "", "" if field.citable else ", not cited"))
    return what + extra


def _place(field: Field) -> str:
    table = field.table or field.kind
    if field.type is FieldType.DATE:
        return f"`{table}.{field.column}_edtf`, `_min`, `_max`, `_printed`"
    return f"`{table}.{field.column}`"


def with_list(page: str) -> str:
    """Return the text of the page with the list as it is now.

    Raises:
        ValueError: the page has lost the marks between which the list stands.
    """
    before, _, rest = page.partition(BEGIN)
    _, found, after = rest.partition(END)
    if not found:
        message = f"{PAGE.name} has lost the marks of the list."
        raise ValueError(message)
    return f"{before}{BEGIN}\n\n{generated()}\n\n{END}{after}"


if __name__ == "__main__":
    PAGE.write_text(with_list(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
    print(f"{PAGE.name} names {len(TABLES)} tables and {len(FIELDS)} fields.")
