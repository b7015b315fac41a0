"""Importing spreadsheets: read beside the window, mapped by a person, imported beside it."""

import hashlib
import json
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget

from desktop.jobs.written_beside import written_beside
from desktop.mapping.pane import MappingPane
from desktop.progress.line import Ending
from desktop.progress.strip import ProgressStrip
from desktop.state.settings import Settings
from desktop.text.escaping import plain
from desktop.text.translate import grouped, tr
from desktop.theme.theme import Theme
from desktop.window.import_report import counted
from models.importing.tables import (
    BadMappingError,
    Mapping,
    TableFile,
    TableReport,
    import_table,
    read_table,
)
from models.reference.reference import Reference

__all__ = ["Tables"]

Tell = Callable[[int, int, str], None]
Cancelled = Callable[[], bool]

FILTER = "*.xlsx *.xlsm *.csv *.tsv *.txt"


class Tables(QObject):
    """Reads a table, shows its mapping, and imports it into the reference it was read for."""

    report_requested = Signal(str, str)
    imported = Signal(object)
    """The `Reference` that holds more than before."""

    def __init__(
        self, strip: ProgressStrip, theme: Theme, settings: Settings, parent: QObject
    ) -> None:
        """Begin with no table."""
        super().__init__(parent)
        self._strip = strip
        self._settings = settings
        self._reference: Reference | None = None
        self.pane = MappingPane(theme, self._remembered)
        self.pane.import_requested.connect(self._import)
        self.pane.closed.connect(self._leave)
        self._pages: QStackedWidget | None = None
        self._beside: QWidget | None = None

    def live_in(self, pages: QStackedWidget, beside: QWidget) -> None:
        """Show the mapping among these pages, in place of `beside` as long as it is open."""
        self._pages, self._beside = pages, beside
        pages.addWidget(self.pane)

    def choose(self, folder: Path, reference: Reference) -> None:
        """Ask for a table and read it."""
        name, _ = QFileDialog.getOpenFileName(
            self.pane.window(),
            tr("Import a spreadsheet"),
            str(folder),
            tr("Spreadsheets ({filter})", filter=FILTER),
        )
        if name:
            self.read(Path(name), reference)

    def _leave(self) -> None:
        """Show the reference again in place of the mapping."""
        pages, beside = self._pages, self._beside
        if pages is not None and beside is not None and pages.currentWidget() is self.pane:
            pages.setCurrentWidget(beside)
            self._strip.left.emit()

    def read(self, path: Path, reference: Reference) -> None:
        """Read a table and show what its columns may become."""

        def ended(table: TableFile) -> Ending | None:
            self._reference = reference
            self.pane.show_table(table)
            if self._pages is not None:
                self._pages.setCurrentWidget(self.pane)
            self.pane.kind.setFocus(Qt.FocusReason.OtherFocusReason)
            return None

        def work(tell: Tell, cancelled: Cancelled) -> TableFile:
            tell(0, 0, "")
            return read_table(path, cancelled=cancelled)

        self._strip.run(
            tr("Reading {name}", name=plain(path.name, 60)),
            work,
            ended=ended,
            cancelled=tr("Nothing was imported: cancelled"),
        )

    def forget(self) -> None:
        """Close the pane: its reference is closed."""
        self._reference = None
        self._leave()

    def _import(self, table: TableFile, mapping: Mapping) -> None:
        reference = self._reference
        if reference is None:
            return
        self._settings.set_text(_key(table.headings), mapping.to_json())
        self._leave()
        heading = tr("What was imported from {name}", name=plain(table.document.name, 60))

        def ended(report: TableReport) -> Ending:
            self.imported.emit(reference)
            text = "\n".join(report.lines())
            return Ending(
                _summary(report),
                "warning" if report.refused else "done",
                action=tr("Show the report"),
                then=lambda: self.report_requested.emit(heading, text),
            )

        self._strip.run(
            tr("Importing {name}", name=plain(table.document.name, 60)),
            partial(_imported, reference, table, mapping),
            ended=ended,
            cancelled=tr("Nothing was imported: cancelled"),
        )

    def _remembered(self, headings: tuple[str, ...]) -> Mapping | None:
        text = self._settings.text(_key(headings))
        if not text:
            return None
        try:
            mapping = Mapping.from_json(text)
            mapping.check(headings)
        except BadMappingError:
            # Kept by another version, or changed by hand: what the headings say is as good.
            return None
        return mapping


def _key(headings: tuple[str, ...]) -> str:
    told = hashlib.sha256(json.dumps(headings).encode()).hexdigest()[:24]
    return f"tables/{told}"


def _summary(report: TableReport) -> str:
    said = counted(report.made, report.changed)
    if report.refused:
        count = grouped(len(report.refused))
        return tr("{said} Refused rows and cells: {count}.", said=said, count=count)
    return said


def _imported(
    reference: Reference, table: TableFile, mapping: Mapping, tell: Tell, cancelled: Cancelled
) -> TableReport:
    """Import on a thread beside the window, which reads on meanwhile.

    Raises:
        ProblemError: it was cancelled or cannot be done; nothing was imported.
    """
    with written_beside(reference, backup="before an import", cancelled=cancelled):
        return import_table(reference, table, mapping, progress=tell, cancelled=cancelled)
