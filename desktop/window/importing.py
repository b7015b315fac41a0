"""Importing what other registers hold into the open reference, beside the window."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop.jobs.written_beside import written_beside
from desktop.progress.line import Ending
from desktop.progress.strip import ProgressStrip
from desktop.start.record import say_progress
from desktop.text.escaping import plain
from desktop.text.translate import tr
from desktop.window.import_report import counted, report_text, summary
from models.reference.reference import Reference

if TYPE_CHECKING:
    from models.importing.historian import ImportReport
    from models.importing.references import ReferenceReport

__all__ = ["Importing", "looks_like_record"]

PARTS = ("pocom", "travels", "visits")
"""What a folder with the US diplomatic record holds."""


def looks_like_record(folder: Path) -> bool:
    """Whether `folder` may hold the US diplomatic record; cheap enough to ask while dragging."""
    return all((folder / part).is_dir() for part in PARTS)


class Importing(QObject):
    """Runs imports in the strip of long work, and tells what they did."""

    report_requested = Signal(str, str)
    """Heading and text of what an import did."""

    imported = Signal(object)
    """The `Reference` that holds more than before."""

    def __init__(self, strip: ProgressStrip, parent: QObject) -> None:
        """Begin with nothing to import."""
        super().__init__(parent)
        self._strip = strip
        self._running: set[Path] = set()

    def import_record(self, folder: Path, reference: Reference) -> None:
        """Add the US diplomatic record in `folder` to an open reference.

        Broken off, it leaves the reference as it was. One import goes into a reference at a time.
        """
        if reference.path in self._running:
            self._strip.said.emit(tr("An import into this reference is going on already"))
            return
        self._running.add(reference.path)

        def ended(report: ImportReport) -> Ending:
            self.imported.emit(reference)
            heading = tr("What was imported from {folder}", folder=folder.name)
            return Ending(
                summary(report),
                "warning" if report.refused else "done",
                action=tr("Show the report"),
                then=lambda: self.report_requested.emit(heading, report_text(report)),
            )

        line = self._strip.run(
            tr("Importing the US diplomatic record into {name}", name=reference.path.name),
            partial(_imported, reference, folder),
            ended=ended,
            cancelled=tr("Nothing was imported: cancelled"),
            saying=say_progress,
        )
        line.ended.connect(lambda: self._running.discard(reference.path))

    def import_reference(self, path: Path, reference: Reference) -> None:
        """Add what another reference holds to the open one; broken off, it leaves it as it was."""
        if reference.path in self._running:
            self._strip.said.emit(tr("An import into this reference is going on already"))
            return
        self._running.add(reference.path)
        heading = tr("What was imported from {name}", name=plain(path.name, 60))

        def ended(report: ReferenceReport) -> Ending:
            self.imported.emit(reference)
            text = "\n".join(report.lines())
            return Ending(
                counted(report.made, report.changed),
                "done",
                action=tr("Show the report"),
                then=lambda: self.report_requested.emit(heading, text),
            )

        line = self._strip.run(
            tr("Importing {name}", name=plain(path.name, 60)),
            partial(_taken, reference, path),
            ended=ended,
            cancelled=tr("Nothing was imported: cancelled"),
        )
        line.ended.connect(lambda: self._running.discard(reference.path))


def _taken(
    reference: Reference,
    path: Path,
    tell: Callable[[int, int, str], None],
    cancelled: Callable[[], bool],
) -> ReferenceReport:
    """Take another reference in on a thread beside the window.

    Raises:
        ProblemError: it was cancelled or cannot be done; nothing was imported.
    """
    from models.importing.references import (  # noqa: PLC0415 - not needed to start
        import_reference,
    )

    with written_beside(reference, backup="before an import", cancelled=cancelled):
        return import_reference(reference, path, progress=tell, cancelled=cancelled)


def _imported(
    reference: Reference,
    folder: Path,
    tell: Callable[[int, int, str], None],
    cancelled: Callable[[], bool],
) -> ImportReport:
    """Import on a thread beside the window, which reads on meanwhile.

    Raises:
        ProblemError: it was cancelled or cannot be done; nothing was imported.
    """
    from models.importing.historian import (  # noqa: PLC0415 - not needed to start
        FolderFiles,
        import_historian,
    )

    tell(0, 0, "looking")
    data = FolderFiles(folder)
    with written_beside(reference, backup="before an import", cancelled=cancelled):
        return import_historian(reference, data, progress=tell, cancelled=cancelled)
