"""The small parts of the window: banner, status bar, welcome page, menus, reports."""

from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QMenuBar, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.commands.command_set import CommandSet
from desktop.commands.table import Section, all_commands
from desktop.search_field.field import SearchField
from desktop.theme.icons import icon
from desktop.theme.theme import Theme
from desktop.window.banner import Banner
from desktop.window.menus import fill_menus, title_menus
from desktop.window.report import Report, bug_text, versions
from desktop.window.status import StatusLine, say_totals
from desktop.window.top_bar import TopBar
from desktop.window.welcome import Welcome
from models.queries.views import Totals
from tests.desktop.lists.room import opened

# ---------------------------------------------------------------------- banner


@pytest.fixture
def banner(qtbot: QtBot, theme: Theme) -> Banner:
    banner = Banner(theme)
    # Its room is closed at the end of the test, and must live so long.
    banner.room = opened(qtbot, 700, 80, banner)
    banner.hide()
    return banner


def test_a_banner_says_a_sentence_until_it_is_closed(banner: Banner, qtbot: QtBot) -> None:
    assert banner.text == ""
    banner.say("Something is so.", "Do this.", severity="error")
    assert banner.isVisible()
    assert banner.text == "Something is so. Do this."
    assert banner.action_button.isHidden()
    with qtbot.waitSignal(banner.closed):
        banner.dismiss()
    assert banner.isHidden()
    assert banner.text == ""


def test_a_banner_shows_the_latest_sentence(banner: Banner) -> None:
    banner.say("First.", action="Act", then=lambda: None)
    banner.say("Second.")
    assert banner.text == "Second."
    assert banner.action_button.isHidden()


def test_the_button_of_a_banner_leads_on_once_and_closes_it(banner: Banner, qtbot: QtBot) -> None:
    done: list[str] = []
    banner.say("Look.", action="Show", then=lambda: done.append("shown"))
    qtbot.mouseClick(banner.action_button, Qt.MouseButton.LeftButton)
    assert done == ["shown"]
    assert banner.isHidden()


def test_a_banner_never_takes_the_keyboard(qtbot: QtBot, theme: Theme) -> None:
    banner = Banner(theme)
    room = opened(qtbot, 700, 80, banner)
    other = QPushButton("x", room)
    other.show()
    other.setFocus()
    qtbot.waitUntil(other.hasFocus)
    banner.say("Something is so.", action="Act", then=lambda: None)
    assert other.hasFocus()


# ---------------------------------------------------------------------- status


@pytest.mark.parametrize(
    ("totals", "said"),
    [
        (Totals(0, 0, 0, 0, 0), "0 records · 0 quotes in 0 sources · 0 fields unsourced"),
        (Totals(1, 1, 1, 1, 0), "1 record · 1 quote in 1 source · 1 field unsourced"),
        (
            Totals(35, 14, 2, 4, 1),
            "35 records · 14 quotes in 2 sources · 4 fields unsourced · 1 field disputed",
        ),
    ],
)
def test_totals_are_said_in_words(totals: Totals, said: str) -> None:
    assert say_totals(totals) == said


def test_the_status_bar_shows_counts_and_state(qtbot: QtBot, theme: Theme) -> None:
    status = StatusLine(theme)
    qtbot.addWidget(status)
    status.show_totals(Totals(2, 1, 1, 0, 0))
    status.show_state("Saved")
    assert status.counts == "2 records · 1 quote in 1 source · 0 fields unsourced"
    assert status.state == "Saved"
    status.show_totals(None)
    assert status.counts == ""


# --------------------------------------------------------------------- welcome


@pytest.fixture
def commands(theme: Theme, qapp: QApplication) -> CommandSet:
    return CommandSet(all_commands(), theme, qapp)


def test_the_welcome_page_lists_recent_references_and_says_which_are_gone(
    qtbot: QtBot, theme: Theme, commands: CommandSet, tmp_path: Path
) -> None:
    there, gone = tmp_path / "there <b>.attache", tmp_path / "gone.attache"
    there.write_text("x")
    welcome = Welcome(commands, theme)
    room = opened(qtbot, 700, 700, welcome)
    welcome.show_recent([there, gone])
    assert room.isVisible()
    assert [welcome.recent.item(row).text() for row in range(2)] == [
        "there <b>.attache",
        "gone.attache — not there any more",
    ]
    with qtbot.waitSignal(welcome.path_chosen) as chosen:
        welcome.recent.setCurrentRow(0)
        welcome.recent.setFocus()
        qtbot.keyClick(welcome.recent, Qt.Key.Key_Return)
    assert chosen.args == [there]


def test_without_recent_references_there_is_no_empty_list(
    qtbot: QtBot, theme: Theme, commands: CommandSet
) -> None:
    welcome = Welcome(commands, theme)
    room = opened(qtbot, 700, 700, welcome)
    welcome.show_recent([])
    assert room.isVisible()
    assert welcome.recent.isHidden()


# ----------------------------------------------------------------------- menus


def test_every_command_stands_in_exactly_one_menu(
    qtbot: QtBot, theme: Theme, commands: CommandSet
) -> None:
    bar = QMenuBar()
    qtbot.addWidget(bar)
    fill_menus(title_menus(bar), commands)
    assert [menu.text().replace("&", "") for menu in bar.actions()] == [
        section.title for section in Section
    ]
    shown = [
        action.objectName()
        for menu in bar.actions()
        for action in menu.menu().actions()
        if action.objectName()
    ]
    assert sorted(shown) == sorted(command.id for command in all_commands())


def test_a_menu_has_its_icons_when_it_opens_also_in_another_theme(
    qtbot: QtBot, theme: Theme, commands: CommandSet
) -> None:
    bar = QMenuBar()
    qtbot.addWidget(bar)
    fill_menus(title_menus(bar), commands)
    theme.set_choice("dark")
    first, second = (action.menu() for action in bar.actions()[:2])
    first.aboutToShow.emit()
    assert first.actions()[0].objectName() == "open"
    shown = first.actions()[0].icon().pixmap(32, 32).toImage()
    assert shown == icon("open", theme.palette).pixmap(32, 32).toImage()
    assert all(action.icon().isNull() for action in second.actions())
    theme.set_choice("light")
    assert first.actions()[0].icon().pixmap(32, 32).toImage() != shown


def test_each_menu_is_opened_by_a_letter_of_its_own() -> None:
    letters = [
        section.menu_title[section.menu_title.index("&") + 1].casefold() for section in Section
    ]
    assert len(set(letters)) == len(letters)
    assert [section.menu_title.replace("&", "") for section in Section] == [
        section.title for section in Section
    ]


def test_no_menu_begins_or_ends_with_a_line_or_has_two_together(
    qtbot: QtBot, theme: Theme, commands: CommandSet
) -> None:
    bar = QMenuBar()
    qtbot.addWidget(bar)
    fill_menus(title_menus(bar), commands)
    for menu in bar.actions():
        lines = [action.isSeparator() for action in menu.menu().actions()]
        assert not lines[0]
        assert not lines[-1]
        assert not any(one and other for one, other in pairwise(lines))


def test_the_bar_s_button_offers_what_the_menu_add_offers(
    qtbot: QtBot, theme: Theme, commands: CommandSet
) -> None:
    bar = TopBar(commands, SearchField(theme), theme)
    room = opened(qtbot, 900, 200, bar)
    assert not bar.add_button.isEnabled()
    commands.set_states(frozenset({"reference", "writable"}))
    assert bar.add_button.isEnabled()
    menu = bar.add_button.menu()
    for _ in range(2):  # the second time it is filled already
        menu.aboutToShow.emit()
        assert [action for action in menu.actions() if not action.isSeparator()] == (
            commands.of_section(Section.ADD)
        )
    assert not menu.actions()[0].icon().isNull()
    assert room.isVisible()


# --------------------------------------------------------------------- reports


def test_a_report_can_be_read_and_copied_whole(qtbot: QtBot, theme: Theme) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.show()
    text = "<b>no markup</b>\nsecond line \u2028 end"
    report = Report("A heading", text, theme, parent)
    report.show()
    assert not report.isModal()
    assert report.text.isReadOnly()
    copy = next(
        button
        for button in report.findChild(QDialogButtonBox).findChildren(QPushButton)
        if button.text().replace("&", "") == "Copy"
    )
    qtbot.mouseClick(copy, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == text
    qtbot.keyClick(report, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not parent.findChildren(Report))
    parent.close()


def test_the_text_of_a_bug_has_versions_and_the_traceback() -> None:
    try:
        {}["missing"]
    except KeyError as error:
        text = bug_text(error)
    assert text.startswith(versions())
    assert "Traceback (most recent call last):" in text
    assert "KeyError: 'missing'" in text
