"""All commands of the table, bound to one window."""

from desktop.bindings.add import bind_add
from desktop.bindings.edit import bind_edit
from desktop.bindings.evidence import bind_evidence
from desktop.bindings.file import bind_file
from desktop.bindings.go import bind_go
from desktop.bindings.help import bind_help
from desktop.bindings.past import bind_past
from desktop.bindings.source import bind_source
from desktop.bindings.view import bind_view
from desktop.window.window import Window

__all__ = ["bind_commands"]


def bind_commands(window: Window) -> None:
    """Bind every command of the table; raises UnboundCommandsError when one is left."""
    for bind in (
        bind_file,
        bind_edit,
        bind_past,
        bind_add,
        bind_go,
        bind_evidence,
        bind_source,
        bind_view,
        bind_help,
    ):
        bind(window)
    window.commands.require_bound()
