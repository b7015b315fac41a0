"""View: what the table shows, colours, the size of the text."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from desktop.bindings.in_session import in_session
from desktop.theme.metrics import TEXT_SCALES
from desktop.theme.theme import Choice
from desktop.window.session import Session
from desktop.window.window import Window

__all__ = ["bind_view"]

SCHEMES: tuple[Choice, ...] = ("system", "light", "dark")
SCALE_STEP = 10


def bind_view(window: Window) -> None:
    """Bind the commands of the menu View."""
    commands, settings = window.commands, window.settings
    for kind, name in (("place", "show_places"), ("source", "show_sources")):
        shown = settings.flag(f"table/show_{kind}s")
        commands.action(name).setChecked(shown)
        commands.bind_switch(name, partial(_show_kind, window, kind))
    commands.bind("columns", lambda: _open_columns(window))
    commands.bind("save_view", in_session(window, lambda session: _save_view(window, session)))
    for scheme in SCHEMES:
        commands.action(f"theme_{scheme}").setChecked(window.theme.choice == scheme)
        commands.bind(f"theme_{scheme}", partial(_set_scheme, window, scheme))
    commands.bind("text_larger", lambda: _scale(window, SCALE_STEP))
    commands.bind("text_smaller", lambda: _scale(window, -SCALE_STEP))
    commands.bind("text_reset", lambda: _scale(window, 0))
    commands.bind("reset_layout", lambda: _reset_layout(window))


def _show_kind(window: Window, kind: str, on: bool) -> None:
    window.settings.set_flag(f"table/show_{kind}s", on)
    if window.session is not None:
        window.session.browsing.set_asked_kinds(
            [name for name in ("place", "source") if window.settings.flag(f"table/show_{name}s")]
        )


def _save_view(window: Window, session: Session) -> None:
    """Ask for the name in the sidebar; the reader makes room where it stands in its place."""
    if not window.panes.sidebar.isVisibleTo(window):
        session.source.close()
    session.views.ask_name()


def _open_columns(window: Window) -> None:
    menu = QMenu(window)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.addActions(window.panes.table.columns_menu_actions())
    header = window.panes.table.view.header
    menu.popup(header.mapToGlobal(header.rect().bottomLeft()))


def _set_scheme(window: Window, scheme: Choice) -> None:
    window.theme.set_choice(scheme)
    window.settings.set_text("theme/scheme", scheme)


def _scale(window: Window, step: int) -> None:
    least, most = TEXT_SCALES[0], TEXT_SCALES[-1]
    scale = least if step == 0 else min(max(window.theme.text_scale + step, least), most)
    window.theme.set_text_scale(scale)
    window.settings.set_number("theme/text_scale", scale)


def _reset_layout(window: Window) -> None:
    window.panes.reset()
    window.panes.table.view.columns.reset()
