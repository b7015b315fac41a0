"""From the YAML of a seed to its draft: the shape of the format, before anything is looked up."""

from __future__ import annotations

import re
import uuid
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from models.schema import vocabulary
from models.seeds.document import Mapping, Node, Scalar, read_document
from models.seeds.draft import QuoteDraft, RecordDraft, SeedDraft, SnapshotDraft
from models.seeds.entries import Entries, entries, keyed
from models.seeds.problems import Complaints, Place, SeedError, SeedProblem, listed, nearest, shown
from models.seeds.record_reading import RecordReader, read_chains

FORMAT: Final = "1"
MAIN_FILE: Final = "reference.yaml"
MOST_FILES: Final = 200
MOMENT: Final = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z", re.ASCII)
SHA256: Final = re.compile(r"[0-9a-f]{64}")


def read_head(folder: Path) -> tuple[str, str]:
    """Return title and description of the seed in `folder`.

    Raises:
        SeedError: the main file cannot be read.
    """
    complaints = Complaints(folder.name)
    draft = SeedDraft()
    document = read_document(folder / MAIN_FILE, MAIN_FILE, complaints)
    if document is not None:
        _read_head(Entries(document, "the seed", complaints), draft)
    complaints.raise_any()
    return draft.title, draft.description


def read_seed(folder: Path, complaints: Complaints) -> SeedDraft:
    """Read every YAML file of the seed in `folder`, complaining of what does not fit the format.

    Raises:
        SeedError: a file cannot be read at all.
    """
    draft = SeedDraft()
    documents = [
        (name, read_document(folder / name, name, complaints)) for name in _file_names(folder)
    ]
    # A file that cannot be read would make every reference into it look wrong, too.
    complaints.raise_any()
    parts = [
        (name, Entries(document, "the seed" if name == MAIN_FILE else "this file", complaints))
        for name, document in documents
        if document is not None
    ]
    chains = read_chains([part for _, part in parts], complaints)
    reader = RecordReader(draft.records, chains, complaints)
    for name, part in parts:
        if name == MAIN_FILE:
            _read_head(part, draft)
        else:
            _read_format(part)
        _read_sources(part, draft, reader)
        _read_quotes(part, draft)
        _read_records(part, reader)
        part.done()
    return draft


def _file_names(folder: Path) -> list[str]:
    main = folder / MAIN_FILE
    if not main.is_file():
        raise SeedError(
            folder.name,
            [SeedProblem(Place(MAIN_FILE, 1), f"A seed is a folder that holds {MAIN_FILE}.")],
        )
    others = sorted(path.name for path in folder.glob("*.yaml") if path.name != MAIN_FILE)
    if len(others) >= MOST_FILES:
        raise SeedError(
            folder.name, [SeedProblem(Place(MAIN_FILE, 1), f"More than {MOST_FILES} files.")]
        )
    return [MAIN_FILE, *others]


def _read_format(part: Entries) -> None:
    version = part.scalar("attache-seed", needed=True)
    if version is not None and version.text != FORMAT:
        part.complaints.add(
            version.place,
            f"This program reads version {FORMAT} of the format, not {shown(version.text)}.",
        )


def _read_head(part: Entries, draft: SeedDraft) -> None:
    _read_format(part)
    draft.title = part.text("title", needed=True) or ""
    draft.description = part.text("description") or ""
    namespace = part.scalar("namespace", needed=True)
    if namespace is not None:
        try:
            draft.namespace = str(uuid.UUID(namespace.text))
        except ValueError:
            part.complaints.add(
                namespace.place, f"“namespace” is a UUID, and {shown(namespace.text)} is none."
            )
    created = part.scalar("created", needed=True)
    if created is not None and is_moment(created, part.complaints):
        draft.created = created.text


def is_moment(found: Scalar, complaints: Complaints) -> bool:
    """Tell whether the text is a moment in UTC, and complain where it is not."""
    if MOMENT.fullmatch(found.text) and _is_on_the_calendar(found.text):
        return True
    complaints.add(
        found.place,
        f"A moment is written 2024-05-17T09:30:00Z (in UTC), not {shown(found.text)}.",
    )
    return False


def _is_on_the_calendar(moment: str) -> bool:
    try:
        datetime.fromisoformat(moment)
    except ValueError:
        return False
    return True


def _read_sources(part: Entries, draft: SeedDraft, reader: RecordReader) -> None:
    for key, place, node in part.keyed("sources"):
        found = entries(node, "a source", part.complaints)
        if found is None:
            continue
        for copy, copy_place, copy_node in found.keyed("snapshots"):
            snapshot = entries(copy_node, "a snapshot", part.complaints)
            if snapshot is not None:
                draft.snapshots[f"{key}/{copy}"] = _read_snapshot(snapshot, copy_place, key, copy)
        reader.read(found, place, "source", key)


def _read_snapshot(found: Entries, place: Place, source: str, key: str) -> SnapshotDraft:
    sha256 = found.scalar("sha256")
    if sha256 is not None and not SHA256.fullmatch(sha256.text):
        found.complaints.add(sha256.place, "“sha256” is 64 digits 0 to 9 and a to f.")
        sha256 = None
    captured = found.scalar("captured", needed=True)
    if captured is not None and not is_moment(captured, found.complaints):
        captured = None
    snapshot = SnapshotDraft(
        place,
        source,
        key,
        file=found.scalar("file", needed=True),
        sha256=sha256,
        media_type=found.scalar("media type", needed=True),
        captured=captured,
        method=found.scalar("method", needed=True),
    )
    found.done()
    return snapshot


def _read_quotes(part: Entries, draft: SeedDraft) -> None:
    mapping = part.mapping_of("quotes")
    if mapping is None:
        return
    for snapshot, group in mapping.entries.items():
        place = mapping.places[snapshot]
        if not isinstance(group, Mapping):
            part.complaints.add(place, "Quotes stand under their source, each with a key.")
            continue
        for key, quote_place, node in keyed(group, part.complaints):
            if key in draft.quotes:
                part.complaints.add(
                    quote_place,
                    f"The quote {shown(key)} is given twice; it stands in "
                    f"{draft.quotes[key].place.file}:{draft.quotes[key].place.line} already.",
                )
                continue
            quote = _read_quote(part.complaints, key, quote_place, Scalar(place, snapshot), node)
            if quote is not None:
                draft.quotes[key] = quote


def _read_quote(
    complaints: Complaints, key: str, place: Place, snapshot: Scalar, node: Node
) -> QuoteDraft | None:
    if isinstance(node, Scalar):
        if not node.text:
            complaints.add(place, f"The quote {shown(key)} has no words.")
            return None
        return QuoteDraft(place, key, snapshot, node)
    found = entries(node, "a quote", complaints)
    if found is None:
        return None
    words = found.scalar("words", needed=True)
    occurrence, locator = found.count("occurrence"), found.text("locator")
    found.done()
    if words is None:
        return None
    return QuoteDraft(place, key, snapshot, words, occurrence, locator)


def _read_records(part: Entries, reader: RecordReader) -> None:
    mapping = part.mapping_of("records")
    if mapping is None:
        return
    kinds: Sequence[str] = (*vocabulary.TABLE_KINDS, "place")
    for kind, group in mapping.entries.items():
        place = mapping.places[kind]
        if kind not in kinds:
            part.complaints.add(place, _why_not(kind, kinds))
            continue
        if not isinstance(group, Mapping):
            part.complaints.add(place, f"Records stand under their kind {shown(kind)} by key.")
            continue
        for key, record_place, node in keyed(group, part.complaints):
            found = entries(node, RecordDraft.naming(kind), part.complaints)
            if found is not None:
                reader.read(found, record_place, kind, key)


def _why_not(kind: str, kinds: Sequence[str]) -> str:
    if kind == "source":
        return "Sources stand under “sources”."
    if kind in vocabulary.INSIDE_KINDS:
        return f"A {kind} stands inside its record, under “{kind}s”."
    return f"There is no kind {shown(kind)}; kinds are {listed(kinds)}." + nearest(kind, kinds)
