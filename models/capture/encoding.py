"""In which encoding bytes are written: by signature, by form, by statement, or by a guess."""

from __future__ import annotations

import codecs
import unicodedata
from typing import Final

from models.capture.document import Encoding
from models.text.reading_text import UnreadableTextError

SAMPLE: Final = 64 * 1024
"""So many bytes are looked at for a guess: a guess is no better for more."""

_SIGNATURES: Final = (
    # The four-byte signature starts with the two-byte one: the longer is asked first.
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_GUESSED: Final = (
    "cp1252", "cp1250", "iso8859_2", "cp1254", "cp1251", "koi8_r", "koi8_u", "cp866",
    "cp1253", "cp1255", "cp1256",
    "iso8859_6", "cp1257", "cp1258", "cp874", "gb18030", "big5", "cp932", "euc_jp",
    "cp949",
)  # fmt: skip
"""Encodings that documents are found in; more of them make a guess worse, not better."""

_LATIN: Final = {
    "cp1252": "éèàùçëïêôûîâñáíóúäöüßåøæœÉÈÀÇÄÖÜÅØÆ’“”–—…«»‘°",
    "cp1250": "ąćęłńóśźżčďěňřšťůžőűăâîşţáéíúýöüäŁŚŻŹĆČŘŠŽĚđ’“”„–—…«»‘",
    "iso8859_2": "ąćęłńóśźżčďěňřšťůžőűăâîşţáéíúýöüäŁŚŻŹĆČŘŠŽĚđ",
    "cp1254": "ğışçöüâîûĞİŞÇÖÜé’“”–—…‘",
}
"""The letters each of the Latin code pages is used for; the rest of their places is rare."""

_WORSE_THAN_DAMAGED: Final = 20
"""So many well-formed characters to one wrong byte are damaged UTF-8, no other encoding."""
_TEXT_CONTROLS: Final = "\t\n\r\f\v\x1b\x85"


def detect(original: bytes) -> Encoding:
    """Return the encoding the bytes are written in; "guessed" only where nothing says it.

    Raises:
        UnreadableTextError: they are no text, or UTF-8 that was damaged on its way.
    """
    signed = signed_encoding(original)
    if signed is not None:
        return signed
    if b"\x00" in original[:SAMPLE]:
        wide = _without_signature(original)
        if wide is not None:
            return Encoding(wide, "guessed")
    damaged = _utf8_error(original)
    if damaged is None:
        if not looks_like_text(original[:SAMPLE].decode("utf-8", "ignore")):
            raise UnreadableTextError("It holds no text that can be read.")
        return Encoding("utf-8", "form")
    sample = original[:SAMPLE]
    if _well_formed(sample) > _WORSE_THAN_DAMAGED * _wrong_bytes(sample):
        raise UnreadableTextError(damaged)
    return Encoding(_guess(sample, original), "guessed")


def signed_encoding(original: bytes) -> Encoding | None:
    """Return the encoding whose signature (byte order mark) the bytes begin with."""
    for signature, name in _SIGNATURES:
        if original.startswith(signature):
            return Encoding(name, "signature")
    return None


def decode(original: bytes, encoding: str) -> str:
    """Return the bytes as text, strictly.

    Raises:
        UnreadableTextError: they are not written in that encoding, or it is none.
    """
    try:
        return original.decode(encoding)
    except LookupError as error:
        raise UnreadableTextError(f"No encoding is called “{encoding[:40]}”.") from error
    except UnicodeError as error:
        place = ""
        if isinstance(error, UnicodeDecodeError):
            place = f": byte {error.start + 1} is wrong"
        raise UnreadableTextError(f"It is not written in {shown(encoding)}{place}.") from error


def canonical(encoding: str) -> str:
    """Return the one name we keep for an encoding.

    Raises:
        UnreadableTextError: there is no such encoding of text.
    """
    try:
        found = codecs.lookup(encoding)
    except (LookupError, ValueError) as error:
        raise UnreadableTextError(f"No encoding is called “{encoding[:40]}”.") from error
    try:
        "".encode(found.name)
    except LookupError as error:  # "hex" and its like turn bytes into bytes
        raise UnreadableTextError(f"“{encoding[:40]}” is no encoding of text.") from error
    return found.name


def shown(encoding: str) -> str:
    """Return the name of an encoding as people know it; `canonical` reads it back."""
    if encoding.startswith("utf"):
        return encoding.upper().removesuffix("-SIG")
    return encoding.replace("cp125", "windows-125").replace("iso8859", "iso-8859").replace("_", "-")


def looks_like_text(text: str) -> bool:
    """Whether a text is written for people: hardly any control or unassigned characters."""
    odd = sum(
        1
        for character in text
        if character not in _TEXT_CONTROLS
        and character != "\x00"
        and unicodedata.category(character) in {"Cc", "Cn", "Co", "Cs"}
    )
    nul = text.count("\x00")
    return odd * 50 <= len(text) and nul * 10 <= len(text)


def _utf8_error(original: bytes) -> str | None:
    try:
        original.decode("utf-8")
    except UnicodeDecodeError as error:
        line = original.count(b"\n", 0, error.start) + 1
        return (
            f"It is written in UTF-8 but damaged: byte {error.start + 1}, in line {line}, belongs "
            "to no UTF-8 character."
        )
    return None


def _well_formed(sample: bytes) -> int:
    return sum(1 for character in sample.decode("utf-8", "ignore") if character > "\x7f")


def _wrong_bytes(sample: bytes) -> int:
    """Count the bytes that belong to no UTF-8 character; one cut at the end counts as one."""
    return sample.decode("utf-8", "replace").count("\ufffd")


def _without_signature(original: bytes) -> str | None:
    """Return the UTF-16 that bytes without a signature are written in, if they are."""
    sample = original[:SAMPLE]
    if len(original) % 2:
        return None
    spaces = {name: _blanks(sample, name) for name in ("utf-16-le", "utf-16-be")}
    for name in sorted(spaces, key=lambda each: -spaces[each]):
        text = sample.decode(name, "ignore")
        if spaces[name] and "\x00" not in text and looks_like_text(text):
            return name
    if not any(spaces.values()):
        return _wide_without_blanks(sample)
    return None


def _blanks(sample: bytes, name: str) -> int:
    """Count blanks and line ends: the wrong order of bytes shows none, or far fewer."""
    text = sample.decode(name, "ignore")
    return text.count(" ") + text.count("\n")


def _wide_without_blanks(sample: bytes) -> str | None:
    high = {"utf-16-le": sample[1::2].count(0), "utf-16-be": sample[0::2].count(0)}
    name = max(high, key=lambda each: high[each])
    text = sample.decode(name, "ignore")
    half = len(sample) // 2
    return name if high[name] * 10 > half * 9 and looks_like_text(text) else None


def _guess(sample: bytes, original: bytes) -> str:
    """Return the likeliest encoding that reads all the bytes.

    Raises:
        UnreadableTextError: none does, or what it reads is no text.
    """
    from charset_normalizer import from_bytes  # noqa: PLC0415 - only a guess needs it

    matches = from_bytes(sample, cp_isolation=list(_GUESSED), language_threshold=0.1)
    for match in matches:
        name = match.encoding
        if name in _LATIN:
            name = _latin(sample)
        if _reads(original, name):
            return name
    name = _latin(sample)
    if _reads(original, name) and b"\x00" not in sample:
        return name
    raise UnreadableTextError("It holds no text that can be read.")


def _reads(original: bytes, name: str) -> bool:
    try:
        return looks_like_text(original.decode(name)[:SAMPLE])
    except UnicodeDecodeError:
        return False


def _latin(sample: bytes) -> str:
    """Return the Latin code page whose own letters the bytes spell best."""

    def worth(name: str) -> int:
        text = sample.decode(name, "replace")
        high = [character for character in text if character > "\x7f"]
        usual = _LATIN[name]
        return sum(1 if character in usual else -2 for character in high)

    # In order: where two are as good, the first, which is the commonest, wins.
    return max(_LATIN, key=worth)
