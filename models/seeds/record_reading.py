"""Reading records, values, claims and chains of a seed into their drafts."""

from __future__ import annotations

from collections.abc import Mapping as ByName
from collections.abc import Sequence
from dataclasses import dataclass, field

from models.fields.registry import Field, fields_of
from models.schema import vocabulary
from models.seeds.document import Listing, Mapping, Node, Scalar
from models.seeds.draft import (
    AuthorDraft,
    ClaimDraft,
    HopDraft,
    PremiseDraft,
    RecordDraft,
    ValueDraft,
)
from models.seeds.entries import Entries, entries
from models.seeds.problems import Complaints, Place, nearest, shown

INSIDE_OF: ByName[str, tuple[str, ...]] = {
    "official": ("tenure",),
    "meeting": ("participation",),
    "agreement": ("participation",),
}
"""What stands inside the records of a kind, besides names."""


def read_chains(parts: Sequence[Entries], complaints: Complaints) -> dict[str, list[HopDraft]]:
    """Read the named attributions of all files."""
    chains: dict[str, list[HopDraft]] = {}
    for part in parts:
        for key, place, node in part.keyed("attributions"):
            if key in chains:
                complaints.add(place, f"The attribution {shown(key)} is given twice.")
            elif isinstance(node, Listing):
                chains[key] = _read_hops(node, complaints)
            else:
                complaints.add(place, "An attribution is a list of hops, the speaker first.")
    return chains


def _read_hops(node: Listing, complaints: Complaints) -> list[HopDraft]:
    hops = []
    for item in node.items:
        found = entries(item, "a hop", complaints)
        if found is None:
            continue
        printed = found.text("printed", needed=True)
        party, publisher = found.text("party"), found.flag("publisher")
        found.done()
        if printed is not None:
            hops.append(HopDraft(found.place, printed, party, publisher))
    if not node.items:
        complaints.add(node.place, "An attribution needs at least one hop.")
    return hops


@dataclass(slots=True)
class RecordReader:
    """Reads records into `records`, by key."""

    records: dict[str, RecordDraft]
    chains: dict[str, list[HopDraft]]
    complaints: Complaints
    _claims: ClaimReader = field(init=False)

    def __post_init__(self) -> None:
        self._claims = ClaimReader(self.chains, self.complaints)

    def read(
        self, found: Entries, place: Place, kind: str, key: str, owner: str | None = None
    ) -> None:
        """Read one record and what is inside it."""
        if key in self.records:
            first = self.records[key].place
            self.complaints.add(
                place,
                f"The key {shown(key)} is given twice; it names the {self.records[key].kind} "
                f"in {first.file}:{first.line} already.",
            )
            return
        record = RecordDraft(place, kind, key, owner)
        self.records[key] = record
        record.review = found.choice("review", vocabulary.REVIEWS, "draft")
        record.note = found.text("note")
        if owner is None:
            record.label = found.text("label")
            self._read_marks(found, record)
        record.presence += filter(None, map(self._claims.read, found.items("holds")))
        if kind == "source":
            self._read_authors(found, record)
            self._read_csl(found, record)
        for one in fields_of(kind):
            node = found.node(one.name)
            if node is not None:
                record.fields[one.name] = self._values(one, node)
        if owner is None:
            self._read_inside(found, kind, key)
        found.done()

    def _read_inside(self, found: Entries, kind: str, key: str) -> None:
        for inside in (*INSIDE_OF.get(kind, ()), "name"):
            for local, place, node in found.keyed(f"{inside}s"):
                inner = entries(node, RecordDraft.naming(inside), self.complaints)
                if inner is not None:
                    self.read(inner, place, inside, f"{key}/{local}", key)

    def _read_marks(self, found: Entries, record: RecordDraft) -> None:
        identifiers = found.mapping_of("identifiers")
        if identifiers is not None:
            for scheme, node in identifiers.entries.items():
                if isinstance(node, Scalar) and node.text.strip():
                    record.identifiers.append((node.place, scheme, node.text))
                else:
                    self.complaints.add(node.place, f"The identifier {shown(scheme)} is a text.")
        for item in found.items("tags"):
            if isinstance(item, Scalar) and item.text.strip():
                record.tags.append(item)
            else:
                self.complaints.add(item.place, "A tag is a text.")

    def _read_authors(self, found: Entries, record: RecordDraft) -> None:
        for item in found.items("authors"):
            author = entries(item, "an author", self.complaints)
            if author is None:
                continue
            draft = AuthorDraft(*(author.text(part) for part in ("literal", "family", "given")))
            author.done()
            if draft.literal is None and draft.family is None:
                self.complaints.add(item.place, "An author needs “literal” or “family”.")
            else:
                record.authors.append(draft)

    def _read_csl(self, found: Entries, record: RecordDraft) -> None:
        csl = found.mapping_of("csl")
        if csl is None:
            return
        for key, node in csl.entries.items():
            if isinstance(node, Scalar):
                record.csl[key] = node.text
            else:
                self.complaints.add(node.place, f"{shown(key)} must be a text.")

    def _values(self, one: Field, node: Node) -> list[ValueDraft]:
        if isinstance(node, Listing):
            if not one.several:
                self.complaints.add(node.place, f"{shown(one.name)} holds one value, not a list.")
                return []
            return [value for item in node.items if (value := self._value(one, item))]
        if one.several:
            self.complaints.add(node.place, f"{shown(one.name)} is a list (lines with “- ”).")
            return []
        value = self._value(one, node)
        return [value] if value else []

    def _value(self, one: Field, node: Node) -> ValueDraft | None:
        if isinstance(node, Scalar):
            if not node.text.strip():
                self.complaints.add(
                    node.place, f"{shown(one.name)} has no value; leave it out instead."
                )
                return None
            return ValueDraft(node.place, node)
        found = entries(node, f"the field {shown(one.name)}", self.complaints)
        if found is None:
            return None
        value = ValueDraft(found.place, found.scalar("value"))
        if one.connection_column is not None:
            value.connection = found.scalar("connection", needed=True)
        claims = found.items("claims")
        found.done()
        value.claims += filter(None, map(self._claims.read, claims))
        if claims and not one.citable:
            self.complaints.add(node.place, f"{shown(one.name)} is not cited; take its claims out.")
        return value


@dataclass(slots=True)
class ClaimReader:
    """Reads claims; `chains` are the attributions they may name."""

    chains: dict[str, list[HopDraft]]
    complaints: Complaints

    def read(self, node: Node) -> ClaimDraft | None:
        """Read one claim; None where it is none."""
        found = entries(node, "a claim", self.complaints)
        if found is None:
            return None
        claim = ClaimDraft(
            found.place,
            quote=found.scalar("quote", needed=True),
            words=found.scalar("words"),
            occurrence=found.count("occurrence"),
            printed=found.scalar("printed"),
            value=found.scalar("value"),
            denies=found.flag("denies"),
            rank=found.choice("rank", vocabulary.RANKS, "normal"),
            reason=found.text("reason"),
            credibility=found.choice("credibility", vocabulary.CREDIBILITIES, "6"),
        )
        inferred = found.node("inferred")
        if inferred is not None:
            claim.premises = self._premises(inferred)
        claim.hops = self._hops(found.node("attribution"))
        found.done()
        if claim.rank != "normal" and claim.reason is None:
            self.complaints.add(found.place, f"A {claim.rank} claim needs a “reason”.")
        return claim

    def _premises(self, node: Node) -> list[PremiseDraft]:
        if not isinstance(node, Listing) or not node.items:
            self.complaints.add(
                node.place,
                "An inferred claim must say what it leans on: a list of “source date”, "
                "“quote: KEY” and “editor: NOTE”.",
            )
            return []
        return [premise for item in node.items if (premise := self._premise(item))]

    def _premise(self, node: Node) -> PremiseDraft | None:
        types = vocabulary.PREMISE_TYPES
        if isinstance(node, Scalar):
            if node.text == "source date":
                return PremiseDraft(node.place, "source date")
            self.complaints.add(
                node.place,
                f"A claim leans on “source date”, “quote: KEY” or “editor: NOTE”, not on "
                f"{shown(node.text)}." + nearest(node.text, types),
            )
            return None
        if not isinstance(node, Mapping) or len(node.entries) != 1:
            self.complaints.add(node.place, "What a claim leans on is one key with one value.")
            return None
        (key, value) = next(iter(node.entries.items()))
        if key not in types or not isinstance(value, Scalar) or not value.text.strip():
            self.complaints.add(
                node.place,
                f"A claim leans on “source date”, “quote: KEY” or “editor: NOTE”, not on "
                f"{shown(key)}." + nearest(key, types),
            )
            return None
        if key == "quote":
            return PremiseDraft(node.place, key, quote=value.text)
        if key == "editor":
            return PremiseDraft(node.place, key, note=value.text)
        return PremiseDraft(node.place, key, source=value.text)

    def _hops(self, node: Node | None) -> list[HopDraft]:
        if node is None:
            return []
        if isinstance(node, Listing):
            return _read_hops(node, self.complaints)
        if isinstance(node, Scalar) and node.text in self.chains:
            return self.chains[node.text]
        name = node.text if isinstance(node, Scalar) else "this"
        self.complaints.add(
            node.place,
            f"There is no attribution {shown(name)}; write a list of hops or the key of one under "
            "“attributions”." + nearest(name, self.chains),
        )
        return []
