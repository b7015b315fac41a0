"""The migrations, by the version they begin with. Nothing was released before version 1."""

from __future__ import annotations

from typing import Final

from models.migrating.migration import Migration

MIGRATIONS: Final[list[Migration]] = []


def known_before() -> frozenset[int]:
    """Return the versions from which a file can be brought up to date."""
    return frozenset(migration.before for migration in MIGRATIONS)
