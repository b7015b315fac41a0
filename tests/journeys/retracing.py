"""Undoing everything that was done, and doing it again, key by key and over restarts."""

from collections.abc import Callable
from pathlib import Path

from models.exchange.canonical import canonical
from models.reference.reference import Reference
from tests.journeys.desk import CONTROL, SHIFT, Desk, Key

HOLDING = ("record", "quote", "snapshot", "original", "claim", "premise", "attribution")
"""Tables that hold what is said and why; history lies beside them."""


def steps_in(path: Path) -> int:
    """Return how many steps can be undone."""
    with Reference.open(path, read_only=True) as reference:
        return int(reference.database.rows("SELECT count(*) FROM step WHERE undone IS NULL")[0][0])


def content(path: Path) -> str:
    """Return what a reference says."""
    with Reference.open(path, read_only=True) as reference:
        return canonical(reference)


def rows_in(path: Path) -> dict[str, int]:
    """Count what a reference holds, what lies in its trash too."""
    with Reference.open(path, read_only=True) as reference:
        return {
            table: reference.database.rows(f"SELECT count(*) FROM {table}")[0][0]
            for table in HOLDING
        }


def retrace(desk: Desk, path: Path, again: Callable[[], Desk]) -> int:
    """Undo everything and do it again, the window closed and opened half-way; return the keys.

    `again` opens the reference in a new window. Nothing is left after the last step back, and
    everything is there after the last step on.
    """
    whole, rows, steps = content(path), rows_in(path), steps_in(path)
    assert steps
    desk.press(Key.Key_2, CONTROL)
    press_often(desk, steps // 2)
    desk.press(Key.Key_W, CONTROL)
    desk = again()
    press_often(desk, steps - steps // 2)
    assert set(rows_in(path).values()) == {0}
    assert desk.ids == ()
    press_often(desk, 1)
    desk.until(lambda: desk.window.status.currentMessage() == "There is nothing to undo.")
    press_often(desk, steps // 3, on=True)
    desk.press(Key.Key_W, CONTROL)
    desk = again()
    press_often(desk, steps - steps // 3, on=True)
    assert (content(path), rows_in(path)) == (whole, rows)
    press_often(desk, 1, on=True)
    desk.until(lambda: desk.window.status.currentMessage() == "There is nothing to redo.")
    assert (content(path), rows_in(path)) == (whole, rows)
    return 2 * steps


def press_often(desk: Desk, times: int, *, on: bool = False) -> None:
    """Press undo, or redo with `on`, one after another; each is waited for."""
    for _ in range(times):
        desk.press(Key.Key_Z, CONTROL | SHIFT if on else CONTROL)
        desk.until(lambda: not desk.session.writer.busy)
