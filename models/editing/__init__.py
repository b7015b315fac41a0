"""Writing a reference: services that each make one labelled, undoable, saved edit.

A service is a plain function. Its first argument is the `Reference`, and then it makes a step of
its own; or an `Edit`, and then it joins that step, so that anything can be made in one:

    with editing(reference, label="Record the meeting") as edit:
        place = create_record(edit, kind="place", label="Tehran").focus
        meeting = create_record(edit, kind="meeting", label="…", values={"place": place}).focus
    done = edit.done

Everything else is keyword-only. Services return a frozen `Done` and announce nothing. What cannot
be done raises `RefusedError(field, sentence)` and leaves no trace, also in the middle of a step;
problems of the file are `ProblemError` as everywhere. They may be called on any thread.

    create_record(reference, kind=, label=None, values={}, owner=None, evidence=(), note=None)
    set_field(reference, record=, field=, value=, evidence=None)      one-valued fields
    clear_field(reference, record=, field=)
    add_value / remove_value(reference, record=, field=, value=)      several-valued fields
    order_values(reference, record=, field=, values=)
    rename(reference, record=, label=)
    set_review(reference, record=, review=)     set_note(reference, record=, note=)
    add_quote(reference, passage=Passage(snapshot, start, end, locator))
    add_claim(reference, record=, field=, value=, evidence=Evidence(...))
    remove_claim(reference, claim=)
    set_preferred(reference, claim=, reason=)   deprecate(reference, claim=, reason=)
    make_normal(reference, claim=)              set_credibility(reference, claim=, credibility=)

`values` maps names of fields to a value, a list of values, or `Sourced(value, (evidence, …))`.
`models.undo` takes steps back and makes them again. After every step the projections of the
fields (law 5), labels that follow from others, and all summaries are right: `models.checking`
finds nothing.
"""

from models.editing.creating import Filled, create_record
from models.editing.done import Done, RefusedError
from models.editing.edit import Edit, Target, editing
from models.editing.evidence import (
    add_claim,
    add_quote,
    deprecate,
    make_normal,
    remove_claim,
    remove_quote,
    set_credibility,
    set_preferred,
)
from models.editing.fields import add_value, clear_field, order_values, remove_value, set_field
from models.editing.given import Evidence, Given, Link, Passage, Sourced
from models.editing.records import rename, set_note, set_review
from models.evidence.claims import Hop, Premise

__all__ = [
    "Done",
    "Edit",
    "Evidence",
    "Filled",
    "Given",
    "Hop",
    "Link",
    "Passage",
    "Premise",
    "RefusedError",
    "Sourced",
    "Target",
    "add_claim",
    "add_quote",
    "add_value",
    "clear_field",
    "create_record",
    "deprecate",
    "editing",
    "make_normal",
    "order_values",
    "remove_claim",
    "remove_quote",
    "remove_value",
    "rename",
    "set_credibility",
    "set_field",
    "set_note",
    "set_preferred",
    "set_review",
]
