"""What hangs on quotes, edited on their cards by keys: grades, who passed them on, translations."""

import pytest

from models.queries.views import Backing, QuoteCard
from models.reference.reference import Reference
from tests.journeys.desk import CONTROL, Desk, Key
from tests.journeys.test_weighing import answer, choose, on, saved, shown, sound, views

MEETING = "Bagheri – Khrenin talks"


@pytest.fixture
def card(desk: Desk) -> Desk:
    """The quote that names IRNA, with the keyboard on its card."""
    desk.go_to(MEETING)
    number = next(one.id for one in shown(desk).quotes if "IRNA" in one.exact)
    assert desk.window.panes.quotes.focus_quote(number)
    return desk


def quote(desk: Desk) -> QuoteCard:
    return next(one for one in shown(desk).quotes if "IRNA" in one.exact)


def back_on_card(desk: Desk) -> None:
    assert desk.window.panes.quotes.focus_quote(quote(desk).id)


def backing(desk: Desk, label: str) -> Backing:
    return next(one for one in quote(desk).backings if one.label == label)


def hops(desk: Desk, claim: int) -> list[tuple[str, int]]:
    with Reference.open(desk.session.reference.path, read_only=True) as reference:
        return reference.database.rows(
            "SELECT printed, publisher FROM attribution WHERE claim_id = ? ORDER BY position",
            (claim,),
        )


def test_a_translation_is_added_with_its_language_and_translator(card: Desk) -> None:
    desk = card
    desk.press(Key.Key_Period, CONTROL)
    choose(desk, "translate")
    question = desk.window.overlays.editing.question
    desk.until(lambda: question.isVisible() and desk.has_keyboard(question))
    desk.type("دیدار در تهران 🤝")
    desk.press(Key.Key_Return, CONTROL)
    answer(desk, "fa")
    answer(desk, "N. Rahimi")
    saved(desk, lambda: bool(quote(desk).translations))
    (translation,) = quote(desk).translations
    assert (translation.language, translation.translator) == ("fa", "N. Rahimi")
    assert translation.text == "دیدار در تهران 🤝"
    back_on_card(desk)
    desk.press(Key.Key_Period, CONTROL)
    choose(desk, "remove the tr")
    saved(desk, lambda: not quote(desk).translations)
    sound(desk)


def test_the_source_is_graded_from_a_card_of_its_quotes(card: Desk) -> None:
    desk = card
    desk.press(Key.Key_Period, CONTROL)
    choose(desk, "reliab")
    answer(desk, "B")
    saved(desk, lambda: quote(desk).grade.startswith("B"))
    assert all(one.grade.startswith("B") for one in shown(desk).quotes)
    sound(desk)


def test_who_passed_the_words_on_is_added_turned_and_taken_out(card: Desk) -> None:
    desk = card
    claim = backing(desk, "Where").claims[0]
    before = hops(desk, claim)
    chips = desk.window.panes.quotes
    for _ in range(40):
        if chips.current_backing is not None and chips.current_backing.label == "Where":
            break
        desk.press(Key.Key_Tab)
    desk.press(Key.Key_Return)
    choose(desk, "who passed")
    choose(desk, "add somebody at")
    question = desk.window.overlays.editing.question
    desk.until(lambda: question.isVisible() and desk.has_keyboard(question))
    desk.type("Belarusian Defense Minister")
    desk.until(lambda: question.items.rowCount() > 0)
    offered = [question.items.item(row).text for row in range(question.items.rowCount())]
    assert offered[-1] == "Only as printed: “Belarusian Defense Minister”"
    desk.press(Key.Key_Up)
    desk.press(Key.Key_Return)
    saved(desk, lambda: len(hops(desk, claim)) == len(before) + 1)
    assert hops(desk, claim)[-1] == ("Belarusian Defense Minister", 0)
    desk.press(Key.Key_Z, CONTROL)
    saved(desk, lambda: hops(desk, claim) == before)
    sound(desk)


def test_a_name_the_source_does_not_print_is_refused_with_what_to_do(card: Desk) -> None:
    desk = card
    desk.press(Key.Key_Period, CONTROL)
    choose(desk, "who passed")
    choose(desk, "add somebody at")
    question = desk.window.overlays.editing.question
    desk.until(lambda: question.isVisible() and desk.has_keyboard(question))
    desk.type("Nobody Known")
    desk.until(lambda: question.items.rowCount() > 0)
    desk.press(Key.Key_Return)
    desk.until(lambda: "The source prints no “Nobody Known”" in question.note)
    desk.press(Key.Key_Escape)
    desk.until(lambda: not question.isVisible())


def test_a_claim_leans_on_what_a_person_knows_and_is_inferred_then(card: Desk) -> None:
    desk = card
    (place,) = views(desk, "place")
    on(desk, place.slot)
    assert place.mark.value == "quoted"
    desk.press(Key.Key_Period, CONTROL)
    choices = desk.window.overlays.editing.choices
    desk.until(choices.isVisible)
    choose(desk, "what it leans")
    choose(desk, "what you know")
    answer(desk, "Tehran is where the ministry is")
    saved(desk, lambda: "Tehran is where the ministry is" in views(desk, "place")[0].reasons)
    sound(desk)
