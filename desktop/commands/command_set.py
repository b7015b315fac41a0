"""The actions of a window, made from the table of commands."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence

from desktop.commands.table import STATES, Check, Command, Reach, Section, missing_state
from desktop.text.escaping import plain, tip
from desktop.theme.icons import icon
from desktop.theme.theme import Theme

__all__ = ["CommandSet", "UnboundCommandsError"]


class UnboundCommandsError(Exception):
    """Commands stand in the table that nothing carries out: a window would have dead menus."""


class CommandSet(QObject):
    """One `QAction` for every command.

    Bind a handler to each with `bind` (or `bind_switch`), call `require_bound` when the window is
    built, add `actions` to the window so that their keys are heard, and tell with `set_states`
    what is the case. At first no state holds.
    """

    def __init__(self, commands: Sequence[Command], theme: Theme, parent: QObject) -> None:
        """Make the actions of `commands`, all unbound."""
        super().__init__(parent)
        self._theme = theme
        self._commands = {command.id: command for command in commands}
        self._bound: set[str] = set()
        self._words: dict[str, str] = {}
        self._states: frozenset[str] = frozenset()
        self._groups: dict[str, QActionGroup] = {}
        self._made: dict[str, QAction] = {}
        self._drawn: set[str] = set()
        theme.changed.connect(self._draw_again)

    def _action(self, id_: str) -> QAction:
        """Return a command's action, made when it is first asked for."""
        action = self._made.get(id_)
        if action is None:
            action = self._made[id_] = self._make(self._commands[id_])
        return action

    def _make(self, command: Command) -> QAction:
        action = QAction(command.text, self)
        action.setEnabled(command.needs <= self._states)
        action.setObjectName(command.id)
        action.setShortcuts([QKeySequence(keys) for keys in command.shortcuts])
        action.setMenuRole(_MENU_ROLES.get(command.id, QAction.MenuRole.NoRole))
        if command.reach is Reach.WIDGET:
            # Heard by the widget itself: as a shortcut of the window it would take the keys away
            # from text fields and labels that can be copied from.
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.setCheckable(command.check is not Check.NONE)
        # An icon would stand where a menu shows whether the command is on.
        action.setIconVisibleInMenu(command.check is Check.NONE)
        if command.check is Check.ONE_OF:
            group = self._groups.setdefault(command.group, QActionGroup(self))
            group.addAction(action)
        return action

    def draw_icons(self, section: Section) -> None:
        """Draw the icons of a section, where they are not drawn yet: its menu is about to open.

        All of them together would take longer than everything else the window shows at first.
        """
        for id_, command in self._commands.items():
            if command.section is section:
                self._draw_icon(id_)

    def _draw_icon(self, id_: str) -> None:
        name = self._commands[id_].icon
        if name and id_ not in self._drawn:
            self._drawn.add(id_)
            self._action(id_).setIcon(icon(name, self._theme.palette))

    def _draw_again(self) -> None:
        drawn, self._drawn = self._drawn, set()
        for id_ in drawn:
            self._draw_icon(id_)

    # -------------------------------------------------------------- commands

    @property
    def commands(self) -> tuple[Command, ...]:
        """The commands in menu order."""
        return tuple(self._commands.values())

    def command(self, id_: str) -> Command:
        """Return a command; raises KeyError when there is none of that id."""
        return self._commands[id_]

    def action(self, id_: str) -> QAction:
        """Return a command's action to be shown; raises KeyError when there is none of that id."""
        action = self._action(id_)
        self._draw_icon(id_)
        return action

    def of_section(self, section: Section) -> list[QAction]:
        """Return the actions of a menu; `draw_icons` gives them their icons before it opens."""
        return [
            self._action(id_)
            for id_, command in self._commands.items()
            if command.section is section
        ]

    def parts(self, id_: str) -> bool:
        """Tell whether a menu draws a line above it; raises KeyError when there is none."""
        return self._commands[id_].parts

    def words(self, id_: str) -> str:
        """Return what a command is called now; raises KeyError when there is none of that id."""
        return self._words.get(id_, self._commands[id_].text)

    def set_words(self, id_: str, words: str) -> None:
        """Call a command more exactly than the table does (`Undo: …`); empty for the usual words.

        Raises KeyError when there is no command of that id.
        """
        self._words[id_] = words or self._commands[id_].text
        # An ampersand in a menu would underline the letter after it.
        shown = plain(self._words[id_])
        self._action(id_).setText(shown.replace("&", "&&"))
        # Left alone, Qt would make a tooltip of the words, and read markup in it.
        self._action(id_).setToolTip(tip(shown) if "<" in shown else "")

    def name_steps(self, undo: str, redo: str) -> None:
        """Say what undo and redo would do; empty for their usual words."""
        self.set_words("undo", undo)
        self.set_words("redo", redo)

    @property
    def actions(self) -> list[QAction]:
        """All actions in menu order."""
        return [self._action(id_) for id_ in self._commands]

    # --------------------------------------------------------------- binding

    def bind(self, id_: str, handler: Callable[[], object]) -> None:
        """Have `handler` carry out a command.

        Raises:
            KeyError: there is no command of that id.
            ValueError: it is bound already.
        """
        self._note_bound(id_)
        self._action(id_).triggered.connect(lambda _checked=False: handler())

    def bind_switch(self, id_: str, handler: Callable[[bool], object]) -> None:
        """Have `handler` carry out a command that is on or off; it is given which.

        Raises:
            KeyError: there is no command of that id.
            ValueError: it is bound already, or it is no switch.
        """
        if self._commands[id_].check is Check.NONE:
            message = f"the command {id_} is not one that is on or off"
            raise ValueError(message)
        self._note_bound(id_)
        self._action(id_).triggered.connect(lambda checked=False: handler(bool(checked)))

    def _note_bound(self, id_: str) -> None:
        if id_ not in self._commands:
            message = f"there is no command {id_}"
            raise KeyError(message)
        if id_ in self._bound:
            message = f"the command {id_} is bound already"
            raise ValueError(message)
        self._bound.add(id_)

    def require_bound(self) -> None:
        """Make sure that every command is carried out by something.

        Raises:
            UnboundCommandsError: it names those that are not.
        """
        unbound = [id_ for id_ in self._commands if id_ not in self._bound]
        if unbound:
            message = "nothing carries out " + ", ".join(unbound)
            raise UnboundCommandsError(message)

    # ---------------------------------------------------------------- states

    @property
    def states(self) -> frozenset[str]:
        """The states that hold."""
        return self._states

    def set_states(self, states: frozenset[str]) -> None:
        """Enable the commands whose needs are among `states`, and disable all others."""
        if states == self._states:
            return
        self._states = states
        for id_, action in self._made.items():
            action.setEnabled(self._commands[id_].needs <= states)

    def reason(self, id_: str) -> str:
        """Say why a command cannot be used now; empty when it can.

        Raises KeyError when there is no command of that id.
        """
        missing = self._commands[id_].needs - self._states
        return missing_state(min(missing, key=STATES.index)) if missing else ""


_MENU_ROLES = {
    "quit": QAction.MenuRole.QuitRole,
    "about": QAction.MenuRole.AboutRole,
}
"""macOS moves these into the application's own menu."""
