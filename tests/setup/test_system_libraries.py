"""Missing libraries of the system are named exactly, with the one line that installs them."""

import importlib.util
import os
import re
import sys
from pathlib import Path

import pytest

from resources.setup import system_libraries
from resources.setup.problem import Problem
from resources.setup.system_libraries import ALWAYS, INSTALLERS, WAYLAND, X11, Library

on_linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux can lack them")

NOWHERE = Library("libof-nobody.so.7", "libof-nobody7", "of-nobody", "ofnobody")
NEITHER = Library("libof-nobody-else.so.1", "libof-nobody7", "of-nobody-else", "ofnobody")


@on_linux
def test_a_library_that_cannot_be_loaded_is_missing_and_one_that_can_is_not():
    libc = Library("libc.so.6", "libc6", "glibc", "glibc")
    assert system_libraries.missing([libc, NOWHERE]) == (NOWHERE,)


@on_linux
def test_nothing_is_called_missing_by_a_python_that_cannot_look():
    def cannot_look(soname):
        raise ImportError(soname)

    assert system_libraries.missing([NOWHERE], cannot_look) == ()


def test_no_other_system_is_asked_for_linux_libraries(monkeypatch):
    monkeypatch.setattr(sys, "platform", "darwin")
    assert system_libraries.missing([NOWHERE]) == ()


@pytest.mark.parametrize(
    ("installer", "line"),
    [
        (INSTALLERS[0], "sudo apt-get install libof-nobody7”"),
        (INSTALLERS[1], "sudo dnf install of-nobody of-nobody-else”"),
        (INSTALLERS[2], "sudo pacman -S ofnobody”"),
    ],
)
def test_the_sentence_names_each_library_and_each_package_once(installer, line):
    sentence = system_libraries.missing_sentence([NOWHERE, NEITHER], installer)
    assert "libof-nobody.so.7, libof-nobody-else.so.1" in sentence
    assert line in sentence
    assert "\n" not in sentence


def test_the_sentence_does_without_a_line_where_the_installer_is_unknown():
    sentence = system_libraries.missing_sentence([NOWHERE], None)
    assert "libof-nobody.so.7" in sentence
    assert "sudo" not in sentence


@on_linux
def test_a_person_who_is_not_root_gets_the_line_and_nothing_is_installed(monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setattr(system_libraries, "installer_here", lambda: INSTALLERS[0])
    with pytest.raises(Problem, match="sudo apt-get install libof-nobody7"):
        system_libraries.provide([NOWHERE], lambda line: None, pytest.fail)


@on_linux
def test_for_root_the_packages_are_installed_and_it_is_said(monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(system_libraries, "installer_here", lambda: INSTALLERS[0])
    present = []
    monkeypatch.setattr(
        system_libraries, "missing", lambda wanted: () if present else tuple(wanted)
    )
    said = []
    system_libraries.provide([NOWHERE, NEITHER], said.append, present.extend)
    assert present == ["libof-nobody7"]
    assert len(said) == 1
    assert "libof-nobody7" in said[0]


@on_linux
def test_what_could_not_be_installed_is_told_with_the_reason(monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(system_libraries, "installer_here", lambda: INSTALLERS[0])
    with pytest.raises(Problem, match=r"libof-nobody\.so\.7.*E: Unable to locate package"):
        system_libraries.provide(
            [NOWHERE], lambda line: None, lambda packages: "E: Unable to locate package"
        )


@on_linux
def test_every_library_that_the_installed_qt_links_to_is_known():
    specification = importlib.util.find_spec("PySide6")
    assert specification is not None
    assert specification.origin is not None
    qt = Path(specification.origin).parent / "Qt"
    known = {library.soname for library in ALWAYS + X11 + WAYLAND}
    brought = {path.name for path in (qt / "lib").iterdir()}
    # Of the C library itself and its compiler; no Python runs without them.
    of_every_system = {"libc.so.6", "libm.so.6", "libgcc_s.so.1"}
    used = [
        *(qt / "lib" / f"libQt6{name}.so.6" for name in ["Core", "Gui", "Widgets", "DBus", "Svg"]),
        *(qt / "lib" / f"libQt6{name}.so.6" for name in ["XcbQpa", "WaylandClient"]),
        *(qt / "plugins" / "platforms" / f"libq{n}.so" for n in ("offscreen", "xcb", "wayland")),
    ]
    for path in used:
        # A linked library's name stands whole in the file's table of strings.
        named = set(re.findall(rb"\0(lib[\w.+-]+\.so\.\d+)(?=\0)", path.read_bytes()))
        linked = {name.decode() for name in named}
        assert "libQt6Core.so.6" in linked or path.name == "libQt6Core.so.6"
        assert linked <= known | brought | of_every_system, path.name
