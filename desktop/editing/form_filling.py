"""Filling the fields of records: which editor opens where, what it proposes, what it saves."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QPoint, QRect, Signal
from PySide6.QtWidgets import QWidget

from desktop.editing.beside import BesideTheWords
from desktop.editing.editing import Editing
from desktop.editing.field_editor import FieldEditor
from desktop.editing.offers import choice_name, choice_offers, record_offers
from desktop.editing.page_locators import PageLocators
from desktop.editing.ways_out import Way, WayOut, ways_out
from desktop.editing.words_in_hand import Backing, WordsInHand, filling_service
from desktop.jobs.jobs import Jobs
from desktop.lists.wording import kind_name, script_name
from desktop.text.escaping import plain
from desktop.text.translate import tr
from desktop.window.panes import Panes
from desktop.window.record_shown import RecordShown
from desktop.window.ties import Ties
from models.dates import DateError, display_date, read_written_date
from models.editing.done import ClaimedError, Done, RefusedError
from models.editing.given import New
from models.fields.registry import FieldType
from models.names.languages import language_guess
from models.names.scripts import script_of
from models.proposing.reading_off import (
    Proposal,
    names_a_post,
    offered,
    propose,
)
from models.proposing.words import MarkedWords
from models.queries.forms import (
    INSIDE_FIRST,
    PARTICIPANT,
    POST,
    FieldForm,
    RecordForm,
    called_form,
    coming,
    record_form,
    value_form,
)
from models.queries.views import OpenHit, RecordLink

__all__ = ["FormFilling"]

SHOWN_WORDS = 90
FIRST_FIELDS = {"meeting": "date", "statement": "speaker", "official": "country"}
INSIDE_ORDERS = {
    "participation": ("capacity", "side", "role"),
    "tenure": ("organization", "start", "end", "manner"),
    "name": ("language", "script", "scheme", "form", "given", "family"),
}
"""What is asked of a record inside another one after the first line that made it."""
INSIDE_LINES = {"participation": PARTICIPANT, "tenure": POST}
"""The line of the form by which one more of them is made."""
NOT_PROPOSED = frozenset({("name", "given"), ("name", "family")})
"""Fields that marked words are not proposed for: a name is never split by itself (law 8)."""


@dataclass(frozen=True, slots=True)
class _Opened:
    """What the editor was opened for."""

    record: RecordForm
    form: FieldForm
    words: MarkedWords | None
    proposal: Proposal | None
    leaning: MarkedWords | None = None
    for_this: bool = False
    """Whether the words were marked for this very field."""


class FormFilling(QObject):
    """Opens an editor at a field, fills it from marked words, and saves what is left in it."""

    changed = Signal()
    """An editor was opened or closed."""
    failed = Signal(object)
    """A `ProblemError`."""
    way_chosen = Signal(object, int, str, object)
    """A `Way` out where quotes stand for another value: with the record, the field and the value
    that was typed, None where the field was to be emptied."""

    def __init__(
        self,
        jobs: Jobs,
        editing: Editing,
        editor: FieldEditor,
        record: RecordShown,
        panes: Panes,
        ties: Ties,
        pages: PageLocators,
        parent: QObject,
    ) -> None:
        """Listen to the editor; it stays closed."""
        super().__init__(parent)
        self._jobs = jobs
        self._editing = editing
        self._editor = editor
        self._record = record
        self._panes = panes
        self._pages = pages
        self._opened: _Opened | None = None
        self._backed = True
        self._saving = False
        self._offered_for: str | None = None
        self._hasty: int | None = None
        self._refused_value: Any = None
        self._beside = BesideTheWords(editor, ties, self)
        ties.tie(self._beside.changed, self._say_evidence)
        ties.tie(editor.edited, self._on_edited)
        ties.tie(editor.committed, self._commit)
        ties.tie(editor.dismissed, self.close)
        ties.tie(editor.evidence_toggled, self._toggle_evidence)
        ties.tie(record.shown, self._follow)

    @property
    def is_open(self) -> bool:
        """Whether a field is being edited."""
        return self._opened is not None

    # ------------------------------------------------------------------ opening

    def edit_slot(self, slot: str, *, fresh: bool = False) -> None:
        """Edit the value that is shown in `slot`; a participation begins with its capacity."""
        record, _, rest = slot.partition(":")
        name = rest.split(":", 1)[0]
        if record.isdecimal():
            field = INSIDE_ORDERS[name][0] if name == "participation" else name
            self.edit(int(record), field, fresh=fresh)

    def edit_value(self, record: int, field: str, key: str) -> None:
        """Edit one value of a field that holds several; `key` tells which."""
        self.edit(record, field, replaces=key)

    def edit(
        self,
        record: int,
        field: str | None = None,
        *,
        fresh: bool = False,
        replaces: str | None = None,
    ) -> None:
        """Open the editor on one field of a record, its first empty one where none is named.

        Where words are marked in the reader they are offered as evidence; `fresh` has them fill
        the field as well.
        """
        if not self._editing.writable:
            return
        hand = WordsInHand.taken(self._panes.reader)

        def read(database: Any, _: object) -> _Opened | None:
            found = record_form(database, record)
            form = _field_of(found, field) if found is not None else None
            if form is not None and replaces is not None:
                form = value_form(database, form, replaces)
            if found is None or form is None:
                return None
            words = hand.words(database) if form.citable else None
            empty = form.empty or (form.several and form.replaces is None)
            filled = words is not None and (fresh or empty)
            filled = filled and (form.kind, form.name) not in NOT_PROPOSED
            if form.name == "language" and form.kind == "name" and form.empty:
                guess = language_guess(found.label)
                proposal = Proposal(guess, guess) if guess else None
                return _Opened(found, form, words, proposal)
            proposal = propose(database, form, words) if filled and words is not None else None
            leaning = hand.leaned_on(database, form)
            return _Opened(found, form, words, proposal, leaning, for_this=fresh)

        self._jobs.run("form", read, self._open, self.failed.emit)

    def begin(self, kind: str) -> None:
        """Open the editor on the first line of a new record, filled from the marked words."""
        if not self._editing.writable:
            return
        hand = WordsInHand.taken(self._panes.reader)

        def read(database: Any, _: object) -> _Opened:
            form = called_form(kind)
            words = hand.words(database)
            proposal = propose(database, form, words) if words is not None else None
            found = RecordForm(0, kind, "", None, (form,))
            leaning = hand.leaned_on(database, form)
            return _Opened(found, form, words, proposal, leaning, for_this=True)

        self._jobs.run("form", read, self._open, self.failed.emit)

    def _open(self, opened: _Opened | None) -> None:
        if opened is None:
            return
        self._opened = opened
        self._backed = True
        self._offered_for = self._hasty = None
        self._beside.begin(opened.words)
        form, proposal = opened.form, opened.proposal
        if form.record == 0:
            self._record.show_coming(
                coming(form.kind, tr("New {kind}", kind=_kind_said(form.kind)))
            )
        text = form.text if proposal is None else proposal.text
        if form.type is FieldType.CHOICE and text:
            text = choice_name(text)
        label = form.label
        if form.record == 0:
            label = tr("New {kind} · {label}", kind=_kind_said(form.kind), label=label)
        if opened.record.owner is not None:
            label = tr("{label} · {record}", label=label, record=plain(opened.record.label, 60))
        place, hint = self._place(form), _hint(form)
        self._editor.open(label, text, place, long=form.long, hint=hint, free=self._words_place())
        self._offer(text)
        self._say_reading(text)
        if proposal is not None and form.record == 0 and proposal.said:
            self._editor.say(tr("The post is asked next: {post}", post=plain(proposal.said)))
        self._say_evidence()
        self.changed.emit()

    def _place(self, form: FieldForm) -> QRect:
        """Return where the editor belongs, in the coordinates of its parent."""
        line = self._panes.detail.place_of_field(form.record, form.name)
        parent = self._editor.parentWidget()
        assert isinstance(parent, QWidget)
        top_left = self._panes.detail.mapTo(parent, line.topLeft())
        return QRect(top_left + QPoint(0, 0), line.size())

    def _follow(self) -> None:
        """Move the editor to its line, which is shown only now or has moved."""
        if self._opened is not None:
            self._editor.move_to(self._place(self._opened.form))

    def _words_place(self) -> QRect:
        """Return where the marked words are, in the coordinates of the editor's parent."""
        reader, parent = self._panes.reader, self._editor.parentWidget()
        words = reader.words_bar.words_place()
        if words is None or parent is None:
            return QRect()
        return QRect(reader.mapTo(parent, words.topLeft()), words.size())

    def close(self) -> None:
        """Close the editor; the field stays as it was, a record that was to come is not made."""
        self._close()
        self._record.leave_coming()

    def _close(self) -> None:
        self._opened = None
        self._saving = False
        self._jobs.cancel("form")
        self._jobs.cancel("candidates")
        self._editor.close_editor()
        self.changed.emit()

    # ------------------------------------------------------------- while typing

    def _on_edited(self, text: str) -> None:
        self._offer(text)
        self._say_reading(text)

    def _offer(self, text: str) -> None:
        opened = self._opened
        if opened is None:
            return
        form = opened.form
        if form.type is FieldType.CHOICE:
            current = choice_name(form.text) if form.text else ""
            typed = "" if text == current else text
            self._editor.offer(choice_offers(form, typed), choose_first=bool(typed))
        elif form.type is FieldType.RECORD:
            self._jobs.run(
                "candidates",
                lambda database, _: offered(database, form, text, opened.words),
                partial(self._show_candidates, opened, text),
                self.failed.emit,
            )

    def _show_candidates(
        self, opened: _Opened, text: str, found: tuple[Sequence[OpenHit], Sequence[str]]
    ) -> None:
        if opened is not self._opened or text != self._editor.text:
            return
        form = opened.form
        unchanged = form.link is not None and text == form.link.label and not form.connections
        proposal = opened.proposal
        proposed = proposal is not None and text in ("", proposal.text)
        others = proposal.others if proposal is not None and proposed else ()
        hits, completed = found
        offers = record_offers(form, text, (*hits, *_hits(others, hits)), completed)
        self._editor.offer([] if unchanged else offers, choose_first=bool(text.strip()))
        self._offered_for = text
        step, self._hasty = self._hasty, None
        if step is not None:
            self._commit(step)

    def _say_reading(self, text: str) -> None:
        opened = self._opened
        if opened is None:
            return
        form = opened.form
        if (form.kind, form.name) == ("name", "text") or form.inside == "name":
            said = tr("Letters: {script}", script=script_name(script_of(text)))
            self._editor.say(said if text.strip() else "")
            return
        if form.type is not FieldType.DATE:
            if self._editor.note:
                self._editor.say("")
            return
        if not text.strip():
            self._editor.say("")
            return
        try:
            date = read_written_date(text.strip())
        except DateError as error:
            self._editor.say(str(error), problem=True)
        else:
            self._editor.say(tr("Reads {date}", date=display_date(date.edtf)))

    def _toggle_evidence(self) -> None:
        self._backed = not self._backed
        self._say_evidence()

    def _say_evidence(self) -> None:
        opened = self._opened
        if opened is None or opened.words is None:
            return
        words = plain(opened.words.text, SHOWN_WORDS)
        if self._backed and opened.leaning is not None:
            said = tr(
                "Backed by “{words}”, leaning on “{leaning}” · Alt+Q leaves it out · "
                "Alt+R says why",
                words=words,
                leaning=plain(opened.leaning.text, SHOWN_WORDS),
            )
        elif self._backed:
            said = tr("Backed by “{words}” · Alt+Q leaves it out · Alt+R says why", words=words)
        else:
            said = tr("Unsourced · Alt+Q backs it by “{words}”", words=words)
        if self._backed and (added := self._beside.said):
            said = tr("{backed} · {added}", backed=said, added=added)
        self._editor.say_evidence(said)

    # ------------------------------------------------------------------- saving

    def _commit(self, step: int) -> None:
        opened = self._opened
        if opened is None or self._saving:
            return
        chosen = self._editor.chosen
        if chosen is not None and isinstance(chosen.key, WayOut):
            self._take(opened, chosen.key.way)
            return
        if opened.form.type is FieldType.RECORD and self._offered_for != self._editor.text:
            # Whoever types fast is ahead of the offers: what they mean is among those to come.
            self._hasty = step
            return
        try:
            value = self._value(opened)
        except RefusedError as error:
            self._editor.say(error.sentence, problem=True)
            return
        if value is _UNCHANGED or (value is None and opened.form.empty):
            self._leave(opened, step, focus=None)
            return
        self._saving = True
        backing = None
        if opened.words is not None and self._backed:
            reason = self._editor.reason
            backing = Backing(
                opened.words, opened.leaning, reason, self._beside.given, for_this=opened.for_this
            )
        self._editing.make(
            filling_service(opened.form, value, backing, self._pages),
            show=opened.record.owner or opened.record.record,
            done=lambda done: self._saved(opened, step, done),
            refused=partial(self._refused, value),
        )

    def _take(self, opened: _Opened, way: Way) -> None:
        """Go the way out that was chosen below a refusal."""
        value, form = self._refused_value, opened.form
        if way is Way.BACK_IT:
            self._backed = True
            self._say_evidence()
            self._editor.offer(())
            self._commit(0)
            return
        self.close()
        self.way_chosen.emit(way, form.record, form.name, value)

    def _value(self, opened: _Opened) -> Any:
        form, text, chosen = opened.form, self._editor.text.strip(), self._editor.chosen
        backed = opened.words is not None and self._backed and opened.proposal is not None
        if not text:
            return None
        if form.type in (FieldType.CHOICE, FieldType.RECORD):
            if chosen is not None:
                return chosen.key
            if form.text and text in (form.text, choice_name(form.text)):
                held = form.link.id if form.link is not None else form.text
                return held if backed else _UNCHANGED
            raise RefusedError(form.name, tr("Choose one of the list with ↑ and ↓."))
        if form.type is FieldType.DATE:
            try:
                text = read_written_date(text).edtf
            except DateError as error:
                raise RefusedError(form.name, str(error)) from error
        return _UNCHANGED if text == form.text and not backed else text

    def _refused(self, value: Any, error: RefusedError) -> None:
        self._saving = False
        opened = self._opened
        if opened is None:
            return
        self._editor.say(error.sentence, problem=True)
        if isinstance(error, ClaimedError) and not isinstance(value, New):
            self._refused_value = value
            words = opened.words.text if opened.words is not None else ""
            self._editor.offer(ways_out(self._editor.text.strip(), words))

    def _saved(self, opened: _Opened, step: int, done: Done) -> None:
        self._saving = False
        self._leave(opened, step, focus=done.focus)

    def _leave(self, opened: _Opened, step: int, *, focus: int | None) -> None:
        """Close the editor, or go on to the next field."""
        form = opened.form
        if self._opened is opened and form.record == 0 and focus is not None:
            # What was coming is there, and shown in a moment.
            self._close()
        elif self._opened is opened:
            self.close()
        if form.record == 0 and focus is not None:
            # A new record begins with the field one asks about first.
            named = opened.words is not None and names_a_post(opened.words)
            post = form.kind == "official" and named
            self.edit(focus, POST if post else FIRST_FIELDS.get(form.kind))
            return
        if step == 0:
            return
        if form.inside is not None and focus is not None and step > 0:
            self.edit(focus, INSIDE_ORDERS[form.inside][0])
        elif opened.record.kind in INSIDE_ORDERS:
            self._step_inside(opened, step)
        else:
            names = [one.name for one in opened.record.fields]
            at = names.index(form.name) + step
            if 0 <= at < len(names):
                self.edit(opened.record.record, names[at])

    def _step_inside(self, opened: _Opened, step: int) -> None:
        kind, name, record = opened.record.kind, opened.form.name, opened.record
        order = (INSIDE_FIRST[kind], *INSIDE_ORDERS[kind])
        at = order.index(name) + step if name in order else len(order)
        # Who takes part is not asked again: another one is.
        first = 1 if kind == "participation" else 0
        if first <= at < len(order):
            self.edit(record.record, order[at])
        elif record.owner is not None and kind in INSIDE_LINES:
            self.edit(record.owner, INSIDE_LINES[kind])


_UNCHANGED = object()


def _kind_said(kind: str) -> str:
    """Return the name of a kind as it stands within a sentence."""
    return kind_name(kind).lower()


def _hits(named: Sequence[RecordLink], known: Sequence[OpenHit]) -> list[OpenHit]:
    """Return what a sentence names beside the first as offers, those left out that are there."""
    ids = {hit.id for hit in known}
    told = tr("named in the sentence")
    return [OpenHit(one.id, one.kind, one.label, None, told) for one in named if one.id not in ids]


def _field_of(found: RecordForm, name: str | None) -> FieldForm | None:
    if name is None:
        return next((one for one in found.fields if one.empty), None)
    return found.field(name)


def _hint(form: FieldForm) -> str:
    if form.type is FieldType.DATE:
        return tr("2 Aug 2023, 2023-08, 1990s…")
    if form.type is FieldType.RECORD:
        return tr("A few letters of a name, in any script")
    if form.type is FieldType.CHOICE:
        return tr("Type or choose with ↑ and ↓")
    return tr("In your words or the source's")
