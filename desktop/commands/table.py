"""Every action of the window, in one table: words, icon, keys, and when it can be used.

The table is data. `desktop.commands.command_set` makes the actions from it, the menus and the
palette show them, and the guide's list of keys is checked against it. A section with its own menu
has a file in `desktop/commands/sections`; what its commands do stands in `desktop/bindings` under
the same name.
"""

from desktop.commands.command import Check, Command, Reach, Section
from desktop.commands.sections.add import add_commands
from desktop.commands.sections.edit import edit_commands
from desktop.commands.sections.evidence import evidence_commands
from desktop.commands.sections.file import file_commands
from desktop.commands.sections.go import go_commands
from desktop.commands.sections.help import help_commands
from desktop.commands.sections.past import past_commands
from desktop.commands.sections.source import source_commands
from desktop.commands.sections.view import view_commands
from desktop.commands.states import STATES, missing_state

__all__ = ["STATES", "Check", "Command", "Reach", "Section", "all_commands", "missing_state"]


def all_commands() -> tuple[Command, ...]:
    """Return every command in menu order, in the reader's language at the time of the call."""
    return (
        *file_commands(),
        *edit_commands(),
        *past_commands(),
        *add_commands(),
        *go_commands(),
        *evidence_commands(),
        *source_commands(),
        *view_commands(),
        *help_commands(),
    )
