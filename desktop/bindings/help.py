"""Help: keys, the tour, opening by double-click, versions."""

from desktop.bindings.in_session import in_session
from desktop.keys.overlay import KeysOverlay
from desktop.tour.story import first_tour
from desktop.window.window import Window

__all__ = ["bind_help"]


def bind_help(window: Window) -> None:
    """Bind the commands of the menu Help."""
    keys = KeysOverlay(window.commands, window.theme, window)
    window.commands.bind("keys", keys.open)
    window.commands.bind("tour", in_session(window, lambda _: first_tour(window).start()))
    window.commands.bind("about", window.show_about)
    window.commands.bind("register", window.double_click.set_up)
    window.commands.bind("unregister", window.double_click.undo)
