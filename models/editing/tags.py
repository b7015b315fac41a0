"""Words people put on records, and the names other registers have for them."""

from __future__ import annotations

from models.editing.done import RefusedError
from models.editing.edit import Edit, Told, service
from models.editing.rows import clean, insert, new_uid, record_row
from models.names.folding import fold
from models.seeds.problems import shown


@service
def add_tag(edit: Edit, *, record: int, tag: str) -> Told:
    """Put a tag on a record; one that differs in case alone is the same tag.

    Raises:
        RefusedError: the tag is empty.
    """
    row = record_row(edit.database, record)
    text = " ".join(clean(tag, "tag").split())
    known = {fold(word): number for number, word in edit.database.rows("SELECT id, text FROM tag")}
    number = known.get(fold(text))
    if number is None:
        number = insert(edit.database, "tag", {"uid": new_uid(), "text": text})
    if not edit.database.rows(
        "SELECT 1 FROM tagging WHERE tag_id = ? AND record_id = ?", (number, record)
    ):
        edit.database.run("INSERT INTO tagging (tag_id, record_id) VALUES (?, ?)", (number, record))
    return Told(f"Tag {row.named} with {shown(text)}", record)


@service
def remove_tag(edit: Edit, *, record: int, tag: str) -> Told:
    """Take a tag off a record; a tag that is on nothing is gone.

    Raises:
        RefusedError: the record does not have it.
    """
    row = record_row(edit.database, record)
    found = edit.database.rows(
        "SELECT tag.id, tag.text FROM tag JOIN tagging ON tagging.tag_id = tag.id "
        "WHERE tagging.record_id = ?",
        (record,),
    )
    number = next((one for one, text in found if fold(text) == fold(tag.strip())), None)
    if number is None:
        raise RefusedError("tag", f"{row.label} has no tag {shown(tag)}.")
    edit.database.run("DELETE FROM tagging WHERE tag_id = ? AND record_id = ?", (number, record))
    if not edit.database.rows("SELECT 1 FROM tagging WHERE tag_id = ? LIMIT 1", (number,)):
        edit.database.run("DELETE FROM tag WHERE id = ?", (number,))
    return Told(f"Take the tag {shown(tag.strip())} off {row.named}", record)


@service
def add_identifier(edit: Edit, *, record: int, scheme: str, value: str) -> Told:
    """Say what another register calls a record.

    Raises:
        RefusedError: another record has this identifier.
    """
    row = record_row(edit.database, record)
    register, name = clean(scheme, "scheme"), clean(value, "value")
    taken = edit.database.rows(
        "SELECT record.id, record.label FROM identifier JOIN record ON record.id = record_id "
        "WHERE scheme = ? AND value = ?",
        (register, name),
    )
    if taken and taken[0][0] != record:
        raise RefusedError("value", f"This is the {register} identifier of {shown(taken[0][1])}.")
    if not taken:
        edit.database.run(
            "INSERT INTO identifier (scheme, value, record_id) VALUES (?, ?, ?)",
            (register, name, record),
        )
    return Told(f"Set the {register} identifier of {row.named}", record)


@service
def remove_identifier(edit: Edit, *, record: int, scheme: str, value: str) -> Told:
    """Take an identifier off a record."""
    row = record_row(edit.database, record)
    edit.database.run(
        "DELETE FROM identifier WHERE record_id = ? AND scheme = ? AND value = ?",
        (record, scheme, value),
    )
    return Told(f"Remove the {scheme} identifier of {row.named}", record)
