"""Help: keys, the tour, opening by double-click, versions."""

from collections.abc import Callable
from functools import cache

from desktop.bindings.in_session import in_session
from desktop.overlay.panel import Overlay
from desktop.window.window import Window

__all__ = ["bind_help"]


def bind_help(window: Window) -> None:
    """Bind the commands of the menu Help."""
    window.commands.bind("keys", _keys_of(window))
    window.commands.bind("tour", in_session(window, lambda _: _start_tour(window)))
    window.commands.bind("about", window.show_about)
    window.commands.bind("register", window.double_click.set_up)
    window.commands.bind("unregister", window.double_click.undo)


def _keys_of(window: Window) -> Callable[[], None]:
    """Return what opens the list of keys, which is made the first time."""

    @cache
    def overlay() -> Overlay:
        from desktop.keys.overlay import KeysOverlay  # noqa: PLC0415 - not needed to start

        return KeysOverlay(window.commands, window.theme, window)

    return lambda: overlay().open()


def _start_tour(window: Window) -> None:
    from desktop.tour.story import first_tour  # noqa: PLC0415 - not needed to start

    first_tour(window).start()
