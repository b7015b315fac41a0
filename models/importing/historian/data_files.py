"""Where the data files are: a folder as the repositories lay it out, or our packed copy of one."""

from __future__ import annotations

import lzma
import tarfile
from pathlib import Path, PurePosixPath
from typing import Final, Protocol

from models.capture.historian_xml import LARGEST_FILE
from models.reference.problems import ProblemError

FOLDERS: Final = (
    "pocom/code-tables",
    "travels/code-tables",
    "pocom/roles-country-chiefs",
    "pocom/people",
    "travels/presidents",
    "pocom/positions-principals",
    "pocom/missions-countries",
    "pocom/missions-orgs",
    "pocom/concurrent-appointments",
    "travels/president-travels",
    "travels/secretary-travels",
    "visits/data",
)
"""In the order in which one leans on another; every one must be there."""

MOST_FILES: Final = 100_000


class BadDataError(ProblemError):
    """The folder is not the Historian's data, or cannot be read."""


class DataFiles(Protocol):
    """The data files of one copy; names are relative and use forward slashes."""

    def names(self, folder: str) -> list[str]:
        """Return the XML files in `folder` and below, sorted."""

    def read(self, name: str) -> bytes:
        """Return the bytes of one file.

        Raises:
            OSError: the file cannot be read.
        """


class FolderFiles:
    """The data in a folder with `pocom`, `travels` and `visits` inside."""

    def __init__(self, folder: Path) -> None:
        """Look whether `folder` can be it.

        Raises:
            BadDataError: a folder of the data is missing or holds no XML file.
        """
        self._folder = folder
        if not folder.is_dir():
            raise BadDataError(
                f"There is no folder {folder}.",
                "Choose the folder that holds pocom, travels and visits; nothing was imported.",
            )
        for part in FOLDERS:
            if not (folder / part).is_dir():
                raise BadDataError(
                    f"The folder {folder} has no {part}.",
                    "Choose the folder that holds pocom, travels and visits; nothing was imported.",
                )
            if not self.names(part):
                raise BadDataError(
                    f"The folder {folder / part} holds no XML file.",
                    "Get a whole copy of the data; nothing was imported.",
                )

    def names(self, folder: str) -> list[str]:
        """Return the XML files in `folder` and below, sorted."""
        found = (self._folder / folder).rglob("*.xml")
        # A link could lead out of the folder; the data has none.
        return sorted(
            path.relative_to(self._folder).as_posix() for path in found if not path.is_symlink()
        )

    def read(self, name: str) -> bytes:
        """Return the bytes of one file, at most one more than the largest we read."""
        with (self._folder / name).open("rb") as file:
            return file.read(LARGEST_FILE + 1)


class ArchiveFiles:
    """The data in our `.tar.xz`, held in memory (15 MB)."""

    def __init__(self, path: Path) -> None:
        """Unpack it.

        Raises:
            BadDataError: it cannot be read, or is no such archive.
        """
        self._files: dict[str, bytes] = {}
        try:
            with tarfile.open(path, "r:xz") as archive:
                for member in archive:
                    name = PurePosixPath(member.name).as_posix()
                    if not member.isfile() or not name.endswith(".xml"):
                        continue
                    if member.size > LARGEST_FILE or len(self._files) >= MOST_FILES:
                        raise BadDataError(
                            f"{path.name} holds more than the Historian's data can be.",
                            "Nothing was imported.",
                        )
                    content = archive.extractfile(member)
                    assert content is not None
                    self._files[name] = content.read()
        except (OSError, tarfile.TarError, lzma.LZMAError, EOFError) as error:
            raise BadDataError(
                f"{path.name} cannot be unpacked: {error}.", "Nothing was imported."
            ) from error

    def names(self, folder: str) -> list[str]:
        """Return the XML files in `folder` and below, sorted."""
        return sorted(name for name in self._files if name.startswith(f"{folder}/"))

    def read(self, name: str) -> bytes:
        """Return the bytes of one file."""
        return self._files[name]
