"""What taking another reference in did."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

LEFT: tuple[str, ...] = ("its history", "its saved views", "its suggestions")
"""What is not taken along."""


@dataclass(slots=True)
class ReferenceReport:
    """Counts, and a sentence for whatever a person should look at.

    `made` counts new records by kind; `same` are records both hold, by the same identity, and
    `changed` those that hold more now. `differ` are values without a quote on which both disagree:
    the one that was here stays. `doubtful` are new records that somebody here is called like.
    `step` is the step to undo, None where nothing was written.
    """

    name: str
    records: int = 0
    made: Counter[str] = field(default_factory=Counter)
    same: int = 0
    changed: int = 0
    sources: int = 0
    quotes: int = 0
    claims: int = 0
    differ: list[str] = field(default_factory=list)
    doubtful: list[str] = field(default_factory=list)
    step: int | None = None
    bulk: bool = False

    def lines(self) -> list[str]:
        """Return the report as lines for a person."""
        made = ", ".join(f"{count:,} {kind}" for kind, count in sorted(self.made.items()))
        found = [
            f"read      {self.records:,} records of {self.name}",
            f"made      {made or 'nothing'}",
            f"same      {self.same:,} records that both hold, {self.changed:,} of them changed",
            f"evidence  {self.sources:,} copies of sources, {self.quotes:,} quotes, "
            f"{self.claims:,} claims",
            f"differ    {len(self.differ):,} values without a quote; what was here stays",
            *(f"          {line}" for line in self.differ),
            f"doubtful  {len(self.doubtful):,}",
            *(f"          {line}" for line in self.doubtful),
            f"not taken {', '.join(LEFT)}",
        ]
        if self.bulk:
            found.append(
                "So many records are one bulk step: undo takes all of it back, and to have it "
                "again it is imported again."
            )
        return found
