"""The text of the launcher's desktop entry.

The rules of quoting are those of the Desktop Entry Specification, “The Exec key” and “Possible
value types”: an argument is quoted first, and the whole value is escaped as a string after it.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

DESKTOP_ID: Final = "org.attache.Attache"
"""The application's id: the desktop entry's name, the window's app id on Wayland, its icon."""

MIME_TYPE: Final = "application/vnd.attache+sqlite3"

_SAFE: Final = re.compile(r"[A-Za-z0-9_./+,:@-]+")
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f]")


def can_be_named(path: Path) -> bool:
    """Whether a desktop entry can hold `path`: it must be UTF-8, without control characters."""
    text = str(path)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return not _CONTROL.search(text)


def quoted_argument(argument: str) -> str:
    r"""Return `argument` as one argument of an Exec value, before string escaping.

    Inside double quotes `"`, `` ` ``, `$` and `\` take a backslash; `%` is doubled everywhere, for
    it begins a field code.
    """
    argument = argument.replace("%", "%%")
    if _SAFE.fullmatch(argument):
        return argument
    return '"' + re.sub(r'(["`$\\])', r"\\\1", argument) + '"'


def escaped_string(value: str) -> str:
    r"""Return `value` as a string of a desktop entry: `\` doubled, a leading space as `\s`."""
    value = value.replace("\\", "\\\\")
    return r"\s" + value[1:] if value.startswith(" ") else value


def command_of(program: Path) -> str:
    """Return the Exec value that starts `program`, without its field codes.

    The specification forbids “=” in a program's name, and GLib looks for the program before it
    undoubles “%%”; such a program is started through /bin/sh, which takes it as an argument.
    """
    text = quoted_argument(str(program))
    if "=" in str(program) or "%" in str(program):
        text = "/bin/sh " + text
    return escaped_string(text)


def filled_entry(template: str, program: Path) -> str:
    """Return the desktop entry that starts `program`, from the template in resources/launcher."""
    values = {"EXEC": command_of(program), "TRY_EXEC": escaped_string(str(program))}
    return re.sub(r"@(EXEC|TRY_EXEC)@", lambda found: values[found[1]], template)
