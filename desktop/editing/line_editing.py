"""Every line of a record edited where it is shown: by F2, Enter, Delete and Alt+Shift+arrows."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from desktop.editing.asking import Question
from desktop.editing.tools import Shown, Tools
from desktop.editing.weighing import Weighing
from desktop.text.escaping import plain
from desktop.text.translate import tr
from desktop.window.ties import Ties
from models.editing.done import ClaimedError, Done, RefusedError
from models.editing.fields import clear_field
from models.editing.listing import drop_value, move_value
from models.editing.records import set_note
from models.editing.several import change_identifier, change_tags
from models.editing.tags import remove_identifier
from models.editing.trash import trash
from models.fields.registry import FIELD_BY_NAME
from models.queries.forms import LABEL, NOTE
from models.queries.views import RecordDetail
from models.reference.reference import Reference

__all__ = ["LineEditing"]

OWN_SECTIONS = frozenset({"", "tenures", "names", "identifiers", "tags"})
"""Sections whose lines belong to the record itself; those of others show what leads here."""
TITLES = {"source": "title"}
"""What a record is called by where it is not a person's choice."""
SHOWN_WORDS = 60


class LineEditing(QObject):
    """Says for each line what editing, taking away and moving it mean, and does it."""

    def __init__(
        self, tools: Tools, weighing: Weighing, tag: Callable[[], object], ties: Ties,
        parent: QObject,
    ) -> None:  # fmt: skip
        """Listen to the lines; `tag` opens the tags of the record."""
        super().__init__(parent)
        self._tools = tools
        self._weighing = weighing
        self._tag = tag
        self._go_to_slot = ""
        self._seen: RecordDetail | None = None
        detail = tools.panes.detail
        ties.tie(detail.edit_wanted, self.edit)
        ties.tie(detail.removal_wanted, self.remove)
        ties.tie(detail.shift_wanted, self.shift)
        ties.tie(detail.field_wanted, self._fill)
        ties.tie(tools.record.shown, self._on_shown)

    # ------------------------------------------------------------------ editing

    def edit(self, slot: str) -> None:
        """Edit the line of `slot` where it is; one that belongs to another record, over there."""
        tools, detail = self._tools, self._tools.record.detail
        if detail is None or not tools.may_write():
            return
        if slot == f"{detail.id}:{LABEL}":
            tools.filling.edit(detail.id, TITLES.get(detail.kind, LABEL))
            return
        if slot == f"{detail.id}:{NOTE}":
            tools.filling.edit(detail.id, NOTE)
            return
        line = tools.shown(slot)
        if line is None:
            return
        if line.section not in OWN_SECTIONS:
            self._edit_there(line)
        elif line.name == "tag":
            self._tag()
        elif line.name == "identifier":
            self._edit_identifier(line)
        elif self._is_beside(line):
            # It is not what the record holds: it can be weighed, and nothing can be typed over it.
            self._weighing.offer(slot)
        elif self._several(line):
            tools.filling.edit_value(line.record, line.name, line.key)
        else:
            tools.filling.edit_slot(slot)

    def _is_beside(self, line: Shown) -> bool:
        """Whether a value stands in claims only, beside the one the record holds."""
        return (
            bool(line.value.claims)
            and not self._several(line)
            and line.name != "participation"
            and line.section == ""
            and line.value is not line.field.values[0]
        )

    def _several(self, line: Shown) -> bool:
        detail = self._tools.record.detail
        known = FIELD_BY_NAME.get((detail.kind, line.name)) if detail is not None else None
        return line.section == "" and known is not None and known.several

    def _edit_there(self, line: Shown) -> None:
        """Go to the record whose line this is, and to the line in it."""
        link = line.value.link
        if link is None:
            return
        self._go_to_slot = f"{line.record}:{line.name}:"
        self._seen = self._tools.record.detail
        self._tools.say(tr("This is edited at {record}", record=plain(link.label, SHOWN_WORDS)))
        self._tools.record.go_to(link.id)

    def _edit_identifier(self, line: Shown) -> None:
        scheme, _, value = line.key.partition(":")

        def answer(text: str, _: object) -> Callable[[Reference], Done] | None:
            if text == value:
                return None
            return partial(
                change_identifier, record=line.record, scheme=scheme, value=value, new=text
            )

        self._tools.asking.ask(
            Question(
                label=scheme,
                at=self._tools.at_slot(line.value.slot),
                answer=answer,
                text=value,
                hint=tr("What the register calls it"),
                show=line.record,
            )
        )

    def _fill(self, name: str) -> None:
        detail = self._tools.record.detail
        if detail is not None:
            self._tools.filling.edit(detail.id, name, fresh=True)

    # --------------------------------------------------------------- taking away

    def remove(self, slot: str) -> None:
        """Take the line of `slot` away, in one step; what rests on quotes is weighed instead."""
        tools, detail = self._tools, self._tools.record.detail
        if detail is None or not tools.may_write():
            return
        if slot == f"{detail.id}:{NOTE}":
            tools.make(partial(set_note, record=detail.id, note=None))
            return
        line = tools.shown(slot)
        if line is None:
            return
        service = self._removing(line)
        if service is None:
            link = line.value.link
            there = plain(link.label, SHOWN_WORDS) if link else ""
            tools.say(tr("This belongs to {record}; F2 goes there", record=there))
            return
        tools.editing.make(service, show=detail.id, refused=partial(self._not_removed, slot))

    def _removing(self, line: Shown) -> Callable[[Reference], Done] | None:
        record, name, key = line.record, line.name, line.key
        if line.section not in OWN_SECTIONS:
            return None
        if name == "tag":
            return partial(change_tags, records=[record], remove=[key])
        if name == "identifier":
            scheme, _, value = key.partition(":")
            return partial(remove_identifier, record=record, scheme=scheme, value=value)
        whole = (("", "participation"), ("tenures", "title"), ("names", "text"))
        if (line.section, name) in whole:
            return partial(trash, record=record)
        if self._several(line):
            return partial(drop_value, record=record, field=name, key=key)
        return partial(clear_field, record=record, field=name)

    def _not_removed(self, slot: str, error: RefusedError) -> None:
        if isinstance(error, ClaimedError):
            self._weighing.offer(slot, error.sentence)
        else:
            self._tools.say(error.sentence)

    # ------------------------------------------------------------------- moving

    def shift(self, slot: str, steps: int) -> None:
        """Move the line of `slot` within its list."""
        tools, line = self._tools, self._tools.shown(slot)
        if line is None or not tools.may_write():
            return
        detail = tools.record.detail
        known = FIELD_BY_NAME.get((detail.kind, line.name)) if detail is not None else None
        if known is None or not known.ordered or line.section:
            tools.say(tr("These have no order of their own"))
            return
        self._go_to_slot, self._seen = slot, detail
        tools.make(
            partial(move_value, record=line.record, field=line.name, key=line.key, steps=steps)
        )

    def _on_shown(self) -> None:
        """Give the keyboard to the line that was meant, once its record is shown anew."""
        detail = self._tools.record.detail
        if not self._go_to_slot or detail is None or detail is self._seen:
            return
        wanted, self._go_to_slot = self._go_to_slot, ""
        pane = self._tools.panes.detail
        if pane.focus_slot(wanted):
            return
        inside = f"{wanted.partition(':')[0]}:participation"
        for line in pane.lines:
            if line.value.slot.startswith(wanted) or line.value.slot == inside:
                pane.focus_slot(line.value.slot)
                return
