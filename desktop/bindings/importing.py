"""File: asking for what is to be imported into the open reference."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from desktop.text.translate import tr
from desktop.window.choosing import FILTER
from desktop.window.window import Window

__all__ = ["choose_record_folder", "choose_reference_to_import", "choose_table"]


def choose_record_folder(window: Window) -> None:
    """Ask for a folder with the US diplomatic record, and import it."""
    if window.session is None:
        return
    name = QFileDialog.getExistingDirectory(
        window, tr("The folder with pocom, travels and visits"), str(window.folder())
    )
    if name and window.session is not None:
        window.importing.import_record(Path(name), window.session.reference)


def choose_reference_to_import(window: Window) -> None:
    """Ask for another reference, and add what it holds to the open one."""
    name, _ = QFileDialog.getOpenFileName(
        window,
        tr("Import another reference"),
        str(window.folder()),
        tr("References ({filter})", filter=FILTER),
    )
    if name and window.session is not None:
        window.importing.import_reference(Path(name), window.session.reference)


def choose_table(window: Window) -> None:
    """Ask for a spreadsheet, and show what its columns may become."""
    if window.session is not None:
        window.tables.choose(window.folder(), window.session.reference)
