"""Finding the seeds there are, and loading one into a reference: all of it or nothing."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from models.importing.historian import ArchiveFiles, Progress, import_historian
from models.records.values import chunks, marks
from models.reference.database import ReferenceDatabase
from models.reference.problems import ProblemError
from models.reference.reference import Reference
from models.schema.vocabulary import KINDS
from models.seeds.checked import CheckedSeed
from models.seeds.checking import check_seed
from models.seeds.problems import SeedError
from models.seeds.reading import MAIN_FILE, read_head
from models.seeds.writing import SeedWriter
from models.summaries.refresh import refresh

ARCHIVE: Final = "data.tar.xz"
"""The packed data files of a seed that is imported."""


@dataclass(frozen=True, slots=True)
class SeedInfo:
    """A seed one can make a reference from; `name` is its folder's."""

    name: str
    title: str
    description: str
    folder: Path


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What a load has added; `kinds` counts records by kind, every kind named."""

    kinds: Mapping[str, int]
    snapshots: int
    quotes: int
    claims: int


class AlreadyLoadedError(ProblemError):
    """The reference holds this seed, or a part of it, already."""


def available_seeds(folder: Path) -> tuple[SeedInfo, ...]:
    """Return the seeds in the folders right below `folder`, by name.

    A folder whose main file cannot be read is left out: loading it by name says why.
    """
    found = []
    for main in sorted(folder.glob(f"*/{MAIN_FILE}")):
        try:
            title, description = read_head(main.parent)
        except SeedError:
            continue
        found.append(SeedInfo(main.parent.name, title, description, main.parent))
    return tuple(found)


def load_seed(reference: Reference, folder: Path) -> LoadReport:
    """Add the seed in `folder` to `reference` in one step; on any error nothing is added.

    Raises:
        SeedError: the seed is not in order; tells file, line and reason of everything found.
        AlreadyLoadedError: the reference holds records, tags or identifiers of this seed.
        ProblemError: the reference cannot be written.
    """
    return _load(reference, check_seed(folder))


def _load(reference: Reference, seed: CheckedSeed) -> LoadReport:
    with reference.step(label=f"Load {seed.draft.title}", bulk=True, many_quotes=True) as step:
        _refuse_known(reference.database, seed)
        SeedWriter(reference.database, seed, step).write()
        refresh(reference.database)
    kinds = Counter(record.draft.kind for record in seed.records.values())
    return LoadReport(
        kinds={kind: kinds[kind] for kind in KINDS},
        snapshots=len(seed.captures),
        quotes=len(seed.quotes),
        claims=len(seed.claims),
    )


def create_from_seed(
    path: Path,
    folder: Path,
    *,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Reference:
    """Make a new reference at `path`, titled by the seed in `folder`, and load the seed.

    A seed with packed data files is imported from them, which takes some half a minute; `progress`
    is told of it (done, total, what), and `cancelled` asked. A plain seed is loaded at once. The
    file is taken away again when the load fails or is broken off.

    Raises:
        SeedError: the seed is not in order; nothing was made.
        BadDataError: its data files cannot be unpacked.
        ImportCancelledError: `cancelled` said so.
        ExistsError: something is at `path` already; it is left alone.
        ProblemError: the file cannot be written.
    """
    archive = folder / ARCHIVE
    if archive.is_file():
        title, _ = read_head(folder)
        data = ArchiveFiles(archive)

        def load(reference: Reference) -> object:
            return import_historian(
                reference, data, progress=progress or _tell_nobody, cancelled=cancelled
            )
    else:
        seed = check_seed(folder)
        title = seed.draft.title

        def load(reference: Reference) -> object:
            return _load(reference, seed)

    reference = Reference.create(path, title=title)
    try:
        load(reference)
    except BaseException:
        reference.close()
        path.unlink(missing_ok=True)
        raise
    return reference


def _tell_nobody(done: int, total: int, what: str) -> None:
    """Let the load go on unseen."""


def _refuse_known(database: ReferenceDatabase, seed: CheckedSeed) -> None:
    namespace = uuid.UUID(seed.draft.namespace)
    parts = [("record", f"record/{key}", record.label) for key, record in seed.records.items()]
    parts += [("snapshot", f"snapshot/{key}", key) for key in seed.captures]
    for table in ("record", "snapshot"):
        by_uid = {
            str(uuid.uuid5(namespace, part)): name for one, part, name in parts if one == table
        }
        for part in chunks(by_uid):
            known = database.rows(
                f"SELECT uid FROM {table} WHERE uid IN ({marks(len(part))}) LIMIT 1",
                part,
            )
            if known:
                name = by_uid[known[0][0]]
                raise AlreadyLoadedError(
                    f"This reference holds “{name}” of “{seed.draft.title}” already.",
                    "A seed is loaded once; nothing was written.",
                )
    for record in seed.records.values():
        for _, scheme, value in record.draft.identifiers:
            known = database.rows(
                "SELECT label FROM identifier JOIN record ON record.id = record_id "
                "WHERE scheme = ? AND value = ?",
                (scheme, value),
            )
            if known:
                raise AlreadyLoadedError(
                    f"“{known[0][0]}” in this reference has the {scheme} identifier “{value}” of "
                    f"“{record.label}”.",
                    "Nothing was written; take the identifier out of one of them.",
                )
