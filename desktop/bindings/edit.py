"""Edit: writing records, and taking it back."""

from functools import partial

from desktop.bindings.in_session import in_session
from desktop.editing.new_kinds import NEW_KINDS
from desktop.window.session import Session
from desktop.window.window import Window
from models.schema.vocabulary import REVIEWS

__all__ = ["bind_edit"]


def bind_edit(window: Window) -> None:
    """Bind the commands of the menu Edit."""
    bind = window.commands.bind
    bind("edit_field", in_session(window, lambda session: session.here.edit_here()))
    bind("add_name", in_session(window, lambda session: session.here.add_name()))
    bind("prefer_name", in_session(window, lambda session: session.here.prefer_name()))
    bind("add_post", in_session(window, lambda session: session.here.add_post()))
    bind("add_identifier", in_session(window, lambda session: session.here.add_identifier()))
    bind("edit_note", in_session(window, lambda session: session.here.edit_note()))
    bind("tags", in_session(window, lambda session: session.here.tag()))
    bind("review", in_session(window, lambda session: session.here.review()))
    for review in REVIEWS:
        bind(f"mark_{review}", in_session(window, partial(_mark, review)))
    bind("use_words", in_session(window, lambda session: session.words.ask()))
    bind("keep_quote", in_session(window, lambda session: session.words.keep()))
    bind("lean_on", window.panes.reader.lean_on)
    bind("add_participant", in_session(window, lambda session: session.words.add_participant()))
    for kind in NEW_KINDS:
        bind(f"new_{kind}", in_session(window, partial(_begin, kind)))


def _begin(kind: str, session: Session) -> None:
    session.filling.begin(kind)


def _mark(review: str, session: Session) -> None:
    session.here.mark(review)
