"""From decoded text to reading text: the one form in which quotes count their code points."""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass

_NUL = "\x00"
_HALF_A_PAIR = re.compile("[\ud800-\udfff]")
_WIDER_SIGNATURES = (
    # The four-byte signature starts with the two-byte one: the longer is asked first.
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)


class UnreadableTextError(ValueError):
    """The text cannot become a reading text; the message is a sentence for a person."""


@dataclass(frozen=True, slots=True)
class ReadingText:
    """A reading text and what was changed to get it.

    `was_normalized` is true when the decoded text already was NFC (so that nothing but line ends
    and NUL changed), `unicode_version` names the tables that judged it, and `removed_nul` counts
    the NUL characters taken out. `labels` are the stretches an extractor had to add, in order:
    the source does not say them, and no quote may touch them (law 4).
    """

    text: str
    was_normalized: bool
    unicode_version: str
    removed_nul: int
    labels: tuple[tuple[int, int], ...] = ()


def reading_text(decoded: str) -> ReadingText:
    """Give the text with LF line ends, in NFC, without NUL, and otherwise untouched.

    CR LF and a lone CR become LF; U+0085, U+2028, U+2029, U+00A0, noncharacters such as U+FDD0 and
    a leading U+FEFF stay, because they are characters of the text (a byte order mark is a
    signature of the *bytes* and is taken off by `decode_plain_text`). NUL goes first, so that
    neither a line end nor an accent split by one survives a second reading: reading a reading text
    changes nothing.

    Raises:
        UnreadableTextError: when the text holds a lone surrogate, which no UTF-8 can store.
    """
    half = _HALF_A_PAIR.search(decoded)
    if half is not None:
        message = (
            f"Character {half.start() + 1} of the text is half of a surrogate pair "
            f"(U+{ord(half.group()):04X}), which is no character and cannot be stored. "
            "Capture the source again with its right encoding."
        )
        raise UnreadableTextError(message)
    removed_nul = decoded.count(_NUL)
    lines = decoded.replace(_NUL, "").replace("\r\n", "\n").replace("\r", "\n")
    return ReadingText(
        text=unicodedata.normalize("NFC", lines),
        was_normalized=unicodedata.is_normalized("NFC", lines),
        unicode_version=unicodedata.unidata_version,
        removed_nul=removed_nul,
    )


def decode_plain_text(original: bytes) -> str:
    """Decode the bytes of a plain text file as strict UTF-8; one leading signature is taken off.

    Raises:
        UnreadableTextError: with the place of the first wrong byte (counted from 1), or with the
            name of the encoding when the bytes start with the signature of another one.
    """
    for signature, encoding in _WIDER_SIGNATURES:
        if original.startswith(signature):
            message = (
                f"The file is written in {encoding}, and Attaché reads plain text in UTF-8. "
                "Save it as UTF-8 and capture it again."
            )
            raise UnreadableTextError(message)
    try:
        return original.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # The codec counts from behind the signature it took off.
        skipped = len(codecs.BOM_UTF8) if original.startswith(codecs.BOM_UTF8) else 0
        line = original.count(b"\n", 0, error.start + skipped) + 1
        message = (
            f"The file is not UTF-8: byte {error.start + skipped + 1}, in line {line}, belongs to "
            "no UTF-8 character. Save it as UTF-8 and capture it again."
        )
        raise UnreadableTextError(message) from error
