"""What an import did: read, made, merged, doubtful, refused."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field


@dataclass(slots=True)
class ImportReport:
    """Counts, and a sentence for whatever a person should look at.

    `made` counts new records by kind, `claims` and `quotes` new evidence; `unchanged` are files
    whose bytes the reference held already. `merged` are entries that became one record with
    another by the source's own key or by the exact same words; `doubtful` are records that carry
    a mark to be looked at, by mark; `refused` are files and entries left out, with the reason;
    `vanished` are records whose entry is not in the data any more (they stay, and are marked).
    """

    files: int = 0
    entries: int = 0
    unchanged: int = 0
    made: Counter[str] = field(default_factory=Counter)
    changed: int = 0
    quotes: int = 0
    claims: int = 0
    merged: list[str] = field(default_factory=list)
    doubtful: Counter[str] = field(default_factory=Counter)
    vanished: int = 0
    refused: list[tuple[str, str]] = field(default_factory=list)

    def lines(self) -> list[str]:
        """Return the report as lines for a person."""
        made = ", ".join(f"{count:,} {kind}" for kind, count in sorted(self.made.items()))
        doubtful = ", ".join(f"{count:,} {mark}" for mark, count in sorted(self.doubtful.items()))
        return [
            f"read      {self.files:,} files, {self.entries:,} entries "
            f"({self.unchanged:,} files unchanged)",
            f"made      {made or 'nothing'}",
            f"evidence  {self.quotes:,} quotes, {self.claims:,} claims",
            f"changed   {self.changed:,} records",
            f"merged    {len(self.merged):,} entries",
            *(f"          {line}" for line in self.merged),
            f"doubtful  {doubtful or 'none'}",
            f"vanished  {self.vanished:,} records",
            f"refused   {len(self.refused):,}",
            *(f"          {name}: {reason}" for name, reason in self.refused),
        ]
