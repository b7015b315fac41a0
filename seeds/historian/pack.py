"""Packs a folder of the Historian's data into the archive beside this file, always alike.

    python seeds/historian/pack.py FOLDER

FOLDER holds `pocom`, `travels` and `visits`. The same files give the same bytes: names are sorted,
and owners, modes and times are left out.
"""

import io
import lzma
import sys
import tarfile
from pathlib import Path

ARCHIVE = Path(__file__).resolve().parent / "data.tar.xz"


def pack(folder: Path, archive: Path) -> int:
    """Write `archive` and return how many files are in it."""
    paths = sorted(path for path in folder.rglob("*") if path.suffix in (".xml", ".md"))
    names = [path.relative_to(folder) for path in paths]
    inside = [(name, path) for name, path in zip(names, paths, strict=True) if len(name.parts) > 1]
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w", format=tarfile.USTAR_FORMAT) as packed:
        for name, path in inside:
            content = path.read_bytes()
            member = tarfile.TarInfo(name.as_posix())
            member.size = len(content)
            packed.addfile(member, io.BytesIO(content))
    archive.write_bytes(lzma.compress(buffer.getvalue(), preset=9 | lzma.PRESET_EXTREME))
    return len(inside)


if __name__ == "__main__":
    count = pack(Path(sys.argv[1]), ARCHIVE)
    sys.stdout.write(f"{count} files, {ARCHIVE.stat().st_size} bytes\n")
