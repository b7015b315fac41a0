"""Comparing a written reference with the shipped one: what each has that the other has not."""

import json
import re
from collections import Counter
from typing import Any

from models.exchange.canonical import canonical_content
from models.reference.reference import Reference

POST = re.compile(r"(tenure: [^,(\"]+), [^(\"]* \(")
Lines = Counter[tuple[str, ...]]


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
        for part in ("printed", "decisive", "direct", "leans on", "through", "rank", "credibility"):
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
