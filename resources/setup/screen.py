"""Whether a window has a screen to appear on, and which libraries that screen needs."""

import shutil
import sys
from collections.abc import Callable, Iterable, Mapping
from typing import Final, NamedTuple

from resources.setup import system_libraries
from resources.setup.system_libraries import Library

WITHOUT_WINDOW: Final = frozenset(
    {"new", "import", "info", "verify", "register", "unregister", "bench"}
)
"""The commands that open no window on the screen; `bench` draws its own where nobody sees it."""

ANSWERED_AT_ONCE: Final = frozenset({"--help", "-h", "--version"})

HOW_WITHOUT: Final = (
    "To run without a screen, set QT_QPA_PLATFORM=offscreen (as in “QT_QPA_PLATFORM=offscreen "
    "./run”); new, import, info and verify need no screen"
)


class Obstacle(NamedTuple):
    """Why a window cannot open: libraries that are missing, or else a sentence."""

    missing: tuple[Library, ...]
    sentence: str


def opens_window(arguments: Iterable[str]) -> bool:
    """Whether `./run ARGUMENTS` is going to open a window."""
    given = list(arguments)
    words = [argument for argument in given if not argument.startswith("-")]
    return not (ANSWERED_AT_ONCE & set(given) or WITHOUT_WINDOW & set(words[:1]))


def platforms(environment: Mapping[str, str]) -> list[str]:
    """The Qt platforms that will be tried, the likeliest first; empty without any screen."""
    chosen = environment.get("QT_QPA_PLATFORM", "")
    if chosen:
        # “xcb:option;wayland” is a list with options.
        return [each.split(":")[0] for each in chosen.split(";") if each]
    wayland = environment.get("WAYLAND_DISPLAY") or environment.get("XDG_SESSION_TYPE") == "wayland"
    return ["wayland"] * bool(wayland) + ["xcb"] * bool(environment.get("DISPLAY"))


def libraries_of(platform: str) -> tuple[Library, ...]:
    """What a window on this Qt platform needs of the system."""
    if platform == "xcb":
        return system_libraries.ALWAYS + system_libraries.X11
    if platform.startswith("wayland"):
        return system_libraries.ALWAYS + system_libraries.WAYLAND
    return system_libraries.ALWAYS


def libraries_of_tests() -> tuple[Library, ...]:
    """What tests need: no screen, and X11's libraries where a test can start its own X server."""
    return libraries_of("xcb" if shutil.which("Xvfb") else "offscreen")


def obstacle(
    arguments: Iterable[str],
    environment: Mapping[str, str],
    *,
    missing: Callable[[Iterable[Library]], tuple[Library, ...]] = system_libraries.missing,
    answers: "Callable[[str, Mapping[str, str]], bool] | None" = None,
) -> Obstacle | None:
    """What stands between `./run ARGUMENTS` and its window, or None. Only Linux has obstacles."""
    if sys.platform != "linux" or not opens_window(arguments):
        return None
    tried = platforms(environment)
    if not tried:
        return Obstacle(
            (),
            "There is no screen for the window (neither DISPLAY nor WAYLAND_DISPLAY is set): "
            f"start Attaché from a desktop. {HOW_WITHOUT}.",
        )
    found = None
    for platform in tried:
        absent = missing(libraries_of(platform))
        if absent:
            found = found or Obstacle(absent, "")
        elif (answers or screen_answers)(platform, environment):
            return None
        else:
            name = "WAYLAND_DISPLAY" if platform.startswith("wayland") else "DISPLAY"
            found = Obstacle(
                (),
                f"The screen that {name} names (“{environment.get(name, '')}”) does not answer: "
                f"start Attaché from a desktop that is running. {HOW_WITHOUT}.",
            )
    return found


def screen_answers(platform: str, environment: Mapping[str, str]) -> bool:
    """Whether the screen of a Qt platform takes connections; asked before Qt, which would abort."""
    try:
        # Imported here because a Python may have been built without it.
        import ctypes  # noqa: PLC0415

        if platform == "xcb":
            xcb = ctypes.CDLL("libxcb.so.1")
            xcb.xcb_connect.restype = ctypes.c_void_p
            display = environment.get("DISPLAY", "").encode()
            connection = ctypes.c_void_p(xcb.xcb_connect(display, None))
            failed = bool(xcb.xcb_connection_has_error(connection))
            xcb.xcb_disconnect(connection)
            return not failed
        if platform.startswith("wayland"):
            wayland = ctypes.CDLL("libwayland-client.so.0")
            wayland.wl_display_connect.restype = ctypes.c_void_p
            socket = environment.get("WAYLAND_DISPLAY", "").encode() or None
            connection = ctypes.c_void_p(wayland.wl_display_connect(socket))
            if not connection.value:
                return False
            wayland.wl_display_disconnect(connection)
    except (ImportError, OSError):
        return True  # this Python cannot look; Qt will say it itself
    return True
