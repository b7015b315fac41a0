"""The words of a card: a title, a text, and lines with signs or keys."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from desktop.theme.icons import picture
from desktop.theme.theme import Theme
from desktop.tour.step import Line, Step

__all__ = ["Content"]


class Content(QScrollArea):
    """Shows one step; it scrolls where there is not enough height, and never takes the focus."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self._theme = theme
        self._lines: tuple[Line, ...] = ()
        self._signs: list[QLabel] = []
        self._heads: list[QLabel] = []
        self._made: list[QLabel] = []
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._sheet = QWidget()
        self._title = self._label("subheading")
        self._text = self._label("")
        self._grid = QGridLayout()
        self._grid.setColumnStretch(2, 1)
        self._column = QVBoxLayout(self._sheet)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._title)
        self._column.addWidget(self._text)
        self._column.addLayout(self._grid)
        self._column.addStretch(1)
        self.setWidget(self._sheet)

    @staticmethod
    def _label(role: str) -> QLabel:
        label = QLabel()
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setProperty("role", role)
        label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        return label

    @property
    def words(self) -> tuple[str, ...]:
        """All that can be read on the card, from the top."""
        return (self._title.text(), self._text.text(), *(made.text() for made in self._made))

    def show_step(self, step: Step) -> None:
        """Show `step` from its top."""
        self._title.setText(step.title)
        self._text.setText(step.text)
        for label in (*self._signs, *self._made):
            self._grid.removeWidget(label)
            label.hide()
            label.deleteLater()
        self._signs, self._heads, self._made = [], [], []
        self._lines = step.lines
        for row, line in enumerate(step.lines):
            self._add_line(row, line)
        self.dress()
        self.verticalScrollBar().setValue(0)

    def _add_line(self, row: int, line: Line) -> None:
        head, meaning = self._label("" if line.icon else "chip"), self._label("muted")
        if not line.icon:
            # Keys stand in a frame that is higher than one line of words.
            meaning.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setProperty("evidence", line.evidence)
        head.setText(line.head)
        head.setWordWrap(False)
        meaning.setText(line.meaning)
        top = Qt.AlignmentFlag.AlignTop
        if line.icon:
            sign = self._label("")
            self._signs.append(sign)
            self._grid.addWidget(sign, row, 0, top)
            self._grid.addWidget(head, row, 1, top)
        else:
            middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
            self._grid.addWidget(head, row, 0, 1, 2, middle)
        self._grid.addWidget(meaning, row, 2)
        self._heads.append(head)
        self._made.extend((head, meaning))
        for label in (head, meaning):
            label.show()

    def dress(self) -> None:
        """Use the theme's present colours and measures."""
        unit, palette = self._theme.metrics.unit, self._theme.palette
        self._column.setSpacing(unit(2))
        self._grid.setHorizontalSpacing(unit(2))
        self._grid.setVerticalSpacing(unit(1))
        signs = iter(self._signs)
        side, ratio = self._theme.metrics.icon, self.devicePixelRatioF()
        for line, head in zip(self._lines, self._heads, strict=True):
            if line.icon:
                sign = next(signs)
                colour = getattr(palette, line.evidence or "text_muted")
                sign.setPixmap(picture(line.icon, colour, side, ratio))
                sign.setFixedSize(QSize(side, max(side, head.fontMetrics().height())))

    def height_for(self, width: int) -> int:
        """Return the height at which all words can be read at a width."""
        for label in (self._title, self._text, *self._signs, *self._made):
            # Without its style a label would tell the height of another font.
            label.ensurePolished()
        self._grid.invalidate()
        self._column.invalidate()
        return max(1, self._column.totalHeightForWidth(width))

    def let_scroll(self, needed: bool) -> None:
        """Allow a scroll bar or not; one that has come once makes itself needed by its width."""
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAsNeeded if needed else policy.ScrollBarAlwaysOff
        )

    def scroll_page(self, pages: int) -> bool:
        """Scroll by whole pages; False when there is nothing to scroll."""
        bar = self.verticalScrollBar()
        if bar.maximum() == 0:
            return False
        bar.setValue(bar.value() + pages * bar.pageStep())
        return True
