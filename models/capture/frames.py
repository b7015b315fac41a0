"""How the two processes of a capture talk: a JSON head and bytes, each with its length before it.

No pickle: what a parser that was taken over by a document can answer is data, and is checked.
"""

from __future__ import annotations

import json
import struct
from typing import Any, Final

MAGIC: Final = b"ATTDOC1\n"
_LENGTHS: Final = struct.Struct(">QQ")
PREFIX: Final = len(MAGIC) + _LENGTHS.size


class BrokenFrameError(ValueError):
    """The bytes are no frame."""


def frame(head: dict[str, Any], body: bytes = b"") -> bytes:
    """Return one frame."""
    encoded = json.dumps(head).encode("ascii")
    return MAGIC + _LENGTHS.pack(len(encoded), len(body)) + encoded + body


def lengths(prefix: bytes) -> tuple[int, int]:
    """Return how long the head and the body of a frame are, by its first `PREFIX` bytes.

    Raises:
        BrokenFrameError: they begin no frame.
    """
    if len(prefix) != PREFIX or not prefix.startswith(MAGIC):
        raise BrokenFrameError("no frame begins here")
    head, body = _LENGTHS.unpack_from(prefix, len(MAGIC))
    return head, body


def unframe(content: bytes) -> tuple[dict[str, Any], bytes]:
    """Return the head and the body of exactly one frame.

    Raises:
        BrokenFrameError: the bytes are not one frame.
    """
    head, body = lengths(content[:PREFIX])
    if len(content) != PREFIX + head + body:
        raise BrokenFrameError("the frame is cut short or goes on")
    try:
        decoded = json.loads(content[PREFIX : PREFIX + head])
    except (ValueError, RecursionError) as error:
        raise BrokenFrameError("the head is no JSON") from error
    if not isinstance(decoded, dict):
        raise BrokenFrameError("the head is no object")
    return decoded, content[PREFIX + head :]
