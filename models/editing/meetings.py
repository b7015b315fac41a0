"""A meeting with all who were there, in one step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from models.editing.creating import create_record
from models.editing.edit import Edit, Told, service
from models.editing.given import Evidence, Filled, Given, Sourced
from models.editing.rows import record_row, update

VERBS: Final = {
    "call": "{one} calls {other}",
    "correspondence": "{one} writes to {other}",
    "visit": "{one} visits {other}",
}


@dataclass(frozen=True, slots=True)
class Attendee:
    """Somebody who was there: an official or organization, known or `New`.

    `post` is the capacity in which: a tenure of theirs, or `New("tenure", values=…)`; `side` the
    state or organization they were there for.
    """

    participant: Given | Sourced
    role: str | Sourced | None = "principal"
    post: Given | Sourced | None = None
    side: Given | Sourced | None = None


@service
def record_meeting(
    edit: Edit,
    *,
    values: Mapping[str, Filled],
    attendees: Sequence[Attendee],
    label: str | None = None,
    evidence: Sequence[Evidence] = (),
) -> Told:
    """Make a meeting with its participations, and every new person, post and place on the way.

    Without a label it is called by those who met. `focus` is the meeting.

    Raises:
        RefusedError: a part of it cannot be so; nothing of it was written.
    """
    made = create_record(
        edit, kind="meeting", label=label or "Meeting", values=values, evidence=evidence
    )
    meeting = made.focus
    assert meeting is not None
    names = []
    for attendee in attendees:
        present = create_record(
            edit,
            kind="participation",
            owner=meeting,
            values={
                name: given
                for name, given in (
                    ("participant", attendee.participant),
                    ("role", attendee.role),
                    ("side", attendee.side),
                    ("capacity", attendee.post),
                )
                if given is not None
            },
        )
        assert present.focus is not None
        names.append(record_row(edit.database, present.focus).label)
    if label is None:
        form = values.get("form")
        word = form.value if isinstance(form, Sourced) else form
        update(edit.database, "record", {"label": called(names, word)}, meeting)
    return Told(f"Record {record_row(edit.database, meeting).label}", meeting)


def called(names: Sequence[str], form: object) -> str:
    """Return what a meeting is called by those who met, in their order."""
    if len(names) == 2:
        verb = VERBS.get(form if isinstance(form, str) else "", "{one} meets {other}")
        return verb.format(one=names[0], other=names[1])
    if names:
        return f"Meeting of {', '.join(names)}"
    return "Meeting"
