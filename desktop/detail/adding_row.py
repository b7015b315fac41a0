"""The quiet row below the fields: one button for each main field that holds nothing yet."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QPoint, QRect, Signal
from PySide6.QtWidgets import QWidget

from desktop.controls.drawn import DrawnButton
from desktop.text.escaping import plain
from desktop.text.translate import tr
from desktop.theme.theme import Theme
from models.queries.views import EmptyField

__all__ = ["AddingRow"]


class AddingRow(QWidget):
    """Shows what can still be filled, wrapped like words; a press asks for the field's editor."""

    wanted = Signal(str)
    """The name of a field."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._buttons: list[DrawnButton] = []
        self._fields: tuple[EmptyField, ...] = ()

    @property
    def buttons(self) -> tuple[DrawnButton, ...]:
        """The buttons that are shown, in order."""
        return tuple(self._buttons[: len(self._fields)])

    def show_fields(self, fields: Sequence[EmptyField]) -> None:
        """Show a button for each of `fields`; the buttons of before are used again."""
        self._fields = tuple(fields)
        while len(self._buttons) < len(self._fields):
            button = DrawnButton("quiet", self._theme, self)
            button.dress(self._theme.fonts.ui_font(self._theme.metrics.small))
            number = len(self._buttons)
            button.clicked.connect(lambda _=False, number=number: self._tell(number))
            self._buttons.append(button)
        for button, field in zip(self._buttons, self._fields, strict=False):
            label = plain(field.label)
            button.say(tr("＋ {field}", field=label), tr("Add {field}", field=label))
            button.show()
        for button in self._buttons[len(self._fields) :]:
            button.hide()
        self.setVisible(bool(self._fields))

    def _tell(self, number: int) -> None:
        self.wanted.emit(self._fields[number].name)

    def place_of(self, name: str) -> QRect | None:
        """Return where the button of a field stands in this row; None where there is none."""
        for button, field in zip(self._buttons, self._fields, strict=False):
            if field.name == name:
                return button.geometry()
        return None

    def name_at(self, point: QPoint) -> str:
        """Return which field's button is at a point of this row; empty where there is none."""
        if self.isHidden():
            return ""
        named = zip(self.buttons, self._fields, strict=True)
        return next(
            (field.name for button, field in named if button.geometry().contains(point)), ""
        )

    def light(self, names: Collection[str]) -> None:
        """Light the buttons of these fields and no others."""
        for button, field in zip(self.buttons, self._fields, strict=True):
            button.set_lit(field.name in names)

    def dress(self) -> None:
        """Use the theme's present faces and colours; the owner arranges anew."""
        small = self._theme.fonts.ui_font(self._theme.metrics.small)
        for button in self._buttons:
            button.dress(small)

    def arrange(self, width: int) -> int:
        """Place the buttons in `width` and return the height."""
        unit = self._theme.metrics.unit
        left, top, line = 0, 0, 0
        for button in self.buttons:
            hint = button.sizeHint()
            if left and left + hint.width() > width:
                left, top = 0, top + line
            button.setGeometry(left, top, min(hint.width(), width), hint.height())
            left += hint.width() + unit(1)
            line = hint.height()
        return top + line
