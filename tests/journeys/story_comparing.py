"""Comparing a written reference with the shipped one: what each has that the other has not."""

import json
import re
from collections import Counter
from collections.abc import Collection
from pathlib import Path
from typing import Any, Final

from models.exchange.canonical import canonical_content
from models.reference.reference import Reference

__all__ = ["BY_NATURE", "differences", "told_apart"]

BY_NATURE: Final = {
    "uid": "Who makes a thing gives it an identity; the shipped ones are fixed by its seed.",
    "created, modified": "The shipped reference was not made today.",
    "snapshot: captured, method": "It says when, and that a person chose a file in the window.",
    "title and description of the file": "They are words about the file, and no record.",
    "step, change": "One was written step by step, the other is one step.",
    "trash": "Names without words, which the window gave, were thrown away.",
}
"""What may differ though the article is the same file: none of it is in the canonical content."""

OF_THE_FORM: Final = {
    "text": "The hash of the whole text, which may end in a line break; each quote is compared.",
    "original": "Other bytes have another hash.",
    "type": "It is another type of document.",
    "read by": "Another part of the program reads it.",
    "locator": "A PDF has pages, and a quote says on which it stands.",
}
"""What of a snapshot may differ where the article is not the same file; its words stand where they
stood."""

POST = re.compile(r"(tenure: [^,(\"]+), [^(\"]* \(")
Lines = Counter[tuple[str, ...]]


def told_apart(written: Path, shipped: Path, form: str = "txt") -> list[str]:
    """Return every difference between two references, empty where they say the same.

    Of an article that was no plain text, what the form must change is left out.
    """
    left_out = OF_THE_FORM if form != "txt" else {}
    with (
        Reference.open(written, read_only=True) as one,
        Reference.open(shipped, read_only=True) as other,
    ):
        mine, theirs = (_without(canonical_content(it), left_out) for it in (one, other))
        if mine == theirs:
            return []
        found = differences(one, other)
    return [line for told in found.values() for line in told] or ["They differ otherwise."]


def _without(content: Any, left_out: Collection[str]) -> Any:
    """Return content without these parts of snapshots and their quotes."""
    for record in content:
        for snapshot in record.get("snapshots", ()):
            for part in (snapshot, *snapshot["quotes"]):
                for name in left_out:
                    part.pop(name, None)
    return content


def lines_of(reference: Reference) -> Lines:
    """Return the canonical content as lines: whose it is, which part, and what it says."""
    lines: Lines = Counter()
    for record in canonical_content(reference):
        name = f"{record['kind']}: {record['label']}"
        _flatten(lines, name, record)
    return lines


def _posts_by_title(lines: Lines) -> Lines:
    found: Lines = Counter()
    for line, count in lines.items():
        found[tuple(POST.sub(r"\1 (", part) for part in line)] += count
    return found


def _flatten(lines: Lines, name: str, record: dict[str, Any]) -> None:
    for inside in record.pop("inside", ()):
        first = inside["fields"]
        called = first.get("text") or first.get("title") or first.get("participant") or ["?"]
        _flatten(lines, f"{name} / {inside['kind']}: {called[0]}", inside)
    for claim in record.pop("claims", ()):
        about = f"claim on {claim.get('field', 'the record')}"
        words = claim.pop("quote")["words"]
        told = (about, json.dumps([claim.get("value"), words[:40]], ensure_ascii=False))
        lines[name, *told] += 1
        for part in (
            "printed",
            "decisive",
            "direct",
            "leans on",
            "through",
            "rank",
            "credibility",
            "supports",
            "reason",
        ):
            said = json.dumps(claim.get(part), ensure_ascii=False)
            lines[name, f"{about}: {part}", f"{told[1]} {said}"] += 1
    for field, values in record.pop("fields", {}).items():
        for value in values:
            lines[name, f"field {field}", json.dumps(value, ensure_ascii=False)] += 1
    for part, value in record.items():
        lines[name, part, json.dumps(value, ensure_ascii=False)] += 1


def differences(written: Reference, shipped: Reference, *names: str) -> dict[str, list[str]]:
    """Return what differs, by what it is; where there are names, only of these."""
    one, other = lines_of(written), lines_of(shipped)
    if names:
        # What posts are posts of stands in records that are not looked at.
        one, other = _posts_by_title(one), _posts_by_title(other)
    found: dict[str, list[str]] = {}
    for sign, more, less in (("+", one, other), ("-", other, one)):
        for line in sorted((more - less).elements()):
            if names and line[0].split(" / ")[0] not in names:
                continue
            part = line[1].split(": ")[-1] if "claim" in line[1] and ": " in line[1] else line[1]
            found.setdefault(part, []).append(f"{sign} {' | '.join(line)}")
    return found
