"""Dates read against the date of their source move with it when it is corrected (law 7)."""

from __future__ import annotations

from models.dates import UncertainDate, display_date
from models.editing.edit import Edit
from models.editing.rows import Row, update
from models.evidence.readings import reading_of
from models.records.values import Value
from models.reference.database import ReferenceDatabase

LEANING = """
SELECT claim.id, claim.record_id, field.name, claim.printed, claim.value_edtf, premise.position,
       premise.note, record.label, owner.label
FROM premise JOIN claim ON claim.id = premise.claim_id
JOIN field ON field.id = claim.field_id AND field.type = 'date'
JOIN record ON record.id = claim.record_id LEFT JOIN record AS owner ON owner.id = record.owner_id
WHERE premise.type = 'source date' AND premise.source_id = ? ORDER BY claim.id
"""


def source_date_changed(
    edit: Edit, source: Row, before: Value | None, after: Value | None
) -> list[tuple[int, str]]:
    """Read again what was read against the source's old date, or flag it.

    A reading moves when it was what its words say against the old date. One that somebody made
    by hand stays, and says beside it that the date it leans on was another then. Returns the
    records and fields that must be projected anew.
    """
    moved: list[tuple[int, str]] = []
    for claim, record, name, printed, edtf, position, note, label, owner in edit.database.rows(
        LEANING, (source.id,)
    ):
        named = f"“{printed}” in {owner or label}" if printed else f"A date in {owner or label}"
        new = _moved(printed, edtf, before, after)
        if new is not None and new.edtf != edtf:
            update(
                edit.database,
                "claim",
                {"value_edtf": new.edtf, "value_min": new.earliest, "value_max": new.latest},
                claim,
            )
            moved.append((record, name))
            edit.notice(f"{named} now reads {display_date(new.edtf)}.")
        elif new is None:
            _flag(edit.database, claim, position, note, before)
            edit.notice(f"{named} leans on the date of this source; look at it again.")
    return moved


def _moved(
    printed: str | None, edtf: str, before: Value | None, after: Value | None
) -> UncertainDate | None:
    """Return the new reading of words that were read as `edtf`; None where a person must."""
    for upcoming in (False, True):
        old = reading_of(printed, before.edtf if before else None, upcoming=upcoming)
        new = reading_of(printed, after.edtf if after else None, upcoming=upcoming)
        if old is not None and new is not None and old.edtf == edtf:
            return new
    return None


def _flag(
    database: ReferenceDatabase, claim: int, position: int, note: str | None, before: Value | None
) -> None:
    was = display_date(before.edtf) if before is not None and before.edtf else "not known"
    sentence = f"When this was read, the date of the source was {was}; look at it again."
    if note is not None and sentence in note:
        return
    database.run(
        "UPDATE premise SET note = ? WHERE claim_id = ? AND position = ?",
        (f"{note} {sentence}" if note else sentence, claim, position),
    )
