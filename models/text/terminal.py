"""Making foreign words harmless for a terminal: what obeys escape sequences would obey theirs.

A title or a label can hold sequences that move the cursor, rename the window or type answers
(ECMA-48), and invisible characters that reorder the line ("Trojan Source", CVE-2021-42574).
"""

from __future__ import annotations

import re
from typing import Final

__all__ = ["harmless_json", "harmless_line"]

_ACTING: Final = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_PICTURES: Final = 0x2400
_BLANK: Final = 0x20


def _picture(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code < _BLANK:  # the C0 controls have pictures at the same offsets
        return chr(_PICTURES + code)
    return "\u2421" if code == 0x7F else "\ufffd"


def harmless_line(text: str) -> str:
    """Return `text` as one line that a terminal only shows; tabs stay."""
    return "\t".join(_ACTING.sub(_picture, part) for part in text.split("\t"))


def harmless_json(text: str) -> str:
    """Return JSON that means the same as `text`, written so that a terminal only shows it."""
    lines = text.split("\n")
    return "\n".join(_ACTING.sub(lambda at: f"\\u{ord(at.group()):04x}", line) for line in lines)
