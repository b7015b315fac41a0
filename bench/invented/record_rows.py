"""The rows that every record has, with the columns and search text that follow from others.

They are written as `models.summaries` would work them out (a test compares them), because that
takes hours for a million records.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from bench.invented.bulk_rows import BulkRows
from bench.invented.known import Known, folded, sounds_of
from models.names.sorting import collation_key

MADE = "2026-01-01T00:00:00Z"
REVIEWS = ("draft", "draft", "draft", "checked", "verified")


def uid(table: str, number: int) -> str:
    """Return an identity that the same size always gives."""
    return f"{number:08x}-0000-4000-8000-{table}{number:011x}"


def _once(words: Iterable[str]) -> str:
    return " ".join(dict.fromkeys(words))


class RecordRows:
    """Numbers records and writes their rows."""

    def __init__(self, rows: BulkRows) -> None:
        self.rows = rows
        self.known: dict[int, Known] = {}
        self.source = 0
        """The source whose words are quoted now."""
        self._last = 0

    def number(self) -> int:
        """Return the id of the next record."""
        self._last += 1
        return self._last

    def shown(
        self,
        record_id: int,
        kind: str,
        label: str,
        *,
        involved: set[tuple[int, str]],
        owner_names: tuple[str, ...] = (),
        inside_labels: tuple[str, ...] = (),
        words: tuple[str, ...] = (),
        quoted: str = "",
        who: str = "",
        **derived: Any,
    ) -> None:
        """Write a record of the table with all that follows from it."""
        backed = int(bool(quoted))
        self.rows.named(
            "record",
            id=record_id,
            uid=uid("a", record_id),
            kind=kind,
            label=label,
            review=REVIEWS[record_id % len(REVIEWS)],
            created=MADE,
            modified=MADE,
            label_key=collation_key(label),
            who=who,
            who_key=collation_key(who),
            quotes=backed,
            origins=backed,
            disputed=0,
            **derived,
        )
        for other, manner in involved | ({(self.source, "source")} if quoted else set()):
            self.rows.add("involvement", other, manner, record_id)
        own = (label, *owner_names)
        others = [self.known[one] for one in sorted({other for other, _ in involved})]
        others = [other for other in others if other.id != record_id]
        related = [text for other in others for text in other.folded]
        related += map(folded, inside_labels)
        related_sounds = [sound for other in others for sound in other.sounds]
        related_sounds += [sound for text in inside_labels for sound in sounds_of(text)]
        self.rows.named(
            "search_document",
            record_id=record_id,
            names=" ".join(map(folded, own)),
            related=" ".join(dict.fromkeys(related)),
            words=" ".join(map(folded, words)),
            quoted=folded(quoted),
            skeleton=_once(sound for text in own for sound in sounds_of(text)),
            related_skeleton=_once(related_sounds),
        )

    def inside(self, kind: str, owner: int, label: str) -> int:
        """Write a record that shows inside another, and return its id."""
        record_id = self.number()
        self.rows.named(
            "record",
            id=record_id,
            uid=uid("a", record_id),
            kind=kind,
            owner_id=owner,
            label=label,
            review="draft",
            created=MADE,
            modified=MADE,
            label_key=b"",
            who="",
            who_key=b"",
            quotes=0,
            origins=0,
            unsourced=0,
            disputed=0,
        )
        return record_id
