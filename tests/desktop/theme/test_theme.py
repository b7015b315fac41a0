"""The theme follows the reader's choice or the system, and everything grows with the font."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QFrame,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QSplitter,
    QTableWidget,
    QToolButton,
    QTreeWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop.theme.evidence import Evidence, evidence_mark
from desktop.theme.metrics import Metrics
from desktop.theme.theme import Choice, Theme
from desktop.theme.tokens import DARK, LIGHT, Palette
from desktop.theme.views import dress_list, dress_table


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    sheet, font, palette = qapp.styleSheet(), qapp.font(), qapp.palette()
    theme = Theme(qapp)
    yield theme
    theme.set_choice("system")
    theme.deleteLater()
    qapp.setStyleSheet(sheet)
    qapp.setFont(font)
    qapp.setPalette(palette)


def announce(qapp: QApplication, scheme: Qt.ColorScheme) -> None:
    """Do what the desktop does when its scheme changes."""
    qapp.styleHints().colorSchemeChanged.emit(scheme)


def test_with_the_system_as_choice_the_window_turns_dark_and_light_with_it(
    qapp: QApplication, theme: Theme, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(theme.changed):
        announce(qapp, Qt.ColorScheme.Dark)
    assert (theme.scheme, theme.palette) == ("dark", DARK)
    assert qapp.palette().color(QPalette.ColorRole.Window).name() == DARK.window
    with qtbot.waitSignal(theme.changed):
        announce(qapp, Qt.ColorScheme.Light)
    assert (theme.scheme, theme.palette) == ("light", LIGHT)


@pytest.mark.parametrize(("choice", "palette"), [("light", LIGHT), ("dark", DARK)])
def test_a_chosen_scheme_stays_whatever_the_system_does(
    qapp: QApplication, theme: Theme, choice: Choice, palette: Palette
) -> None:
    theme.set_choice(choice)
    for scheme in (Qt.ColorScheme.Dark, Qt.ColorScheme.Light, Qt.ColorScheme.Unknown):
        announce(qapp, scheme)
        assert theme.palette is palette
    assert theme.choice == choice


def test_nothing_is_announced_when_nothing_changes(theme: Theme, qtbot: QtBot) -> None:
    theme.set_choice("dark")
    with qtbot.assertNotEmitted(theme.changed):
        theme.set_choice("dark")
        theme.set_text_scale(100)


def test_the_signal_comes_after_the_new_look(qapp: QApplication, theme: Theme) -> None:
    seen: list[str] = []
    theme.changed.connect(lambda: seen.append(qapp.styleSheet()))
    theme.set_choice("dark")
    assert seen == [qapp.styleSheet()]
    assert DARK.pane in seen[0]


def test_choices_and_scales_that_do_not_exist_are_refused(theme: Theme) -> None:
    with pytest.raises(ValueError, match="system, light or dark"):
        theme.set_choice("sepia")  # type: ignore[arg-type]
    for percent in (99, 201):
        with pytest.raises(ValueError, match="between 100 and 200"):
            theme.set_text_scale(percent)


def test_twice_the_text_scale_doubles_text_and_measures(
    qapp: QApplication, theme: Theme, qtbot: QtBot
) -> None:
    before = theme.metrics
    button = QPushButton("Import…")
    qtbot.addWidget(button)
    button.ensurePolished()
    height = button.sizeHint().height()
    theme.set_text_scale(200)
    assert theme.metrics.point_size == pytest.approx(2 * before.point_size)
    assert qapp.font().pointSizeF() == pytest.approx(2 * before.point_size, abs=0.1)
    assert theme.metrics.row_height == pytest.approx(2 * before.row_height, abs=1)
    assert button.sizeHint().height() == pytest.approx(2 * height, rel=0.1)
    assert theme.reading_font().pointSizeF() > theme.ui_font().pointSizeF()


def test_a_unit_is_four_pixels_at_the_base_size_and_never_nothing() -> None:
    base = Metrics(point_size=9.75, pixel_size=13)
    assert [base.unit(count) for count in (0, 0.5, 1, 2, 7.5)] == [0, 2, 4, 8, 30]
    assert base.row_height == 30
    assert Metrics(point_size=1, pixel_size=1).unit(1) == 1


@pytest.mark.parametrize("choice", ["light", "dark"])
@pytest.mark.parametrize("kind", [QPushButton, QToolButton, QLineEdit, QCheckBox, QListWidget])
def test_focus_shows_as_a_ring_in_the_colour_of_focus(
    theme: Theme, qtbot: QtBot, kind: type[QWidget], choice: Choice
) -> None:
    theme.set_choice(choice)
    window = QWidget()
    qtbot.addWidget(window)
    other = QLineEdit(window)
    widget = kind(window)
    other.setGeometry(0, 0, 100, 30)
    widget.setGeometry(0, 50, 120, 60)
    window.show()
    qtbot.waitUntil(window.isActiveWindow)

    def ring() -> int:
        image = widget.grab().toImage()
        row = image.height() // 2
        return sum(
            image.pixelColor(column, row).name() == theme.palette.focus for column in range(3)
        )

    other.setFocus()
    assert ring() == 0
    widget.setFocus()
    assert widget.hasFocus()
    assert ring() == 2


@pytest.mark.parametrize("choice", ["light", "dark"])
def test_roles_give_cards_chips_and_muted_words_their_colours(
    theme: Theme, qtbot: QtBot, choice: Choice
) -> None:
    theme.set_choice(choice)
    card, chip, muted = QFrame(), QLabel("When"), QLabel("Where")
    for widget, role in ((card, "card"), (chip, "chip"), (muted, "muted")):
        qtbot.addWidget(widget)
        widget.setProperty("role", role)
        widget.ensurePolished()
        widget.resize(100, 40)
    assert card.grab().toImage().pixelColor(50, 20).name() == theme.palette.card
    assert chip.grab().toImage().pixelColor(50, 4).name() == theme.palette.chip
    assert muted.palette().color(QPalette.ColorRole.WindowText).name() == theme.palette.text_muted


@pytest.mark.parametrize("choice", ["light", "dark"])
def test_the_hint_in_an_empty_field_is_readable(theme: Theme, qtbot: QtBot, choice: Choice) -> None:
    theme.set_choice(choice)
    field = QLineEdit()
    qtbot.addWidget(field)
    field.setPlaceholderText("Search names, places and quotes")
    field.ensurePolished()
    hint = field.palette().color(QPalette.ColorRole.PlaceholderText)
    assert (hint.name(), hint.alpha()) == (theme.palette.text_faint, 255)


def test_tables_and_lists_have_even_rows_that_grow_with_the_text(
    theme: Theme, qtbot: QtBot
) -> None:
    theme.set_text_scale(150)
    table, entries, tree = QTableWidget(3, 2), QListWidget(), QTreeWidget()
    for view in (table, entries, tree):
        qtbot.addWidget(view)
    dress_table(table, theme.metrics)
    dress_list(entries)
    dress_list(tree)
    entries.addItems(["All records", "Meetings"])
    entries.setCurrentRow(0)
    assert {table.rowHeight(row) for row in range(3)} == {theme.metrics.row_height}
    assert not table.showGrid()
    height = entries.visualItemRect(entries.item(1)).height()
    assert height >= theme.metrics.unit(7)
    assert tree.uniformRowHeights()


def test_no_two_states_of_evidence_share_a_shape_a_sign_or_a_word() -> None:
    states: tuple[Evidence, ...] = ("quoted", "inferred", "unsourced", "disputed")
    marks = [evidence_mark(state) for state in states]
    for part in ("sign", "icon", "word", "meaning", "colour"):
        assert len({getattr(mark, part) for mark in marks}) == len(states), part


@pytest.mark.parametrize("percent", [100, 200])
def test_a_splitter_shows_a_line_and_can_be_caught_beside_it(
    theme: Theme, qtbot: QtBot, percent: int
) -> None:
    theme.set_text_scale(percent)
    splitter = QSplitter()
    qtbot.addWidget(splitter)
    for _ in range(2):
        splitter.addWidget(QLabel())
    splitter.ensurePolished()
    splitter.resize(300, 100)
    image = splitter.handle(1).grab().toImage()
    row = [image.pixelColor(column, 50).name() for column in range(image.width())]
    assert splitter.handleWidth() >= 5
    assert row.count(theme.palette.border) == 1
