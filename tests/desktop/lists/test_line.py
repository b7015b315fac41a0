"""One line of a list is cut, coloured and turned right without losing what matched."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter

from desktop.lists.line import Piece, draw_line, elided_line, line_layout, match_format
from desktop.lists.wording import kind_name, review_name, state_name
from desktop.theme.theme import Theme

MATCH = match_format("#ff0000", "#00ff00")


def drawn(text: str, font: QFont, spans: tuple[Piece, ...] = (), **more: object) -> QImage:
    image = QImage(300, 30, QImage.Format.Format_RGB32)
    image.fill(QColor("#ffffff"))
    painter = QPainter(image)
    draw_line(
        painter,
        QRect(0, 0, 300, 30),
        text,
        font=font,
        colour="#000000",
        spans=spans,
        match=MATCH,
        **more,  # type: ignore[arg-type]
    )
    painter.end()
    return image


def columns_with(image: QImage, colour: str) -> list[int]:
    return [
        x
        for x in range(image.width())
        if any(image.pixelColor(x, y).name() == colour for y in range(image.height()))
    ]


def inked(image: QImage) -> list[int]:
    return [
        x
        for x in range(image.width())
        if any(image.pixelColor(x, y).lightness() < 100 for y in range(image.height()))
    ]


def test_a_match_that_is_cut_off_marks_the_ellipsis(theme: Theme) -> None:
    metrics = QFontMetricsF(theme.ui_font())
    text = "Countries sanctioned by the US should expand cooperation"
    elided, spans = elided_line(text, (Piece(0, 9), Piece(45, 56)), metrics, 150)
    assert elided.endswith("…")
    assert spans == (Piece(0, 9), Piece(len(elided) - 1, len(elided)))


def test_a_match_is_marked_where_it_stands_also_behind_an_emoji(theme: Theme) -> None:
    font = theme.ui_font()
    start = round(QFontMetricsF(font).horizontalAdvance("😀 𝐛 "))
    marked = columns_with(drawn("😀 𝐛 Khrenin", font, (Piece(4, 11),)), "#ff0000")
    assert marked[0] == pytest.approx(start, abs=2)


@pytest.mark.parametrize("text", ["Tehran", "תהרן", "تهران"])
def test_every_script_begins_or_ends_at_the_columns_edge(theme: Theme, text: str) -> None:
    font = theme.ui_font()
    left = inked(drawn(text, font))
    assert left[0] < 6
    assert left[-1] < 150
    right = inked(drawn(text, font, alignment=Qt.AlignmentFlag.AlignRight))
    assert right[-1] > 293
    assert right[0] > 150


def test_a_marked_line_stands_where_the_unmarked_one_did(theme: Theme) -> None:
    font = theme.ui_font()
    plain, marked = drawn("تهران (2023)", font), drawn("تهران (2023)", font, (Piece(0, 5),))
    assert inked(marked)[0] == pytest.approx(inked(plain)[0], abs=1)
    assert inked(marked)[-1] == pytest.approx(inked(plain)[-1], abs=1)


def test_a_layout_of_nothing_marked_is_one_line(theme: Theme) -> None:
    layout = line_layout("Tehran " * 40, theme.ui_font(), (), MATCH)
    assert layout.lineCount() == 1


def test_words_the_program_does_not_know_name_themselves() -> None:
    assert kind_name("meeting") == "Meeting"
    assert kind_name("cable_car") == "Cable car"
    assert state_name("in_force") == "In force"
    assert state_name("postponed") == "Postponed"
    assert review_name("draft") == "Draft"
