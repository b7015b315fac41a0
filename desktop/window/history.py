"""Where the reader has been: back and forward over records."""

__all__ = ["History"]

LIMIT = 200


class History:
    """Visited records with a place among them, as in a browser. Pure state."""

    def __init__(self) -> None:
        """Begin nowhere."""
        self._visited: list[int] = []
        self._place = -1
        self._passing = False

    def visit(self, record: int, *, passing: bool = False) -> None:
        """Go to `record`: what was forward of here is forgotten. The same record twice is one.

        `passing` is a record that came into view by itself, as the first answer to a word that is
        being typed: of several in a row only the last is kept.
        """
        if self._place >= 0 and self._visited[self._place] == record:
            self._passing = self._passing and passing
            return
        kept = self._visited[: self._place + 1]
        if passing and self._passing:
            kept.pop()
        if not kept or kept[-1] != record:
            kept.append(record)
            self._passing = passing
        else:
            self._passing = False
        self._visited = kept[-LIMIT:]
        self._place = len(self._visited) - 1

    @property
    def can_go_back(self) -> bool:
        """Whether there is something to go back to."""
        return self._place > 0

    @property
    def can_go_forward(self) -> bool:
        """Whether there is something to go forward to."""
        return self._place < len(self._visited) - 1

    def back(self) -> int | None:
        """Go back and return the record, None when there is none."""
        if not self.can_go_back:
            return None
        self._place -= 1
        self._passing = False
        return self._visited[self._place]

    def forward(self) -> int | None:
        """Go forward and return the record, None when there is none."""
        if not self.can_go_forward:
            return None
        self._place += 1
        self._passing = False
        return self._visited[self._place]

    def recent(self) -> tuple[int, ...]:
        """Return the records visited, the latest first, each once."""
        return tuple(dict.fromkeys(reversed(self._visited)))
