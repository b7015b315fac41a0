"""Adding a document of which a person knows that it is a newer copy of the source shown."""

from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from desktop.text.translate import tr
from desktop.window.session import Session
from desktop.window.window import Window

__all__ = ["choose_copy", "paste_copy"]


def choose_copy(window: Window, session: Session) -> None:
    """Ask for a document that is a newer copy of the source that is shown, and add it."""
    source = session.source_meant
    if source is None:
        return
    folder = str(session.reference.path.parent)
    name, _ = QFileDialog.getOpenFileName(window, tr("A newer copy of this source"), folder)
    if name and window.session is session:
        window.taking_in.add_files([Path(name)], session.reference, of_source=source)


def paste_copy(window: Window, session: Session) -> None:
    """Add what is on the clipboard as a newer copy of the source that is shown."""
    source = session.source_meant
    if source is None:
        return
    mime = QGuiApplication.clipboard().mimeData()
    if not window.taking_in.add_pasted(mime, session.reference, of_source=source):
        window.say(tr("There is no text on the clipboard"))
