"""A titled group of lines below the fields, which can be folded away."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QFont
from PySide6.QtWidgets import QWidget

from desktop.controls.drawn import DrawnButton
from desktop.detail.grid import FieldsGrid
from desktop.text.escaping import plain
from desktop.text.translate import tr, tr_count
from desktop.theme.theme import Theme
from models.queries.views import SectionView

__all__ = ["FIRST_LINES", "SectionGroup"]

FIRST_LINES = 20
MORE_LINES = 500
"""How many lines one press adds: the window must not stand still over a long career."""


class SectionGroup(QWidget):
    """Shows one section: a heading with the number of its lines, the lines, and "show all"."""

    grown = Signal()
    folded = Signal(str, bool)
    """The section's name, and whether it is folded now."""

    def __init__(
        self, theme: Theme, parent: QWidget, actions: Sequence[QAction] | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._section = SectionView("", "", ())
        self._words: tuple[str, ...] = ()
        self._folded = False
        self._count = 0
        self._entries = 0
        self._most = FIRST_LINES
        self.heading = DrawnButton("quiet", theme, self)
        self.grid = FieldsGrid(theme, self, actions)
        self.more = DrawnButton("link", theme, self)
        self.heading.clicked.connect(self._toggle)
        self.more.clicked.connect(self._show_more)
        self.grid.grown.connect(self.grown)
        self.dress()

    def stops(self) -> list[QWidget]:
        """Return what Tab passes through, in order."""
        inside = [] if self._folded else [*self.grid.stops(), self.more]
        return [self.heading, *inside]

    def show_section(self, section: SectionView, words: Sequence[str], *, folded: bool) -> None:
        """Show the first lines of `section`, or its heading alone."""
        self._section = section
        self._words = tuple(words)
        self._most = FIRST_LINES
        self._count = sum(len(field.values) for field in section.fields)
        self._entries = len(section.fields)
        self._folded = folded
        self._fill()

    def _fill(self) -> None:
        if self._folded:
            self.grid.show_fields((), ())
        else:
            self.grid.show_fields(self._section.fields, self._words, self._most)
        self.grid.setVisible(not self._folded)
        left = 0 if self._folded else max(self._count - self._most, 0)
        self.more.setVisible(left > 0)
        if left > MORE_LINES:
            words = tr("Show {more} more of {count}", more=MORE_LINES, count=self._count)
        else:
            words = tr("Show all {count}", count=self._count)
        title = plain(self._section.title)
        self.more.say(words, tr("{title}: {action}", title=title, action=words))
        self.heading.show_icon("chevron-right" if self._folded else "chevron-down")
        entries = self._section.total or self._entries
        said = tr_count("{title}, {count} entry", "{title}, {count} entries", entries, title=title)
        state = tr("folded") if self._folded else tr("unfolded")
        self.heading.say(
            tr("{title} · {count}", title=title.upper(), count=entries),
            tr("{section}, {state}", section=said, state=state),
        )

    def _toggle(self) -> None:
        self._folded = not self._folded
        self._fill()
        self.folded.emit(self._section.name, self._folded)
        self.grown.emit()

    def _show_more(self) -> None:
        first = self._most
        self._most += MORE_LINES
        self._fill()
        self.grown.emit()
        # The button may be gone: the keyboard goes on with the first of the new lines.
        self.grid.lines[first].text.setFocus()

    def dress(self) -> None:
        """Use the theme's present faces and colours; the owner arranges anew."""
        small = self._theme.fonts.ui_font(self._theme.metrics.small)
        strong = QFont(small)
        strong.setWeight(QFont.Weight.DemiBold)
        self.heading.dress(strong)
        self.more.dress(small)
        self.grid.dress()

    def arrange(self, width: int) -> int:
        """Place everything in `width` and return the height."""
        unit = self._theme.metrics.unit
        hint = self.heading.sizeHint()
        self.heading.setGeometry(0, 0, min(hint.width(), width), hint.height())
        top = hint.height() + unit(0.5)
        if self._folded:
            return top
        height = self.grid.arrange(width)
        self.grid.setGeometry(0, top, width, height)
        top += height
        if not self.more.isHidden():
            hint = self.more.sizeHint()
            self.more.setGeometry(0, top, min(hint.width(), width), hint.height())
            top += hint.height()
        return top
