"""Words of a source that are dragged from the reader, and how they are known again."""

from typing import Final

from PySide6.QtCore import QMimeData

__all__ = ["are_carried", "carry"]

_FORMAT: Final = "application/x-attache-words"


def carry(mime: QMimeData) -> QMimeData:
    """Say of `mime` that its text is the words marked in this window's reader, and return it."""
    mime.setData(_FORMAT, b"marked")
    return mime


def are_carried(mime: QMimeData) -> bool:
    """Tell whether `mime` comes from a reader; the words themselves are those marked there."""
    return mime.hasFormat(_FORMAT)
