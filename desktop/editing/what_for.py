"""The list that asks what to do with marked words, or which field to fill."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.editing.new_kinds import NEW_KINDS
from desktop.lists.wording import kind_name
from desktop.overlay.items import OverlayItem
from desktop.overlay.panel import Overlay
from desktop.text.escaping import plain
from desktop.text.translate import tr
from desktop.theme.icons import icon_names
from desktop.theme.theme import Theme
from models.names.folding import fold
from models.queries.forms import FieldForm, RecordForm

__all__ = ["NEW_KINDS", "BackRecord", "KeepQuote", "WhatFor"]

SHOWN_WORDS = 60


class KeepQuote:
    """The choice to keep the words as a quote and nothing else."""


class BackRecord:
    """The choice to let the words say that the record holds at all."""


class WhatFor(Overlay):
    """Fields of the record that is shown, new records, and keeping the words as they are.

    Typed letters narrow the list; Enter takes the first.
    """

    field_chosen = Signal(object)
    """A `FieldForm`."""
    new_chosen = Signal(str)
    """The kind of a new record."""
    keep_chosen = Signal()
    back_chosen = Signal()
    """The words are to say that the record that is shown holds at all."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        """Make a closed list over `parent`."""
        super().__init__(theme, parent)
        self._all: tuple[OverlayItem, ...] = ()
        self._icons = frozenset(icon_names())
        self.text_edited.connect(self._narrow)
        self.item_chosen.connect(self._tell)

    def ask(self, record: RecordForm | None, words: str, inside: Sequence[RecordForm] = ()) -> None:
        """Open with what can be done now; `words` are those that are marked, if any.

        The fields of records `inside` the one that is shown, posts and names, follow its own.
        """
        fields = [self._field(record, form) for form in record.fields] if record else []
        fields += [self._field(one, form) for one in inside for form in one.fields]
        new = [self._new(kind) for kind in NEW_KINDS]
        # Words of the very source that is shown are rarely about the source itself.
        about_itself = record is not None and record.kind == "source" and bool(words)
        items = [*new, *fields] if about_itself else [*fields, *new]
        if words:
            keep = tr("Only keep the quote")
            items.append(OverlayItem(KeepQuote(), keep, keep, "quoted" if self._icons else ""))
        if words and record is not None and not about_itself:
            called = plain(record.label, SHOWN_WORDS)
            back = tr("Back the record itself: {record}", record=called)
            items.append(OverlayItem(BackRecord(), back, back, "quoted" if self._icons else ""))
        self._all = tuple(items)
        if words:
            placeholder = tr("Use “{words}” for…", words=plain(words, SHOWN_WORDS))
        else:
            placeholder = tr("Which field, or which new record?")
        self.describe(
            name=tr("What for"),
            placeholder=placeholder,
            footer=tr("Type a few letters · ↑ ↓ choose · Enter takes it · Esc closes"),
        )
        self.open()

    def _field(self, record: RecordForm, form: FieldForm) -> OverlayItem:
        shown = plain(form.shown, SHOWN_WORDS)
        of = plain(record.label, SHOWN_WORDS)
        text = form.label
        if record.owner is not None:
            text = tr("{field} · {record}", field=form.label, record=of)
        return OverlayItem(
            key=form,
            text=text,
            heard=tr("{field} of {record}", field=form.label, record=of),
            icon=record.kind if record.kind in self._icons else "",
            beside=shown,
            trailing="" if shown else tr("empty"),
        )

    def _new(self, kind: str) -> OverlayItem:
        text = tr("New {kind}", kind=kind_name(kind).lower())
        return OverlayItem(kind, text, text, kind if kind in self._icons else "new")

    def _narrow(self, text: str) -> None:
        wanted = fold(text).split()
        found = [one for one in self._all if all(word in fold(one.text) for word in wanted)]
        # What begins so is meant before what only holds it.
        found.sort(key=lambda one: not fold(one.text).startswith(fold(text)))
        self.show_items(found, "" if found else tr("Nothing is called so."))

    def _tell(self, item: OverlayItem) -> None:
        if isinstance(item.key, FieldForm):
            self.field_chosen.emit(item.key)
        elif isinstance(item.key, str):
            self.new_chosen.emit(item.key)
        elif isinstance(item.key, BackRecord):
            self.back_chosen.emit()
        else:
            self.keep_chosen.emit()

    @property
    def offered(self) -> Sequence[OverlayItem]:
        """Everything that can be chosen, whatever is typed."""
        return self._all
