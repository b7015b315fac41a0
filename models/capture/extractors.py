"""The extractors of this program, found by name and version."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final, TypeAlias

from models.capture import historian_xml, plain_text
from models.text.reading_text import ReadingText

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
_FOR_MEDIA_TYPE: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {plain_text.MEDIA_TYPE: (plain_text.EXTRACTOR, plain_text.VERSION)}
)


def extractors() -> Mapping[tuple[str, str], Extract]:
    """Return every extractor by name and version.

    A version stays here as long as snapshots read by it are about: Verify reads their original
    bytes again and must get the same text (law 1).
    """
    return _EXTRACTORS


def extractor_named(name: str, version: str) -> Extract | None:
    """Return the extractor a snapshot was read by, None where this program has no such one."""
    return _EXTRACTORS.get((name, version))


def extractor_for(media_type: str) -> tuple[str, str] | None:
    """Return name and version of the extractor that reads `media_type` today, None without one."""
    return _FOR_MEDIA_TYPE.get(media_type)


def media_types() -> tuple[str, ...]:
    """Return the media types that can be read."""
    return tuple(_FOR_MEDIA_TYPE)
