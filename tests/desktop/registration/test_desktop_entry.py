import re
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.registration.desktop_entry import (
    can_be_named,
    command_of,
    escaped_string,
    filled_entry,
    quoted_argument,
)

pytestmark = pytest.mark.skipif(
    sys.platform in {"win32", "darwin"}, reason="desktops of freedesktop.org are not there"
)


@pytest.mark.parametrize(
    ("path", "command"),
    [
        ("/opt/attache/start", "/opt/attache/start"),
        ("/my files/start", '"/my files/start"'),
        ("/it's/start", '"/it\'s/start"'),
        ("/Attaché/start", '"/Attaché/start"'),
        ("/a$b/start", r'"/a\\$b/start"'),
        ("/a`b/start", r'"/a\\`b/start"'),
        ('/a"b/start', r'"/a\\"b/start"'),
        ("/a\\b/start", r'"/a\\\\b/start"'),
        ("/100%/start", '/bin/sh "/100%%/start"'),
        ("/a=b/start", '/bin/sh "/a=b/start"'),
    ],
)
def test_the_command_is_quoted_then_escaped(path, command):
    assert command_of(Path(path)) == command


def unescaped(value):
    return re.sub(r"\\(.)", lambda found: " " if found[1] == "s" else found[1], value)


def unquoted(argument):
    """One argument, read as the specification says."""
    if argument.startswith('"'):
        assert argument.endswith('"')
        argument = re.sub(r'\\(["`$\\])', r"\1", argument[1:-1])
    return argument.replace("%%", "%")


@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1))
def test_every_name_is_read_back_as_it_was(name):
    assert unquoted(unescaped(escaped_string(quoted_argument(name)))) == name


@given(st.text())
def test_a_name_that_can_be_named_has_one_line_and_is_utf8(name):
    if can_be_named(Path(name)):
        assert "\n" not in name.replace("\x00", "\n")
        name.encode()


def test_a_path_with_our_own_marks_is_not_filled_twice():
    entry = filled_entry("Exec=@EXEC@\nTryExec=@TRY_EXEC@\n", Path("/@TRY_EXEC@/start"))
    assert entry == "Exec=/@TRY_EXEC@/start\nTryExec=/@TRY_EXEC@/start\n"
