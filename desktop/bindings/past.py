"""Edit: what was done before, the trash, records that are the same."""

from desktop.bindings.in_session import in_session
from desktop.window.window import Window

__all__ = ["bind_past"]


def bind_past(window: Window) -> None:
    """Bind the commands about what was done before."""
    bind = window.commands.bind
    bind("undo", in_session(window, lambda session: session.past.steps.undo()))
    bind("redo", in_session(window, lambda session: session.past.steps.redo()))
    bind("trash", in_session(window, lambda session: session.past.trash.move()))
    bind("restore", in_session(window, lambda session: session.past.trash.restore()))
    bind("show_trash", in_session(window, lambda session: session.past.trash.show()))
    bind("history", in_session(window, lambda session: session.past.history.open()))
    bind("all_history", in_session(window, lambda session: session.past.history.open_all()))
    bind("merge", in_session(window, lambda session: session.past.merging.begin()))
    bind("not_the_same", in_session(window, lambda session: session.past.merging.tell_apart()))
    bind("told_apart", in_session(window, lambda s: s.past.merging.review_told_apart()))
    bind("duplicates", in_session(window, lambda session: session.past.merging.review()))
    bind("take_apart", in_session(window, lambda session: session.past.merging.take_apart()))
