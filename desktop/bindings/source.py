"""Source: what is read in the reader."""

from functools import partial

from desktop.bindings.in_session import in_session
from desktop.bindings.newer_copy import choose_copy, paste_copy
from desktop.bindings.open_address import ask_to_open, open_address
from desktop.window.window import Window

__all__ = ["bind_source"]


def bind_source(window: Window) -> None:
    """Bind the commands of the menu Source."""
    bind, reader = window.commands.bind, window.panes.reader
    bind("read_source", in_session(window, lambda session: session.read_source()))
    bind("copies", in_session(window, lambda session: session.copies.show()))
    bind("add_copy", in_session(window, partial(choose_copy, window)))
    bind("paste_copy", in_session(window, partial(paste_copy, window)))
    bind("open_address", in_session(window, partial(open_address, window)))
    window.panes.detail.address_wanted.connect(partial(ask_to_open, window))
    bind("show_original", in_session(window, lambda _: _ask_original(window)))
    bind("next_unused", reader.steps.next_unused)
    bind("previous_unused", reader.steps.previous_unused)


def _ask_original(window: Window) -> None:
    snapshot = window.panes.reader.snapshot_id
    if snapshot is not None:
        window.panes.reader.original_requested.emit(snapshot)
