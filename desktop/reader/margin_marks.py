"""Marks in the margin: which records rest on the passages of a paragraph."""

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QToolButton

from desktop.reader.reading_text import ReadingText
from desktop.reader.record_words import record_menu, record_words
from desktop.text.escaping import escape
from desktop.text.translate import tr, tr_count
from models.queries.views import RecordLink

__all__ = ["MarginMarks"]

_TOOLTIP_NAMES = 12


class MarginMarks(QObject):
    """Keeps one button beside each visible paragraph that records rest on."""

    record_requested = Signal(int)

    def __init__(self, text: ReadingText) -> None:
        """Place marks on `text` whenever its view changes."""
        super().__init__(text)
        self._text = text
        self._marks: dict[int, QToolButton] = {}
        self._spare: list[QToolButton] = []
        text.view_changed.connect(self.place)

    def renew(self) -> None:
        """Make all marks anew: the text has changed, or its face."""
        for number in list(self._marks):
            self._put_away(number)
        self.place()

    def visible(self) -> list[QToolButton]:
        """Return the marks in view, from the top."""
        return [self._marks[number] for number in sorted(self._marks)]

    def records_of(self, paragraph: int) -> tuple[RecordLink, ...]:
        """Return the records that rest on a paragraph's passages, each once, in their order."""
        start, end = self._text.stored.paragraph_on_page(paragraph)
        found: dict[int, RecordLink] = {}
        for index in self._text.marking.passages.touching(start, end):
            for record in self._text.passages[index].records:
                found.setdefault(record.id, record)
        return tuple(found.values())

    def open_list(self, paragraph: int) -> bool:
        """Open the list of a paragraph's records and tell whether there are any."""
        records = self.records_of(paragraph)
        if not records:
            return False
        title = tr_count(
            "Paragraph {paragraph}: {count} record rests on it",
            "Paragraph {paragraph}: {count} records rest on it",
            len(records),
            paragraph=paragraph + 1,
        )
        menu = record_menu(title, records, self.record_requested.emit, self._text)
        mark = self._marks.get(paragraph)
        if mark is None:
            menu.popup(self._text.mapToGlobal(self._text.cursorRect().bottomRight()))
        else:
            menu.popup(mark.mapToGlobal(QPoint(0, mark.height())))
        menu.setActiveAction(menu.actions()[2])
        return True

    def place(self) -> None:
        """Put the marks where their paragraphs are now."""
        page = self._text.page
        top = self._text.verticalScrollBar().value()
        bottom = top + self._text.viewport().height()
        number = page.paragraph_at(top)
        shown: set[int] = set()
        while number < self._text.stored.paragraph_count and page.top(number) < bottom:
            if self.records_of(number):
                shown.add(number)
            number += 1
        for gone in set(self._marks) - shown:
            self._put_away(gone)
        for number in sorted(shown):
            mark = self._marks.get(number) or self._take(number)
            column = page.column
            room = page.leading * 1.6
            # At the end of the lines: the rule of unused sentences stands at their beginning.
            edge = column.left() - room if page.is_right_to_left(number) else column.right()
            x = round(edge + (room - mark.width()) / 2)
            y = round(page.top(number) - top + (page.leading - mark.height()) / 2)
            mark.move(x, y)
            mark.show()

    def _take(self, number: int) -> QToolButton:
        mark = self._spare.pop() if self._spare else self._new_mark()
        records = self.records_of(number)
        mark.setText(str(len(records)))
        names = [record_words(record) for record in records[:_TOOLTIP_NAMES]]
        if len(records) > len(names):
            names.append(tr("and {count} more", count=len(records) - len(names)))
        mark.setToolTip("<br>".join(escape(name) for name in names))
        said = tr_count(
            "Paragraph {paragraph}: {count} record rests on it",
            "Paragraph {paragraph}: {count} records rest on it",
            len(records),
            paragraph=number + 1,
        )
        mark.setAccessibleName(said)
        mark.setAccessibleDescription("; ".join(names))
        mark.setProperty("paragraph", number)
        # Two figures need more than the usual width.
        mark.setFixedWidth(max(round(self._text.page.leading * 1.25), mark.sizeHint().width()))
        mark.setFixedHeight(round(self._text.page.leading * 0.9))
        self._marks[number] = mark
        return mark

    def _new_mark(self) -> QToolButton:
        mark = QToolButton(self._text.viewport())
        mark.setProperty("role", "chip")
        mark.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        mark.setCursor(Qt.CursorShape.PointingHandCursor)
        mark.clicked.connect(lambda: self.open_list(int(mark.property("paragraph"))))
        return mark

    def _put_away(self, number: int) -> None:
        mark = self._marks.pop(number)
        if mark.hasFocus():
            self._text.setFocus()
        mark.hide()
        self._spare.append(mark)
