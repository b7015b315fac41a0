"""Edits of the open reference: made on the writer's thread, then shown everywhere."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from desktop.editing.writer import Writer
from models.editing.done import Done, RefusedError
from models.reference.problems import ProblemError
from models.reference.reference import Reference
from models.undo.undoing import redo, undo_last

__all__ = ["Editing"]

Service = Callable[[Reference], Done]
"""A service of `models.editing` with everything but the reference given (`functools.partial`)."""


class Editing(QObject):
    """Makes edits for the panes, one after the other, and tells of each when it is saved.

    A pane calls `make` and goes on; what came of it arrives as `made`, or at its own `refused`,
    so that the sentence can stand beside the field.
    """

    made = Signal(object)
    """`Done` of an edit that is saved; everything that shows its records is asked anew."""
    said = Signal(str)
    """What was done, in words."""
    refused = Signal(object)
    """A `RefusedError` that no form asked to hear about."""
    failed = Signal(object)
    """A `ProblemError`: the edit was not made."""

    def __init__(self, reference: Reference, writer: Writer, parent: QObject) -> None:
        """Begin with nothing to do."""
        super().__init__(parent)
        self._reference = reference
        self._writer = writer

    @property
    def writable(self) -> bool:
        """Whether the reference can be edited at all."""
        return not self._reference.read_only

    def make(
        self,
        service: Service,
        *,
        show: int | None = None,
        done: Callable[[Done], object] | None = None,
        refused: Callable[[RefusedError], object] | None = None,
    ) -> None:
        """Make one edit; `done` hears of it before everybody else, `refused` instead of them.

        Afterwards the record `show` is shown, or the one that the edit itself is about.
        """

        def finished(result: Done) -> None:
            if done is not None:
                done(result)
            if show is not None and show in result.records:
                rest = (one for one in result.records if one != show)
                result = replace(result, records=(show, *rest))
            if result.step is not None:
                self.made.emit(result)
                self.said.emit(result.label)

        def problem(error: ProblemError) -> None:
            if not isinstance(error, RefusedError):
                self.failed.emit(error)
            elif refused is not None:
                refused(error)
            else:
                self.refused.emit(error)

        self._writer.write(service, finished, problem)

    def undo(self) -> None:
        """Take the last step back, also one of an earlier day, and go to what changed."""
        self.make(undo_last, refused=self._say)

    def redo(self) -> None:
        """Make the step again that was taken back last."""
        self.make(redo, refused=self._say)

    def _say(self, refused: RefusedError) -> None:
        self.said.emit(refused.sentence)
