"""One step being made, alone or together with others."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Concatenate, ParamSpec, TypeAlias

from models.editing.done import Done
from models.reference.database import ReferenceDatabase
from models.reference.reference import Reference, now
from models.summaries.following import follow, following, shown, unrecorded

Parameters = ParamSpec("Parameters")

LONGEST_LABEL = 200


@dataclass(frozen=True, slots=True)
class Told:
    """What a service says of itself: the undo label, and the row that was made or edited.

    `record` is the record to select where the row is none.
    """

    label: str
    focus: int | None
    record: int | None = None


class _NothingChanged(Exception):
    """The step would be empty."""


class Edit:
    """A step that services join; made by `editing`.

    After the block `done` says what was made. Its label is the one given, else that of the first
    service; its focus that of the last one, or what `focus_on` was told.
    """

    def __init__(self, database: ReferenceDatabase, step: int, label: str | None) -> None:
        self.database = database
        self.step = step
        self.notices: list[str] = []
        self.dated: set[int] = set()
        """Sources whose date is just being moved, so that nothing moves in a circle."""
        self._label = label
        self._focus: int | None = None
        self._record: int | None = None
        self._done: Done | None = None

    @property
    def done(self) -> Done:
        """What was made; known once the block has ended."""
        if self._done is None:
            message = "The step is still being made."
            raise RuntimeError(message)
        return self._done

    def joined(self, told: Told) -> Done:
        """Take a service's words into the step."""
        self._label = self._label or told.label
        self._focus, self._record = told.focus, told.record
        return Done(self.step, told.label, told.focus)

    def told(self, told: Told) -> None:
        """Let the step be that of one service, whatever others it used."""
        self._label, self._focus, self._record = told.label, told.focus, told.record

    def focus_on(self, row: int) -> None:
        """Say which row the whole step is about."""
        self._focus, self._record = row, None

    def notice(self, sentence: str) -> None:
        """Tell the person something about the edit."""
        if sentence not in self.notices:
            self.notices.append(sentence)

    def finish(self) -> None:
        """Bring everything that follows up to date.

        Raises:
            _NothingChanged: no row was changed.
        """
        database = self.database
        if not database.rows("SELECT 1 FROM change WHERE step_id = ? LIMIT 1", (self.step,)):
            self._done = Done(None, self._label or "", self._focus, (), tuple(self.notices))
            raise _NothingChanged
        found = following(database, self.step)
        records = shown(database, found)
        moment = now()
        database.run_many(
            "UPDATE record SET modified = ? WHERE id = ?", [(moment, one) for one in records]
        )
        with unrecorded(database):
            follow(database, found)
        label = cut(self._label or "Edit")
        database.run("UPDATE step SET label = ? WHERE id = ?", (label, self.step))
        self._done = Done(
            self.step,
            label,
            self._focus,
            _first(records, self._record or self._focus),
            tuple(self.notices),
        )


def _first(records: list[int], focus: int | None) -> tuple[int, ...]:
    return tuple(sorted(records, key=lambda record: record != focus))


def cut(text: str, most: int = LONGEST_LABEL) -> str:
    """Return `text` on one line and short enough for a menu."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


@contextmanager
def editing(
    reference: Reference, *, label: str | None = None, many_quotes: bool = False
) -> Iterator[Edit]:
    """Make one step of everything the block does; an error inside takes all of it back.

    Of `many_quotes` it is asked at the end, together, whether they are their snapshots' text.

    Raises:
        NotWritableError: the reference is open read-only.
        RuntimeError: this thread is inside a transaction already.
    """
    edit: Edit | None = None
    try:
        with reference.step(label=label or "Edit", many_quotes=many_quotes) as step:
            edit = Edit(reference.database, step, label)
            yield edit
            edit.finish()
    except _NothingChanged:
        # Only `finish` says so: an empty step is taken back and is no history.
        return


Target: TypeAlias = Reference | Edit


def service(
    act: Callable[Concatenate[Edit, Parameters], Told],
) -> Callable[Concatenate[Target, Parameters], Done]:
    """Let `act` make a step of its own on a reference, or join the one it is given."""

    @functools.wraps(act)
    def perform(target: Target, /, *args: Parameters.args, **named: Parameters.kwargs) -> Done:
        if isinstance(target, Edit):
            # Who catches a refusal and goes on finds nothing half written.
            with target.database.atomic():
                return target.joined(act(target, *args, **named))
        with editing(target) as edit:
            edit.told(act(edit, *args, **named))
        return edit.done

    return perform
