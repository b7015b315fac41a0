"""The system's libraries that Qt links to and the PySide6 wheel does not bring.

Found from the NEEDED entries of PySide6 6.11's libraries and platform plug-ins, and by trial on a
minimal Debian 12; a test compares the list with the installed wheel.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from typing import Final, NamedTuple

from resources.setup.problem import Problem


class Library(NamedTuple):
    """A shared library and the package that has it, in three families of Linux."""

    soname: str
    debian: str
    fedora: str
    arch: str


ALWAYS: Final = (
    Library("libstdc++.so.6", "libstdc++6", "libstdc++", "gcc-libs"),
    Library("libz.so.1", "zlib1g", "zlib", "zlib"),
    Library("libzstd.so.1", "libzstd1", "libzstd", "zstd"),
    Library("libglib-2.0.so.0", "libglib2.0-0", "glib2", "glib2"),
    Library("libgthread-2.0.so.0", "libglib2.0-0", "glib2", "glib2"),
    Library("libGL.so.1", "libgl1", "libglvnd-glx", "libglvnd"),
    Library("libEGL.so.1", "libegl1", "libglvnd-egl", "libglvnd"),
    Library("libX11.so.6", "libx11-6", "libX11", "libx11"),
    Library("libxkbcommon.so.0", "libxkbcommon0", "libxkbcommon", "libxkbcommon"),
    Library("libfreetype.so.6", "libfreetype6", "freetype", "freetype2"),
    Library("libfontconfig.so.1", "libfontconfig1", "fontconfig", "fontconfig"),
    Library("libdbus-1.so.3", "libdbus-1-3", "dbus-libs", "dbus"),
)
"""For every window, also one that is drawn nowhere (QT_QPA_PLATFORM=offscreen)."""

X11: Final = (
    Library("libxcb.so.1", "libxcb1", "libxcb", "libxcb"),
    Library("libX11-xcb.so.1", "libx11-xcb1", "libX11-xcb", "libx11"),
    Library("libxcb-cursor.so.0", "libxcb-cursor0", "xcb-util-cursor", "xcb-util-cursor"),
    Library("libxcb-icccm.so.4", "libxcb-icccm4", "xcb-util-wm", "xcb-util-wm"),
    Library("libxcb-image.so.0", "libxcb-image0", "xcb-util-image", "xcb-util-image"),
    Library("libxcb-keysyms.so.1", "libxcb-keysyms1", "xcb-util-keysyms", "xcb-util-keysyms"),
    Library("libxcb-randr.so.0", "libxcb-randr0", "libxcb", "libxcb"),
    Library("libxcb-render.so.0", "libxcb-render0", "libxcb", "libxcb"),
    Library(
        "libxcb-render-util.so.0",
        "libxcb-render-util0",
        "xcb-util-renderutil",
        "xcb-util-renderutil",
    ),
    Library("libxcb-shape.so.0", "libxcb-shape0", "libxcb", "libxcb"),
    Library("libxcb-shm.so.0", "libxcb-shm0", "libxcb", "libxcb"),
    Library("libxcb-sync.so.1", "libxcb-sync1", "libxcb", "libxcb"),
    Library("libxcb-util.so.1", "libxcb-util1", "xcb-util", "xcb-util"),
    Library("libxcb-xfixes.so.0", "libxcb-xfixes0", "libxcb", "libxcb"),
    Library("libxcb-xkb.so.1", "libxcb-xkb1", "libxcb", "libxcb"),
    Library("libxkbcommon-x11.so.0", "libxkbcommon-x11-0", "libxkbcommon-x11", "libxkbcommon-x11"),
)
"""For a window on an X11 screen."""

WAYLAND: Final = (
    Library("libwayland-client.so.0", "libwayland-client0", "libwayland-client", "wayland"),
    Library("libwayland-cursor.so.0", "libwayland-cursor0", "libwayland-cursor", "wayland"),
    Library("libwayland-egl.so.1", "libwayland-egl1", "libwayland-egl", "wayland"),
)
"""For a window on a Wayland screen."""


class Installer(NamedTuple):
    """A program that installs system packages."""

    program: str
    line: str
    family: str  # the field of Library that names its packages


INSTALLERS: Final = (
    Installer("apt-get", "apt-get install", "debian"),
    Installer("dnf", "dnf install", "fedora"),
    Installer("pacman", "pacman -S", "arch"),
)


def load(soname: str) -> object:
    """Loads a library as Qt would. Raises OSError when it is not there or needs one that is not."""
    # Imported here because a Python may have been built without it.
    import ctypes  # noqa: PLC0415

    return ctypes.CDLL(soname)


def missing(
    libraries: Iterable[Library], loader: Callable[[str], object] = load
) -> tuple[Library, ...]:
    """Those that the system cannot load, in the order given; none but on Linux (Qt brings all)."""
    if sys.platform != "linux":
        return ()
    absent = []
    for library in libraries:
        try:
            loader(library.soname)
        except OSError:
            absent.append(library)
        except ImportError:
            return ()  # this Python cannot look; Qt will say it itself
    return tuple(absent)


def installer_here() -> Installer | None:
    """The system's own installer, if it is one we know the packages of."""
    return next((each for each in INSTALLERS if shutil.which(each.program)), None)


def packages_of(libraries: Iterable[Library], installer: Installer) -> list[str]:
    """The packages that bring the libraries, each once, in order."""
    return list(dict.fromkeys(getattr(each, installer.family) for each in libraries))


def missing_sentence(libraries: Iterable[Library], installer: Installer | None) -> str:
    """Names exactly what is missing and the one line that installs it."""
    absent = tuple(libraries)
    names = ", ".join(library.soname for library in absent)
    sentence = f"Attaché’s window needs system libraries that are not here ({names})"
    if installer is None:
        return f"{sentence}: install the packages of your system that have them, and start again."
    packages = " ".join(packages_of(absent, installer))
    return f"{sentence}: install them with “sudo {installer.line} {packages}”, and start again."


def provide(
    libraries: Iterable[Library],
    say: Callable[[str], None],
    install: "Callable[[list[str]], str | None] | None" = None,
) -> None:
    """Sees that the libraries can be loaded; as root with apt-get, installs what is missing.

    Raises Problem, naming what is missing and the line that installs it.
    """
    absent = missing(libraries)
    if not absent:
        return
    installer = installer_here()
    if installer is not None and installer.program == "apt-get" and os.geteuid() == 0:
        packages = packages_of(absent, installer)
        say(f"Installing system packages that Qt needs: {' '.join(packages)}")
        why_not = (install or apt_install)(packages)
        absent = missing(absent)
        if absent:
            reason = f" (apt-get said: {why_not})" if why_not else ""
            raise Problem(missing_sentence(absent, installer) + reason)
        return
    raise Problem(missing_sentence(absent, installer))


def apt_install(packages: list[str]) -> str | None:
    """Installs Debian packages; needs root. None, or the last thing apt-get complained about."""
    surroundings = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    complaint: str | None = None
    for command in (
        ["apt-get", "update", "-qq"],
        ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages],
    ):
        done = subprocess.run(
            command,
            env=surroundings,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            check=False,
        )
        lines = [line for line in done.stdout.splitlines() if line.startswith("E:")]
        complaint = (lines or [f"exit code {done.returncode}"])[-1] if done.returncode else None
    return complaint
