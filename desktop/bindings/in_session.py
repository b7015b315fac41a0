"""Commands that act on the open reference."""

from collections.abc import Callable

from desktop.window.session import Session
from desktop.window.window import Window

__all__ = ["in_session"]


def in_session(window: Window, act: Callable[[Session], object]) -> Callable[[], None]:
    """Return a handler that does `act` with the open reference, and nothing without one."""

    def handler() -> None:
        if window.session is not None:
            act(window.session)

    return handler
