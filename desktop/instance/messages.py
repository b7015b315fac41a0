"""What a second start says to the first, and the answer: one line each, of ASCII."""

from __future__ import annotations

import re
from typing import Final

LONGEST: Final = 2048
"""Bytes of a message, its end of line included; a longer one is none of ours."""

ANSWER: Final = b"attache 1 raised\n"

_RAISE: Final = re.compile(rb"attache 1 raise ([\x21-\x7e]{0,1024})\n")
_TOKEN: Final = re.compile(r"[\x21-\x7e]{1,1024}")


def raise_message(token: str) -> bytes:
    """Return the message that asks for the window. A token no desktop would give is left out."""
    token = token if _TOKEN.fullmatch(token) else ""
    return b"attache 1 raise " + token.encode("ascii") + b"\n"


def token_of(message: bytes) -> str | None:
    """Return the activation token in `message` ("" without one), or None if it asks for no raise.

    Extra bytes, controls, and everything beyond the lengths above are refused.
    """
    found = _RAISE.fullmatch(message) if len(message) <= LONGEST else None
    return found[1].decode("ascii") if found else None
