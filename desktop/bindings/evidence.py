"""Evidence: from fields to quotes and on to the source."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from desktop.bindings.in_session import in_session
from desktop.window.session import Session
from desktop.window.window import Window

if TYPE_CHECKING:
    from desktop.editing.weighing import Weighed, Weighing

__all__ = ["bind_evidence"]

_ACTS: dict[str, Callable[[Weighing, Weighed], None]] = {
    "prefer_value": lambda weighing, weighed: weighing.prefer(weighed),
    "set_aside": lambda weighing, weighed: weighing.set_aside(weighed),
    "weigh_normal": lambda weighing, weighed: weighing.weigh_as_any_other(weighed),
    "remove_claim": lambda weighing, weighed: weighing.remove(weighed),
}
_LINE_ACTIONS = ("edit_field", "weigh", *_ACTS)
"""What stands in the menu of a line."""


def bind_evidence(window: Window) -> None:
    """Bind the commands of the menu Evidence."""
    bind = window.commands.bind
    bind("field_evidence", in_session(window, lambda session: session.record.show_field_evidence()))
    bind("find_evidence", in_session(window, lambda session: session.evidence.find()))
    bind("open_quote", in_session(window, lambda session: session.record.open_quote()))
    bind("copy_quote", in_session(window, lambda session: session.record.copy_quote()))
    bind("weigh", in_session(window, lambda session: session.here.weighing.offer_here()))
    for command, act in _ACTS.items():
        bind(command, in_session(window, partial(_weigh, act)))
    bind("deny_value", in_session(window, lambda session: session.here.deny()))
    bind("show_disputed", in_session(window, partial(_show, window, "is:disputed")))
    bind("show_unsourced", in_session(window, partial(_show, window, "is:unsourced")))
    actions = [window.commands.action(name) for name in _LINE_ACTIONS]
    window.panes.detail.line_actions.extend(actions)
    bind("copy_rows", window.panes.table.copy_rows)


def _weigh(act: Callable[[Weighing, Weighed], None], session: Session) -> None:
    weighing = session.here.weighing
    weighing.here(partial(act, weighing))


def _show(window: Window, query: str, session: Session) -> None:
    """Show all records that answer `query`, and give the keyboard to the table."""
    session.listing.ask(query)
    window.panes.focus_table(Qt.FocusReason.OtherFocusReason)
