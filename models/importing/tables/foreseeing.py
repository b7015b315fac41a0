"""What would come of a table, before anything is asked of the reference or written."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from models.importing.tables.mapping import BadMappingError, Mapping
from models.importing.tables.reading import RowDraft
from models.importing.tables.report import Refusal, TableReport
from models.importing.tables.run import TableFile, read_rows


@dataclass(frozen=True, slots=True)
class Foreseen:
    """How many rows become a record, how many others they name by kind, what is refused.

    `problem` says why the mapping cannot be used; then nothing else is known. `dates` are wordings
    with their readings.
    """

    rows: int = 0
    records: int = 0
    named: tuple[tuple[str, int], ...] = ()
    refused: tuple[Refusal, ...] = ()
    dates: tuple[tuple[str, str], ...] = ()
    problem: str = ""


def foresee(table: TableFile, mapping: Mapping) -> Foreseen:
    """Return what would come of the rows; those that are there already count, too."""
    report = TableReport("")
    try:
        drafts = read_rows(table, mapping, report)
    except BadMappingError as error:
        return Foreseen(problem=error.sentence)
    rows = {
        (mapping.kind, name)
        for draft in drafts
        for name in (draft.key, draft.label.text if draft.label else None)
    }
    named = Counter(kind for kind, _ in {one for draft in drafts for one in _named(draft)} - rows)
    return Foreseen(
        len(table.rows),
        len(drafts),
        tuple(sorted(named.items())),
        tuple(report.refused),
        tuple(report.dates.items()),
    )


def _named(draft: RowDraft) -> set[tuple[str, str]]:
    found = {
        (said.party.kinds[0], said.words.text) for said in draft.said if said.party is not None
    }
    for present in draft.present:
        party = present.party
        found.add((party.kinds[0], party.words.text))
        if party.country is not None:
            found.add(("organization", party.country.text))
    if draft.post is not None and draft.post.of is not None:
        found.add(("organization", draft.post.of.words.text))
    return found
