"""What the import of a table did: read, made, matched, doubtful, refused."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Refusal:
    """A row, or one cell of it, that was left out, and why; `column` is None for a whole row."""

    row: int
    column: str | None
    words: str
    reason: str

    def line(self) -> str:
        """Say it in a line."""
        where = f"row {self.row:,}"
        if self.column is not None:
            where += f", {self.column}"
        named = not self.words or self.words in self.reason
        said = "" if named else f" “{self.words[:80]}”"
        return f"{where}:{said} {self.reason}"


@dataclass(slots=True)
class TableReport:
    """Counts, and a sentence for whatever a person should look at.

    `made` counts new records by kind; `matched` are records that were there and are named by the
    table, `changed` those of them that hold more now; `unchanged` are rows that brought nothing.
    `doubtful` are new records that may be the same as another; `dates` show how the words of dates
    were read. `step` is the step to undo, None where nothing was written; a `bulk` one is taken
    back whole and made again by importing again.
    """

    name: str
    rows: int = 0
    unchanged: int = 0
    made: Counter[str] = field(default_factory=Counter)
    matched: int = 0
    changed: int = 0
    quotes: int = 0
    claims: int = 0
    doubtful: list[str] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    dates: dict[str, str] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)
    step: int | None = None
    bulk: bool = False
    source: int | None = None

    def lines(self) -> list[str]:
        """Return the report as lines for a person."""
        made = ", ".join(f"{count:,} {kind}" for kind, count in sorted(self.made.items()))
        found = [
            f"read      {self.rows:,} rows of {self.name} ({self.unchanged:,} held nothing new)",
            f"made      {made or 'nothing'}",
            f"matched   {self.matched:,} records that were there, {self.changed:,} of them changed",
            f"evidence  {self.quotes:,} quotes, {self.claims:,} claims",
        ]
        if self.dates:
            found.append(f"dates     {len(self.dates):,} wordings, read as")
            found += [f"          {words} → {read}" for words, read in self.dates.items()]
        found.append(f"doubtful  {len(self.doubtful):,}")
        found += [f"          {line}" for line in self.doubtful]
        found.append(f"refused   {len(self.refused):,}")
        found += [f"          {one.line()}" for one in self.refused]
        if self.bulk:
            found.append(
                "So many rows are one bulk step: undo takes all of it back, and to have it again "
                "it is imported again."
            )
        return [*found, *self.warnings]
