"""What `attache info` says of a reference."""

from __future__ import annotations

from dataclasses import dataclass

from models.reference.reference import Reference
from models.schema.version import SCHEMA_VERSION
from models.schema.vocabulary import KINDS


@dataclass(frozen=True, slots=True)
class Information:
    """Counts of what a reference holds; records in the trash are left out.

    `unsourced_fields` are fields with a value that no claim supports, `disputed_fields` those
    whose claims disagree. `origins` are not added up: they belong to one record each.
    """

    path: str
    title: str
    schema_version: int
    kinds: dict[str, int]
    records: int
    sources: int
    snapshots: int
    quotes: int
    claims: int
    unsourced_fields: int
    disputed_fields: int


def information(reference: Reference) -> Information:
    """Return the counts of `reference`. Four queries.

    Raises:
        ProblemError: the file vanished, is locked or damaged.
    """
    with reference.connected() as database:
        title = reference.facts().get("title", "")
        counts = dict(
            database.rows("SELECT kind, count(*) FROM record WHERE trashed IS NULL GROUP BY kind")
        )
        gaps = database.rows(
            "SELECT coalesce(sum(unsourced), 0), coalesce(sum(disputed), 0) FROM record "
            "WHERE trashed IS NULL AND owner_id IS NULL"
        )[0]
        evidence = database.rows(
            "SELECT (SELECT count(*) FROM snapshot), (SELECT count(*) FROM quote), "
            "(SELECT count(*) FROM claim)"
        )[0]
    kinds = {kind: counts.get(kind, 0) for kind in KINDS}
    return Information(
        path=str(reference.path),
        title=title,
        schema_version=SCHEMA_VERSION,
        kinds=kinds,
        records=sum(kinds.values()),
        sources=kinds["source"],
        snapshots=evidence[0],
        quotes=evidence[1],
        claims=evidence[2],
        unsourced_fields=gaps[0],
        disputed_fields=gaps[1],
    )
