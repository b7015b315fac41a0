"""What is kept of painted rows never shows what was: a table looks as one that was made anew."""

from collections.abc import Callable, Sequence

import pytest
from PySide6.QtCore import QEvent, QItemSelectionModel, QObject, QPoint, QRect
from PySide6.QtGui import QCursor, QImage, QPaintEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.lists.line import ReadyLine
from desktop.table import row_painter
from desktop.table.pane import TablePane
from desktop.theme.theme import Theme
from models.queries.views import TableRow
from tests.desktop.lists.room import opened
from tests.desktop.table.rows import EMOJI, PERSIAN, Rows, table_row

MakePane = Callable[..., TablePane]

RECORDS = (
    table_row(1, "Mohammad Bagheri meets Viktor Khrenin in the capital", unsourced=3),
    table_row(2, PERSIAN, kind="official", where=None, when_edtf=None, quotes=0),
    table_row(3, EMOJI, disputed=True, unsourced=1200, quotes=12_345, origins=67),
    table_row(4, "Treaty on grain · oil", state=None, review="verified", where="Mińsk"),
)


@pytest.fixture
def make(qtbot: QtBot, theme: Theme) -> MakePane:
    rooms = []

    def shown(rows: Sequence[TableRow] = RECORDS) -> TablePane:
        pane = TablePane(Rows(*rows), theme)
        rooms.append(opened(qtbot, 900, 400, pane))
        pane.show_ids([row.id for row in rows], ())
        return pane

    return shown


def picture(pane: TablePane) -> QImage:
    return pane.view.viewport().grab().toImage()


def painted_anew(pane: TablePane, theme: Theme) -> QImage:
    """Return how the table looks when nothing is kept: the theme is said to be another one."""
    theme.changed.emit()
    return picture(pane)


def test_another_theme_repaints_every_row(make: MakePane, theme: Theme) -> None:
    pane = make()
    light = picture(pane)
    theme.set_choice("dark")
    dark = picture(pane)
    assert dark != light
    assert dark == painted_anew(pane, theme)
    theme.set_choice("light")
    assert picture(pane) == light


def test_a_larger_text_repaints_every_row(make: MakePane, theme: Theme) -> None:
    pane = make()
    usual = picture(pane)
    theme.set_text_scale(150)
    larger = picture(pane)
    assert larger != usual
    assert larger == painted_anew(pane, theme)


def test_a_column_of_another_width_cuts_its_words_anew(make: MakePane, theme: Theme) -> None:
    pane = make()
    wide = picture(pane)
    pane.view.header.resizeSection(1, 120)
    narrow = picture(pane)
    assert narrow != wide
    assert narrow == painted_anew(pane, theme)
    pane.view.columns.set_hidden("where", hidden=True)
    hidden = picture(pane)
    assert hidden != narrow
    assert hidden == painted_anew(pane, theme)


def test_moved_columns_take_their_words_along(make: MakePane, theme: Theme) -> None:
    pane = make()
    unmoved = picture(pane)
    pane.view.header.moveSection(0, 3)
    moved = picture(pane)
    assert moved != unmoved
    assert moved == painted_anew(pane, theme)


def test_other_words_are_marked_in_rows_already_painted(make: MakePane, theme: Theme) -> None:
    pane = make()
    unmarked = picture(pane)
    pane.show_ids([row.id for row in RECORDS], ("khren",))
    marked = picture(pane)
    assert marked != unmarked
    assert marked == painted_anew(pane, theme)
    pane.show_ids([row.id for row in RECORDS], ())
    assert picture(pane) == unmarked


def test_another_letter_lays_out_what_it_marks_alone(
    make: MakePane, monkeypatch: pytest.MonkeyPatch
) -> None:
    laid_out: list[str] = []

    class Noted(ReadyLine):
        def __init__(self, text: str, *look: object) -> None:
            super().__init__(text, *look)  # type: ignore[arg-type]
            laid_out.append(text)

    monkeypatch.setattr(row_painter, "ReadyLine", Noted)
    pane = make()
    pane.show_ids([row.id for row in RECORDS], ("mi",))
    picture(pane)
    assert len(laid_out) > len(RECORDS)
    laid_out.clear()
    pane.show_ids([row.id for row in RECORDS], ("miń",))
    picture(pane)
    assert laid_out == ["Mińsk"]


def test_a_record_that_was_changed_is_painted_as_it_is_now(qtbot: QtBot, theme: Theme) -> None:
    rows = Rows(*RECORDS)
    pane = TablePane(rows, theme)
    room = opened(qtbot, 900, 400, pane)
    pane.show_ids((1, 2, 3, 4), ())
    before = picture(pane)
    rows.known[4] = table_row(4, "Another name", state="denied", disputed=True)
    pane.refresh_rows((4,))
    after = picture(pane)
    assert after != before
    assert after == painted_anew(pane, theme)
    del room


def test_rows_in_another_order_are_painted_in_that_order(make: MakePane, theme: Theme) -> None:
    pane = make()
    before = picture(pane)
    pane.show_ids((4, 3, 2, 1), ())
    pane.select(4)
    turned = picture(pane)
    assert turned != before
    assert turned == painted_anew(pane, theme)


def test_only_the_current_name_is_bold_and_only_selected_rows_are_filled(
    make: MakePane, theme: Theme
) -> None:
    pane = make()
    height = pane.view.rowHeight(0)

    def ground(row: int) -> str:
        return picture(pane).pixelColor(2, row * height + 2).name()

    pane.select(2)
    assert [ground(row) for row in range(4)] == [
        theme.palette.pane,
        theme.palette.selection,
        theme.palette.pane,
        theme.palette.pane,
    ]
    pane.view.selectionModel().select(
        pane.view.model().index(3, 0),
        QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows,
    )
    assert ground(3) == theme.palette.selection
    assert ground(0) == theme.palette.pane


def test_a_record_that_is_gone_leaves_its_row_empty(qtbot: QtBot, theme: Theme) -> None:
    pane = TablePane(Rows(table_row(1)), theme)
    room = opened(qtbot, 900, 400, pane)
    pane.show_ids((1, 99), ())
    height = pane.view.rowHeight(0)
    row = picture(pane).copy(QRect(0, height, 800, height))
    ink = {row.pixelColor(x, y).name() for x in range(0, 800, 3) for y in range(height)}
    assert ink == {theme.palette.pane}
    del room


class Heights(QObject):
    """Notes how much of a widget is painted each time."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.painted: list[int] = []
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt
        if isinstance(event, QPaintEvent):
            self.painted.append(event.region().boundingRect().height())
        return False

    def after_each(self, act: Callable[[], object]) -> Callable[[], list[int]]:
        """Return what, asked again and again, says what the last `act` painted, and acts anew.

        The first one paints what its window's opening has left, too.
        """

        def told() -> list[int]:
            painted, self.painted = self.painted, []
            act()
            return painted

        return told


def test_a_step_repaints_the_two_rows_it_concerns(make: MakePane, qtbot: QtBot) -> None:
    pane = make([table_row(number) for number in range(1, 500)])
    step = Heights(pane.view.viewport()).after_each(pane.select_next)
    qtbot.waitUntil(lambda: step() == [2 * pane.view.rowHeight(0)])


def test_scrolling_paints_what_comes_into_view_alone(make: MakePane, qtbot: QtBot) -> None:
    pane = make([table_row(number) for number in range(1, 500)])
    bar = pane.view.verticalScrollBar()
    # A mouse that was left over the table has the row below it painted as well.
    QCursor.setPos(pane.mapToGlobal(QPoint(0, 2 * pane.height())))

    def on() -> None:
        # From the top again at the end: a busy machine may paint two steps at once for long.
        bar.setValue(bar.value() + 45 if bar.value() + 45 <= bar.maximum() else 0)

    scroll = Heights(pane.view.viewport()).after_each(on)
    qtbot.waitUntil(lambda: scroll() == [45])


def test_the_header_is_not_painted_with_each_step_or_answer(make: MakePane, qtbot: QtBot) -> None:
    records = [table_row(number) for number in range(1, 500)]
    pane = make(records)
    rows, header = Heights(pane.view.viewport()), Heights(pane.view.header.viewport())
    ids = [row.id for row in records]

    def painted_alone() -> bool:
        # At first what the opening of the window has left is painted, too.
        alone = bool(rows.painted) and not header.painted
        rows.painted, header.painted = [], []
        ids.append(ids.pop(0))
        pane.show_ids(ids, ())
        pane.select_next()
        return alone

    qtbot.waitUntil(painted_alone)
