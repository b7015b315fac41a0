"""What people put on records themselves: what they are called, how far they are checked, notes."""

from __future__ import annotations

from models.editing.done import RefusedError
from models.editing.edit import Edit, Told, service
from models.editing.rows import clean, record_row, update
from models.schema.vocabulary import INSIDE_KINDS, REVIEWS
from models.seeds.problems import listed


@service
def rename(edit: Edit, *, record: int, label: str) -> Told:
    """Call a record otherwise; everything that names it follows.

    Raises:
        RefusedError: the record is called by its values, or the label is empty.
    """
    row = record_row(edit.database, record)
    if row.kind in INSIDE_KINDS:
        raise RefusedError("label", "This is called by its fields; change those.")
    text = clean(label, "label")
    update(edit.database, "record", {"label": text}, record)
    return Told(f"Rename {row.label} to {text}", record)


@service
def set_review(edit: Edit, *, record: int, review: str) -> Told:
    """Say how far a record is checked: draft, checked or verified."""
    row = record_row(edit.database, record)
    if review not in REVIEWS:
        raise RefusedError("review", f"A record is one of {listed(REVIEWS)}.")
    update(edit.database, "record", {"review": review}, record)
    return Told(f"Mark {row.named} as {review}", record)


@service
def set_note(edit: Edit, *, record: int, note: str | None) -> Told:
    """Write the editor's note on a record; None or nothing takes it away."""
    row = record_row(edit.database, record)
    text = clean(note, "note") if note and note.strip() else None
    update(edit.database, "record", {"note": text}, record)
    return Told(f"{'Note on' if text else 'Clear the note on'} {row.named}", record)
