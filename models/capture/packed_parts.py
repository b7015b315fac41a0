"""Taking parts out of a ZIP package, with its limits looked at before anything is unpacked."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from typing import Final

from models.text.reading_text import UnreadableTextError

MOST_MEMBERS: Final = 5_000
LARGEST_DIRECTORY: Final = 2 * 1024 * 1024
"""Bytes of the list of members, which is read before anything can be counted."""
LARGEST_TOTAL: Final = 1024 * 1024 * 1024
LARGEST_PART: Final = 96 * 1024 * 1024
LARGEST_RATIO: Final = 300
RATIO_FROM: Final = 4 * 1024 * 1024
"""Unpacked bytes below which nobody minds how well a part was packed."""

_END: Final = b"PK\x05\x06"
_END_SIZE: Final = 22
_LONGEST_COMMENT: Final = 65_535
_SUSPICIOUS: Final = (
    "It unpacks to far more than it holds, as files do that are made to bring programs down. It "
    "was not opened."
)


class Package:
    """An opened ZIP package whose directory keeps within the limits."""

    def __init__(self, original: bytes) -> None:
        """Look at the directory.

        Raises:
            UnreadableTextError: it is damaged, locked, or beyond the limits.
        """
        _check_directory(original)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(original))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise UnreadableTextError("It is damaged: its list of parts cannot be read.") from error
        members = self._zip.infolist()
        if len(members) > MOST_MEMBERS:
            raise UnreadableTextError(
                f"It holds {len(members):,} parts; a document has a few dozen. It was not opened."
            )
        if sum(member.file_size for member in members) > LARGEST_TOTAL:
            raise UnreadableTextError(_SUSPICIOUS)
        self._members = {member.filename: member for member in members}

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the parts."""
        return tuple(self._members)

    def part(self, name: str) -> bytes | None:
        """Return the unpacked bytes of one part, None where there is none of that name.

        Raises:
            UnreadableTextError: it is damaged, locked, too large or packed suspiciously well.
        """
        member = self._members.get(name)
        if member is None:
            return None
        if member.flag_bits & 1:
            raise UnreadableTextError(
                "It is protected by a password. Save it without one, and add that."
            )
        ratio = member.file_size / max(member.compress_size, 1)
        if member.file_size > LARGEST_PART or (
            member.file_size > RATIO_FROM and ratio > LARGEST_RATIO
        ):
            raise UnreadableTextError(_SUSPICIOUS)
        try:
            with self._zip.open(member) as packed:
                content = packed.read(LARGEST_PART + 1)
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            OSError,
            ValueError,
            NotImplementedError,
        ) as error:
            raise UnreadableTextError(f"It is damaged: {name} cannot be unpacked.") from error
        if len(content) > LARGEST_PART:
            raise UnreadableTextError(_SUSPICIOUS)
        return content


def _check_directory(original: bytes) -> None:
    """Look at the last record of the package (APPNOTE 4.3.16), which says how long its list is."""
    tail = original[-(_END_SIZE + _LONGEST_COMMENT) :]
    place = tail.rfind(_END)
    if place < 0 or len(tail) - place < _END_SIZE:
        raise UnreadableTextError("It is cut short: the end of the file is missing.")
    count, size = struct.unpack_from("<HI", tail, place + 10)
    if count > MOST_MEMBERS or size > LARGEST_DIRECTORY:
        raise UnreadableTextError("It holds far more parts than a document has. It was not opened.")
