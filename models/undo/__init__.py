"""Taking steps back and making them again, also after a restart, and telling what was done.

    next_undo(reference) -> NextStep | None     what `undo_last` would take back, for the menu
    next_redo(reference) -> NextStep | None
    imported_records(reference, step) -> int    how many an import brought, for the question
    undo_last(reference, imports=False) -> Done
    redo(reference) -> Done
    history(reference, record) -> tuple[HistoryEntry, ...]      the last step first
    recent_steps(database) -> tuple[HistoryEntry, ...]          of the whole file
    changes_of(database, step) -> tuple[HistoryChange, ...]
    why_not(database, step) -> str | None       why `take_back` would refuse
    take_back(reference, step=) -> Done         one old step, where nothing stands on it

An undone step keeps its history and is marked (`step.undone`). Redo goes forward again, one step
at a time, until a new edit is made, which closes the way: the undone steps stay in the history and
are not made again. An import is taken back only when asked for with `imports=True`, and is redone
by importing again. `take_back` is itself a step that undo takes back.
"""

from models.undo.history import HistoryChange, HistoryEntry, history
from models.undo.imports import UndoCancelledError
from models.undo.steps import changes_of, recent_steps
from models.undo.taking_back import take_back, why_not
from models.undo.undoing import NextStep, imported_records, next_redo, next_undo, redo, undo_last

__all__ = [
    "HistoryChange",
    "HistoryEntry",
    "NextStep",
    "UndoCancelledError",
    "changes_of",
    "history",
    "imported_records",
    "next_redo",
    "next_undo",
    "recent_steps",
    "redo",
    "take_back",
    "undo_last",
    "why_not",
]
