"""Filling the fields of records: an editor opens where one asks, what is left in it is saved."""

from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QRect, Signal
from PySide6.QtWidgets import QWidget

from desktop.editing.backing import BackingTheValue
from desktop.editing.editing import Editing
from desktop.editing.field_editor import FieldEditor
from desktop.editing.next_field import INSIDE_ORDERS, next_field
from desktop.editing.offers import choice_name
from desktop.editing.opened import Opened, kind_said, opened_field, opened_new
from desktop.editing.page_locators import PageLocators
from desktop.editing.ways_out import Way, WayOut, ways_out
from desktop.editing.while_typing import WhileTyping
from desktop.editing.words_in_hand import WordsInHand, filling_service
from desktop.jobs.jobs import Jobs
from desktop.text.escaping import plain
from desktop.text.translate import tr
from desktop.window.panes import Panes
from desktop.window.record_shown import RecordShown
from desktop.window.ties import Ties
from models.dates import DateError, read_written_date
from models.editing.done import ClaimedError, Done, RefusedError
from models.editing.given import New
from models.fields.registry import FieldType
from models.queries.forms import FieldForm, coming

__all__ = ["FormFilling"]

_UNCHANGED = object()


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
        self._opened: Opened | None = None
        self._saving = False
        self._refused_value: Any = None
        self._backing = BackingTheValue(editor, ties, self)
        self._typing = WhileTyping(jobs, editor, ties, self)
        self._typing.caught_up.connect(self._commit)
        self._typing.failed.connect(self.failed)
        ties.tie(editor.committed, self._commit)
        ties.tie(editor.dismissed, self.close)
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
        begun: bool = False,
    ) -> None:
        """Open the editor on one field of a record, its first empty one where none is named.

        Where words are marked in the reader they are offered as evidence; `fresh` has them fill
        the field as well. `begun`: the record was made just before, and how one goes on is said.
        """
        if not self._editing.writable:
            return
        hand = WordsInHand.taken(self._panes.reader)
        self._jobs.run(
            "form",
            lambda database, _: opened_field(
                database, hand, record, field, fresh=fresh, replaces=replaces, begun=begun
            ),
            self._open,
            self.failed.emit,
        )

    def begin(self, kind: str) -> None:
        """Open the editor on the first line of a new record, filled from the marked words."""
        if not self._editing.writable:
            return
        hand = WordsInHand.taken(self._panes.reader)
        self._jobs.run(
            "form",
            lambda database, _: opened_new(database, hand, kind),
            self._open,
            self.failed.emit,
        )

    def _open(self, opened: Opened | None) -> None:
        if opened is None:
            return
        self._opened = opened
        self._backing.begin(opened)
        form, proposal = opened.form, opened.proposal
        if form.record == 0:
            self._record.show_coming(coming(form.kind, tr("New {kind}", kind=kind_said(form.kind))))
        self._editor.open(
            opened.label,
            opened.text,
            self._place(form),
            long=form.long,
            hint=opened.hint,
            free=self._words_place(),
        )
        self._typing.begin(opened)
        if proposal is not None and form.record == 0 and proposal.said:
            self._editor.say(tr("The post is asked next: {post}", post=plain(proposal.said)))
        self._backing.back()
        self.changed.emit()

    def _place(self, form: FieldForm) -> QRect:
        """Return where the editor belongs, in the coordinates of its parent."""
        line = self._panes.detail.place_of_field(form.record, form.name)
        parent = self._editor.parentWidget()
        assert isinstance(parent, QWidget)
        top_left = self._panes.detail.mapTo(parent, line.topLeft())
        return QRect(top_left, line.size())

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
        self._typing.end()
        self._backing.end()
        self._editor.close_editor()
        self.changed.emit()

    # ------------------------------------------------------------------- saving

    def _commit(self, step: int) -> None:
        opened = self._opened
        if opened is None or self._saving:
            return
        chosen = self._editor.chosen
        if chosen is not None and isinstance(chosen.key, WayOut):
            self._take(opened, chosen.key.way)
            return
        if self._typing.is_ahead(step):
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
        self._editing.make(
            filling_service(opened.form, value, self._backing.given(), self._pages),
            show=opened.record.owner or opened.record.record,
            done=lambda done: self._saved(opened, step, done),
            refused=partial(self._refused, value),
        )

    def _take(self, opened: Opened, way: Way) -> None:
        """Go the way out that was chosen below a refusal."""
        value, form = self._refused_value, opened.form
        if way is Way.BACK_IT:
            self._backing.back()
            self._editor.offer(())
            self._commit(0)
            return
        self.close()
        self.way_chosen.emit(way, form.record, form.name, value)

    def _value(self, opened: Opened) -> Any:
        form, text, chosen = opened.form, self._editor.text.strip(), self._editor.chosen
        backed = self._backing.backed and opened.proposal is not None
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

    def _saved(self, opened: Opened, step: int, done: Done) -> None:
        self._saving = False
        self._leave(opened, step, focus=done.focus)

    def _leave(self, opened: Opened, step: int, *, focus: int | None) -> None:
        """Close the editor, or go on to the next field."""
        form = opened.form
        if self._opened is opened and form.record == 0 and focus is not None:
            # What was coming is there, and shown in a moment.
            self._close()
        elif self._opened is opened:
            self.close()
        following = next_field(opened, step, focus)
        if following is not None:
            self.edit(*following, begun=form.record == 0)
