"""Keys and the ids they have in a reference: the same key gives the same uid in every import."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterable
from typing import Final

from models.records.values import chunks, marks
from models.reference.database import ReferenceDatabase

NAMESPACE: Final = uuid.UUID("0b6f9f0e-2f0b-5d5e-9a1c-6f1f4b1d7a11")
_NAMESPACE: Final = NAMESPACE.bytes


def uid_of(what: str) -> str:
    """Return the identity of a part of the Historian's record, the same on every machine."""
    # What `uuid.uuid5` gives (RFC 9562, section 5.5), some four times as quickly.
    digest = hashlib.sha1(_NAMESPACE + what.encode(), usedforsecurity=False).hexdigest()
    variant = "89ab"[int(digest[16], 16) & 3]
    return f"{digest[:8]}-{digest[8:12]}-5{digest[13:16]}-{variant}{digest[17:20]}-{digest[20:32]}"


class Identities:
    """Ids of one table's rows by key: those the reference has, and new ones in order.

    `repeated` says whether the reference can hold any of them; else nobody asks it.
    """

    def __init__(self, database: ReferenceDatabase, table: str, *, repeated: bool) -> None:
        self._database = database
        self._table = table
        self._repeated = repeated
        self._ids: dict[str, int] = {}
        self._known: set[int] = set()
        self._last = int(database.rows(f"SELECT coalesce(max(id), 0) FROM {table}")[0][0])
        self._merges = table == "record"

    def look_up(self, keys: Iterable[str]) -> None:
        """Find those of `keys` that the reference holds; a merged record answers for its key."""
        if not self._repeated:
            return
        wanted = {uid_of(f"{self._table}/{key}"): key for key in keys if key not in self._ids}
        into = "coalesce(merged_into_id, id)" if self._merges else "id"
        for part in chunks(wanted):
            for uid, number in self._database.rows(
                f"SELECT uid, {into} FROM {self._table} WHERE uid IN ({marks(len(part))})", part
            ):
                self._ids[wanted[uid]] = number
                self._known.add(number)

    def number(self, key: str) -> int:
        """Return the id of `key`, a new one where there is none."""
        found = self._ids.get(key)
        if found is None and self._repeated:
            self.look_up([key])
            found = self._ids.get(key)
        if found is None:
            self._last += 1
            found = self._ids[key] = self._last
        return found

    def is_known(self, key: str) -> bool:
        """Whether the reference held `key` before this import."""
        return self.number(key) in self._known

    def assigned(self) -> list[str]:
        """Return every key that was asked for."""
        return list(self._ids)
