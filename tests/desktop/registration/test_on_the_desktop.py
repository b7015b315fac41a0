"""The desktop's own programs, asked what they know after a registration."""

import os
import shutil
import sqlite3
import subprocess
import sys

import pytest

from desktop.registration.linux import ENTRY
from desktop.registration.registration import register, unregister

TYPE = "application/vnd.attache+sqlite3"

pytestmark = pytest.mark.skipif(
    sys.platform in {"win32", "darwin"}, reason="desktops of freedesktop.org are not there"
)


def ask(*command):
    """What a program says, in a session without a desktop's own ways."""
    program = shutil.which(command[0])
    if program is None:
        pytest.skip(f"{command[0]} is not installed: only a desktop can answer for itself")
    surroundings = {**os.environ, "LC_ALL": "C.UTF-8"}
    for name in ("XDG_CURRENT_DESKTOP", "DESKTOP_SESSION", "DISPLAY", "WAYLAND_DISPLAY"):
        surroundings.pop(name, None)
    return subprocess.run(
        [program, *command[1:]], env=surroundings, capture_output=True, text=True, check=False
    ).stdout.strip()


def a_database(path, application):
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA application_id = {application}")
    connection.execute("CREATE TABLE anything (at_all)")
    connection.commit()
    connection.close()
    return path


@pytest.fixture
def reference(tmp_path):
    return a_database(tmp_path / "a reference.attache", 0x41747443)


def test_the_desktop_entry_is_valid(checkout, places):
    register(checkout)
    assert ask("desktop-file-validate", str(places.data_home / ENTRY)) == ""


def test_a_reference_has_its_type_by_name(checkout, tmp_path):
    register(checkout)
    (tmp_path / "b.attache").write_text("text")
    answer = ask("gio", "info", "-a", "standard::fast-content-type", str(tmp_path / "b.attache"))
    assert f"standard::fast-content-type: {TYPE}" in answer


def test_a_reference_has_its_type_by_content_and_its_icon(checkout, reference):
    register(checkout)
    bare = reference.rename(reference.with_name("bare"))
    answer = ask("gio", "info", "-a", "standard::content-type,standard::icon", str(bare))
    assert f"standard::content-type: {TYPE}" in answer
    assert "standard::icon: application-vnd.attache+sqlite3" in answer


def test_another_programs_database_keeps_its_type(checkout, tmp_path):
    register(checkout)
    other = a_database(tmp_path / "other", 0x12345678)
    answer = ask("gio", "info", "-a", "standard::content-type", str(other))
    assert "application/vnd.sqlite3" in answer


def test_the_program_for_a_reference_is_attache(checkout):
    register(checkout)
    assert ask("xdg-mime", "query", "default", TYPE) == "org.attache.Attache.desktop"
    assert "org.attache.Attache.desktop" in ask("gio", "mime", TYPE).splitlines()[0]


def test_after_unregistering_no_program_opens_it(checkout):
    register(checkout)
    unregister()
    assert ask("xdg-mime", "query", "default", TYPE) == ""
    assert "org.attache.Attache.desktop" not in ask("gio", "mime", TYPE)


def test_after_unregistering_an_empty_home_no_file_is_left(checkout, tree):
    register(checkout)
    unregister()
    assert [name for name, content in tree().items() if content] == []


@pytest.mark.parametrize(
    "name",
    ["plain", "with space", "it's", "a$b`c", 'quo"te', "back\\slash", "50%f", "a=b", "Атташе"],
)
def test_a_double_click_starts_the_checkout_whatever_its_folder_is_called(
    checkout, tmp_path, places, reference, name
):
    moved = checkout.rename(tmp_path / name)
    assert register(moved).done
    ask("gio", "launch", str(places.data_home / ENTRY), str(reference))
    assert (moved / "arguments").read_text() == f"{reference}\n"
