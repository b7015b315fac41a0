"""What the files of one import need to know of each other: titles, people, posts, spellings."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypeAlias

from models.capture.historian_xml import HistorianFile, Word
from models.importing.historian.drafts import (
    COMPOUND,
    NAMESAKE,
    POSSIBLE_DUPLICATE,
    Passage,
    RecordDraft,
)
from models.importing.historian.report import ImportReport
from models.names.folding import fold, search_words
from models.records.posts import Held, post_on
from models.records.values import Value

Visitor: TypeAlias = tuple[str, str]
"""Country id and spelling."""

_SEVERAL_PEOPLE = re.compile(r"\band\b|&|, (?!Jr\b|Sr\b|\d|[IVX]+\b)")
_NOT_IN_A_KEY = re.compile(r"[^0-9a-z]+")


def key_of(text: str) -> str:
    """Return a printed name as the data writes its keys: small letters, digits and hyphens."""
    return _NOT_IN_A_KEY.sub("-", re.sub(r"['.]", "", fold(text))).strip("-")


def spelled(text: str) -> str:
    """Return a printed name without the blanks some entries carry at its ends."""
    return text.strip()


@dataclass(frozen=True, slots=True)
class Title:
    """A post's title as its file prints it, and where."""

    text: str
    passage: Passage
    word: Word | None = None


@dataclass(frozen=True, slots=True)
class Post:
    """A tenure that can answer for a day."""

    key: str
    start: Value | None
    end: Value | None
    passage: Passage


@dataclass(slots=True)
class Register:
    """Filled in the order of `data_files.FOLDERS`."""

    report: ImportReport
    titles: dict[str, Title] = field(default_factory=dict)
    codes: dict[str, Title] = field(default_factory=dict)
    """What a class of posts means, by code."""
    people: dict[str, str] = field(default_factory=dict)
    """Label of each person of `pocom` by id."""
    births: dict[str, str] = field(default_factory=dict)
    presidents: dict[str, str] = field(default_factory=dict)
    """Label of each president by the id in their own list, which is no id of `pocom`."""
    posts: dict[str, list[Post]] = field(default_factory=lambda: defaultdict(list))
    """Tenures somebody held, by key of the official."""
    appointments: dict[str, str] = field(default_factory=dict)
    """Key of the tenure by the id of its appointment, the first where several share it."""
    printed: set[str] = field(default_factory=set)
    """Country ids that journeys or visits print a name for that is the id in other letters."""
    made: set[str] = field(default_factory=set)
    """Keys of what is shared between files and drafted already."""
    visitors: dict[Visitor, list[str]] = field(default_factory=dict)
    """Marks of each visitor, by country id and spelling."""
    labels: dict[str, str] = field(default_factory=dict)
    """Labels of states and missions by key."""

    def once(self, draft: RecordDraft) -> bool:
        """Whether the record has not been drafted yet; it is from now on."""
        if draft.key in self.made:
            return False
        self.made.add(draft.key)
        return True

    def capacity(self, official: str, day: Value | None) -> Post | None:
        """Return the one post `official` held on all of `day`; None where none or several."""
        held = [
            post
            for post in self.posts.get(official, ())
            if post_on(post.start, post.end, day).held is Held.YES
        ]
        return held[0] if len(held) == 1 else None

    def look_ahead(self, files: Iterable[HistorianFile]) -> None:
        """Learn how journeys and visits print countries and visitors, before they are drafted."""
        for file in files:
            for entry in file.entries:
                word = entry.first("from") or entry.first("country")
                code = entry.first("from id") or entry.first("country id")
                if word is None or code is None:
                    continue
                if key_of(word.text) == code.text:
                    self.printed.add(code.text)
                visitor = entry.first("visitor")
                if visitor is not None:
                    self.visitors.setdefault((code.text, spelled(visitor.text)), [])

    def settle(self) -> None:
        """Judge what was learnt by looking ahead."""
        self.visitors = marked_visitors(self.visitors)


def marked_visitors(seen: Iterable[Visitor]) -> dict[Visitor, list[str]]:
    """Return what is doubtful about each visitor (country id, spelling); nothing is joined.

    Compound: the words name several people. Possible duplicate: another spelling of the same
    country ends in the same two words, or goes on where this one ends. Namesake: another country
    has a visitor of the same words, or one whose words begin with all of these.
    """
    marks: dict[Visitor, list[str]] = {one: [] for one in seen}
    words = {one: search_words(one[1]) for one in marks}
    by_end: dict[tuple[str, tuple[str, ...]], list[Visitor]] = defaultdict(list)
    by_beginning: dict[tuple[str, ...], list[Visitor]] = defaultdict(list)
    for one, found in words.items():
        by_end[one[0], found[-2:]].append(one)
        for length in range(2, len(found) + 1):
            by_beginning[found[:length]].append(one)
    for one in marks:
        if _SEVERAL_PEOPLE.search(one[1]):
            _mark(marks, [one], COMPOUND)
    for group in by_end.values():
        if len(group) > 1:
            _mark(marks, group, POSSIBLE_DUPLICATE)
    for one, found in words.items():
        alike = by_beginning.get(found, [])
        same = [other for other in alike if other[0] == one[0]]
        if len(same) > 1:
            _mark(marks, same, POSSIBLE_DUPLICATE)
        if len(same) < len(alike):
            _mark(marks, alike, NAMESAKE)
    return marks


def _mark(marks: dict[Visitor, list[str]], several: Iterable[Visitor], text: str) -> None:
    for one in several:
        if text not in marks[one]:
            marks[one].append(text)
