"""Captured copies and their quotes: files read, words found, with a hint where they are not."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Final

from models.capture.extractors import extractor_for, extractor_named, media_types
from models.seeds.document import Scalar
from models.seeds.draft import QuoteDraft, SeedDraft, SnapshotDraft
from models.seeds.problems import SHOWN, Complaints, listed, nearest, shown
from models.text.reading_text import ReadingText, UnreadableTextError
from models.text.segments import sentences

LARGEST_ORIGINAL: Final = 64 * 1024 * 1024
MOST_SENTENCES: Final = 2000
"""So many are compared, at most, to find what a quote may have meant."""
LIKE_ENOUGH: Final = 0.6

# Characters that look alike and are typed for each other; each for one, so that places stay.
_ALIKE: Final = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛ʼ`´′", "'"),
        **dict.fromkeys("“”„‟«»″", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("\u00a0\u2007\u2009\u202f\u200a\n\u2028\t", " "),
    }
)


@dataclass(frozen=True, slots=True)
class Capture:
    """A captured copy, read by its extractor."""

    draft: SnapshotDraft
    original: bytes
    reading: ReadingText
    extractor: str
    extractor_version: str
    media_type: str
    captured: str
    method: str


@dataclass(frozen=True, slots=True)
class FoundQuote:
    """A quote at its place in the reading text, in code points, end exclusive."""

    draft: QuoteDraft
    snapshot: str
    start: int
    end: int
    exact: str


def read_captures(folder: Path, draft: SeedDraft, complaints: Complaints) -> dict[str, Capture]:
    """Read the file of every snapshot, by key `SOURCE/SNAPSHOT`."""
    found = {}
    for key, snapshot in draft.snapshots.items():
        capture = _read_capture(folder, snapshot, complaints)
        if capture is not None:
            found[key] = capture
    return found


def _read_capture(folder: Path, draft: SnapshotDraft, complaints: Complaints) -> Capture | None:
    if not (draft.file and draft.media_type and draft.captured and draft.method):
        return None
    known = extractor_for(draft.media_type.text)
    if known is None:
        complaints.add(
            draft.media_type.place,
            f"Nothing reads {shown(draft.media_type.text)}; known are {listed(media_types())}."
            + nearest(draft.media_type.text, media_types()),
        )
        return None
    original = _original(folder, draft.file, complaints)
    if original is None:
        return None
    sha256 = hashlib.sha256(original).hexdigest()
    if draft.sha256 is not None and draft.sha256.text != sha256:
        complaints.add(
            draft.sha256.place, f"The file {shown(draft.file.text)} has the SHA-256 {sha256}."
        )
        return None
    extract = extractor_named(*known)
    assert extract is not None
    try:
        reading = extract(original)
    except UnreadableTextError as error:
        complaints.add(draft.file.place, f"{draft.file.text}: {error}")
        return None
    return Capture(
        draft,
        original,
        reading,
        *known,
        media_type=draft.media_type.text,
        captured=draft.captured.text,
        method=draft.method.text,
    )


def _original(folder: Path, file: Scalar, complaints: Complaints) -> bytes | None:
    """Read a file that lies inside the seed's folder, and nothing else (law 12)."""
    try:
        home = folder.resolve()
        path = (home / file.text).resolve()
        if "\\" in file.text or not path.is_relative_to(home) or path == home:
            complaints.add(file.place, f"The file {shown(file.text)} lies outside of the seed.")
            return None
        if not path.is_file():
            complaints.add(file.place, f"There is no file {shown(file.text)} in the seed.")
            return None
        with path.open("rb") as stream:
            content = stream.read(LARGEST_ORIGINAL + 1)
    except (OSError, ValueError, RuntimeError) as error:
        complaints.add(file.place, f"The file {shown(file.text)} cannot be read ({error}).")
        return None
    if len(content) > LARGEST_ORIGINAL:
        complaints.add(
            file.place,
            f"The file {shown(file.text)} is larger than {LARGEST_ORIGINAL // 1024 // 1024} MB.",
        )
        return None
    return content


def find_quotes(
    draft: SeedDraft, captures: dict[str, Capture], complaints: Complaints
) -> dict[str, FoundQuote]:
    """Find the words of every quote in its snapshot, by the quote's key."""
    found: dict[str, FoundQuote] = {}
    places: dict[tuple[str, int, int], str] = {}
    for key, quote in draft.quotes.items():
        snapshot = _snapshot_of(quote, draft, complaints)
        if snapshot is None or snapshot not in captures:
            continue
        text = captures[snapshot].reading.text
        span = find_words(text, quote.words, quote.occurrence, "the text", complaints)
        if span is None:
            continue
        start, end = span
        taken = places.setdefault((snapshot, start, end), key)
        if taken != key:
            complaints.add(quote.place, f"The quote {shown(taken)} is the same passage.")
            continue
        found[key] = FoundQuote(quote, snapshot, start, end, text[start:end])
    return found


def _snapshot_of(quote: QuoteDraft, draft: SeedDraft, complaints: Complaints) -> str | None:
    key = quote.snapshot.text
    if key in draft.snapshots:
        return key
    copies = [known for known in draft.snapshots if known.startswith(f"{key}/")]
    if len(copies) == 1:
        return copies[0]
    known = sorted({*draft.snapshots, *(copy.source for copy in draft.snapshots.values())})
    complaints.add(
        quote.snapshot.place,
        f"{shown(key)} has several snapshots; write {listed(copies)}."
        if copies
        else f"There is no snapshot of a source {shown(key)}." + nearest(key, known),
    )
    return None


def find_words(
    text: str, words: Scalar, occurrence: int | None, where: str, complaints: Complaints
) -> tuple[int, int] | None:
    """Return where `words` stand in `text`: once, or as the given occurrence (from 1).

    Complains, with what may have been meant, and returns None where they do not.
    """
    needle = words.text
    starts: list[int] = []
    position = text.find(needle)
    most = max(occurrence or 0, 2)
    while position >= 0 and len(starts) < most:
        starts.append(position)
        position = text.find(needle, position + 1)
    if not starts:
        # Looking for what was meant takes time; only for problems that are told.
        meant = hint(text, needle) if len(complaints.found) < SHOWN else ""
        complaints.add(words.place, f"{shown(needle)} does not stand in {where}. {meant}".strip())
        return None
    if occurrence is None and len(starts) > 1:
        complaints.add(
            words.place,
            f"{shown(needle)} stands in {where} more than once; write more words, or which one as "
            "“occurrence”.",
        )
        return None
    if occurrence is not None and occurrence > len(starts):
        times = "once" if len(starts) == 1 else f"{len(starts)} times"
        complaints.add(
            words.place, f"{shown(needle)} stands in {where} {times}, not {occurrence} times."
        )
        return None
    start = starts[(occurrence or 1) - 1]
    return start, start + len(needle)


def hint(text: str, needle: str) -> str:
    """Say what in `text` comes nearest to `needle`, as a sentence, or nothing."""
    start = text.translate(_ALIKE).find(needle.translate(_ALIKE))
    if start >= 0:
        there = text[start : start + len(needle)]
        for one, other in zip(there, needle, strict=True):
            if one != other:
                return (
                    f"It has {shown(one)} (U+{ord(one):04X}) where the seed has {shown(other)} "
                    f"(U+{ord(other):04X}): {shown(there)}."
                )
    start = text.lower().find(needle.lower())
    if start >= 0 and len(text.lower()) == len(text):
        return f"It has {shown(text[start : start + len(needle)])}, in other case."
    return _likest_sentence(text, needle)


def _likest_sentence(text: str, needle: str) -> str:
    best, likeness = "", LIKE_ENOUGH
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(needle[:500])
    for span in sentences(text)[:MOST_SENTENCES]:
        sentence = text[span.start : min(span.end, span.start + 500)]
        matcher.set_seq1(sentence)
        if matcher.real_quick_ratio() > likeness and matcher.quick_ratio() > likeness:
            ratio = matcher.ratio()
            if ratio > likeness:
                best, likeness = sentence, ratio
    return f"The nearest is {shown(best)}." if best else ""
