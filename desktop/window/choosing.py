"""What a person chooses to open, make, add or drop; the questions come from the system."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.text.translate import tr
from desktop.window.later import WindowLater

if TYPE_CHECKING:
    from PySide6.QtGui import QDragEnterEvent, QDropEvent
    from PySide6.QtWidgets import QMenu

    from desktop.window.importing import Importing
    from desktop.window.making import Making

__all__ = ["FILTER", "WindowChoosing"]

FILTER = "*.attache"

# Nothing of this is needed to start: what it needs is brought in by what is chosen.
# ruff: noqa: PLC0415


class WindowChoosing(WindowLater):
    """Asks for places and documents, and has the window do what was chosen."""

    making: Making
    importing: Importing
    _to_add: tuple[Path, ...] = ()
    """Documents that wait for the reference that is being made for them."""

    def choose_reference(self) -> None:
        """Ask for a reference and open it."""
        from PySide6.QtWidgets import QFileDialog

        name, _ = QFileDialog.getOpenFileName(
            self,
            tr("Open reference"),
            str(self.folder()),
            tr("References ({filter})", filter=FILTER),
        )
        if name:
            self.open_path(Path(name))

    def folder(self) -> Path:
        """Return where people look for a reference: beside the open one, else their documents."""
        from PySide6.QtCore import QStandardPaths

        if self.session is not None:
            return self.session.reference.path.parent
        documents = QStandardPaths.StandardLocation.DocumentsLocation
        return Path(QStandardPaths.writableLocation(documents))

    def create_reference(self, files: Sequence[Path] = ()) -> None:
        """Ask for a place, make a new reference there and open it; empty, or with `files`."""
        from PySide6.QtWidgets import QFileDialog

        name, _ = QFileDialog.getSaveFileName(
            self,
            tr("New empty reference"),
            str(self.folder() / tr("Untitled.attache")),
            tr("References ({filter})", filter=FILTER),
        )
        if name:
            self._to_add = tuple(files)
            self.create_at(Path(name))

    def _add_waiting(self, opened: bool) -> None:
        """Add the documents for which a new reference was made, once it is open."""
        waiting, self._to_add = self._to_add, ()
        if opened and waiting and self.session is not None:
            self.taking_in.add_files(waiting, self.session.reference)

    def create_at(self, path: Path) -> None:
        """Make a new empty reference at `path` and open it; never overwrites."""
        from desktop.files.naming import with_suffix
        from models.reference.reference import Reference

        path = with_suffix(path).absolute()

        def made() -> Path:
            Reference.create(path, title=path.stem).close()
            return path

        self.open_found(path.name, made)

    def choose_record_place(self) -> None:
        """Ask where the US diplomatic record is to be made, and make it there."""
        from PySide6.QtWidgets import QFileDialog

        from desktop.files.naming import with_suffix
        from desktop.start.record import record_place

        name, _ = QFileDialog.getSaveFileName(
            self,
            tr("Make the US diplomatic record"),
            str(record_place()),
            tr("References ({filter})", filter=FILTER),
        )
        if name:
            self.making.make_record(with_suffix(Path(name)))

    def choose_sources(self) -> None:
        """Ask for documents and add them to the open reference."""
        from PySide6.QtWidgets import QFileDialog

        if self.session is None:
            return
        names, _ = QFileDialog.getOpenFileNames(self, tr("Add sources"), str(self.folder()))
        if names and self.session is not None:
            self.taking_in.add_files([Path(name) for name in names], self.session.reference)

    def paste_source(self) -> None:
        """Add the page or the text on the clipboard to the open reference."""
        from PySide6.QtGui import QGuiApplication

        if self.session is None:
            return
        mime = QGuiApplication.clipboard().mimeData()
        if not self.taking_in.add_pasted(mime, self.session.reference):
            self.say(tr("There is no text on the clipboard"))

    def open_recent_menu(self) -> QMenu:
        """Show the references opened lately as a menu, and return it."""
        from desktop.window.menus import recent_menu

        menu = recent_menu(self.settings.recent(), self.open_path, self)
        menu.popup(self.top_bar.mapToGlobal(self.top_bar.rect().bottomLeft()))
        return menu

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take what can be opened or imported here: a reference, or the record's folder."""
        from desktop.window.dropping import dropped_files, dropped_path
        from desktop.window.importing import looks_like_record

        path = dropped_path(event.mimeData())
        single = path is not None and (path.suffix == ".attache" or looks_like_record(path))
        if single or dropped_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open the reference, or take the folder or the documents into the one that is open."""
        from desktop.window.dropping import dropped_files, dropped_path

        path, files = dropped_path(event.mimeData()), dropped_files(event.mimeData())
        if path is None and not files:
            return
        event.acceptProposedAction()
        if path is not None and path.suffix == ".attache":
            self.open_path(path)
        elif self.session is None:
            self.banner.say(
                tr("This can be added to a reference, and none is open."),
                tr("Open one and drop it again, or make a new one with it."),
                severity="info",
                action=tr("New reference with it…") if files else "",
                then=lambda: self.create_reference(files),
            )
        elif files:
            self.taking_in.add_files(files, self.session.reference)
        elif path is not None:
            self.importing.import_record(path, self.session.reference)

    @abstractmethod
    def open_found(self, name: str, find: Callable[[], Path]) -> None:
        """Open what `find` returns."""
