"""What a person gives to a service: values, and the words that say so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from models.evidence.claims import Hop, Premise


@dataclass(frozen=True, slots=True)
class Link:
    """A record as a value, with how it is connected (discussed, announced or signed)."""

    record: int
    connection: str | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a snapshot's reading text, in code points, end exclusive."""

    snapshot: int
    start: int
    end: int
    locator: str | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words that say so.

    `quote` is the id of one, or a passage that becomes one (an equal quote is used again).
    `printed` is the value in the source's own characters; `span` the decisive words, absolute in
    the snapshot. Each follows from the other where only one is given and no doubt is possible; a
    claim on a field that leans on nothing needs one of them. With `premises` it is an inferred
    claim: `Premise("source date", None, source, None)`, where source None means the quote's own;
    `Premise("quote", quote, None, None)`; `Premise("editor", None, None, "why")`. `hops` are the
    attribution, speaker first: `Hop("Bagheri", record, publisher=False)`. `prefer` is the reason
    why this claim counts more than the others of its field; `credibility` is "1" to "6".
    """

    quote: int | Passage
    printed: str | None = None
    span: tuple[int, int] | None = None
    premises: tuple[Premise, ...] = ()
    supports: bool = True
    credibility: str = "6"
    hops: tuple[Hop, ...] = ()
    prefer: str | None = None


@dataclass(frozen=True, slots=True)
class New:
    """A record as a value that is made on the way, in the same step; see `create_record`.

    Of a line of a form kind and label are enough: the label is a post's title, or the printed name
    that becomes a name of its own (`filling.fill`). Without an `owner` a tenure belongs to the
    person beside whom it is named as capacity.
    """

    kind: str
    label: str | None = None
    values: Mapping[str, Filled] = field(default_factory=dict)
    owner: int | None = None
    evidence: tuple[Evidence, ...] = ()
    connection: str | None = None


Given: TypeAlias = str | int | Link | New
"""A value as a form has it.

Words; a choice; a date in EDTF or as people write it ("2 Aug 2023"); the id of a record, or a new
one.
"""


@dataclass(frozen=True, slots=True)
class Sourced:
    """A value together with the words that say so."""

    value: Given
    evidence: tuple[Evidence, ...]


Filled: TypeAlias = Given | Sourced | Sequence[Given | Sourced]
"""What a form holds for one field of a new record: one value or several."""
