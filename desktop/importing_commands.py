"""`attache import table` and `attache import reference`, without a window."""

import argparse
import sys
from pathlib import Path

from models.importing.references import import_reference
from models.importing.tables import (
    BadMappingError,
    Mapping,
    import_table,
    propose,
    read_table,
    targets,
)
from models.reference.problems import ProblemError
from models.reference.reference import Reference
from models.summaries.waiting import catch_up

__all__ = ["import_from_reference", "import_from_table"]

FAILED = 1
PROBLEM = 2
LARGEST_MAP = 1024 * 1024


def import_from_table(options: argparse.Namespace) -> int:
    """Import, or print what the columns seem to be; returns the exit code.

    Raises:
        ProblemError: the table, the mapping or the reference cannot be read or written.
    """
    mapping = _mapping(options.map) if options.map is not None else None
    table = read_table(Path(options.what[1]), mapping=mapping)
    chosen = mapping or propose(table.headings)
    if chosen is None:
        raise BadMappingError(
            "Nobody can tell from its headings what the columns are.",
            "Write a mapping and name it with --map; see “Spreadsheets” in docs/guide.md.",
        )
    if options.propose:
        print(chosen.to_json())
        return 0
    if mapping is None:
        print(f"Each row is read as one {chosen.kind}:")
        words = {one.name: one.label for one in targets(chosen.kind)}
        for heading in table.headings:
            target = chosen.columns.get(heading)
            print(f"    {heading} → {words[target] if target else 'not imported'}")
    with Reference.open(options.into) as reference:
        try:
            _backup(reference)
            report = import_table(reference, table, chosen)
            while catch_up(reference):
                pass
        except KeyboardInterrupt:
            print("The import was broken off; nothing was changed.", file=sys.stderr)
            return PROBLEM
    for line in report.lines():
        print(line)
    return FAILED if report.refused else 0


def import_from_reference(path: Path, into: Path) -> int:
    """Take another reference in; returns the exit code.

    Raises:
        ProblemError: one of the two cannot be read or written.
    """
    with Reference.open(into) as reference:
        try:
            _backup(reference)
            report = import_reference(reference, path)
            while catch_up(reference):
                pass
        except KeyboardInterrupt:
            print("The import was broken off; nothing was changed.", file=sys.stderr)
            return PROBLEM
    for line in report.lines():
        print(line)
    return 0


def _backup(reference: Reference) -> None:
    from models.backups.making import before  # noqa: PLC0415

    kept = before(reference, "before an import")
    if kept is not None:
        print(f"A backup was made first: {kept.path}")


def _mapping(path: Path) -> Mapping:
    """Read a mapping a person wrote.

    Raises:
        ProblemError: it cannot be read, or is none.
    """
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_MAP + 1)
        text = content.decode("utf-8-sig")
    except OSError as error:
        raise ProblemError(
            f"The mapping {path.name} cannot be read: {error.strerror}.", "Nothing was imported."
        ) from error
    except UnicodeDecodeError as error:
        raise ProblemError(
            f"The mapping {path.name} is not written in UTF-8.", "Nothing was imported."
        ) from error
    if len(content) > LARGEST_MAP:
        raise ProblemError(f"{path.name} is too long for a mapping.", "Nothing was imported.")
    return Mapping.from_json(text)
