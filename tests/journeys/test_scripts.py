"""Persian, Hebrew and signs beyond the basic plane: shown, marked and copied to the code point."""

from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication

from models.queries.views import Span
from models.reference.reference import Reference
from models.summaries.refresh import refresh
from tests.factories import (
    add_claim,
    add_name,
    add_quote,
    add_record,
    add_source_with_text,
    make_reference,
)
from tests.journeys.desk import CONTROL, SHIFT, Desk, Key

PERSIAN = "وزیر دفاع بلاروس ویکتور خرنین\u00a0روز چهارشنبه در تهران با محمد باقری دیدار کرد."
HEBREW = "הרמטכ״ל האיראני 🤝🏽 נפגש עם ויקטור חרנין בטהרן 🇮🇷 ביום רביעי."
OLD = "𐎠𐎼𐎡𐎹: 𝟚 officials met, 𐎱𐎠𐎼𐎿 said 📰."
TEXT = f"📰 Three newspapers\n\n{PERSIAN}\n\n{HEBREW}\n\n{OLD}\n"
QUOTES = {PERSIAN: "خرنین", HEBREW: "טהרן 🇮🇷", OLD: "𐎱𐎠𐎼𐎿"}


@pytest.fixture
def many_scripts(tmp_path: Path) -> Path:
    path = tmp_path / "scripts.attache"
    with make_reference(path, title="کتاب 📖 ספר") as reference:
        database = reference.database
        with reference.step(label="Many scripts"):
            _, snapshot = add_source_with_text(database, TEXT, title="📰 روزنامه")
            khrenin = add_record(database, "official", "ویکتور خرنین")
            add_name(database, khrenin, "ویکتور خرنین", language="fa", script="Arab")
            add_name(database, khrenin, "ויקטור חרנין", language="he", script="Hebr", form="alias")
            meeting = add_record(database, "meeting", "דיסקית 🤝🏽 𐎠𐎼𐎡𐎹", occurrence="reported")
            for words, decisive in QUOTES.items():
                quote = add_quote(database, snapshot, words)
                add_claim(database, meeting, quote, "occurrence", "reported", decisive=decisive)
                add_claim(database, khrenin, quote)
            refresh(database)
    return path


@pytest.fixture
def desk(sit, many_scripts: Path) -> Desk:
    return sit(many_scripts)


def clipboard() -> str:
    return QGuiApplication.clipboard().text()


def test_names_are_shown_as_they_are_stored(desk: Desk) -> None:
    assert set(desk.names) == {"ویکتور خرنین", "דיסקית 🤝🏽 𐎠𐎼𐎡𐎹"}
    assert "کتاب 📖 ספר" in desk.window.windowTitle()
    desk.go_to("ویکتور خرنین")
    assert desk.shown == "ویکتور خرنین"


@pytest.mark.parametrize("words", ["خرنین", "khrenin", "חרנין"])
def test_a_search_in_any_script_finds(desk: Desk, words: str) -> None:
    desk.search(words)
    assert "ویکتور خرنین" in desk.names


def test_every_quote_is_copied_to_the_code_point(desk: Desk) -> None:
    desk.go_to("דיסקית 🤝🏽 𐎠𐎼𐎡𐎹")
    assert {card.card.exact for card in desk.cards} == set(QUOTES)
    desk.press(Key.Key_Return)
    for number, card in enumerate(desk.cards):
        desk.until(lambda card=card: desk.window.panes.quotes.current_quote_id == card.card.id)
        desk.press(Key.Key_C, CONTROL)
        assert clipboard() == card.card.exact, number
        desk.press(Key.Key_C, CONTROL | SHIFT)
        assert clipboard() == card.card.citation
        assert card.card.exact in clipboard()
        desk.press(Key.Key_Down)


def test_the_decisive_words_and_no_others_are_marked_in_a_card(desk: Desk) -> None:
    desk.go_to("דיסקית 🤝🏽 𐎠𐎼𐎡𐎹")
    for card in desk.cards:
        exact = card.card.exact
        marked = {exact[span.start : span.end] for span, _ in card.passage.marks}
        assert QUOTES[exact] in marked


def test_passages_in_the_source_are_marked_and_copied_to_the_code_point(desk: Desk) -> None:
    desk.go_to("דיסקית 🤝🏽 𐎠𐎼𐎡𐎹")
    reader = desk.window.panes.reader
    for card in desk.cards:
        quote = card.card
        card.source_requested.emit(quote.id)
        desk.until(lambda quote=quote: reader.current_quote_id == quote.id)
        start, end = reader.text.marking.current
        raw = TEXT.encode("utf-16-le")
        assert raw[2 * start : 2 * end].decode("utf-16-le") == quote.exact
        reader.select(Span(quote.start, quote.end))
        assert reader.selection() == Span(quote.start, quote.end)
        reader.setFocus()
        desk.until(lambda: desk.has_keyboard(reader))
        desk.press(Key.Key_C, CONTROL)
        assert clipboard() == quote.exact
    desk.press(Key.Key_A, CONTROL)
    desk.press(Key.Key_C, CONTROL)
    assert clipboard() == TEXT


def test_find_in_the_source_finds_right_to_left_words(desk: Desk) -> None:
    desk.go_to("דיסקית 🤝🏽 𐎠𐎼𐎡𐎹")
    desk.window.commands.action("open_quote").trigger()
    reader = desk.window.panes.reader
    desk.until(lambda: desk.has_keyboard(reader))
    desk.press(Key.Key_F, CONTROL)
    desk.until(reader.find_bar.field.hasFocus)
    desk.type("חרנין")
    desk.until(lambda: len(reader.text.marking.matches) == 1)
    start, end = reader.text.marking.matches[0]
    assert TEXT.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le") == "חרנין"


def test_rows_are_copied_as_text(desk: Desk, many_scripts: Path) -> None:
    desk.window.panes.table.view.setFocus()
    desk.press(Key.Key_A, CONTROL)
    desk.press(Key.Key_C, CONTROL)
    lines = clipboard().splitlines()
    with Reference.open(many_scripts, read_only=True) as reference:
        labels = [
            row[0]
            for row in reference.database.rows(
                "SELECT label FROM record WHERE kind IN ('meeting', 'official')"
            )
        ]
    for label in labels:
        assert sum(label in line for line in lines) == 1
