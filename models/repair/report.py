"""What a repair saved, mended and could not save, in sentences."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

SENTENCES_KEPT: Final = 1_000


@dataclass(slots=True)
class RepairReport:
    """How a repair went; `whole` when nothing that was found had to be left behind."""

    source: Path
    into: Path
    saved: Counter[str] = field(default_factory=Counter)
    """Rows by table."""
    unreadable: list[str] = field(default_factory=list)
    """Where pages could not be read."""
    refused: list[str] = field(default_factory=list)
    """Rows that could be read and break a law of the file."""
    mended: list[str] = field(default_factory=list)
    """What was put right."""
    remaining: tuple[str, ...] = ()
    """What Verify finds in the new file."""
    more: Counter[str] = field(default_factory=Counter)
    """Sentences that were not kept, by list."""

    @property
    def whole(self) -> bool:
        """Whether nothing was lost and nothing is wrong with the new file."""
        return not (self.unreadable or self.refused or self.remaining)

    def add(self, where: str, sentence: str) -> None:
        """Add a sentence to one of the lists; a thousand are kept."""
        sentences: list[str] = getattr(self, where)
        if len(sentences) < SENTENCES_KEPT:
            sentences.append(sentence)
        else:
            self.more[where] += 1

    def lines(self) -> list[str]:
        """Return everything for a person to read."""
        records = self.saved["record"]
        found = [
            f"{self.into} holds {records:,} records, {self.saved['snapshot']:,} snapshots, "
            f"{self.saved['quote']:,} quotes and {self.saved['claim']:,} claims of {self.source}."
        ]
        for heading, where in (
            ("Put right:", "mended"),
            ("Could not be read:", "unreadable"),
            ("Could not be kept:", "refused"),
            ("Is still wrong:", "remaining"),
        ):
            sentences = getattr(self, where)
            if sentences:
                found += ["", heading, *sentences]
            if self.more[where]:
                found.append(f"… and {self.more[where]:,} more.")
        if self.whole:
            found += ["", "Nothing that could be looked for is missing."]
        else:
            found += [
                "",
                "What was lost without a trace is not known: compare with a backup.",
            ]
        return found
