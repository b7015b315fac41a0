"""Edit: writing records, and taking it back."""

from functools import partial

from desktop.bindings.in_session import in_session
from desktop.editing.what_for import NEW_KINDS
from desktop.window.session import Session
from desktop.window.window import Window

__all__ = ["bind_edit"]


def bind_edit(window: Window) -> None:
    """Bind the commands of the menu Edit."""
    bind = window.commands.bind
    bind("edit_field", in_session(window, partial(_edit_field, window)))
    bind("use_words", in_session(window, lambda session: session.words.ask()))
    bind("keep_quote", in_session(window, lambda session: session.words.keep()))
    bind("add_participant", in_session(window, lambda session: session.words.add_participant()))
    for kind in NEW_KINDS:
        bind(f"new_{kind}", in_session(window, partial(_begin, kind)))


def _begin(kind: str, session: Session) -> None:
    session.filling.begin(kind)


def _edit_field(window: Window, session: Session) -> None:
    """Edit the field that has the keyboard; without one, the first that is empty."""
    slot = window.panes.detail.current_slot
    detail = session.record.detail
    if slot is not None:
        session.filling.edit_slot(slot)
    elif detail is not None:
        session.filling.edit(detail.id)
