"""Which documents a reference holds already: by their bytes, and by their address."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from models.reference.database import ReferenceDatabase


@dataclass(frozen=True, slots=True)
class KnownCopy:
    """A snapshot that is there."""

    snapshot: int
    source: int
    text_sha256: str


class KnownSources:
    """The documents of a reference, looked up once for many."""

    def __init__(self, database: ReferenceDatabase) -> None:
        self._copies: dict[str, list[KnownCopy]] = {}
        for snapshot, source, original, text in database.rows(
            "SELECT id, source_id, original_sha256, text_sha256 FROM snapshot ORDER BY id"
        ):
            self.add(snapshot, source, original, text)
        self._addresses: dict[str, list[int]] = {}
        for source, address in database.rows(
            "SELECT record_id, url FROM source JOIN record ON record.id = record_id "
            "WHERE url IS NOT NULL AND trashed IS NULL AND merged_into_id IS NULL "
            "ORDER BY record_id"
        ):
            self.add_address(source, address)

    def add(self, snapshot: int, source: int, original_sha256: str, text_sha256: str) -> None:
        """Know one more snapshot."""
        self._copies.setdefault(original_sha256, []).append(
            KnownCopy(snapshot, source, text_sha256)
        )

    def add_address(self, source: int, address: str) -> None:
        """Know one more address of a source."""
        key = address_key(address)
        if key is not None and source not in self._addresses.setdefault(key, []):
            self._addresses[key].append(source)

    def copies(self, original_sha256: str) -> list[KnownCopy]:
        """Return the snapshots made from exactly these bytes, oldest first."""
        return self._copies.get(original_sha256, [])

    def at(self, address: str | None) -> list[int]:
        """Return the sources at this address, not in the trash."""
        key = address_key(address) if address else None
        return self._addresses.get(key, []) if key is not None else []


def address_key(address: str) -> str | None:
    """Return what two addresses of one page have in common; None where they name a whole site.

    The part behind `#` names a place in the page. `http` and `https` lead to one page. A site's
    front page is named by many pages as their address, wrongly, and is another every day.
    """
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return None
    if parts.scheme.lower() not in {"http", "https"} or not parts.netloc:
        return None
    if parts.path in {"", "/"} and not parts.query:
        return None
    return f"{parts.netloc.lower()}{parts.path}?{parts.query}"
