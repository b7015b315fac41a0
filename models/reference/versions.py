"""By which rules the derived keys of a file were made: folding, skeletons, sorting, Unicode."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from models.names.folding import FOLDING_VERSION
from models.names.skeleton import SKELETON_VERSION
from models.names.sorting import COLLATION

FOLDING = "folding"
SKELETON = "skeleton"
COLLATING = "collation"
UNICODE = "unicode"

RULES = {
    FOLDING: "search text",
    SKELETON: "sounds of names",
    COLLATING: "sort keys",
}
"""What follows from each rule, in words; a file that was made by other rules is stale there."""


def versions() -> dict[str, str]:
    """Return the rules of this program, as they stand in `meta` of the files it makes."""
    return {
        FOLDING: str(FOLDING_VERSION),
        SKELETON: str(SKELETON_VERSION),
        COLLATING: COLLATION,
        UNICODE: unicodedata.unidata_version,
    }


@dataclass(frozen=True, slots=True)
class StaleRule:
    """One rule by which a file's keys were made otherwise than this program makes them."""

    rule: str
    theirs: str
    ours: str

    @property
    def sentence(self) -> str:
        """What is so, and what to do."""
        return (
            f"Its {RULES[self.rule]} were made by other rules ({self.rule} {self.theirs}, here "
            f"{self.ours}): refresh them, or searching and sorting miss records."
        )


def stale_rules(facts: Mapping[str, str]) -> tuple[StaleRule, ...]:
    """Return where the keys of a file with these facts were made by other rules than ours.

    A file that does not say is not stale by that alone: Verify compares its keys one by one. So
    it does where only the Unicode version differs, since a newer one adds characters and changes
    next to nothing of old ones.
    """
    ours = versions()
    return tuple(
        StaleRule(rule, facts[rule], ours[rule])
        for rule in RULES
        if rule in facts and facts[rule] != ours[rule]
    )
