"""Go: to records, to panes, back and forward."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from desktop.bindings.in_session import in_session
from desktop.window.window import Window

__all__ = ["bind_go"]


def bind_go(window: Window) -> None:
    """Bind the commands of the menu Go."""
    bind, panes = window.commands.bind, window.panes
    bind("quick_open", in_session(window, lambda session: session.record.open_quick()))
    bind("all_commands", window.palette_overlay.open)
    bind("find", lambda: _find(window))
    bind("next_record", lambda: panes.table.select_next(1))
    bind("previous_record", lambda: panes.table.select_next(-1))
    bind("back", in_session(window, lambda session: session.record.back()))
    bind("forward", in_session(window, lambda session: session.record.forward()))
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
        reader.finding.open()
    else:
        window.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        window.search.selectAll()


def _go_to(window: Window, pane: QWidget) -> None:
    """Give the keyboard to a pane; the reader makes room where it stands in its place."""
    if window.session is not None and not pane.isVisibleTo(window):
        window.session.source.close()
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
