"""The closed sets of words the tables accept, each in the order people should see them.

The words are those of `DESIGN.md` section 2; the Admiralty grades are those of AJP-2.1.
"""

from __future__ import annotations

from typing import Final

KINDS: Final = (
    "official",
    "organization",
    "place",
    "tenure",
    "meeting",
    "participation",
    "agreement",
    "statement",
    "relation",
    "name",
    "source",
)
TABLE_KINDS: Final = (
    "official",
    "meeting",
    "agreement",
    "statement",
    "relation",
    "organization",
)
"""Kinds the combined table shows without being asked."""
ASKED_KINDS: Final = ("place", "source")
"""Kinds the combined table shows on request."""
INSIDE_KINDS: Final = ("tenure", "participation", "name")
"""Kinds that show inside the record that owns them."""
PARTY_KINDS: Final = ("official", "organization")
EVENT_KINDS: Final = ("meeting", "agreement")

REVIEWS: Final = ("draft", "checked", "verified")
ORGANIZATION_TYPES: Final = (
    "state",
    "ministry",
    "force",
    "agency",
    "newspaper",
    "alliance",
    "company",
    "grouping",
    "other",
)
PLACE_TYPES: Final = ("country", "region", "city", "venue", "other")
TENURE_MANNERS: Final = ("substantive", "acting", "ad interim")
MEETING_FORMS: Final = ("meeting", "visit", "call", "summit", "signing", "correspondence")
OCCURRENCES: Final = ("announced", "reported", "confirmed", "cancelled", "denied")
ROLES: Final = ("principal", "host", "visitor", "delegation", "signatory", "mediator")
AGREEMENT_FORMS: Final = (
    "memorandum",
    "treaty",
    "contract",
    "joint statement",
    "commission",
    "arrangement",
)
STAGES: Final = ("proposed", "announced", "signed", "in force", "denied")
CONNECTIONS: Final = ("discussed", "announced", "signed")
STATEMENT_MODES: Final = ("direct", "partial", "indirect")
RELATION_TYPES: Final = (
    "sanctions",
    "alliance",
    "ties",
    "cooperation",
    "basing",
    "supply",
    "accusation",
    "tension",
    "war",
)
STANDINGS: Final = ("asserted", "alleged", "denied")
NAME_FORMS: Final = ("printed", "preferred", "former", "alias", "adjective", "metonym")
DERIVATIONS: Final = ("syndicated", "translated", "updated", "excerpt", "data set")
SOURCE_TYPES: Final = (
    "article",
    "article-newspaper",
    "article-journal",
    "book",
    "broadcast",
    "dataset",
    "document",
    "interview",
    "post",
    "report",
    "speech",
    "treaty",
    "webpage",
)
"""The item types of CSL 1.0.2 that documents about officials come in."""
RELIABILITIES: Final = ("A", "B", "C", "D", "E", "F")
CREDIBILITIES: Final = ("1", "2", "3", "4", "5", "6")
STANCES: Final = ("supports", "denies")
DIRECTNESSES: Final = ("direct", "inferred")
RANKS: Final = ("preferred", "normal", "deprecated")
PREMISE_TYPES: Final = ("source date", "quote", "editor")
"""What a reading can lean on: the date of its source, another passage, the editor's knowledge."""
COMPRESSIONS: Final = ("none", "zlib")
OPERATIONS: Final = ("insert", "update", "delete")
VERDICTS: Final = ("open", "accepted", "rejected")
INVOLVEMENTS: Final = ("party", "country", "place", "source")
