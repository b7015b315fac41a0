"""What is dragged onto the window."""

from pathlib import Path

from PySide6.QtCore import QMimeData

__all__ = ["dropped_files", "dropped_path"]


def dropped_path(dragged: QMimeData) -> Path | None:
    """Return the one file or folder of this machine that is dragged; None for anything else."""
    urls = dragged.urls()
    if len(urls) != 1 or not urls[0].isLocalFile():
        return None
    return Path(urls[0].toLocalFile())


def dropped_files(dragged: QMimeData) -> tuple[Path, ...]:
    """Return all documents of this machine that are dragged: no folders, and no references."""
    paths = (Path(url.toLocalFile()) for url in dragged.urls() if url.isLocalFile())
    return tuple(path for path in paths if path.is_file() and path.suffix != ".attache")
