"""From a few letters to the sentence in its source and back, all by keyboard."""

import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.reader.stored_text import StoredText
from models.queries.views import Span
from tests.journeys.desk import ALT, CONTROL, SHIFT, Desk, Key


def test_from_a_search_to_the_passage_in_its_source_and_back(desk: Desk) -> None:
    panes, reader = desk.window.panes, desk.window.panes.reader
    first = desk.shown
    assert first == "Bagheri – Khrenin talks"

    desk.search("khrenin")
    assert 0 < len(desk.ids) < 35
    desk.press(Key.Key_Down)
    desk.until(lambda: desk.has_keyboard(panes.table))
    desk.go_to("Khrenin – Ashtiani meeting")
    assert len(desk.cards) == 4

    desk.press(Key.Key_Return)
    desk.until(lambda: panes.quotes.current_quote_id == desk.cards[0].card.id)
    desk.press(Key.Key_Down)
    desk.until(lambda: panes.quotes.current_quote_id == desk.cards[1].card.id)
    quote = desk.cards[1].card

    desk.press(Key.Key_Return)
    desk.until(lambda: not reader.isHidden() and desk.has_keyboard(reader))
    assert reader.current_quote_id == quote.id
    marked = reader.text.marking.current
    assert marked == tuple(reader.text.stored.on_page(Span(quote.start, quote.end)))
    assert reader.text.stored.text[quote.start : quote.end] == quote.exact
    top = reader.text.page.line_top(marked[0]) - reader.text.verticalScrollBar().value()
    assert 0 <= top < reader.text.viewport().height(), "the passage is in view"

    desk.press(Key.Key_Escape)
    desk.until(reader.isHidden)
    desk.until(lambda: panes.quotes.current_quote_id == quote.id)

    desk.press(Key.Key_Left, ALT)
    desk.until(lambda: desk.shown != "Khrenin – Ashtiani meeting")
    desk.press(Key.Key_Right, ALT)
    desk.until(lambda: desk.shown == "Khrenin – Ashtiani meeting")


def test_enter_in_the_search_field_leaves_to_the_table(desk: Desk) -> None:
    desk.search("khrenin")
    desk.press(Key.Key_Return)
    desk.until(lambda: desk.has_keyboard(desk.window.panes.table))
    assert desk.shown


def test_back_goes_through_every_record_that_was_looked_at(desk: Desk) -> None:
    seen = [desk.shown]
    for name in ("NATO", "Viktor Khrenin", "Close ties of Iran with Russia"):
        desk.go_to(name)
        seen.append(desk.shown)
    for name in reversed(seen[:-1]):
        desk.press(Key.Key_Left, ALT)
        desk.until(lambda name=name: desk.shown == name)
    assert not desk.window.commands.action("back").isEnabled()
    for name in seen[1:]:
        desk.press(Key.Key_Right, ALT)
        desk.until(lambda name=name: desk.shown == name)
    assert not desk.window.commands.action("forward").isEnabled()


def test_what_passes_by_while_one_types_is_not_gone_back_to(desk: Desk) -> None:
    first = desk.shown
    desk.search("kind:official lukashenko")
    desk.until(lambda: desk.shown == "Alexander Lukashenko")
    desk.press(Key.Key_Return)
    desk.press(Key.Key_Left, ALT)
    desk.until(lambda: desk.shown == first)
    assert not desk.window.commands.action("back").isEnabled()


def test_a_link_leads_to_a_record_also_to_one_the_filter_hides(desk: Desk) -> None:
    desk.search("kind:meeting")
    desk.go_to("Bagheri – Khrenin talks")
    line = next(
        line
        for line in desk.window.panes.detail.lines
        if line.value.link is not None and line.value.link.label == "Viktor Khrenin"
    )
    line.text.setFocus(Qt.FocusReason.TabFocusReason)
    desk.until(line.text.hasFocus)
    desk.press(Key.Key_Return)
    desk.until(lambda: desk.shown == "Viktor Khrenin")
    desk.press(Key.Key_Left, ALT)
    desk.until(lambda: desk.shown == "Bagheri – Khrenin talks")


# ------------------------------------------------------------------- pointing


def lit_slots(desk: Desk) -> set[str]:
    return {
        line.value.slot
        for line in desk.window.panes.detail.lines
        if line.text.parent().is_lit(line)
    }


def lit_cards(desk: Desk) -> list[int]:
    return [card.card.id for card in desk.cards if card.lit]


def test_the_keyboard_on_a_field_lights_exactly_its_quotes(desk: Desk) -> None:
    lines = [line for line in desk.window.panes.detail.lines if line.value.quote_ids]
    assert len(lines) > 3
    for line in lines:
        line.text.setFocus(Qt.FocusReason.TabFocusReason)
        desk.until(lambda line=line: set(lit_cards(desk)) == set(line.value.quote_ids))
    desk.window.panes.table.setFocus()
    desk.until(lambda: not lit_cards(desk))


def test_the_mouse_on_a_field_lights_exactly_its_quotes(desk: Desk) -> None:
    line = next(line for line in desk.window.panes.detail.lines if line.value.text == "Tehran")
    QTest.mouseMove(line.text, line.text.rect().center())
    desk.until(lambda: lit_cards(desk) == list(line.value.quote_ids))


def test_the_keyboard_on_a_quote_lights_its_fields(desk: Desk) -> None:
    shown = {line.value.slot for line in desk.window.panes.detail.lines}
    desk.press(Key.Key_Return)
    for card in desk.cards:
        desk.until(lambda card=card: desk.window.panes.quotes.current_quote_id == card.card.id)
        assert lit_slots(desk) == card.slots & shown
        assert lit_slots(desk)
        desk.press(Key.Key_Down)
    desk.window.panes.table.setFocus()
    desk.until(lambda: not lit_slots(desk))


def test_the_mouse_on_a_chip_of_a_quote_lights_that_field_alone(desk: Desk) -> None:
    card = desk.cards[0]
    backing = card.card.backings[0]
    # The mouse lay elsewhere before: cards that come to a resting mouse are not pointed at.
    QTest.mouseMove(desk.window.top_bar, desk.window.top_bar.rect().center())
    chip = card._chips[0]
    QTest.mouseMove(chip, chip.rect().center())
    desk.until(lambda: lit_slots(desk) == {backing.slot})
    QTest.mouseMove(desk.window.top_bar, desk.window.top_bar.rect().center())
    desk.until(lambda: not lit_slots(desk))


def test_after_reading_on_esc_still_leads_back_to_the_quote(desk: Desk) -> None:
    second = desk.cards[1]
    desk.window.panes.quotes.focus_quote(second.card.id)
    desk.press(Qt.Key.Key_Return)
    reader = desk.window.panes.reader
    desk.until(lambda: reader.current_quote_id == second.card.id)
    desk.press(Qt.Key.Key_N)
    assert reader.current_quote_id != second.card.id
    desk.press(Qt.Key.Key_Escape)
    desk.until(reader.isHidden)
    assert desk.window.panes.quotes.current_quote_id == second.card.id


def test_the_reader_says_that_the_date_is_the_editors(desk: Desk) -> None:
    desk.window.commands.action("open_quote").trigger()
    desk.until(desk.window.panes.reader.isVisible)
    assert "2 August 2023 (editor’s date)" in desk.window.panes.reader.header.origin.text()


def test_all_records_are_those_the_table_shows(desk: Desk) -> None:
    desk.window.commands.action("show_places").trigger()
    desk.until(lambda: desk.window.status.counts.startswith("37 records"))
    assert len(desk.ids) == 37
    desk.window.commands.action("show_places").trigger()
    desk.until(lambda: desk.window.status.counts.startswith("35 records"))


def test_a_source_is_made_ready_beside_the_window(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: list[int] = []
    read = StoredText.__init__

    def noted(self: StoredText, text: str) -> None:
        threads.append(threading.get_ident())
        read(self, text)

    monkeypatch.setattr(StoredText, "__init__", noted)
    desk.press(Key.Key_E, CONTROL | SHIFT)
    desk.until(lambda: desk.window.panes.reader.current_quote_id is not None)
    assert len(threads) == 1
    assert threading.get_ident() not in threads
