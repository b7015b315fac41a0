"""The kinds of records that can be made from the menu, the most usual first."""

__all__ = ["NEW_KINDS"]

NEW_KINDS = (
    "meeting",
    "official",
    "statement",
    "agreement",
    "relation",
    "organization",
    "place",
)
