"""The palette finds every command by a few letters, and says why some cannot be used."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from desktop.commands.command_set import CommandSet
from desktop.commands.matching import match_words
from desktop.commands.palette import CommandPalette
from desktop.commands.table import all_commands
from desktop.overlay.items import OverlayItem
from desktop.theme.theme import Theme
from tests.desktop.lists.room import Room, opened


@pytest.fixture
def room(qtbot: QtBot) -> Iterator[Room]:
    room = opened(qtbot, 900, 700, QLineEdit())
    yield room
    room.close()


@pytest.fixture
def done() -> list[str]:
    return []


@pytest.fixture
def commands(theme: Theme, room: Room, done: list[str]) -> CommandSet:
    commands = CommandSet(all_commands(), theme, room)
    for command in commands.commands:
        commands.bind(command.id, lambda id_=command.id: done.append(id_))
    commands.set_states(frozenset({"reference"}))
    return commands


@pytest.fixture
def palette(commands: CommandSet, theme: Theme, room: Room, qtbot: QtBot) -> CommandPalette:
    palette = CommandPalette(commands, theme, room)
    palette.open()
    qtbot.waitUntil(palette.field.hasFocus)
    return palette


def items(palette: CommandPalette) -> list[OverlayItem]:
    return [palette.items.item(row) for row in range(palette.items.rowCount())]


def test_everything_but_itself_is_listed_and_what_cannot_be_used_stands_last(
    palette: CommandPalette, commands: CommandSet
) -> None:
    listed = items(palette)
    assert {item.key for item in listed} == {c.id for c in commands.commands} - {"all_commands"}
    usable = [item.enabled for item in listed]
    assert usable == sorted(usable, reverse=True)
    assert not usable[-1]


def test_a_few_letters_and_enter_carry_a_command_out_after_closing(
    palette: CommandPalette, done: list[str], qtbot: QtBot
) -> None:
    QTest.keyClicks(palette.field, "verif")
    assert items(palette)[0].key == "verify"
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert done == ["verify"]
    assert not palette.isVisible()


def test_a_command_that_cannot_be_used_says_why_and_does_nothing(
    palette: CommandPalette, done: list[str], qtbot: QtBot
) -> None:
    QTest.keyClicks(palette.field, "citation")
    (item,) = items(palette)
    assert item.trailing == "No record is selected"
    assert "No record is selected" in item.heard
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert done == []
    assert palette.isVisible()


def test_keys_and_sections_are_shown_and_the_section_can_be_typed(
    palette: CommandPalette,
) -> None:
    QTest.keyClicks(palette.field, "file open")
    item = items(palette)[0]
    keys = QKeySequence("Ctrl+O").toString(QKeySequence.SequenceFormat.NativeText)
    assert (item.key, item.beside, item.trailing) == ("open", "File", keys)
    assert [(span.start, span.end) for span in item.spans] == [(0, 4)]
    assert [(span.start, span.end) for span in item.beside_spans] == [(0, 4)]


def test_nothing_found_says_so(palette: CommandPalette) -> None:
    QTest.keyClicks(palette.field, "qqq")
    assert items(palette) == []
    assert palette.says == "No command is called “qqq”."


@pytest.mark.parametrize(
    ("typed", "spans"),
    [
        ("open", [(0, 4)]),
        ("REF", [(5, 8)]),
        ("pen", [(1, 4)]),
        ("oref", [(0, 1), (5, 8)]),
        ("ref op", [(0, 2), (5, 8)]),
        ("", []),
    ],
)
def test_letters_match_words_in_any_order(typed: str, spans: list[tuple[int, int]]) -> None:
    match = match_words("Open reference…", typed)
    assert match is not None
    assert [(span.start, span.end) for span in match.spans] == spans


def test_letters_that_are_nowhere_match_nothing() -> None:
    assert match_words("Open reference…", "opx") is None
    assert match_words("Open reference…", "open x") is None


def test_beginnings_of_words_count_more_than_letters_inside() -> None:
    beginning = match_words("Show places in the table", "pl")
    inside = match_words("Explain", "pl")
    scattered = match_words("Purely local", "pl")
    assert beginning is not None
    assert inside is not None
    assert scattered is not None
    assert beginning.score > inside.score > scattered.score
