"""What came of registering or unregistering, in sentences."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Report:
    """`done` says whether what was asked for is so now; the sentences are plain text, best first.

    A report that is done may still carry a sentence about something optional that did not work.
    """

    done: bool
    sentences: tuple[str, ...]

    def text(self) -> str:
        """Return the sentences, one a line."""
        return "\n".join(self.sentences)
