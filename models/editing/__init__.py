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
    set_attribution(reference, claim=, hops=)   set_premises(reference, claim=, premises=)
    add_name(reference, record=, text=, form="printed", …)    prefer_name(reference, name=)
    add_tag / remove_tag(reference, record=, tag=)
    add_identifier / remove_identifier(reference, record=, scheme=, value=)
    set_authors(reference, source=, authors=)   set_csl(reference, source=, csl=)
    add_translation(reference, quote=, language=, text=, translator=)
    record_meeting(reference, values=, attendees=, label=None, evidence=())
    save_view(reference, name=, query=, columns=None)
    replace_view(reference, view=, query=, columns=None)
    rename_view(reference, view=, name=)        delete_view(reference, view=)
    trash / restore(reference, record=)         resting_on(reference, record) before it
    trash_all / restore_all(reference, records=)
    merge(reference, keep=, gone=)              unmerge(reference, record=)
    not_the_same(reference, one=, other=, reason=None)    may_be_the_same(reference, one=, other=)

`values` maps names of fields to a value, a list of values, or `Sourced(value, (evidence, …))`. A
value that is a record can be one made on the way: `New("place", "Minsk")`. Posts, participations
and names are records, too: `create_record(kind="participation", owner=meeting, values=…)`.
`models.undo` takes steps back and makes them again. After every step the projections of the
fields (law 5), labels that follow from others, and all summaries are right: `models.checking`
finds nothing.
"""

from models.editing.creating import create_record
from models.editing.done import Done, RefusedError
from models.editing.edit import Edit, Target, editing
from models.editing.evidence import (
    add_claim,
    add_quote,
    deprecate,
    make_normal,
    remove_claim,
    remove_quote,
    set_attribution,
    set_credibility,
    set_preferred,
    set_premises,
)
from models.editing.fields import add_value, clear_field, order_values, remove_value, set_field
from models.editing.given import Evidence, Filled, Given, Link, New, Passage, Sourced
from models.editing.meetings import Attendee, record_meeting
from models.editing.merging import may_be_the_same, merge, not_the_same, unmerge
from models.editing.names import add_name, prefer_name
from models.editing.records import rename, set_note, set_review
from models.editing.saved_views import delete_view, rename_view, replace_view, save_view
from models.editing.sources import (
    Author,
    add_translation,
    remove_translation,
    set_authors,
    set_csl,
)
from models.editing.tags import add_identifier, add_tag, remove_identifier, remove_tag
from models.editing.trash import (
    Resting,
    RestingOn,
    resting_on,
    restore,
    restore_all,
    trash,
    trash_all,
)
from models.evidence.claims import Hop, Premise

__all__ = [
    "Attendee",
    "Author",
    "Done",
    "Edit",
    "Evidence",
    "Filled",
    "Given",
    "Hop",
    "Link",
    "New",
    "Passage",
    "Premise",
    "RefusedError",
    "Resting",
    "RestingOn",
    "Sourced",
    "Target",
    "add_claim",
    "add_identifier",
    "add_name",
    "add_quote",
    "add_tag",
    "add_translation",
    "add_value",
    "clear_field",
    "create_record",
    "delete_view",
    "deprecate",
    "editing",
    "make_normal",
    "may_be_the_same",
    "merge",
    "not_the_same",
    "order_values",
    "prefer_name",
    "record_meeting",
    "remove_claim",
    "remove_identifier",
    "remove_quote",
    "remove_tag",
    "remove_translation",
    "remove_value",
    "rename",
    "rename_view",
    "replace_view",
    "resting_on",
    "restore",
    "restore_all",
    "save_view",
    "set_attribution",
    "set_authors",
    "set_credibility",
    "set_csl",
    "set_field",
    "set_note",
    "set_preferred",
    "set_premises",
    "set_review",
    "trash",
    "trash_all",
    "unmerge",
]
