"""The table of commands is whole: ids, keys, icons, reasons, and something behind each."""

from collections import Counter

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.commands.command_set import CommandSet, UnboundCommandsError
from desktop.commands.table import STATES, Check, Reach, all_commands, missing_state
from desktop.theme.icons import icon_names
from desktop.theme.theme import Theme
from tests.desktop.lists.room import Room, opened

# Keys that editing, importing and printing will take, and keys the system takes for itself.
LATER = ("Ctrl+P", "Ctrl+,")
MACOS = ("Ctrl+H", "Ctrl+M", "Ctrl+Space", "Ctrl+Tab", "Ctrl+Alt+Esc", "Ctrl+Shift+3")
WINDOWS_AND_LINUX = ("Alt+F4", "Alt+Tab", "Alt+Space", "Ctrl+Alt+Del")
EDITING = (
    QKeySequence.StandardKey.Cut,
    QKeySequence.StandardKey.Paste,
    QKeySequence.StandardKey.SelectAll,
)


@pytest.fixture
def commands(theme: Theme, qtbot: QtBot) -> CommandSet:
    return CommandSet(all_commands(), theme, theme)


def test_every_id_is_there_once() -> None:
    counted = Counter(command.id for command in all_commands())
    assert max(counted.values()) == 1


def test_no_key_means_two_things() -> None:
    keys = [QKeySequence(keys) for command in all_commands() for keys in command.shortcuts]
    written = [key.toString(QKeySequence.SequenceFormat.PortableText) for key in keys]
    assert all(written)
    assert max(Counter(written).values()) == 1
    # Once more as this platform writes them: two portable names may be one key there.
    native = Counter(key.toString(QKeySequence.SequenceFormat.NativeText) for key in keys)
    assert max(native.values()) == 1


@pytest.mark.parametrize("taken", [*LATER, *MACOS, *WINDOWS_AND_LINUX])
def test_no_key_is_one_that_something_else_needs(taken: str) -> None:
    keys = {QKeySequence(keys) for command in all_commands() for keys in command.shortcuts}
    assert QKeySequence(taken) not in keys


@pytest.mark.usefixtures("qapp")  # the platform's own keys are known to an application alone
@pytest.mark.parametrize("standard", EDITING)
def test_no_key_takes_editing_away_from_text_fields(standard: QKeySequence.StandardKey) -> None:
    editing = set(QKeySequence.keyBindings(standard))
    for command in all_commands():
        if command.reach is Reach.WINDOW:
            assert not editing & {QKeySequence(keys) for keys in command.shortcuts}


def test_every_icon_is_drawn() -> None:
    assert {command.icon for command in all_commands()} - {""} <= set(icon_names())


def test_every_need_has_a_reason_in_words() -> None:
    for command in all_commands():
        for state in command.needs:
            assert missing_state(state)
    assert {state for command in all_commands() for state in command.needs} == set(STATES)


def test_every_command_has_words_and_a_section() -> None:
    for command in all_commands():
        assert command.text
        assert command.section.title
    words = Counter((command.section, command.text) for command in all_commands())
    assert max(words.values()) == 1


def test_a_command_that_nothing_carries_out_stops_the_window(commands: CommandSet) -> None:
    for command in commands.commands:
        if command.id not in {"verify", "about"}:
            commands.bind(command.id, lambda: None)
    with pytest.raises(UnboundCommandsError, match="verify, about"):
        commands.require_bound()
    commands.bind("verify", lambda: None)
    commands.bind("about", lambda: None)
    commands.require_bound()


def test_binding_what_is_not_there_or_twice_is_a_mistake(commands: CommandSet) -> None:
    with pytest.raises(KeyError):
        commands.bind("fly", lambda: None)
    commands.bind("open", lambda: None)
    with pytest.raises(ValueError, match="bound already"):
        commands.bind("open", lambda: None)
    with pytest.raises(ValueError, match="on or off"):
        commands.bind_switch("verify", lambda _: None)


def test_states_enable_and_disable_and_say_why(commands: CommandSet) -> None:
    assert commands.action("open").isEnabled()
    assert not commands.action("copy_quote").isEnabled()
    assert commands.reason("copy_quote") == "No reference is open"
    commands.set_states(frozenset({"reference", "record"}))
    assert commands.reason("copy_quote") == "The record has no quote"
    commands.set_states(frozenset({"reference"}))
    assert commands.reason("copy_quote") == "No record is selected"
    commands.set_states(frozenset({"reference", "record", "quote"}))
    assert commands.action("copy_quote").isEnabled()
    assert commands.reason("copy_quote") == ""
    assert not commands.action("back").isEnabled()


def test_a_switch_tells_whether_it_is_on_and_one_scheme_is(commands: CommandSet) -> None:
    told: list[bool] = []
    commands.set_states(frozenset({"reference"}))
    commands.bind_switch("show_places", told.append)
    commands.action("show_places").trigger()
    commands.action("show_places").trigger()
    assert told == [True, False]
    commands.action("theme_dark").trigger()
    commands.action("theme_light").trigger()
    schemes = [c.id for c in commands.commands if c.check is Check.ONE_OF]
    assert [id_ for id_ in schemes if commands.action(id_).isChecked()] == ["theme_light"]


def test_keys_are_heard_in_the_window_and_widget_keys_only_in_their_widget(
    commands: CommandSet, qtbot: QtBot
) -> None:
    room: Room = opened(qtbot, 300, 200, QWidget())
    done: list[str] = []
    for id_ in ("quick_open", "copy_rows"):
        commands.bind(id_, lambda id_=id_: done.append(id_))
    commands.set_states(frozenset({"reference", "record"}))
    room.addActions(commands.actions)
    qtbot.keyClick(room, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    child = QWidget(room)
    child.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    child.show()
    child.setFocus()
    qtbot.waitUntil(child.hasFocus)
    qtbot.keyClick(child, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert done == ["quick_open"]
    room.close()


def test_icons_follow_the_theme(commands: CommandSet, theme: Theme) -> None:
    def colours() -> set[str]:
        image = commands.action("open").icon().pixmap(32, 32).toImage()
        return {
            image.pixelColor(x, y).name()
            for x in range(32)
            for y in range(32)
            if image.pixelColor(x, y).alpha() == 255
        }

    light = colours()
    theme.set_choice("dark")
    assert colours() != light
