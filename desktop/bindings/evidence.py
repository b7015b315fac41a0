"""Evidence: from fields to quotes and on to the source."""

from desktop.bindings.in_session import in_session
from desktop.window.window import Window

__all__ = ["bind_evidence"]


def bind_evidence(window: Window) -> None:
    """Bind the commands of the menu Evidence."""
    bind = window.commands.bind
    bind("field_evidence", in_session(window, lambda session: session.record.show_field_evidence()))
    bind("find_evidence", in_session(window, lambda session: session.evidence.find()))
    bind("open_quote", in_session(window, lambda session: session.record.open_quote()))
    bind("copy_quote", in_session(window, lambda session: session.record.copy_quote()))
    bind("copy_rows", window.panes.table.copy_rows)
