"""A small part of the Historian's data, as a folder and as a seed."""

import io
import re
import shutil
import tarfile
from pathlib import Path

from models.seeds.shipped import seeds_folder

ARCHIVE = seeds_folder() / "historian" / "data.tar.xz"
WHOLE = ("pocom/code-tables/", "pocom/roles-country-chiefs/", "travels/code-tables/")
WHOLE += ("travels/presidents/",)
CHOSEN = (
    "pocom/missions-countries/belarus.xml",
    "pocom/missions-orgs/representative-to-asean.xml",
    "pocom/positions-principals/secretary-ad-interim.xml",
    "travels/president-travels/taft-william-howard.xml",
    "travels/secretary-travels/rubio-marco.xml",
    "visits/data/1870.xml",
)
ID = re.compile(r'(?:<person-id>|who=")([a-z-]+)')


def write_small_data(folder: Path) -> Path:
    """Write a few files of every folder, with the people they name, into `folder`."""
    with tarfile.open(ARCHIVE) as archive:
        members = {member.name: member for member in archive if member.isfile()}
        concurrent = min(name for name in members if name.startswith("pocom/concurrent"))
        kept = {name for name in members if name.startswith(WHOLE)} | {*CHOSEN, concurrent}
        words = {}
        for name, member in members.items():
            content = archive.extractfile(member)
            assert content is not None
            words[name] = content.read()
    wanted = {one for name in kept for one in ID.findall(words[name].decode())}
    kept |= {
        name for name in words if name.startswith("pocom/people/") and Path(name).stem in wanted
    }
    for name in kept:
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(words[name])
    return folder


def write_small_seed(data: Path, seeds: Path) -> Path:
    """Pack the small data as the seed `historian` in the folder `seeds`."""
    seed = seeds / "historian"
    seed.mkdir(parents=True)
    shutil.copyfile(seeds_folder() / "historian" / "reference.yaml", seed / "reference.yaml")
    with tarfile.open(seed / "data.tar.xz", "w:xz") as packed:
        for path in sorted(data.rglob("*.xml")):
            content = path.read_bytes()
            member = tarfile.TarInfo(path.relative_to(data).as_posix())
            member.size = len(content)
            packed.addfile(member, io.BytesIO(content))
    return seed
