"""Filling one line of a form, whatever kind of line it is, in one step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from models.editing.claiming import quote_for
from models.editing.creating import create_record
from models.editing.done import RefusedError
from models.editing.edit import Edit, Told, service
from models.editing.fields import add_value, clear_field, set_field
from models.editing.given import Evidence, Given, Link, New, Passage, Sourced
from models.editing.listing import drop_value, replace_value
from models.editing.records import rename, set_note
from models.editing.source_words import set_source_words
from models.evidence.claims import Premise
from models.queries.forms import INSIDE_FIRST, LABEL, NOTE, FieldForm
from models.queries.source_words import LABELS

NAMED_KINDS = frozenset({"official", "organization", "place"})
"""Kinds whose printed name becomes a name of its own."""


@service
def fill(
    edit: Edit,
    *,
    form: FieldForm,
    value: Given | None,
    evidence: Evidence | None = None,
    leaning: Passage | None = None,
) -> Told:
    """Put `value` into a line of a form; None empties it. `focus` is the record it belongs to.

    A new record is made first, in the same step: an official, an organization or a place gets its
    printed name as a name; a post belongs to whoever acts in it. Adding a participant makes the
    participation, which is then the focus. The claim leans on `leaning`, a passage that becomes a
    quote, where one is given.

    Raises:
        RefusedError: it cannot be; nothing was written, the new record neither.
    """
    if form.kind == "source" and form.name in LABELS:
        line = str(value) if value is not None else ""
        done = set_source_words(edit, source=form.record, name=form.name, line=line)
        return Told(done.label, form.record)
    if form.name == NOTE:
        done = set_note(edit, record=form.record, note=str(value) if value is not None else None)
        return Told(done.label, form.record)
    if value is None and form.replaces is not None:
        done = drop_value(edit, record=form.record, field=form.name, key=form.replaces)
        return Told(done.label, form.record)
    if evidence is not None and leaning is not None:
        premise = Premise("quote", quote_for(edit.database, leaning), None, None)
        evidence = replace(evidence, premises=(*evidence.premises, premise))
    if value is None:
        done = clear_field(edit, record=form.record, field=form.name)
        return Told(done.label, form.record)
    if form.record == 0:
        done = begin(edit, form=form, text=str(value), evidence=evidence)
        return Told(done.label, done.focus)
    if form.name == LABEL:
        done = rename(edit, record=form.record, label=str(value))
        return Told(done.label, form.record)
    given = _made(edit, form, value, evidence) if isinstance(value, New) else value
    if form.inside is not None:
        filled: Any = given if evidence is None else Sourced(given, (evidence,))
        done = create_record(
            edit,
            kind=form.inside,
            owner=form.record,
            values={INSIDE_FIRST[form.inside]: filled},
        )
        return Told(done.label, done.focus)
    if form.replaces is not None and evidence is None:
        done = replace_value(
            edit, record=form.record, field=form.name, key=form.replaces, value=given
        )
        return Told(done.label, form.record)
    put = add_value if form.several else set_field
    done = put(edit, record=form.record, field=form.name, value=given, evidence=evidence)
    return Told(done.label, form.record)


@service
def begin(edit: Edit, *, form: FieldForm, text: str, evidence: Evidence | None) -> Told:
    """Make the record whose first line `form` is, from that line alone.

    The evidence says that the record holds at all; for a statement, that these are the words.
    """
    words: tuple[Evidence, ...] = (evidence,) if evidence is not None else ()
    if form.name == LABEL and form.kind not in NAMED_KINDS:
        # That a record holds at all is no value that could be printed.
        words = tuple(replace(one, printed=None) for one in words)
    if form.kind in NAMED_KINDS:
        record = make_named(edit, kind=form.kind, label=text, words=words)
        return Told(f"New {form.kind}: {text}", record)
    if form.name != LABEL:
        filled: Any = Sourced(text, words) if words else text
        done = create_record(edit, kind=form.kind, values={form.name: filled})
    else:
        done = create_record(edit, kind=form.kind, label=text, evidence=words)
    return Told(done.label, done.focus)


def _made(edit: Edit, form: FieldForm, new: New, evidence: Evidence | None) -> Given:
    if new.label is None:
        return new
    words: Sequence[Evidence] = (evidence,) if evidence is not None else ()
    if new.kind == "tenure":
        record = _post(edit, form, new.label, words)
    else:
        record = make_named(edit, kind=new.kind, label=new.label, words=words)
    return Link(record, new.connection) if form.connections else record


def make_named(edit: Edit, *, kind: str, label: str, words: Sequence[Evidence]) -> int:
    """Make a record, with its printed name where the words hold it, and return its id."""
    printed = tuple(one for one in words if one.printed == label)
    done = create_record(edit, kind=kind, label=label, evidence=() if printed else words)
    assert done.focus is not None
    if kind in NAMED_KINDS:
        text: Any = Sourced(label, printed) if printed else label
        create_record(edit, kind="name", owner=done.focus, values={"text": text, "form": "printed"})
    return done.focus


def _post(edit: Edit, form: FieldForm, title: str, words: Sequence[Evidence]) -> int:
    column = "speaker_id" if form.kind == "statement" else "participant_id"
    kind = column.replace("_id", "_kind")
    rows = edit.database.rows(
        f'SELECT {column}, {kind} FROM "{form.kind}" WHERE record_id = ?', (form.record,)
    )
    if not rows or rows[0][1] != "official":
        raise RefusedError(form.name, "Only an official holds a post; say who it is first.")
    sourced: Any = Sourced(title, tuple(words)) if words else title
    done = create_record(edit, kind="tenure", owner=rows[0][0], values={"title": sourced})
    assert done.focus is not None
    return done.focus
