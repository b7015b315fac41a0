"""The plain data of the shipped story, as somebody who is to write it reads it."""

from pathlib import Path
from typing import Any, Final

import yaml

Data = dict[str, Any]
KINDS: Final = (
    "organization", "place", "official", "agreement", "meeting", "statement", "relation",
)  # fmt: skip
NAMED: Final = ("organization", "place", "official")
FIRST: Final = ("irna", "bagheri", "khrenin", "ashtiani", "khamenei", "lukashenko")
"""Whoever passed words on: they have to be there before they can be named so."""
APART: Final = {"label", "holds", "review", "note", "identifiers", "tags", "tenures",
                "participations", "names", "snapshots"}  # fmt: skip
"""Parts of the data that are no fields."""


def read_story(folder: Path) -> Data:
    """Return the seed's data: sources, quotes, chains, records by kind and key."""
    story: Data = {"sources": {}, "quotes": {}, "attributions": {}, "records": {}}
    for path in sorted(folder.glob("*.yaml")):
        # Only keys, lists and texts are used: dates stay as they are written.
        part = yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)
        story["sources"] |= part.get("sources", {})
        story["quotes"] |= part.get("quotes", {}).get("article", {})
        story["attributions"] |= part.get("attributions", {})
        for kind, records in part.get("records", {}).items():
            story["records"].setdefault(kind, {}).update(records)
    return story


def value_of(filled: Any) -> str:
    """Return a value as the seed has it."""
    return str(filled["value"]) if isinstance(filled, dict) else str(filled)


def called(data: Data) -> str:
    """Return what a record is called: as it says, or by its preferred or first name."""
    if "label" in data:
        return str(data["label"])
    names = list(data["names"].values())
    chosen = next((one for one in names if one.get("form") == "preferred"), names[0])
    return value_of(chosen["text"])


def first_claim(kind: str, data: Data) -> Data | None:
    """Return the claim one begins a record with."""
    if kind == "statement":
        return data["words"]["claims"][0]
    if kind in NAMED:
        names = list(data.get("names", {}).values())
        text = names[0]["text"] if names else ""
        return text["claims"][0] if isinstance(text, dict) else None
    return data["holds"][0] if "holds" in data else None
