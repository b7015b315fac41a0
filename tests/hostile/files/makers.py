"""Files made to do harm: each maker changes a sound reference in one way that a stranger could."""

from __future__ import annotations

import struct
from collections.abc import Callable
from pathlib import Path

import apsw

PAGE = 4096
MARK = bytes.fromhex("d9d505f920a163d7")

Maker = Callable[[Path], object]


def stranger(path: Path) -> apsw.Connection:
    """Return a connection that nothing restrains, as another program has it."""
    return apsw.Connection(str(path))


def statements(*given: str) -> Maker:
    """Return a maker that runs `given` as another program would."""

    def make(path: Path) -> None:
        connection = stranger(path)
        for statement in given:
            connection.execute(statement)
        connection.close()

    return make


def schema(change: str) -> Maker:
    """Return a maker that writes into the list of tables itself."""

    def make(path: Path) -> None:
        connection = stranger(path)
        connection.config(apsw.SQLITE_DBCONFIG_DEFENSIVE, 0)
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute(change)
        assert connection.changes() == 1, "the maker made nothing"
        connection.close()

    return make


def defined_anew(table: str, old: str, new: str) -> Maker:
    """Return a maker that puts `new` for `old` where `table` is defined."""
    return schema(
        f"UPDATE sqlite_schema SET sql = replace(sql, '{old}', '{new}') "
        f"WHERE name = '{table}' AND instr(sql, '{old}')"
    )


def unlawful_value(table: str, column: str, value: str) -> Maker:
    """Return a maker that stores a value of another type than its column says.

    The definition is loosened for the moment of writing, and stands as before afterwards.
    """

    def make(path: Path) -> None:
        defined_anew(table, " STRICT", "")(path)
        connection = stranger(path)
        connection.config(apsw.SQLITE_DBCONFIG_ENABLE_TRIGGER, 0)
        connection.execute("PRAGMA ignore_check_constraints = ON")
        connection.execute(f"UPDATE OR IGNORE {table} SET {column} = {value}")
        assert connection.changes(), "the maker made nothing"
        connection.close()
        schema(f"UPDATE sqlite_schema SET sql = sql || ' STRICT' WHERE name = '{table}'")(path)

    return make


def rolled_back_journal(path: Path, names: Path | None) -> bytes:
    """Return a journal that puts the first page back; it says that `names` belongs to it, too.

    The form is that of section 3 of the SQLite file format.
    """
    first = path.read_bytes()[:PAGE]
    nonce = 7
    checksum = (nonce + sum(first[place] for place in range(PAGE - 200, 0, -200))) & 0xFFFFFFFF
    pages = path.stat().st_size // PAGE
    journal = (MARK + struct.pack(">IIIII", 1, nonce, pages, 512, PAGE)).ljust(512, b"\x00")
    journal += struct.pack(">I", 1) + first + struct.pack(">I", checksum)
    if names is not None:
        name = str(names).encode()
        journal += struct.pack(">I", 0x40000000 // PAGE + 1) + name
        journal += struct.pack(">II", len(name), sum(name)) + MARK
    return journal


def settings_anew(*pragmas: str, reserved: int = 0) -> Maker:
    """Return a maker that writes the file anew with other settings of SQLite's."""

    def make(path: Path) -> None:
        connection = stranger(path)
        for pragma in pragmas:
            connection.execute(f"PRAGMA {pragma}")
        if reserved:
            connection.reserve_bytes("main", reserved)
        connection.execute("VACUUM")
        connection.close()

    return make


def in_utf_16(path: Path) -> None:
    """Make another file there, of UTF-16, that says it is a reference."""
    with stranger(path) as old:
        marks = [
            (name, old.execute(f"PRAGMA {name}").get) for name in ("application_id", "user_version")
        ]
    old.close()
    path.unlink()
    new = stranger(path)
    new.execute("PRAGMA encoding = 'UTF-16le'")
    for name, value in marks:
        new.execute(f"PRAGMA {name} = {value}")
    new.execute("CREATE TABLE record (id INTEGER NOT NULL PRIMARY KEY)")
    new.close()
