"""Taking steps back and making them again, also after a restart.

    next_undo(reference) -> NextStep | None     what `undo_last` would take back, for the menu
    next_redo(reference) -> NextStep | None
    undo_last(reference) -> Done
    redo(reference) -> Done

`NextStep(step, label, made, is_import)`. An undone step keeps its history and is marked; redo goes
forward again until a new edit is made, which cuts the way. An import is taken back only when asked
for with `imports=True`, and is redone by importing again.
"""

from models.undo.undoing import NextStep, next_redo, next_undo, redo, undo_last

__all__ = ["NextStep", "next_redo", "next_undo", "redo", "undo_last"]
