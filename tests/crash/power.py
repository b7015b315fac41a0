"""A disk that loses its power: what was not synced is lost, torn or out of order.

What it assumes, and no more: a write is on the disk once its file was synced; before, each sector
of 512 bytes of it may be there or not, whatever was written later. That a file was made or removed
is on the disk once its folder was synced (SQLite does so with the first sync of a new journal, and
asks for it where it removes one); before, it may be so or not. Disks that lie about syncing are
worse than this one.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from pathlib import Path

import apsw

SECTOR = 512


@dataclass(slots=True)
class _Contents:
    """What of one file is on the disk for sure, and what may be."""

    synced: bytearray
    there: bool
    """Whether its name is on the disk for sure."""
    pending: list[tuple[int, bytes | None]] = field(default_factory=list)
    """Writes (place, bytes) and cuts (size, None) since the last sync, in order."""
    removed: bool = False
    """It was removed, and its folder not synced since."""
    former: bytes | None = None
    """What stood under its name before, where the folder may still say so."""


class Disk:
    """What a power cut would leave of the files of one folder."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.files: dict[str, _Contents] = {}
        self.operations_left: int | None = None
        self.cut = False

    def take_in(self, path: Path) -> None:
        """Know a file that was there, wholly synced, before."""
        self.files[str(path)] = _Contents(bytearray(path.read_bytes()), there=True)

    def operation(self) -> None:
        """Count one operation; the power may go at it.

        Raises:
            apsw.IOError: the power is off.
        """
        if self.operations_left is not None:
            self.operations_left -= 1
            self.cut = self.cut or self.operations_left < 0
        if self.cut:
            raise apsw.IOError

    def after(self, folder: Path) -> None:
        """Write into `folder` what is found when the power is back."""
        for name, contents in self.files.items():
            path = folder / Path(name).name
            if not contents.there and self.chance.random() < 0.5:
                if contents.former is not None:
                    path.write_bytes(contents.former)
            elif not contents.removed or self.chance.random() < 0.5:
                path.write_bytes(self._survived(contents))

    def _survived(self, contents: _Contents) -> bytes:
        found = bytearray(contents.synced)
        # Sometimes nothing was written yet, sometimes nearly everything, sometimes half.
        share = self.chance.choice((0.0, 0.1, 0.5, 0.9, 1.0))
        kept = [one for one in contents.pending if self.chance.random() < share]
        self.chance.shuffle(kept)
        for place, data in kept:
            if data is None:
                del found[place:]
                found.extend(bytes(max(0, place - len(found))))
                continue
            self._write(found, place, data)
        return bytes(found)

    def _write(self, found: bytearray, place: int, data: bytes) -> None:
        torn = self.chance.random() < 0.2
        start = place
        while start < place + len(data):
            end = min(place + len(data), (start // SECTOR + 1) * SECTOR)
            if not torn or self.chance.random() < 0.5:
                found.extend(bytes(max(0, end - len(found))))
                found[start:end] = data[start - place : end - place]
            start = end


class _File(apsw.VFSFile):
    """A file whose writes are told to the disk."""

    def __init__(self, name: str | apsw.URIFilename | None, flags: list[int], disk: Disk) -> None:
        self._disk = disk
        self._name = name.filename() if isinstance(name, apsw.URIFilename) else name
        new = self._name is not None and not Path(self._name).exists()
        super().__init__("", name, flags)
        if new and self._name is not None:
            before = disk.files.get(self._name)
            former = bytes(before.synced) if before is not None and before.there else None
            disk.files[self._name] = _Contents(bytearray(), there=False, former=former)

    @property
    def _contents(self) -> _Contents | None:
        return self._disk.files.get(self._name) if self._name is not None else None

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802
        self._disk.operation()
        super().xWrite(data, offset)
        if self._contents is not None:
            self._contents.pending.append((offset, bytes(data)))

    def xTruncate(self, newsize: int) -> None:  # noqa: N802
        self._disk.operation()
        super().xTruncate(newsize)
        if self._contents is not None:
            self._contents.pending.append((newsize, None))

    def xSync(self, flags: int) -> None:  # noqa: N802
        self._disk.operation()
        contents = self._contents
        if contents is None:
            return
        for place, data in contents.pending:
            if data is None:
                del contents.synced[place:]
            missing = place + len(data or b"") - len(contents.synced)
            contents.synced.extend(bytes(max(0, missing)))
            if data is not None:
                contents.synced[place : place + len(data)] = data
        contents.pending.clear()
        contents.there, contents.former = True, None

    def xDeviceCharacteristics(self) -> int:  # noqa: N802
        """Promise nothing that helps."""
        return 0

    def xFileControl(self, op: int, pointer: int) -> bool:  # noqa: N802
        """Offer nothing beyond reading, writing and syncing."""
        return False


class System(apsw.VFS):
    """The usual files, on a disk whose power can go."""

    def __init__(self, disk: Disk) -> None:
        self.name = f"power-{id(self)}"
        self._disk = disk
        super().__init__(self.name, base="")

    def xOpen(self, name: str | apsw.URIFilename | None, flags: list[int]) -> apsw.VFSFile:  # noqa: N802
        if self._disk.cut:
            raise apsw.CantOpenError
        return _File(name, flags, self._disk)

    def xDelete(self, filename: str, syncdir: bool) -> None:  # noqa: N802
        self._disk.operation()
        super().xDelete(filename, syncdir)
        contents = self._disk.files[filename]
        if syncdir:
            del self._disk.files[filename]
        else:
            contents.removed = True
