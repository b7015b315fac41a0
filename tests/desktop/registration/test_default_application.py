import sys

import pytest

from desktop.registration.default_application import (
    LINE,
    default_of,
    set_default,
    unset_default,
)

pytestmark = pytest.mark.skipif(
    sys.platform in {"win32", "darwin"}, reason="desktops of freedesktop.org are not there"
)

HEADER = "[Default Applications]\n"


@pytest.fixture
def listed(home):
    (home / ".config").mkdir()
    return home / ".config/mimeapps.list"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", HEADER + LINE + "\n"),
        (HEADER, HEADER + LINE + "\n"),
        ("[Default Applications]", HEADER + LINE + "\n"),
        ("[Added Associations]\na/b=c", "[Added Associations]\na/b=c\n" + HEADER + LINE + "\n"),
        (
            "# mine\n" + HEADER + "a/b=c\n\n[Removed Associations]\n" + LINE + "\n",
            "# mine\n" + HEADER + LINE + "\na/b=c\n\n[Removed Associations]\n" + LINE + "\n",
        ),
    ],
)
def test_one_line_is_added_and_all_others_stay(listed, before, after):
    listed.write_text(before)
    assert not set_default(listed.parent)
    assert listed.read_text() == after
    assert default_of(listed.parent) == "org.attache.Attache.desktop"


def test_bytes_that_are_no_text_stay_as_they_are(listed):
    listed.write_bytes(b"# \xff\xfe\r\n" + HEADER.encode())
    set_default(listed.parent)
    unset_default(listed.parent, file_was_made=False)
    assert listed.read_bytes() == b"# \xff\xfe\r\n" + HEADER.encode()


def test_a_program_the_person_set_stays(listed):
    listed.write_text(HEADER + "application/vnd.attache+sqlite3=browser.desktop;x.desktop;\n")
    before = listed.read_text()
    assert default_of(listed.parent) == "browser.desktop"
    assert not set_default(listed.parent)
    unset_default(listed.parent, file_was_made=False)
    assert listed.read_text() == before


def test_a_file_made_for_it_goes_with_it(home):
    assert set_default(home / ".config")
    unset_default(home / ".config", file_was_made=True)
    assert not (home / ".config/mimeapps.list").exists()


def test_a_file_made_for_it_stays_when_others_use_it(home):
    set_default(home / ".config")
    path = home / ".config/mimeapps.list"
    path.write_text(path.read_text() + "a/b=c\n")
    unset_default(home / ".config", file_was_made=True)
    assert path.read_text() == HEADER + "a/b=c\n"


def test_settings_kept_elsewhere_stay_a_link_with_their_mode(listed, tmp_path):
    kept = tmp_path / "settings"
    kept.write_text("")
    kept.chmod(0o600)
    listed.symlink_to(kept)
    set_default(listed.parent)
    assert listed.is_symlink()
    assert LINE in kept.read_text()
    assert kept.stat().st_mode & 0o777 == 0o600
