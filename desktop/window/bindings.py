"""What each command does in the window."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from desktop.keys.overlay import KeysOverlay
from desktop.theme.metrics import TEXT_SCALES
from desktop.theme.theme import Choice
from desktop.tour.story import first_tour
from desktop.window.session import Session
from desktop.window.window import Window

__all__ = ["bind_commands"]

SCHEMES: tuple[Choice, ...] = ("system", "light", "dark")
SCALE_STEP = 10


def bind_commands(window: Window) -> None:
    """Bind every command of the table; raises UnboundCommandsError when one is left."""
    _bind_references(window)
    _bind_going(window)
    _bind_evidence(window)
    _bind_view(window)
    _bind_help(window)
    window.commands.require_bound()


def _with_session(window: Window, act: Callable[[Session], object]) -> Callable[[], None]:
    def handler() -> None:
        if window.session is not None:
            act(window.session)

    return handler


def _bind_references(window: Window) -> None:
    bind = window.commands.bind
    bind("open", window.choose_reference)
    bind("new_reference", window.create_reference)
    bind("open_recent", window.open_recent_menu)
    bind("verify", window.verify)
    bind("close_window", window.close)
    bind("quit", window.close)


def _bind_going(window: Window) -> None:
    bind, panes = window.commands.bind, window.panes
    bind("quick_open", _with_session(window, lambda session: session.open_quick()))
    bind("all_commands", window.palette_overlay.open)
    bind("find", lambda: _find(window))
    bind("next_record", lambda: panes.table.select_next(1))
    bind("previous_record", lambda: panes.table.select_next(-1))
    bind("back", _with_session(window, lambda session: session.back()))
    bind("forward", _with_session(window, lambda session: session.forward()))
    bind("go_to_sidebar", lambda: _go_to(window, panes.sidebar))
    bind("go_to_table", lambda: _go_to(window, panes.table))
    bind("go_to_record", panes.detail.focus_first)
    bind("go_to_source", lambda: _focus(panes.reader))
    bind("next_pane", lambda: _step_pane(window, 1))
    bind("previous_pane", lambda: _step_pane(window, -1))


def _find(window: Window) -> None:
    """Find in the source while the keyboard is in the reader, else in the reference."""
    focused = QApplication.focusWidget()
    reader = window.panes.reader
    if focused is not None and reader.isVisible() and reader.isAncestorOf(focused):
        reader.open_find()
    else:
        window.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        window.search.selectAll()


def _go_to(window: Window, pane: QWidget) -> None:
    """Give the keyboard to a pane; the reader makes room where it stands in its place."""
    if window.session is not None and not pane.isVisibleTo(window):
        window.session.close_reader()
    _focus(pane)


def _focus(widget: QWidget) -> None:
    widget.setFocus(Qt.FocusReason.ShortcutFocusReason)


def _step_pane(window: Window, step: int) -> None:
    """Give the keyboard to the next pane, round and round; the search field is one of them."""
    if window.session is None:
        _focus(window.welcome)
        return
    panes: list[QWidget] = [window.search, *window.panes.order()]
    focused = QApplication.focusWidget()
    here = next(
        (
            place
            for place, pane in enumerate(panes)
            if focused is not None and (pane is focused or pane.isAncestorOf(focused))
        ),
        -1,
    )
    for distance in range(1, len(panes) + 1):
        pane = panes[(here + step * distance) % len(panes)]
        if _take_focus(window, pane):
            return


def _take_focus(window: Window, pane: QWidget) -> bool:
    if pane is window.panes.detail:
        return window.panes.detail.focus_first()
    if pane is window.panes.quotes:
        return window.panes.quotes.focus_first()
    _focus(pane)
    return True


def _bind_evidence(window: Window) -> None:
    bind, reader = window.commands.bind, window.panes.reader
    bind("field_evidence", _with_session(window, lambda session: session.show_field_evidence()))
    bind("open_quote", _with_session(window, lambda session: session.open_quote()))
    bind("copy_quote", _with_session(window, lambda session: session.copy_quote()))
    bind("copy_rows", window.panes.table.copy_rows)
    bind("show_original", _with_session(window, lambda _: _ask_original(window)))
    bind("next_unused", reader.next_unused)
    bind("previous_unused", reader.previous_unused)


def _ask_original(window: Window) -> None:
    snapshot = window.panes.reader.snapshot_id
    if snapshot is not None:
        window.panes.reader.original_requested.emit(snapshot)


def _bind_view(window: Window) -> None:
    commands, settings = window.commands, window.settings
    for kind, name in (("place", "show_places"), ("source", "show_sources")):
        shown = settings.flag(f"table/show_{kind}s")
        commands.action(name).setChecked(shown)
        commands.bind_switch(name, partial(_show_kind, window, kind))
    commands.bind("columns", lambda: _open_columns(window))
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


def _bind_help(window: Window) -> None:
    keys = KeysOverlay(window.commands, window.theme, window)
    window.commands.bind("keys", keys.open)
    window.commands.bind("tour", _with_session(window, lambda _: first_tour(window).start()))
    window.commands.bind("about", window.show_about)
    window.commands.bind("register", window.double_click.set_up)
    window.commands.bind("unregister", window.double_click.undo)
