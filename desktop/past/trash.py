"""The trash of the open reference: moving records there, and taking them out again."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal

from desktop.editing.editing import Editing
from desktop.jobs.jobs import Jobs
from desktop.lists.wording import kind_name, kinds_name
from desktop.progress.line import Ending
from desktop.progress.strip import ProgressStrip
from desktop.text.escaping import plain
from desktop.text.translate import grouped, tr, tr_count
from desktop.window.listing import Listing
from desktop.window.panes import Panes
from desktop.window.record_shown import RecordShown
from models.editing import RestingOn, resting_on, restore_all, trash_all
from models.editing.done import Done
from models.reference.reference import Reference

__all__ = ["IN_TRASH", "Trash", "say_resting"]

IN_TRASH = "is:trashed"
SHOWN_LABEL = 60


class Trash(QObject):
    """Moves the selected records to the trash, after saying what still rests on them."""

    said = Signal(str)
    failed = Signal(object)
    """A `ProblemError`."""

    def __init__(
        self,
        reference: Reference,
        jobs: Jobs,
        editing: Editing,
        listing: Listing,
        record: RecordShown,
        panes: Panes,
        strip: ProgressStrip,
        parent: QObject,
    ) -> None:
        """Do nothing yet."""
        super().__init__(parent)
        self._reference = reference
        self._jobs = jobs
        self._editing = editing
        self._listing = listing
        self._record = record
        self._panes = panes
        self._strip = strip

    def meant(self) -> tuple[int, ...]:
        """Return the records that are meant: the selected rows, else the record that is shown."""
        selected = self._panes.table.selected_ids()
        detail = self._record.detail
        if detail is not None and detail.id not in selected:
            # A record that was followed to by a link is the one that is looked at.
            return (detail.id,)
        return selected

    def move(self) -> None:
        """Move what is selected to the trash; where something rests on it, ask first."""
        records = self.meant()
        if not records:
            return
        reference = self._reference
        if self._listing.shows_trash:
            self.said.emit(tr("This is in the trash already"))
            return

        def work(*_: object) -> tuple[RestingOn, ...]:
            return tuple(resting_on(reference, one, besides=records) for one in records)

        self._jobs.run(
            "resting", work, lambda found: self._on_resting(records, found), self.failed.emit
        )

    def _on_resting(self, records: tuple[int, ...], found: Sequence[RestingOn]) -> None:
        detail = self._record.detail
        name = detail.label if detail is not None and records == (detail.id,) else ""
        sentence = say_resting(found, plain(name, SHOWN_LABEL))
        if not sentence:
            self._move(records)
            return
        self._strip.ask(
            Ending(
                sentence,
                "warning",
                action=tr("Move to trash"),
                then=lambda: self._move(records),
                leave=tr("Leave"),
            )
        )

    def _move(self, records: tuple[int, ...]) -> None:
        self._editing.make(
            partial(trash_all, records=records),
            instead=self._panes.table.neighbour(frozenset(records)),
            saying="{done}: done. Undo takes it out again.",
        )

    def restore(self) -> None:
        """Take what is selected out of the trash."""
        records = self.meant()
        if not records:
            return
        instead = (
            self._panes.table.neighbour(frozenset(records)) if self._listing.shows_trash else None
        )
        self._editing.make(
            partial(restore_all, records=records), instead=instead, done=self._on_restored
        )

    def _on_restored(self, done: Done) -> None:
        if done.step is None:
            self.said.emit(tr("This is not in the trash"))

    def show(self) -> None:
        """List what is in the trash."""
        self._listing.ask(IN_TRASH)
        self._panes.table.setFocus()


def say_resting(found: Sequence[RestingOn], name: str = "", *, leaving: bool = False) -> str:
    """Say what rests on the record called `name`, or on several; nothing when nothing does.

    When it is `leaving` for good, nothing is said of its coming back.
    """
    kinds: dict[str, int] = {}
    quotes = 0
    for one in found:
        quotes += one.quotes
        for kind, count in one.kinds:
            kinds[kind] = kinds.get(kind, 0) + count
    if not kinds and not quotes:
        return ""
    meant = tr("what is in the trash") if leaving else tr("what is selected")
    if name:
        meant = tr("“{name}”", name=name)
    parts = []
    if kinds:
        named = ", ".join(
            f"{grouped(count)} {(kind_name(kind) if count == 1 else kinds_name(kind)).lower()}"
            for kind, count in kinds.items()
        )
        several = sum(kinds.values()) > 1
        parts.append(
            tr("{named} still name {meant}.", named=named, meant=meant)
            if several
            else tr("{named} still names {meant}.", named=named, meant=meant)
        )
    if quotes:
        parts.append(
            tr_count(
                "{count} quote is from {meant}.",
                "{count} quotes are from {meant}.",
                quotes,
                meant=meant,
            )
        )
    if not leaving:
        parts.append(
            tr("Nothing of that is lost, and it can be taken out of the trash at any time.")
        )
    return " ".join(parts)
