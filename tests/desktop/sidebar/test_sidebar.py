"""The sidebar chooses kinds, narrows and widens, by key and by click, and stands still."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from desktop.sidebar.delegate import LineDelegate
from desktop.sidebar.lines import FEW, LineKind
from desktop.sidebar.pane import Sidebar
from desktop.theme.theme import Theme
from models.queries.views import Facet, FacetValue, SavedView
from tests.desktop.lists.room import opened

KINDS = tuple(
    FacetValue("kind", kind, label, count)
    for kind, label, count in (
        ("official", "Officials", 5),
        ("meeting", "Meetings", 3),
        ("organization", "Organizations", 7),
    )
)
LONG = "The United Kingdom of Great Britain and Northern Ireland"


def country(value: str, count: int, label: str = "") -> FacetValue:
    return FacetValue("country", value, label or value.title(), count)


COUNTRIES = Facet("country", "Country", (country("iran", 11), country("belarus", 9)))
MANY = Facet("country", "Country", tuple(country(f"country{n}", 20 - n) for n in range(12)))
EVIDENCE = Facet(
    "evidence",
    "Evidence",
    (
        FacetValue("is", "unsourced", "Unsourced fields", 2),
        FacetValue("is", "disputed", "Disputed", 0),
    ),
)


@pytest.fixture
def sidebar(qtbot: QtBot, theme: Theme) -> Iterator[Sidebar]:
    sidebar = Sidebar(theme)
    room = opened(qtbot, 220, 700, sidebar)
    sidebar.show_kinds(KINDS, None)
    sidebar.show_facets((COUNTRIES, EVIDENCE), set())
    sidebar.setFocus()
    qtbot.waitUntil(sidebar.list.hasFocus)
    yield sidebar
    room.close()


def labels(sidebar: Sidebar) -> list[str]:
    return [line.label for line in sidebar.model.lines]


def press(sidebar: Sidebar, qtbot: QtBot, label: str, key: Qt.Key = Qt.Key.Key_Return) -> None:
    sidebar.list.setCurrentIndex(sidebar.model.index(labels(sidebar).index(label)))
    qtbot.keyClick(sidebar.list, key)


def test_all_records_and_the_kinds_stand_first_with_their_counts(sidebar: Sidebar) -> None:
    shown = [(line.label, line.count, line.checked) for line in sidebar.model.lines[:4]]
    assert shown == [
        ("All records", 15, True),
        ("Officials", 5, False),
        ("Meetings", 3, False),
        ("Organizations", 7, False),
    ]


def test_a_line_for_all_records_can_bring_its_own_count(sidebar: Sidebar) -> None:
    sidebar.show_kinds((FacetValue("kind", "", "Everything", 23), *KINDS), "meeting")
    shown = [(line.label, line.count, line.checked) for line in sidebar.model.lines[:3]]
    assert shown == [("Everything", 23, False), ("Officials", 5, False), ("Meetings", 3, True)]


def test_the_arrows_and_enter_choose_a_kind(sidebar: Sidebar, qtbot: QtBot) -> None:
    with qtbot.waitSignal(sidebar.kind_chosen) as chosen:
        qtbot.keyClick(sidebar.list, Qt.Key.Key_Down)
        qtbot.keyClick(sidebar.list, Qt.Key.Key_Down)
        qtbot.keyClick(sidebar.list, Qt.Key.Key_Return)
    assert chosen.args == ["meeting"]
    with qtbot.waitSignal(sidebar.kind_chosen) as chosen:
        press(sidebar, qtbot, "All records", Qt.Key.Key_Space)
    assert chosen.args == [None]


def test_the_arrows_pass_over_the_words_between_the_groups(sidebar: Sidebar, qtbot: QtBot) -> None:
    sidebar.list.setCurrentIndex(sidebar.model.index(labels(sidebar).index("Organizations")))
    qtbot.keyClick(sidebar.list, Qt.Key.Key_Down)
    assert sidebar.list.currentIndex().data() == "Country"


def test_a_value_narrows_and_the_same_value_widens_again(sidebar: Sidebar, qtbot: QtBot) -> None:
    with qtbot.waitSignal(sidebar.narrowed) as narrowed:
        press(sidebar, qtbot, "Iran")
    assert narrowed.args == ["country", "iran"]
    sidebar.show_facets((COUNTRIES, EVIDENCE), {("country", "iran")})
    with qtbot.waitSignal(sidebar.widened) as widened:
        press(sidebar, qtbot, "Iran", Qt.Key.Key_Space)
    assert widened.args == ["country", "iran"]


def test_a_click_narrows_too(sidebar: Sidebar, qtbot: QtBot) -> None:
    index = sidebar.model.index(labels(sidebar).index("Unsourced fields"))
    with qtbot.waitSignal(sidebar.narrowed) as narrowed:
        qtbot.mouseClick(
            sidebar.list.viewport(),
            Qt.MouseButton.LeftButton,
            pos=sidebar.list.visualRect(index).center(),
        )
    assert narrowed.args == ["is", "unsourced"]


def test_other_counts_move_nothing_and_keep_the_place(sidebar: Sidebar, qtbot: QtBot) -> None:
    sidebar.list.setCurrentIndex(sidebar.model.index(6))
    before = [sidebar.list.visualRect(sidebar.model.index(row)) for row in range(9)]
    with qtbot.assertNotEmitted(sidebar.model.modelReset):
        sidebar.show_kinds(
            tuple(FacetValue("kind", k.value, k.label, k.count * 1000) for k in KINDS), "meeting"
        )
        sidebar.show_facets(
            (Facet("country", "Country", (country("iran", 0), country("belarus", 1))), EVIDENCE),
            {("country", "iran")},
        )
    assert [sidebar.list.visualRect(sidebar.model.index(row)) for row in range(9)] == before
    assert sidebar.list.currentIndex().row() == 6


def test_a_section_closes_and_opens_by_key_and_keeps_the_place(
    sidebar: Sidebar, qtbot: QtBot
) -> None:
    press(sidebar, qtbot, "Country", Qt.Key.Key_Left)
    assert "Iran" not in labels(sidebar)
    assert sidebar.closed_facets() == ("country",)
    assert sidebar.list.currentIndex().data() == "Country"
    qtbot.keyClick(sidebar.list, Qt.Key.Key_Left)
    assert "Iran" not in labels(sidebar)
    qtbot.keyClick(sidebar.list, Qt.Key.Key_Right)
    assert "Iran" in labels(sidebar)
    press(sidebar, qtbot, "Country")
    assert "Iran" not in labels(sidebar)
    sidebar.set_closed_facets(("evidence",))
    assert "Iran" in labels(sidebar)
    assert "Disputed" not in labels(sidebar)


def test_many_values_are_few_until_more_are_asked_for(sidebar: Sidebar, qtbot: QtBot) -> None:
    sidebar.show_facets((MANY,), {("country", "country11")})
    values = [line.value for line in sidebar.model.lines if line.type is LineKind.VALUE]
    assert values == [*(f"country{n}" for n in range(FEW)), "country11"]
    press(sidebar, qtbot, "Show 5 more")
    values = [line.value for line in sidebar.model.lines if line.type is LineKind.VALUE]
    assert len(values) == 12
    press(sidebar, qtbot, "Show fewer")
    assert "Show 5 more" in labels(sidebar)


def test_one_value_more_is_shown_rather_than_offered(sidebar: Sidebar) -> None:
    facet = Facet("country", "Country", MANY.values[: FEW + 1])
    sidebar.show_facets((facet,), set())
    assert not any(line.type is LineKind.MORE for line in sidebar.model.lines)


def test_every_line_says_in_words_what_it_shows(sidebar: Sidebar) -> None:
    sidebar.show_facets((COUNTRIES, EVIDENCE), {("country", "iran")})
    heard = {
        index.data(): index.data(Qt.ItemDataRole.AccessibleTextRole)
        for index in map(sidebar.model.index, range(sidebar.model.rowCount()))
    }
    assert heard["All records"] == "All records, 15 records, shown"
    assert heard["Meetings"] == "Meetings, 3 records"
    assert heard["Country"] == "Country, open"
    assert heard["Iran"] == "Iran, 11 records, narrowed by it"
    assert heard["Disputed"] == "Disputed, 0 records"
    assert all(heard.values())


def test_checked_and_unchecked_differ_in_shape(sidebar: Sidebar) -> None:
    index = sidebar.model.index(labels(sidebar).index("Iran"))
    sidebar.list.clearFocus()

    def grey() -> list[int]:
        place = sidebar.list.visualRect(index)
        image = sidebar.list.viewport().grab(place).toImage()
        return [
            round(image.pixelColor(x, y).lightnessF() * 10)
            for x in range(30)
            for y in range(image.height())
        ]

    before = grey()
    sidebar.show_facets((COUNTRIES, EVIDENCE), {("country", "iran")})
    changed = sum(old != new for old, new in zip(before, grey(), strict=True))
    assert changed > 40
    assert index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked


def test_a_long_label_is_cut_and_a_short_one_is_not(sidebar: Sidebar) -> None:
    facet = Facet("country", "Country", (country("uk", 1, LONG), country("iran", 2)))
    sidebar.show_facets((facet,), set())
    delegate = sidebar.list.itemDelegate()
    assert isinstance(delegate, LineDelegate)
    row = labels(sidebar).index(LONG)
    assert delegate.elides(sidebar.model.index(row), 200)
    assert not delegate.elides(sidebar.model.index(row + 1), 200)


def test_no_facet_with_values_shows_no_title(sidebar: Sidebar) -> None:
    sidebar.show_facets((Facet("tag", "Tag", ()),), set())
    assert labels(sidebar) == ["All records", "Officials", "Meetings", "Organizations"]
    sidebar.show_kinds((), None)
    assert labels(sidebar) == ["All records"]


def test_the_lines_keep_qts_rules(sidebar: Sidebar, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(sidebar.model)
    sidebar.show_facets((MANY,), {("country", "country3")})
    qtmodeltester.check(sidebar.model)


# ------------------------------------------------------------- saved views

VIEWS = (SavedView(4, "Belarus", "country:belarus", None), SavedView(9, "Talks & co", "x", None))


def test_saved_views_stand_between_the_kinds_and_the_facets(sidebar: Sidebar) -> None:
    sidebar.show_views(VIEWS, 9, writable=True)
    kinds = [line.type for line in sidebar.model.lines]
    assert kinds.index(LineKind.VIEW) > max(
        place for place, kind in enumerate(kinds) if kind is LineKind.KIND
    )
    assert kinds.index(LineKind.VIEW) < kinds.index(LineKind.HEADING)
    views = [line for line in sidebar.model.lines if line.type is LineKind.VIEW]
    assert [(line.label, line.checked, line.heard) for line in views] == [
        ("Belarus", False, "Belarus, saved view"),
        ("Talks & co", True, "Talks & co, saved view, shown"),
    ]


def test_without_saved_views_there_is_no_title_for_them(sidebar: Sidebar) -> None:
    sidebar.show_views((), None, writable=True)
    assert "Saved views" not in labels(sidebar)


def test_enter_and_a_click_show_a_saved_view(sidebar: Sidebar, qtbot: QtBot) -> None:
    sidebar.show_views(VIEWS, None, writable=True)
    with qtbot.waitSignal(sidebar.view_chosen) as chosen:
        press(sidebar, qtbot, "Belarus")
    assert chosen.args == [4]
    index = sidebar.model.index(labels(sidebar).index("Talks & co"))
    with qtbot.waitSignal(sidebar.view_chosen) as chosen:
        qtbot.mouseClick(
            sidebar.list.viewport(),
            Qt.MouseButton.LeftButton,
            pos=sidebar.list.visualRect(index).center(),
        )
    assert chosen.args == [9]


def test_f2_and_delete_on_a_saved_view_mean_the_view(sidebar: Sidebar, qtbot: QtBot) -> None:
    sidebar.show_views(VIEWS, None, writable=True)
    with qtbot.waitSignal(sidebar.view_rename_asked) as asked:
        press(sidebar, qtbot, "Belarus", Qt.Key.Key_F2)
    assert asked.args == [4]
    with qtbot.waitSignal(sidebar.view_deleted) as asked:
        press(sidebar, qtbot, "Talks & co", Qt.Key.Key_Delete)
    assert asked.args == [9]
    with qtbot.assertNotEmitted(sidebar.view_deleted):
        press(sidebar, qtbot, "Officials", Qt.Key.Key_Delete)


def test_the_menu_of_a_view_does_the_same_and_says_when_it_cannot(
    sidebar: Sidebar, qtbot: QtBot
) -> None:
    sidebar.show_views(VIEWS, None, writable=True)
    show, replace, rename, delete = sidebar.menu_of_view(4).actions()
    for action, signal in (
        (show, sidebar.view_chosen),
        (replace, sidebar.view_replaced),
        (rename, sidebar.view_rename_asked),
        (delete, sidebar.view_deleted),
    ):
        with qtbot.waitSignal(signal) as asked:
            action.trigger()
        assert asked.args == [4]
    sidebar.show_views(VIEWS, None, writable=False)
    show, replace, rename, delete = sidebar.menu_of_view(4).actions()
    assert show.isEnabled()
    assert not any(action.isEnabled() for action in (replace, rename, delete))
    assert rename.toolTip() == "This reference can only be read"


def test_the_keyboard_can_be_put_on_a_view(sidebar: Sidebar) -> None:
    sidebar.show_views(VIEWS, None, writable=True)
    sidebar.go_to_view(9)
    assert sidebar.list.currentIndex().data() == "Talks & co"


def test_a_name_is_asked_for_and_told_and_the_field_waits_for_the_answer(
    sidebar: Sidebar, qtbot: QtBot
) -> None:
    name = sidebar.view_name
    sidebar.ask_view_name("Save this view as", "country:iran")
    assert name.isVisible()
    assert name.field.hasFocus()
    assert name.field.selectedText() == "country:iran"
    qtbot.keyClicks(name.field, "Talks")
    with qtbot.waitSignal(name.named) as told:
        qtbot.keyClick(name.field, Qt.Key.Key_Return)
    assert told.args == ["Talks"]
    assert name.isVisible()
    name.refuse("There is a view called “Talks” already.")
    assert name.problem.startswith("There is a view")
    assert name.field.accessibleDescription() == name.problem
    qtbot.keyClick(name.field, Qt.Key.Key_X)
    assert name.problem == ""
    with qtbot.waitSignal(name.closed):
        qtbot.keyClick(name.field, Qt.Key.Key_Escape)
    assert name.isHidden()
    assert sidebar.list.hasFocus()


def test_the_menu_key_opens_the_menu_of_the_view_the_keyboard_is_on(
    sidebar: Sidebar, qtbot: QtBot
) -> None:
    sidebar.show_views(VIEWS, None, writable=True)
    sidebar.go_to_view(9)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(5, 5), QPoint(5, 5))
    sidebar.list.menu_asked.disconnect()
    with qtbot.waitSignal(sidebar.list.menu_asked) as asked:
        QApplication.sendEvent(sidebar.list, event)
    assert asked.args is not None
    assert asked.args[0] == 9
    first = sidebar.list.visualRect(sidebar.model.index(labels(sidebar).index("Belarus"))).center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, first, QPoint(7, 7))
    with qtbot.waitSignal(sidebar.list.menu_asked) as asked:
        QApplication.sendEvent(sidebar.list.viewport(), event)
    assert asked.args == [4, QPoint(7, 7)]
