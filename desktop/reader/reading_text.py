"""The reading text on its page: scrolling, choosing, selecting and copying.

The widget never gives its own characters away: what is selected or copied is a span of the stored
text (law 3 of the design).
"""

import itertools
from dataclasses import replace

from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt, Signal
from PySide6.QtGui import (
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
    QTextCursor,
    QTextDocument,
    QWheelEvent,
)
from PySide6.QtWidgets import QTextEdit, QToolTip, QWidget

from desktop.reader.marking import Looks, MarkedText, Marking
from desktop.reader.page_layout import PageLayout
from desktop.reader.stored_text import StoredText, mime_of
from desktop.text.carried_words import carry
from desktop.text.escaping import escape, plain
from desktop.text.translate import tr
from desktop.theme.theme import Theme
from models.queries.views import Passage, Span

__all__ = ["ReadingText"]

_TOOLTIP_NAMES = 8


class ReadingText(QTextEdit):
    """Shows one snapshot's text; passages and records are chosen with mouse or keyboard."""

    passage_chosen = Signal(int)
    """The number of a passage somebody chose, in the snapshot's order."""
    use_wanted = Signal()
    """Enter was pressed with words marked."""
    view_changed = Signal()
    """Other paragraphs, or the same ones elsewhere, are in view."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make an empty page."""
        super().__init__(parent)
        self._theme = theme
        self._stored = StoredText("")
        self._passages: tuple[Passage, ...] = ()
        self._document: QTextDocument | None = None
        self._goal: int | None = None
        self._settling = False
        self._pressed: QPoint | None = None
        self.setProperty("role", "quote")
        self.setReadOnly(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Always there: a bar that comes and goes would break all lines anew.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setAccessibleName(tr("Text of the source"))
        self._page = self._new_page()
        self.verticalScrollBar().actionTriggered.connect(self._forget_goal)
        theme.changed.connect(self.renew_look)

    # What is shown

    def show_text(self, marked: MarkedText) -> None:
        """Show a text from its beginning, nothing selected and no passage current."""
        self._stored = marked.stored
        self._goal = None
        # While the page is being made, whoever looks still finds the marking and the passages of
        # the one before: the two always belong together.
        self._page = self._new_page(marked.marking)
        self._passages = marked.passages
        self.verticalScrollBar().setValue(0)
        self._settle()

    def renew_marks(self, marked: MarkedText) -> None:
        """Mark what rests on the same text by now; everything else stays as it is."""
        before = self.marking
        self._page.marking = replace(
            marked.marking,
            matches=before.matches,
            match=before.match,
            leaning=before.leaning,
        )
        self._passages = marked.passages

    def _new_page(self, marking: Marking | None = None) -> PageLayout:
        # Qt deletes the document it made itself, but none of ours.
        old = self._document
        document = QTextDocument(self)
        document.setUndoRedoEnabled(False)
        document.setDefaultFont(self._theme.reading_font())
        page = PageLayout(document, self._stored)
        page.marking = marking or Marking()
        page.looks = Looks(self._theme.palette)
        document.setDocumentLayout(page)
        document.setPlainText(self._stored.form)
        self.setDocument(document)
        if old is not None:
            old.deleteLater()
        self._document = document
        return page

    def renew_look(self) -> None:
        """Take the colours and the face of the theme anew, with the same words in view."""
        self._page.looks = Looks(self._theme.palette)
        top = self._top_position()
        self.document().setDefaultFont(self._theme.reading_font())
        self._page.set_width(self.viewport().width())
        self._stay(top)
        self.viewport().update()

    @property
    def stored(self) -> StoredText:
        """The text that is shown."""
        return self._stored

    @property
    def passages(self) -> tuple[Passage, ...]:
        """The passages in order; their numbers are those of `marking.passages`."""
        return self._passages

    @property
    def page(self) -> PageLayout:
        """The page it is laid out on."""
        return self._page

    @property
    def marking(self) -> Marking:
        """What is marked; call `viewport().update()` after a change."""
        return self._page.marking

    # Selecting and copying

    def select(self, span: Span) -> None:
        """Select a span of the stored text."""
        start, end = self._stored.on_page(span)
        cursor = self.textCursor()
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def selection(self) -> Span | None:
        """Return the selected span of the stored text, or None when nothing is selected."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            return None
        return self._stored.in_text(cursor.selectionStart(), cursor.selectionEnd())

    def createMimeDataFromSelection(self) -> QMimeData:
        """Return the stored words: for the clipboard, the primary selection and dragging."""
        span = self.selection() or Span(0, 0)
        return carry(mime_of(self._stored.text[span.start : span.end]))

    @property
    def selecting(self) -> bool:
        """Whether the mouse is still marking words."""
        return self._pressed is not None

    def let_go(self) -> None:
        """Mark nothing any more; the caret stays at the end of what was marked."""
        cursor = self.textCursor()
        cursor.clearSelection()
        self.setTextCursor(cursor)

    # Going to places

    def go_to(self, start: int) -> None:
        """Bring a position of the document to a third of the view and put the caret there."""
        cursor = self.textCursor()
        cursor.setPosition(start)
        self._settling = True
        self.setTextCursor(cursor)
        self._settling = False
        self._goal = start
        self._reach_goal()

    def _reach_goal(self) -> None:
        if self._goal is None:
            return
        # Laying out the view can correct the place once: what lies above the goal was estimated.
        for _ in range(2):
            top = self._page.line_top(self._goal) - self.viewport().height() / 3
            self._scroll_to(round(top))
            self._settle()
        self.viewport().update()

    def _scroll_to(self, value: int) -> None:
        self._settling = True
        self._page.announce()
        self.verticalScrollBar().setValue(value)
        self._settling = False

    def _forget_goal(self) -> None:
        self._goal = None

    def _top_position(self) -> int:
        top = self.verticalScrollBar().value()
        number = self._page.paragraph_at(top)
        block = self.document().findBlockByNumber(number)
        layout = block.layout()
        for index in range(layout.lineCount()):
            line = layout.lineAt(index)
            if self._page.top(number) + line.y() + line.height() > top:
                return int(block.position() + line.textStart())
        return int(block.position())

    def _stay(self, position: int) -> None:
        if self._goal is not None:
            self._reach_goal()
        elif position:
            self._scroll_to(round(self._page.line_top(position)))
        self._settle()

    def _settle(self) -> None:
        """Have everything in view laid out before it is painted."""
        if self._settling:
            return
        self._settling = True
        bar = self.verticalScrollBar()
        moved = self._page.settle(bar.value(), self.viewport().height())
        self._page.announce()
        if moved:
            bar.setValue(bar.value() + moved)
        self._settling = False
        self.view_changed.emit()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Scroll, and lay out what comes into view."""
        super().scrollContentsBy(dx, dy)
        if not self._settling:
            self._settle()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the content to the new width."""
        top = self._top_position()
        self._settling = True
        super().resizeEvent(event)
        self._settling = False
        self._stay(top)

    # Mouse and keyboard

    def position_at(self, point: QPoint) -> int | None:
        """Return the document position of the word under a point of the viewport, if any."""
        inside = point.toPointF()
        inside.setY(inside.y() + self.verticalScrollBar().value())
        position = self._page.hitTest(inside, Qt.HitTestAccuracy.ExactHit)
        return None if position < 0 else position

    def passage_at(self, position: int) -> int | None:
        """Return the shortest passage at a position; where one is current already, the next."""
        passages = self.marking.passages
        found = sorted(
            passages.at(position), key=lambda index: passages[index][1] - passages[index][0]
        )
        if not found:
            return None
        for index, following in itertools.pairwise(found):
            if passages[index] == self.marking.current:
                return following
        return found[0]

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll: the reader goes where they like now."""
        self._forget_goal()
        super().wheelEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where a click began."""
        self._pressed = event.position().toPoint()
        self._forget_goal()
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose the passage that was clicked, when nothing was selected."""
        super().mouseReleaseEvent(event)
        pressed, self._pressed = self._pressed, None
        if event.button() != Qt.MouseButton.LeftButton or self.textCursor().hasSelection():
            return
        position = None if pressed is None else self.position_at(pressed)
        chosen = None if position is None else self.passage_at(position)
        if chosen is not None:
            self.passage_chosen.emit(chosen)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what the key stands for."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            if self.textCursor().hasSelection():
                self.use_wanted.emit()
                event.accept()
                return
            chosen = self.passage_at(self.textCursor().position())
            if chosen is not None:
                self.passage_chosen.emit(chosen)
                event.accept()
                return
        self._forget_goal()
        super().keyPressEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """Show which records rest on the passage under the pointer."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            position = self.position_at(event.pos())
            chosen = None if position is None else self.passage_at(position)
            if chosen is None:
                QToolTip.hideText()
            else:
                QToolTip.showText(event.globalPos(), self._tip(self._passages[chosen]), self)
            return True
        return bool(super().viewportEvent(event))

    @staticmethod
    def _tip(passage: Passage) -> str:
        names = [plain(record.label, 60) for record in passage.records[:_TOOLTIP_NAMES]]
        if len(passage.records) > len(names):
            names.append(tr("and {count} more", count=len(passage.records) - len(names)))
        if not names:
            names = [tr("No record rests on this passage any more.")]
        return "<br>".join(escape(name) for name in names)
