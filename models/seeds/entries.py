"""Taking a mapping of a seed apart key by key, so that an unknown key is a problem."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from models.seeds.document import Listing, Mapping, Node, Scalar
from models.seeds.problems import Complaints, Place, listed, nearest, shown

KEY: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LONGEST_KEY: Final = 100
MOST_OCCURRENCES: Final = 100_000


@dataclass(slots=True)
class Entries:
    """The entries of one mapping; each is taken once, and `done` complains of the rest."""

    mapping: Mapping
    what: str
    """What the mapping describes, for sentences: "a claim"."""
    complaints: Complaints
    _taken: set[str] = field(default_factory=set)

    @property
    def place(self) -> Place:
        """Where the mapping starts."""
        return self.mapping.place

    def node(self, key: str) -> Node | None:
        """Take the entry `key`, None where it is left out."""
        self._taken.add(key)
        return self.mapping.entries.get(key)

    def scalar(self, key: str, *, needed: bool = False) -> Scalar | None:
        """Take a text that is not empty."""
        node = self.node(key)
        if node is None:
            if needed:
                self.complaints.add(self.place, f"{self._subject} needs {shown(key)}.")
            return None
        if not isinstance(node, Scalar):
            self.complaints.add(node.place, f"{shown(key)} must be a text.")
            return None
        if not node.text.strip():
            self.complaints.add(self.mapping.places[key], f"{shown(key)} has no value.")
            return None
        if "\x00" in node.text:
            self.complaints.add(node.place, f"{shown(key)} holds a NUL character.")
            return None
        return node

    def text(self, key: str, *, needed: bool = False) -> str | None:
        """Take a text that is not empty, as a string."""
        found = self.scalar(key, needed=needed)
        return found.text if found else None

    def choice(self, key: str, choices: Iterable[str], default: str) -> str:
        """Take one of `choices`."""
        found = self.scalar(key)
        if found is None:
            return default
        choices = tuple(choices)
        if found.text not in choices:
            self.complaints.add(
                found.place,
                f"{shown(key)} is one of {listed(choices)}, not {shown(found.text)}."
                + nearest(found.text, choices),
            )
            return default
        return found.text

    def flag(self, key: str) -> bool:
        """Take `true` or `false`; left out it is false."""
        return self.choice(key, ("true", "false"), "false") == "true"

    def count(self, key: str) -> int | None:
        """Take a whole number from 1."""
        found = self.scalar(key)
        if found is None:
            return None
        digits = found.text if found.text.isascii() and found.text.isdigit() else ""
        if not digits or len(digits) > len(str(MOST_OCCURRENCES)) or int(digits) < 1:
            self.complaints.add(
                found.place, f"{shown(key)} is a whole number from 1, not {shown(found.text)}."
            )
            return None
        return int(digits)

    def mapping_of(self, key: str) -> Mapping | None:
        """Take a mapping."""
        node = self.node(key)
        if node is not None and not isinstance(node, Mapping):
            self.complaints.add(node.place, f"{shown(key)} must hold keys and values.")
            return None
        return node

    def items(self, key: str) -> list[Node]:
        """Take a list; left out it is empty."""
        node = self.node(key)
        if node is None:
            return []
        if not isinstance(node, Listing):
            self.complaints.add(node.place, f"{shown(key)} must be a list (lines with “- ”).")
            return []
        return node.items

    def keyed(self, key: str) -> Iterator[tuple[str, Place, Node]]:
        """Take a mapping of things by their key, leaving out what has an impossible key."""
        mapping = self.mapping_of(key)
        if mapping is not None:
            yield from keyed(mapping, self.complaints)

    def done(self) -> None:
        """Complain of every entry that nobody took."""
        for key in self.mapping.entries:
            if key not in self._taken:
                self.complaints.add(
                    self.mapping.places[key],
                    f"{self._subject} has no {shown(key)}." + nearest(key, self._taken),
                )

    @property
    def _subject(self) -> str:
        return self.what[:1].upper() + self.what[1:]


def keyed(mapping: Mapping, complaints: Complaints) -> Iterator[tuple[str, Place, Node]]:
    """Give the entries of a mapping whose keys are names the seed makes up itself."""
    for key, node in mapping.entries.items():
        place = mapping.places[key]
        if len(key) > LONGEST_KEY or not KEY.fullmatch(key):
            complaints.add(
                place,
                f"The key {shown(key)} must be small letters a to z and digits, parted by hyphens.",
            )
            continue
        yield key, place, node


def entries(node: Node, what: str, complaints: Complaints) -> Entries | None:
    """Return the entries of `node`, or complain that it is no mapping."""
    if isinstance(node, Mapping):
        return Entries(node, what, complaints)
    complaints.add(node.place, f"This must hold the keys and values of {what}.")
    return None
