"""Marked words: asking what they are for, and giving them to a field, a new record or a quote."""

from functools import partial
from typing import Any

from PySide6.QtCore import QObject

from desktop.editing.editing import Editing
from desktop.editing.form_filling import FormFilling
from desktop.editing.page_locators import PageLocators
from desktop.editing.what_for import WhatFor
from desktop.jobs.jobs import Jobs
from desktop.window.panes import Panes
from desktop.window.record_shown import RecordShown
from desktop.window.ties import Ties
from models.editing.done import Done
from models.editing.evidence import add_quote
from models.proposing.words import MarkedWords, marked_words
from models.queries.forms import (
    HOLDS,
    PARTICIPANT,
    FieldForm,
    RecordForm,
    inside_forms,
    record_form,
)
from models.reference.reference import Reference
from models.schema.vocabulary import EVENT_KINDS

__all__ = ["WordsUsed"]

_Found = tuple[RecordForm | None, tuple[RecordForm, ...], MarkedWords | None]


class WordsUsed(QObject):
    """Opens the list of uses over the window and carries the choice out."""

    def __init__(
        self,
        jobs: Jobs,
        editing: Editing,
        filling: FormFilling,
        record: RecordShown,
        what_for: WhatFor,
        panes: Panes,
        ties: Ties,
        pages: PageLocators,
        parent: QObject,
    ) -> None:
        """Listen to the list; it stays closed."""
        super().__init__(parent)
        self._jobs = jobs
        self._editing = editing
        self._filling = filling
        self._record = record
        self._what_for = what_for
        self._panes = panes
        self._pages = pages
        ties.tie(what_for.field_chosen, self._fill)
        ties.tie(what_for.new_chosen, filling.begin)
        ties.tie(what_for.keep_chosen, self.keep)
        ties.tie(what_for.back_chosen, self.back)
        ties.tie(panes.reader.use_wanted, self.ask)
        ties.tie(panes.detail.words_dropped, self._on_dropped)
        ties.tie(filling.changed, self._make_room)

    @property
    def are_marked(self) -> bool:
        """Whether words of a source are marked in the reader."""
        reader = self._panes.reader
        return not reader.isHidden() and reader.selection() is not None

    def ask(self) -> None:
        """Ask what to fill: a field of the record that is shown, or a new record."""
        if not self._editing.writable:
            return
        detail = self._record.detail
        shown = detail.id if detail is not None else None
        marked = self._marked()

        def read(database: Any, _: object) -> _Found:
            form = record_form(database, shown) if shown is not None else None
            inside = inside_forms(database, shown) if shown is not None else ()
            words = marked_words(database, *marked) if marked is not None else None
            return form, inside, words

        def answer(found: _Found) -> None:
            form, inside, words = found
            self._what_for.ask(form, words.text if words is not None else "", inside)

        self._jobs.run("what for", read, answer, self._filling.failed.emit)

    def _on_dropped(self, slot: str) -> None:
        """Fill the value the words were dropped on; beside all of them, ask."""
        if slot:
            self._filling.edit_slot(slot, fresh=True)
        else:
            self.ask()

    def _make_room(self) -> None:
        self._panes.reader.words_bar.hold_back(self._filling.is_open)

    def add_participant(self) -> None:
        """Add somebody to the meeting or agreement that is shown."""
        detail = self._record.detail
        if detail is not None and detail.kind in EVENT_KINDS:
            self._filling.edit(detail.id, PARTICIPANT, fresh=True)

    def keep(self) -> None:
        """Keep the sentences around the marked words as a quote, and nothing else."""
        marked = self._marked()
        if marked is not None:
            self._editing.make(partial(_keep, marked=marked, pages=self._pages))

    def back(self) -> None:
        """Let the marked words say that the record that is shown holds at all."""
        detail = self._record.detail
        if detail is not None:
            self._filling.edit(detail.id, HOLDS, fresh=True)

    def _marked(self) -> tuple[int, int, int] | None:
        reader = self._panes.reader
        span, snapshot = reader.selection(), reader.snapshot_id
        if reader.isHidden() or span is None or snapshot is None:
            return None
        return snapshot, span.start, span.end

    def _fill(self, form: FieldForm) -> None:
        self._filling.edit(form.record, form.name, fresh=True)


def _keep(reference: Reference, *, marked: tuple[int, int, int], pages: PageLocators) -> Done:
    with reference.connected() as database:
        words = marked_words(database, *marked)
    if words is None:
        return Done(None, "", None)
    return add_quote(reference, passage=pages.place(words.quote))
