"""What is put on several records at once, in one step: tags and how far they are checked."""

from __future__ import annotations

from collections.abc import Sequence

from models.editing.done import RefusedError
from models.editing.edit import Edit, Told, service
from models.editing.records import set_review
from models.editing.tags import add_identifier, add_tag, remove_identifier, remove_tag


@service
def change_tags(
    edit: Edit, *, records: Sequence[int], add: Sequence[str] = (), remove: Sequence[str] = ()
) -> Told:
    """Put tags on records and take others off; one that is not there need not be taken off.

    Raises:
        RefusedError: a tag is empty, or a record is in the trash.
    """
    labels = []
    for record in records:
        labels += [add_tag(edit, record=record, tag=tag).label for tag in add]
        held = {
            text
            for (text,) in edit.database.rows(
                "SELECT tag.text FROM tag JOIN tagging ON tagging.tag_id = tag.id "
                "WHERE tagging.record_id = ?",
                (record,),
            )
        }
        labels += [remove_tag(edit, record=record, tag=tag).label for tag in remove if tag in held]
    one = labels[0] if len(labels) == 1 else "Tag the record"
    label = one if len(records) == 1 else f"Tag {len(records)} records"
    return Told(label, records[0] if records else None)


@service
def review_records(edit: Edit, *, records: Sequence[int], review: str) -> Told:
    """Say of records how far they are checked, with all that is shown inside them.

    What is inside, posts, names and who took part, has no other place where it could be said.

    Raises:
        RefusedError: there is no such state, or a record is in the trash.
    """
    if not records:
        raise RefusedError("review", "Select a record first.")
    labels = []
    for record in records:
        labels.append(set_review(edit, record=record, review=review).label)
        for (inside,) in edit.database.rows(
            "SELECT id FROM record WHERE owner_id = ? AND trashed IS NULL", (record,)
        ):
            set_review(edit, record=inside, review=review)
    label = labels[0] if len(records) == 1 else f"Mark {len(records)} records as {review}"
    return Told(label, records[0])


@service
def change_identifier(edit: Edit, *, record: int, scheme: str, value: str, new: str) -> Told:
    """Let a register call a record otherwise than it was written here.

    Raises:
        RefusedError: another record has this identifier.
    """
    done = remove_identifier(edit, record=record, scheme=scheme, value=value)
    if new.strip():
        done = add_identifier(edit, record=record, scheme=scheme, value=new)
    return Told(done.label, record)
