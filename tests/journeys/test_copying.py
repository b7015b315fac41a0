"""What lands on the clipboard is exactly what was promised."""

from PySide6.QtGui import QGuiApplication

from tests.journeys.desk import CONTROL, SHIFT, Desk, Key


def clipboard() -> str:
    return QGuiApplication.clipboard().text()


def test_a_quote_is_copied_with_its_citation(desk: Desk) -> None:
    desk.go_to("NATO")
    desk.press(Key.Key_C, CONTROL | SHIFT)
    exact = desk.cards[0].card.exact
    assert clipboard() == desk.cards[0].card.citation
    assert clipboard().startswith(f"“{exact}”")
    assert "Iran, Belarus seek closer military collaboration amid tensions with West" in clipboard()
    assert "¶" in clipboard()
    assert desk.window.status.currentMessage() == "Quote copied with its citation"


def test_the_quote_with_the_keyboard_is_the_one_that_is_copied(desk: Desk) -> None:
    assert len(desk.cards) == 2
    desk.press(Key.Key_Return)
    desk.until(lambda: desk.window.panes.quotes.current_quote_id == desk.cards[0].card.id)
    desk.press(Key.Key_Down)
    desk.press(Key.Key_C, CONTROL | SHIFT)
    assert clipboard() == desk.cards[1].card.citation


def test_the_selected_rows_are_copied_as_a_table(desk: Desk) -> None:
    desk.press(Key.Key_Home)
    desk.press(Key.Key_Down, SHIFT)
    desk.press(Key.Key_C, CONTROL)
    lines = clipboard().splitlines()
    assert [line.split("\t")[:3] for line in lines] == [
        ["Kind", "Name", "When"],
        ["Meeting", "Bagheri – Khrenin talks", "2 Aug 2023"],
        ["Statement", "“eastward expansion of NATO”", "31 Jul 2023"],
    ] or [line.split("\t")[:3] for line in lines] == [
        ["Meeting", "Bagheri – Khrenin talks", "2 Aug 2023"],
        ["Statement", "“eastward expansion of NATO”", "31 Jul 2023"],
    ]
    assert desk.window.status.currentMessage() == "2 rows copied"
