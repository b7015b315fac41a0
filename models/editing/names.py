"""The spellings of a record's name, each a record of its own."""

from __future__ import annotations

from collections.abc import Sequence

from models.editing.creating import create_record
from models.editing.done import RefusedError
from models.editing.edit import Edit, Told, service
from models.editing.fields import set_field
from models.editing.given import Evidence, Given, Sourced
from models.editing.rows import any_row, record_row
from models.seeds.problems import shown


@service
def add_name(
    edit: Edit,
    *,
    record: int,
    text: str,
    form: str = "printed",
    language: str | None = None,
    scheme: str | None = None,
    given: str | None = None,
    family: str | None = None,
    evidence: Sequence[Evidence] = (),
) -> Told:
    """Add one spelling of a record's name; `focus` is the name. Parts are never split off it.

    A preferred one becomes what the record is called.

    Raises:
        RefusedError: the spelling is empty, or the evidence does not hold it.
    """
    parts = {"language": language, "scheme": scheme, "given": given, "family": family}
    words: dict[str, Given | Sourced] = {
        "text": Sourced(text, tuple(evidence)) if evidence else text,
        "form": form,
        **{part: value for part, value in parts.items() if value},
    }
    done = create_record(edit, kind="name", owner=record, values=words)
    bearer = record_row(edit.database, record).label
    return Told(f"Add the name {shown(text.strip())} to {bearer}", done.focus)


@service
def prefer_name(edit: Edit, *, name: int) -> Told:
    """Call a record by this one of its names; the one preferred so far in its script is printed.

    Raises:
        RefusedError: this is no name.
    """
    row = record_row(edit.database, name)
    if row.kind != "name":
        raise RefusedError(None, "Only a name can be preferred.")
    set_field(edit, record=name, field="form", value="preferred")
    return Told(f"Call {row.owner_label} {any_row(edit.database, name).label}", name)
