"""What editing opens over the window; made once, whatever reference is open."""

from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from desktop.editing.choices import ChoiceList
from desktop.editing.field_editor import FieldEditor
from desktop.editing.tag_list import TagList
from desktop.editing.what_for import WhatFor
from desktop.theme.theme import Theme

__all__ = ["EditingOverlays"]


@dataclass(frozen=True)
class EditingOverlays:
    """The editor of fields, the one of questions, and the lists; all closed at first."""

    field: FieldEditor
    question: FieldEditor
    what_for: WhatFor
    choices: ChoiceList
    tags: TagList

    @classmethod
    def over(cls, theme: Theme, window: QWidget) -> "EditingOverlays":
        """Make them over `window`."""
        return cls(
            FieldEditor(theme, window),
            FieldEditor(theme, window),
            WhatFor(theme, window),
            ChoiceList(theme, window),
            TagList(theme, window),
        )
