"""What a crash can come amid besides plain edits: imports, undoing, merging, backing up.

A reference is known by the sum of all its rows but the history. Whoever acts says before each act
what it is, and after it the new sum: so it can be told afterwards whether an act is there, wholly,
and whether undoing it leads back to just the state before.
"""

from __future__ import annotations

import hashlib
import random
import shutil
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from models.backups.making import back_up
from models.checking.verification import verify
from models.editing import create_record, editing, merge, set_note
from models.importing.tables import import_table, propose, read_table
from models.reference.reference import Reference
from models.undo import next_undo, undo_last
from tests.models.editing.looking import dump

KINDS = ("edit", "import", "bulk import", "merge", "undo")
"""Acts that change the reference; `back up` does not."""
ROWS = 12
LEAST_DEPTH = 4
"""So many acts are done before one is undone."""


def sum_of(reference: Reference) -> str:
    """Return what tells this state of all rows from any other."""
    return hashlib.sha256(repr(sorted(dump(reference).items())).encode()).hexdigest()


def begin(path: Path) -> str:
    """Make the reference that is acted on, and return its sum."""
    with Reference.create(path, title="Acted on") as reference:
        _edit(reference, "first")
        _edit(reference, "second")
        return sum_of(reference)


def act(reference: Reference, kind: str, name: str) -> None:
    """Do one act of a kind, by the services the window uses."""
    if kind == "edit":
        _edit(reference, name)
    elif kind == "undo":
        undo_last(reference, imports=True)
    elif kind == "merge":
        _merge(reference, name)
    else:
        lines = "".join(
            f"{name} talks {row},visit,2023-08-{row + 1:02},Tehran,“We met,” said {name}\n"
            for row in range(ROWS)
        )
        text = f"title,form,date,place,summary\n{lines}"
        table = read_table(text.encode(), name=f"{name}.csv")
        logged = 0 if kind == "bulk import" else 1000
        import_table(reference, table, propose(table.headings), logged=logged)


def _edit(reference: Reference, name: str) -> None:
    with editing(reference, label=f"Edit {name}") as edit:
        made = [
            create_record(edit, kind="official", label=f"Official {name} {number}").focus
            for number in range(3)
        ]
        for one in made:
            assert one is not None
            set_note(edit, record=one, note=name)


def _merge(reference: Reference, name: str) -> None:
    rows = reference.database.rows(
        "SELECT id FROM record WHERE kind = 'official' AND trashed IS NULL ORDER BY id DESC LIMIT 2"
    )
    if len(rows) < 2:
        _edit(reference, name)
    else:
        merge(reference, keep=rows[1][0], gone=rows[0][0])


def acting(
    reference: Reference, chance: random.Random, folder: Path | None, tell: Callable[[str], object]
) -> None:
    """Act for ever, telling of each act before and after it; with a `folder` also back up."""
    depth = 0
    number = 0
    while True:
        kinds = KINDS if depth >= LEAST_DEPTH else KINDS[:-1]
        kind = chance.choice((*kinds, "back up") if folder is not None else kinds)
        tell(f"begin {kind}")
        if kind == "back up":
            back_up(reference, folder=folder)
        else:
            act(reference, kind, f"{chance.randrange(10**9)} {number}")
            depth += -1 if kind == "undo" else 1
        tell(f"done {sum_of(reference)}")
        reference.fold_back()
        number += 1


@dataclass
class Past:
    """Every state the reference was in and can be brought back to, the last one last."""

    states: list[str]
    figures: Counter[str]
    known: set[str] = field(default_factory=set)

    def follow(self, lines: list[str]) -> str | None:
        """Learn what was told; return the act that was begun and not told of as done."""
        begun: str | None = None
        for line in lines:
            what, _, said = line.partition(" ")
            if what == "begin":
                begun = said
                continue
            assert begun is not None
            self.figures["acts acknowledged"] += 1
            self._done(begun, said)
            begun = None
        return begun

    def _done(self, kind: str, state: str) -> None:
        if kind == "undo":
            self.states.pop()
            assert self.states[-1] == state, "undoing led elsewhere"
        elif kind == "back up":
            assert self.states[-1] == state
        else:
            self.states.append(state)
        self.known.add(state)

    def check(self, path: Path, begun: str | None) -> None:
        """Open the file: all that was acknowledged is there, nothing half; undo leads back."""
        with Reference.open(path) as reference:
            assert verify(reference).failures == ()
            found = sum_of(reference)
        expected = self.states[-1]
        lost = found != expected and begun in {None, "back up"}
        self.figures["acts lost"] += lost
        assert not lost
        if found != expected:
            self.figures["acts there without a word"] += 1
            before = self.states[-2] if begun == "undo" else self._undone(path)
            half = before != (found if begun == "undo" else expected)
            self.figures["acts half there"] += half
            assert not half
            assert begun is not None
            self._done(begun, found)
        if len(self.states) > 1:
            assert self._undone(path) == self.states[-2], "undoing led elsewhere"
            self.figures["undone afterwards"] += 1

    @staticmethod
    def _undone(path: Path) -> str:
        """Return the sum of a copy in which the last step is undone."""
        copy = Path(shutil.copyfile(path, path.with_name("undone.attache")))
        try:
            with Reference.open(copy) as reference:
                assert next_undo(reference) is not None
                undo_last(reference, imports=True)
                assert verify(reference).failures == ()
                return sum_of(reference)
        finally:
            copy.unlink()
