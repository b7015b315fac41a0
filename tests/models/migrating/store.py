"""Keeps a small file of the present version for all time: `python -m tests.models.migrating.store`.

Run once for each version, when it is released; afterwards the file is never made again. Until
version 1 is released, run it whenever the tables change.
"""

from __future__ import annotations

import lzma
import tempfile
from pathlib import Path

from models.editing import create_record, editing, rename, set_field, set_note
from models.schema.version import SCHEMA_VERSION
from models.undo import undo_last
from tests.factories import make_story

FILES = Path(__file__).with_name("files")
EDITED = "Talks in Tehran, as edited"


def stored(version: int) -> Path:
    """Return where the file of a version is kept."""
    return FILES / f"version-{version}.attache.xz"


def unpack(version: int, into: Path) -> Path:
    """Write the kept file of a version to `into`."""
    into.write_bytes(lzma.decompress(stored(version).read_bytes()))
    return into


def make(path: Path) -> None:
    """Make a reference in which much has been done: edits of several kinds, one of them undone."""
    reference, ids = make_story(path)
    with reference:
        rename(reference, record=ids.meeting, label=EDITED)
        with editing(reference) as edit:
            made = create_record(edit, kind="official", label="Sergei Lavrov").focus
            assert made is not None
            set_note(edit, record=made, note="Added later")
        set_field(reference, record=ids.agreement, field="summary", value="A memorandum")
        rename(reference, record=ids.iran, label="Persia")
        undo_last(reference)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "kept.attache"
        make(path)
        stored(SCHEMA_VERSION).write_bytes(lzma.compress(path.read_bytes(), preset=9))
