"""Add: sources, records, and what belongs to a record."""

from functools import partial

from desktop.bindings.in_session import in_session
from desktop.editing.new_kinds import NEW_KINDS
from desktop.window.session import Session
from desktop.window.window import Window

__all__ = ["bind_add"]


def bind_add(window: Window) -> None:
    """Bind the commands of the menu Add."""
    bind = window.commands.bind
    bind("add_sources", window.choose_sources)
    bind("paste_source", window.paste_source)
    for kind in NEW_KINDS:
        bind(f"new_{kind}", in_session(window, partial(_begin, kind)))
    bind("add_participant", in_session(window, lambda session: session.words.add_participant()))
    bind("add_name", in_session(window, lambda session: session.here.add_name()))
    bind("add_post", in_session(window, lambda session: session.here.add_post()))
    bind("add_identifier", in_session(window, lambda session: session.here.add_identifier()))


def _begin(kind: str, session: Session) -> None:
    session.filling.begin(kind)
