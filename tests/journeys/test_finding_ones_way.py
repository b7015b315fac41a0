"""Finding one's way: values offered while typing, countries by any word, names nearly right."""

from collections.abc import Callable
from pathlib import Path

from models.reference.reference import Reference
from tests.journeys.desk import CONTROL, SHIFT, Desk, Key


def offered(desk: Desk) -> list[tuple[str, str]]:
    items = desk.window.search.popup.items
    if not desk.window.search.popup.isVisible():
        return []
    return [(items.item(row).text, items.item(row).trailing) for row in range(items.rowCount())]


def test_a_name_is_offered_while_it_is_typed_and_enter_puts_it_in(desk: Desk) -> None:
    desk.press(Key.Key_F, CONTROL)
    desk.until(desk.window.search.hasFocus)
    desk.type("with:khr")
    desk.until(lambda: bool(offered(desk)))
    ((name, beside),) = offered(desk)
    assert name == "Viktor Khrenin"
    assert "Belarus" in beside
    desk.press(Key.Key_Down)
    desk.press(Key.Key_Return)
    assert desk.window.search.text() == 'with:"Viktor Khrenin" '
    desk.until(lambda: desk.session.browsing.query == 'with:"Viktor Khrenin" ')
    assert desk.ids
    assert desk.window.search.hasFocus()
    desk.press(Key.Key_Return)
    assert desk.has_keyboard(desk.window.panes.table)


def test_a_name_is_offered_in_whatever_script_it_is_typed(desk: Desk) -> None:
    desk.press(Key.Key_F, CONTROL)
    desk.until(desk.window.search.hasFocus)
    desk.type("with:хренин")
    desk.until(lambda: bool(offered(desk)))
    assert offered(desk)[0][0] == "Viktor Khrenin"


def test_down_goes_to_the_table_when_nothing_fits(desk: Desk) -> None:
    desk.press(Key.Key_F, CONTROL)
    desk.until(desk.window.search.hasFocus)
    desk.type("with:zzz")
    desk.settle()
    assert offered(desk) == []
    desk.press(Key.Key_Down)
    assert desk.has_keyboard(desk.window.panes.table)


def test_an_adjective_finds_the_country_and_the_line_names_it(desk: Desk) -> None:
    desk.search("country:iran")
    by_name = desk.ids
    desk.press(Key.Key_Escape)
    desk.search("country:iranian")
    assert desk.ids == by_name
    assert "about Iran (“iranian”)" in desk.window.panes.filter_line.said
    desk.press_line("Iran", "country")
    assert desk.window.search.text() == ""


def ways_on(desk: Desk) -> list[str]:
    return [button.text() for button in desk.window.panes.table.empty.choices]


def test_a_name_one_letter_off_is_offered_and_enter_asks_for_it(desk: Desk) -> None:
    desk.search("with:khremin before:2030")
    desk.until(lambda: ways_on(desk) == ["Khrenin"])
    assert "khremin" in desk.window.panes.table.empty.message
    desk.press(Key.Key_Return)
    assert desk.has_keyboard(desk.window.panes.table.empty.choices[0])
    desk.press(Key.Key_Return)
    desk.until(lambda: bool(desk.ids))
    assert desk.window.search.text() == "with:Khrenin before:2030"
    assert desk.has_keyboard(desk.window.panes.table)
    assert ways_on(desk) == []


def test_nothing_is_offered_for_a_word_that_is_near_to_no_name(desk: Desk) -> None:
    desk.search("qqqqqq")
    desk.until(lambda: desk.ids == ())
    assert ways_on(desk) == []
    desk.press(Key.Key_Return)
    assert desk.has_keyboard(desk.window.panes.table.empty)


def test_the_order_by_several_columns_is_there_again_the_next_time(
    desk: Desk, path: Path, sit: Callable[..., Desk]
) -> None:
    header = desk.window.panes.table.view.header
    header.setFocus()
    desk.until(header.hasFocus)
    desk.press(Key.Key_Return)
    desk.settle()
    desk.press(Key.Key_Right)
    desk.press(Key.Key_Return, SHIFT)
    desk.settle()
    assert desk.session.browsing.order.keys == (("kind", False), ("name", False))
    by_kind_and_name = desk.ids
    desk.press(Key.Key_Return, SHIFT)
    desk.until(lambda: desk.ids != by_kind_and_name)
    assert desk.session.browsing.order.keys == (("kind", False), ("name", True))
    shown = desk.ids
    desk.window.close()
    again = sit(path)
    assert again.session.browsing.order.keys == (("kind", False), ("name", True))
    assert again.ids == shown


# ------------------------------------------------------------- saved views


def views(desk: Desk) -> list[str]:
    return [label for _, label, _ in desk.lines("VIEW")]


def save_as(desk: Desk, name: str) -> None:
    desk.press(Key.Key_D, CONTROL)
    field = desk.window.panes.sidebar.view_name.field
    desk.until(field.hasFocus)
    desk.type(name)
    desk.press(Key.Key_Return)
    desk.until(lambda: not desk.session.writer.busy)


def test_a_view_is_saved_shown_again_renamed_deleted_and_undone(
    desk: Desk, path: Path, sit: Callable[..., Desk]
) -> None:
    everything = desk.ids
    header = desk.window.panes.table.view.header
    desk.search("kind:meeting")
    header.setFocus()
    desk.until(header.hasFocus)
    desk.press(Key.Key_Right)
    desk.press(Key.Key_Return)
    desk.settle()
    shown = desk.ids
    save_as(desk, "Talks")
    desk.until(lambda: views(desk) == ["Talks"])
    assert desk.has_keyboard(desk.window.panes.sidebar.list)
    desk.window.session.listing.clear_query()
    desk.window.session.listing.order_by((("when", True),))
    desk.until(lambda: desk.ids == everything)
    desk.press_line("Talks")
    desk.until(lambda: desk.ids == shown)
    assert desk.window.search.text() == "kind:meeting"
    assert desk.session.browsing.order.keys == (("name", False),)

    desk.press(Key.Key_F2)
    field = desk.window.panes.sidebar.view_name.field
    desk.until(field.hasFocus)
    assert field.text() == "Talks"
    desk.type("Meetings by name")
    desk.press(Key.Key_Return)
    desk.until(lambda: views(desk) == ["Meetings by name"])

    desk.window.close()
    again = sit(path)
    again.until(lambda: views(again) == ["Meetings by name"])
    sidebar = again.window.panes.sidebar
    sidebar.list.setFocus()
    again.until(sidebar.list.hasFocus)
    place = [line.label for line in sidebar.model.lines].index("Meetings by name")
    sidebar.list.setCurrentIndex(sidebar.model.index(place))
    again.press(Key.Key_Delete)
    again.until(lambda: views(again) == [])
    again.press(Key.Key_Z, CONTROL)
    again.until(lambda: views(again) == ["Meetings by name"])


def test_a_name_that_is_taken_is_said_beside_the_field(desk: Desk) -> None:
    save_as(desk, "Talks")
    desk.until(lambda: views(desk) == ["Talks"])
    save_as(desk, "TALKS")
    name = desk.window.panes.sidebar.view_name
    desk.until(lambda: name.problem != "")
    assert name.problem == "There is a view called “Talks” already."
    assert name.field.hasFocus()
    desk.type(" again")
    assert name.problem == ""
    desk.press(Key.Key_Escape)
    assert name.isHidden()
    assert views(desk) == ["Talks"]


def test_a_view_is_changed_to_what_the_table_shows(desk: Desk) -> None:
    save_as(desk, "Talks")
    desk.until(lambda: views(desk) == ["Talks"])
    desk.search("kind:agreement")
    sidebar = desk.window.panes.sidebar
    (view,) = desk.session.views.views
    (change,) = [
        each for each in sidebar.menu_of_view(view.id).actions() if "Change" in each.text()
    ]
    change.trigger()
    desk.until(lambda: [each.query for each in desk.session.views.views] == ["kind:agreement"])


def test_a_reference_that_can_only_be_read_says_why_no_view_is_saved(
    sit: Callable[..., Desk], path: Path
) -> None:
    desk = sit()
    reference = Reference.open(path, read_only=True)
    desk.window.show_reference(reference, reference.facts())
    desk.settle()
    assert not desk.window.commands.action("save_view").isEnabled()
    assert desk.window.commands.reason("save_view") == "This reference can only be read"
