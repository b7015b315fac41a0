"""Edit: what a record says, and taking it back."""

from functools import partial

from desktop.bindings.in_session import in_session
from desktop.window.session import Session
from desktop.window.window import Window
from models.schema.vocabulary import REVIEWS

__all__ = ["bind_edit"]


def bind_edit(window: Window) -> None:
    """Bind the first commands of the menu Edit."""
    bind = window.commands.bind
    bind("edit_field", in_session(window, lambda session: session.here.edit_here()))
    bind("prefer_name", in_session(window, lambda session: session.here.prefer_name()))
    bind("edit_note", in_session(window, lambda session: session.here.edit_note()))
    bind("tags", in_session(window, lambda session: session.here.tag()))
    bind("review", in_session(window, lambda session: session.here.review()))
    for review in REVIEWS:
        bind(f"mark_{review}", in_session(window, partial(_mark, review)))
    bind("use_words", in_session(window, lambda session: session.words.ask()))
    bind("keep_quote", in_session(window, lambda session: session.words.keep()))
    bind("lean_on", window.panes.reader.word_marking.lean_on)


def _mark(review: str, session: Session) -> None:
    session.here.mark(review)
