"""What every part of editing works with: the panes, the one writer, and the small overlays."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QWidget

from desktop.editing.asking import Asking
from desktop.editing.choices import ChoiceList
from desktop.editing.editing import Editing, Service
from desktop.editing.form_filling import FormFilling
from desktop.editing.tag_list import TagList
from desktop.jobs.jobs import Jobs
from desktop.text.translate import tr
from desktop.window.browsing import Browsing
from desktop.window.panes import Panes
from desktop.window.record_shown import RecordShown
from models.queries.views import FieldView, RecordDetail, ValueView
from models.reference.problems import ProblemError

__all__ = ["Shown", "Tools", "find_slot"]

Say = Callable[[str], object]


@dataclass(frozen=True, slots=True)
class Shown:
    """A line as it is shown: its section (empty for the record's own fields), field and value."""

    section: str
    field: FieldView
    value: ValueView

    @property
    def record(self) -> int:
        """The record whose field it is."""
        return int(self.value.slot.partition(":")[0])

    @property
    def name(self) -> str:
        """The name of the field."""
        return self.value.slot.split(":", 2)[1]

    @property
    def key(self) -> str:
        """What tells the value from others of its field."""
        return self.value.slot.split(":", 2)[-1]


def find_slot(detail: RecordDetail, slot: str) -> Shown | None:
    """Return the line of `slot`; None where the record has none."""
    groups = [("", detail.fields)]
    groups += [(section.name, section.fields) for section in detail.sections]
    for section, fields in groups:
        for view in fields:
            for value in view.values:
                if value.slot == slot:
                    return Shown(section, view, value)
    return None


@dataclass(frozen=True)
class Tools:
    """Handed to each part of editing; none of them knows the window."""

    jobs: Jobs
    editing: Editing
    filling: FormFilling
    record: RecordShown
    browsing: Browsing
    panes: Panes
    choices: ChoiceList
    tags: TagList
    asking: Asking
    say: Say
    failed: Callable[[ProblemError], object] = field(repr=False)

    def may_write(self) -> bool:
        """Whether the reference can be edited; says so where it cannot."""
        if not self.editing.writable:
            self.say(tr("This reference can only be read"))
        return self.editing.writable

    def shown(self, slot: str) -> Shown | None:
        """Return the line of `slot` in the record that is shown."""
        detail = self.record.detail
        return find_slot(detail, slot) if detail is not None else None

    def at_slot(self, slot: str) -> QRect:
        """Return where a line is, in the coordinates of the window."""
        return self._in_window(self.panes.detail, self.panes.detail.place_of_slot(slot))

    def at_quote(self, quote: int) -> QRect:
        """Return where a quote's card is, in the coordinates of the window."""
        return self._in_window(self.panes.quotes, self.panes.quotes.place_of_quote(quote))

    def at_field(self, record: int, name: str) -> QRect:
        """Return where a field is shown or would be, in the coordinates of the window."""
        place = self.panes.detail.place_of_field(record, name)
        return self._in_window(self.panes.detail, place)

    def _in_window(self, pane: QWidget, place: QRect) -> QRect:
        window = self.asking.editor.window()
        return QRect(pane.mapTo(window, place.topLeft()) + QPoint(0, 0), place.size())

    def read(self, name: str, work: Callable[[Any], Any], done: Callable[[Any], object]) -> None:
        """Read from the database beside the window; the answer to the last asking counts."""
        self.jobs.run(name, lambda database, _: work(database), done, self.failed)

    def make(self, service: Service) -> None:
        """Make an edit of the record that is shown, and go on showing it."""
        detail = self.record.detail
        self.editing.make(service, show=detail.id if detail is not None else None, stay=True)
