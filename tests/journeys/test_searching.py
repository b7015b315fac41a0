"""Narrowing and widening: words, terms, kinds, facets; what is said is what is so."""

from pathlib import Path

import pytest

from tests.journeys.desk import CONTROL, Desk, Key, counts_in
from tests.journeys.specimens import SIX_KINDS


def test_the_counts_are_those_of_the_file(desk: Desk, path: Path) -> None:
    counts = counts_in(path)
    records = sum(counts[kind] for kind in SIX_KINDS)
    assert desk.window.status.counts == (
        f"{records} records · {counts['quotes']} quotes in {counts['source']} source · "
        f"{int(counts['unsourced'])} fields unsourced"
    )
    assert desk.window.status.state.startswith("Saved")
    shown = {label: count for _, label, count in desk.lines("KIND")}
    assert shown["All records"] == records == len(desk.ids)
    assert shown["Officials"] == counts["official"]
    assert shown["Meetings"] == counts["meeting"]
    assert shown["Agreements"] == counts["agreement"]
    assert shown["Statements"] == counts["statement"]
    assert shown["Relations"] == counts["relation"]
    assert shown["Organizations"] == counts["organization"]
    assert shown["Places"] == counts["place"]
    assert shown["Sources"] == counts["source"]


def test_the_filter_is_said_in_words_and_counts_and_esc_clears_it(desk: Desk) -> None:
    everything = desk.ids
    line = desk.window.panes.filter_line
    assert line.isHidden()
    desk.search("kind:meeting")
    assert len(desk.ids) == 3
    assert line.said.startswith("3 records ")
    desk.press(Key.Key_Escape)
    desk.until(lambda: desk.ids == everything)
    assert line.isHidden()
    assert desk.window.search.text() == ""


def test_the_filter_is_cleared_by_its_button(desk: Desk) -> None:
    everything = desk.ids
    desk.search("tehran")
    assert len(desk.ids) < len(everything)
    desk.click(desk.window.panes.filter_line.clear_button)
    desk.until(lambda: desk.ids == everything)
    assert desk.window.search.hasFocus()


def test_an_empty_result_says_which_term_removed_everything(desk: Desk) -> None:
    panes = desk.window.panes
    desk.search("khrenin after:2030")
    desk.until(lambda: desk.ids == ())
    assert panes.table.empty.isVisible()
    said = panes.table.empty.message
    assert "2030" in said
    assert "Esc" in panes.table.empty.hint
    assert desk.shown == ""
    assert panes.detail.record_id is None
    assert desk.cards == ()
    for command in ("copy_quote", "open_quote", "next_record"):
        assert not desk.window.commands.action(command).isEnabled()
    desk.press(Key.Key_Escape)
    desk.until(lambda: desk.shown != "")
    assert desk.cards


def test_the_culprit_is_the_term_without_which_something_would_be_found(desk: Desk) -> None:
    desk.search("khrenin zzzzzz")
    desk.until(lambda: desk.ids == ())
    said = desk.window.panes.table.empty.message
    assert "zzzzzz" in said
    assert "khrenin" not in said.casefold()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("colour:red khrenin", "colour"),
        ("after:someday khrenin", "someday"),
        ("kind:dragon khrenin", "dragon"),
        ("is:purple khrenin", "purple"),
    ],
)
def test_a_term_that_cannot_be_read_is_named_and_narrows_nothing(
    desk: Desk, text: str, words: str
) -> None:
    desk.search("khrenin")
    found = desk.ids
    desk.press(Key.Key_Escape)
    desk.until(lambda: len(desk.ids) > len(found))
    desk.search(text)
    line = desk.window.panes.filter_line
    desk.until(lambda: words in line.problems)
    assert line.isVisible()
    if "colour" not in text:
        assert desk.ids == found


def test_a_facet_narrows_and_the_same_key_widens_again(desk: Desk) -> None:
    everything = desk.ids
    count = next(count for key, label, count in desk.lines("VALUE") if label == "Russia")
    desk.press_line("Russia", "country")
    desk.until(lambda: len(desk.ids) == count)
    assert "country:russia" in desk.window.search.text().casefold()
    desk.press_line("Russia", "country")
    desk.until(lambda: desk.ids == everything)
    assert desk.window.search.text() == ""


def test_every_facet_narrows_to_as_many_as_it_says(desk: Desk) -> None:
    everything = desk.ids
    values = [entry for entry in desk.lines("VALUE") if entry[2]]
    assert {key for key, *_ in values} >= {"country", "role", "review", "source", "is"}
    for key, label, count in values:
        desk.press_line(label, key)
        assert len(desk.ids) == count, (key, label, desk.window.search.text())
        desk.press_line(label, key)
        desk.until(lambda: desk.ids == everything)


def test_a_facet_can_be_clicked(desk: Desk) -> None:
    sidebar = desk.window.panes.sidebar
    place = next(i for i, line in enumerate(sidebar.model.lines) if line.label == "Belarus")
    count = sidebar.model.lines[place].count
    rectangle = sidebar.list.visualRect(sidebar.model.index(place))
    desk.click(sidebar.list.viewport(), rectangle.center())
    desk.until(lambda: len(desk.ids) == count)


def test_each_kind_of_the_sidebar_shows_as_many_as_it_says(desk: Desk) -> None:
    for _, label, count in desk.lines("KIND"):
        desk.press_line(label)
        desk.until(lambda count=count: len(desk.ids) == count)
        chosen = [line.label for line in desk.window.panes.sidebar.model.lines if line.checked]
        assert label in chosen
    desk.press_line("All records")
    desk.until(lambda: desk.window.search.text() == "")


def test_a_kind_keeps_the_words_that_were_typed(desk: Desk) -> None:
    desk.search("iran")
    desk.press_line("Meetings")
    assert desk.window.search.text() == "iran kind:meeting"
    desk.press_line("Officials")
    assert desk.window.search.text() == "iran kind:official"
    desk.press_line("All records")
    assert desk.window.search.text() == "iran"


def test_places_and_sources_are_shown_on_request_and_after_a_restart(
    sit,
    path: Path,
) -> None:
    desk = sit(path)
    usual = len(desk.ids)
    desk.window.commands.action("show_places").trigger()
    desk.until(lambda: len(desk.ids) == usual + 2)
    desk.window.commands.action("show_sources").trigger()
    desk.until(lambda: len(desk.ids) == usual + 3)
    desk.window.close()
    again = sit(path)
    assert len(again.ids) == usual + 3
    assert again.window.commands.action("show_places").isChecked()
    again.window.commands.action("show_places").trigger()
    again.until(lambda: len(again.ids) == usual + 1)


# ------------------------------------------------------------------ quick open


@pytest.mark.parametrize("typed", ["Хренин", "Khrenin", "khren", "Хрэнін", "خرنین"])
def test_quick_open_finds_a_name_in_any_script_and_opens_it(desk: Desk, typed: str) -> None:
    quick = desk.window.quick_open
    desk.press(Key.Key_K, CONTROL)
    desk.until(quick.isVisible)
    desk.type(typed)
    desk.until(lambda: quick.current_item is not None and "Khrenin" in quick.current_item.text)
    desk.press(Key.Key_Return)
    desk.until(lambda: desk.shown == "Viktor Khrenin")
    assert not quick.isVisible()
    assert desk.has_keyboard(desk.window.panes.table)


def test_quick_open_goes_to_a_record_that_the_filter_hides(desk: Desk) -> None:
    desk.search("kind:meeting")
    desk.press(Key.Key_K, CONTROL)
    desk.type("khamenei")
    quick = desk.window.quick_open
    desk.until(lambda: quick.current_item is not None)
    assert quick.current_item.text == "Ali Khamenei"
    desk.press(Key.Key_Return)
    desk.until(lambda: desk.shown == "Ali Khamenei")
    assert len(desk.ids) == 3


def test_quick_open_offers_what_was_looked_at_lately(desk: Desk) -> None:
    for name in ("NATO", "Ali Khamenei"):
        desk.go_to(name)
    desk.press(Key.Key_K, CONTROL)
    quick = desk.window.quick_open
    desk.until(lambda: quick.items.rowCount() == 3)
    assert [quick.items.item(row).text for row in range(3)] == [
        "Ali Khamenei",
        "NATO",
        "Bagheri – Khrenin talks",
    ]
    desk.press(Key.Key_Down)
    desk.press(Key.Key_Return)
    desk.until(lambda: desk.shown == "NATO")


def test_quick_open_says_when_nothing_is_called_that_and_esc_goes_back(desk: Desk) -> None:
    table = desk.window.panes.table
    before = desk.shown
    desk.press(Key.Key_K, CONTROL)
    desk.type("zzzz")
    desk.until(lambda: "zzzz" in desk.window.quick_open.says)
    desk.press(Key.Key_Escape)
    desk.until(lambda: desk.has_keyboard(table))
    assert desk.shown == before


def test_words_are_marked_in_the_quotes_they_stand_in(desk: Desk) -> None:
    desk.search("tehran")
    desk.go_to("Bagheri – Khrenin talks")
    assert any(card._matches for card in desk.cards)
    desk.press(Key.Key_F, CONTROL)
    desk.press(Key.Key_Escape)
    desk.until(lambda: desk.ids and not any(card._matches for card in desk.cards))


def checked(desk: Desk) -> set[tuple[str, int | None]]:
    lines = desk.window.panes.sidebar.model.lines
    return {
        (line.label, line.count) for line in lines if line.type.name == "VALUE" and line.checked
    }


def test_a_value_that_is_narrowed_by_can_be_widened_when_nothing_is_found(desk: Desk) -> None:
    desk.press_line("Russia", "country")
    count = len(desk.ids)
    assert checked(desk) == {("Russia", count)}
    desk.press(Key.Key_F, CONTROL)
    desk.press(Key.Key_End)
    desk.type(" zzzz")
    desk.until(lambda: desk.ids == ())
    assert checked(desk) == {("Russia", 0)}
    desk.press_line("Russia", "country")
    assert desk.window.search.text() == "zzzz"
    assert checked(desk) == set()


def test_a_value_that_was_typed_in_small_letters_is_checked_and_widens(desk: Desk) -> None:
    desk.search("country:russia country:iran")
    assert {label for label, _ in checked(desk)} == {"Russia", "Iran"}
    desk.press_line("Iran", "country")
    assert desk.window.search.text() == "country:russia"
    assert {label for label, _ in checked(desk)} == {"Russia"}
