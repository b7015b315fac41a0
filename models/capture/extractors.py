"""The extractors of this program, found by name and version."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType
from typing import Final, TypeAlias

from models.capture import historian_xml, plain_text
from models.capture.child_process import Limits, extraction_apart
from models.capture.parsing import IN_PROCESS, Request, extraction, request_named
from models.reference.problems import ProblemError
from models.text.reading_text import ReadingText, UnreadableTextError

Extract: TypeAlias = Callable[[bytes], ReadingText]
"""Reads original bytes.

Raises:
    UnreadableTextError: the bytes cannot be read; the message is a sentence for a person.
"""

_EXTRACTORS: Final[Mapping[tuple[str, str], Extract]] = MappingProxyType(
    {
        (plain_text.EXTRACTOR, plain_text.VERSION): plain_text.extract,
        (historian_xml.EXTRACTOR, historian_xml.VERSION): historian_xml.extract,
    }
)
"""A version stays here as long as snapshots read by it are about: Verify reads their original bytes
again and must get the same text (law 1)."""

_FOR_MEDIA_TYPE: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {plain_text.MEDIA_TYPE: (plain_text.EXTRACTOR, plain_text.VERSION)}
)


def extractor_named(name: str, version: str) -> Extract | None:
    """Return the extractor a snapshot was read by, None where this program has no such one.

    What is not plain text is read in a process of its own; each call starts one.
    """
    known = _EXTRACTORS.get((name, version))
    if known is not None:
        return known
    request = request_named(name, version)
    return partial(_read_again, request) if request is not None else None


def _read_again(request: Request, original: bytes) -> ReadingText:
    if request.form in IN_PROCESS:
        return extraction(request, original).reading
    try:
        found = extraction_apart(
            request, original, name="", limits=Limits(), cancelled=lambda: False
        )
    except ProblemError as problem:
        raise UnreadableTextError(problem.sentence) from problem
    return found.reading


def extractor_for(media_type: str) -> tuple[str, str] | None:
    """Return name and version of the extractor that reads `media_type` today, None without one."""
    return _FOR_MEDIA_TYPE.get(media_type)


def media_types() -> tuple[str, ...]:
    """Return the media types that can be read."""
    return tuple(_FOR_MEDIA_TYPE)
