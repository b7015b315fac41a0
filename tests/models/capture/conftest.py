"""A reference of a test's own, and documents to add to it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from models.reference.reference import Reference


@pytest.fixture
def reference(tmp_path: Path) -> Iterator[Reference]:
    """Return an empty reference, open."""
    with Reference.create(tmp_path / "captured.attache", title="Captured") as made:
        yield made
