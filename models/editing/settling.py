"""What follows a changed claim or value: the field itself, and what hangs on the field."""

from __future__ import annotations

from models.editing.edit import Edit
from models.editing.projecting import project
from models.editing.rows import Row, any_row, field_named, held, update
from models.editing.source_dates import source_date_changed
from models.fields.registry import Field
from models.names.scripts import script_of
from models.records.values import Value


def settle(edit: Edit, row: Row, field: Field) -> None:
    """Project `field` from its claims, and let everything that hangs on it follow."""
    before = next(iter(held(edit.database, row).get(field.name, ())), None)
    project(edit.database, row, field)
    after = next(iter(held(edit.database, row).get(field.name, ())), None)
    after_writing(edit, row, field, before, after)


def after_writing(
    edit: Edit, row: Row, field: Field, before: Value | None, value: Value | None
) -> None:
    """Let what hangs on a field follow it: labels, scripts, dates read against a source's date."""
    if before == value:
        return
    if row.kind == "source" and field.name == "date" and row.id not in edit.dated:
        # A source can be dated by another; once round is enough.
        edit.dated.add(row.id)
        for record, name in source_date_changed(edit, row, before, value):
            moved = any_row(edit.database, record)
            settle(edit, moved, field_named(moved.kind, name))
        edit.dated.discard(row.id)
    if value is None or value.text is None:
        return
    if row.kind == "source" and field.name == "title":
        if before is None or before.text == row.label:
            update(edit.database, "record", {"label": value.text}, row.id)
    elif row.kind == "name" and field.name == "form" and value.text == "preferred":
        call_by(edit, row)
    elif row.kind == "name" and field.name == "text" and before is not None and before.text:
        _respelled(edit, row, before.text, value.text)


def _respelled(edit: Edit, row: Row, before: str, after: str) -> None:
    database = edit.database
    script = database.rows("SELECT script FROM name WHERE record_id = ?", (row.id,))[0][0]
    if script is None or script == script_of(before):
        update(database, "name", {"script": script_of(after)}, row.id, key_column="record_id")
    if row.owner is not None and row.owner_label == before:
        update(database, "record", {"label": after}, row.owner)


def call_by(edit: Edit, name: Row) -> None:
    """Let a preferred name be what its record is called, and the only preferred in its script."""
    assert name.owner is not None
    edit.database.run(
        "UPDATE name SET form = 'printed' WHERE bearer_id = ? AND form = 'preferred' "
        "AND record_id <> ? AND script IS (SELECT script FROM name WHERE record_id = ?)",
        (name.owner, name.id, name.id),
    )
    text = edit.database.rows("SELECT text FROM name WHERE record_id = ?", (name.id,))[0][0]
    update(edit.database, "record", {"label": text}, name.owner)
