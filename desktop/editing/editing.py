"""Edits of the open reference: made on the writer's thread, then shown everywhere."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from desktop.editing.writer import Writer
from desktop.text.translate import tr
from models.editing.done import Done, RefusedError
from models.reference.problems import ProblemError
from models.reference.reference import Reference

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
        stay: bool = False,
        instead: int | None = None,
        saying: str = "",
        done: Callable[[Done], object] | None = None,
        refused: Callable[[RefusedError], object] | None = None,
    ) -> None:
        """Make one edit; `done` hears of it before everybody else, `refused` instead of them.

        Afterwards the record `show` is shown, or the one that the edit itself is about; to `stay`
        at it is not to go elsewhere where the edit is of another record alone; `instead`
        of what the edit takes away, a neighbour. `saying` is the sentence for the status, with
        `{done}` for the edit's label.
        """

        def finished(result: Done) -> None:
            if done is not None:
                done(result)
            if show is not None and (stay or show in result.records):
                rest = (one for one in result.records if one != show)
                result = replace(result, records=(show, *rest))
            if instead is not None:
                result = replace(result, records=(instead, *result.records))
            self.tell(result, saying)

        def problem(error: ProblemError) -> None:
            if not isinstance(error, RefusedError):
                self.failed.emit(error)
            elif refused is not None:
                refused(error)
            else:
                self.refused.emit(error)

        self._writer.write(service, finished, problem)

    def tell(self, done: Done, saying: str = "") -> None:
        """Tell everybody of an edit that is saved."""
        if done.step is not None:
            self.made.emit(done)
            self.said.emit(tr(saying, done=done.label) if saying else done.label)
