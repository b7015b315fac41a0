"""Which record somebody named in a table is: the same only by the same identity, never by likeness.

An identifier that is the same, or exactly the same name with the same country (or none in both), is
the same official or organization; a place is the same where just one is called so. Everybody else
is made anew, and whom they may be the same as is said (law 8).
"""

from __future__ import annotations

import unicodedata
from typing import Final

from models.names.folding import search_text
from models.names.sorting import collation_key
from models.reference.database import ReferenceDatabase

NAMES: Final = """
SELECT DISTINCT bearer.id, bearer.kind FROM name
JOIN record AS bearer ON bearer.id = name.bearer_id AND bearer.trashed IS NULL
JOIN record AS own ON own.id = name.record_id AND own.trashed IS NULL
WHERE name.folded = ?1 AND name.text = ?2
UNION SELECT id, kind FROM record WHERE label_key = ?3 AND label = ?2
AND trashed IS NULL AND owner_id IS NULL
"""
_COUNTRY: Final = {"official": "official", "organization": "organization"}


class Known:
    """Finds records that were there before the import: their numbers go up to `last`."""

    def __init__(self, database: ReferenceDatabase, last: int) -> None:
        self._database = database
        self._last = last

    def identified(self, scheme: str, value: str) -> tuple[int, str] | None:
        """Return the record that has an identifier, and its kind; None for none.

        What is in the trash does not count; of a merged record, the one it was merged into.
        """
        rows = self._database.rows(
            "SELECT kept.id, kept.kind FROM identifier JOIN record ON record.id = record_id "
            "JOIN record AS kept ON kept.id = coalesce(record.merged_into_id, record.id) "
            "WHERE scheme = ? AND value = ? AND kept.trashed IS NULL",
            (scheme, value),
        )
        return (int(rows[0][0]), str(rows[0][1])) if rows else None

    def is_taken(self, scheme: str, value: str) -> bool:
        """Whether any record has an identifier, be it in the trash."""
        return bool(
            self._database.rows(
                "SELECT 1 FROM identifier WHERE scheme = ? AND value = ?", (scheme, value)
            )
        )

    def named(self, kinds: tuple[str, ...], name: str) -> list[tuple[int, str, int | None]]:
        """Return the records of these kinds with exactly this name: id, kind, country."""
        text = unicodedata.normalize("NFC", name)
        found = []
        for record, kind in self._database.rows(
            NAMES, (search_text(text), text, collation_key(text))
        ):
            if kind in kinds and record <= self._last:
                found.append((record, kind, self._country(record, kind)))
        return sorted(found)

    def _country(self, record: int, kind: str) -> int | None:
        table = _COUNTRY.get(kind)
        if table is None:
            return None
        rows = self._database.rows(f"SELECT country_id FROM {table} WHERE record_id = ?", (record,))
        return rows[0][0] if rows else None

    def state(self, name: str) -> int | None:
        """Return the one state of this name, else the one organization that has no country."""
        found = [one for one, _, country in self.named(("organization",), name) if country is None]
        states = [
            one
            for one in found
            if self._database.rows(
                "SELECT 1 FROM organization WHERE record_id = ? AND type = 'state'", (one,)
            )
        ]
        chosen = states or found
        return chosen[0] if len(chosen) == 1 else None

    def same(
        self, kinds: tuple[str, ...], name: str, country: int | None
    ) -> tuple[int | None, bool]:
        """Return the record with this name and country, and whether others only may be it."""
        found = self.named(kinds, name)
        exact = [
            one for one, kind, its_country in found if kind == "place" or its_country == country
        ]
        if len(exact) == 1:
            return exact[0], False
        return None, bool(found)
