"""What is remembered: the window's shape, the last references, the reader's choices."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings, QStandardPaths

__all__ = ["RECENT_LIMIT", "Settings"]

RECENT_LIMIT = 12


class Settings:
    """Typed access to one INI file; a value that cannot be read is as if it were not there.

    Whoever changes something by hand, or opens the file with an older program, loses at most
    what was changed.
    """

    def __init__(self, path: Path | None = None) -> None:
        """Read the settings at `path`; in the person's configuration folder when None."""
        if path is None:
            folder = QStandardPaths.writableLocation(
                QStandardPaths.StandardLocation.AppConfigLocation
            )
            path = Path(folder) / "attache.ini"
        self._store = QSettings(str(path), QSettings.Format.IniFormat)

    # ------------------------------------------------------------ plain values

    def layout(self, key: str) -> bytes | None:
        """Return a remembered layout, None when there is none."""
        value = self._store.value(key)
        return bytes(value.data()) if isinstance(value, QByteArray) and value.size() else None

    def set_layout(self, key: str, value: bytes) -> None:
        """Remember a layout."""
        self._store.setValue(key, QByteArray(value))

    def text(self, key: str, default: str = "") -> str:
        """Return a remembered word."""
        value = self._store.value(key, default)
        return value if isinstance(value, str) else default

    def set_text(self, key: str, value: str) -> None:
        """Remember a word."""
        self._store.setValue(key, value)

    def number(self, key: str, default: int) -> int:
        """Return a remembered number."""
        value = self._store.value(key, default)
        try:
            return int(str(value))
        except ValueError:
            return default

    def set_number(self, key: str, value: int) -> None:
        """Remember a number."""
        self._store.setValue(key, value)

    def flag(self, key: str) -> bool:
        """Return a remembered yes or no; no when nothing is remembered."""
        return str(self._store.value(key, "false")).lower() == "true"

    def set_flag(self, key: str, value: bool) -> None:
        """Remember a yes or no."""
        self._store.setValue(key, value)

    def words(self, key: str) -> tuple[str, ...]:
        """Return remembered words in their order."""
        value = self._store.value(key)
        if isinstance(value, str):
            return (value,) if value else ()
        if isinstance(value, list):
            return tuple(item for item in value if isinstance(item, str))
        return ()

    def set_words(self, key: str, words: tuple[str, ...]) -> None:
        """Remember words in their order."""
        self._store.setValue(key, list(words))

    # --------------------------------------------------------------- references

    def recent(self) -> tuple[Path, ...]:
        """Return the references opened lately, the latest first; gone files stay listed."""
        return tuple(Path(text) for text in self.words("references/recent"))

    def add_recent(self, path: Path) -> None:
        """Put a reference at the head of the recent ones."""
        others = [known for known in self.recent() if known != path]
        self.set_words("references/recent", tuple(str(p) for p in [path, *others][:RECENT_LIMIT]))

    def forget_recent(self, path: Path) -> None:
        """Take a reference out of the recent ones: it is not there any more."""
        others = tuple(str(known) for known in self.recent() if known != path)
        self.set_words("references/recent", others)

    def save(self) -> None:
        """Write everything to the disk now."""
        self._store.sync()
