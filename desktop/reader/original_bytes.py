"""The captured bytes in a form that is safe to look at: words or numbers, never a document."""

import codecs
from dataclasses import dataclass
from email.message import Message

from desktop.text.escaping import plain
from desktop.text.translate import tr, tr_count
from models.queries.views import OriginalView

__all__ = ["ShownOriginal", "shown_original"]

MOST_TEXT = 1_000_000
"""Bytes of a text that are decoded; more than anybody reads here."""

MOST_NUMBERS = 4_096
"""Bytes of anything else that are shown as numbers."""

_TEXT_TYPES = frozenset(
    ("application/json", "application/xml", "application/xhtml+xml", "application/x-ndjson")
)
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    # Longest first: the mark of UTF-32 LE begins with that of UTF-16 LE.
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_NOT_FOR_DOCUMENTS = frozenset(
    ("idna", "punycode", "raw-unicode-escape", "unicode-escape", "undefined", "mbcs", "oem")
)
_BYTES_A_LINE = 16


@dataclass(frozen=True, slots=True)
class ShownOriginal:
    """What to show of an original: the text, whether it is words, and sentences about it."""

    text: str
    is_words: bool
    sentences: tuple[str, ...]


def shown_original(original: OriginalView) -> ShownOriginal:
    """Return the original as words where its type says it is text, as numbers where not.

    Markup is text here: its letters are shown, nothing of it is interpreted. Never raises for
    any content or media type.
    """
    header = Message()
    header["Content-Type"] = "".join(c for c in original.media_type if c.isprintable())
    kind = header.get_content_type()
    described = tr_count(
        "The captured bytes: {kind}, {count} byte.",
        "The captured bytes: {kind}, {count} bytes.",
        len(original.content),
        kind=plain(original.media_type, 80) or tr("type not known"),
    )
    # Without a type Python's parser answers "text/plain", but nobody has said so.
    if original.media_type and (
        kind.startswith("text/") or kind in _TEXT_TYPES or kind.endswith(("+json", "+xml"))
    ):
        return _words(original.content, _declared(header), described)
    return _numbers(original.content, described)


def _declared(header: Message) -> str:
    return str(header.get_param("charset", "utf-8") or "utf-8")


def _words(content: bytes, declared: str, described: str) -> ShownOriginal:
    sentences = [described]
    encoding = next((name for mark, name in _BYTE_ORDER_MARKS if content.startswith(mark)), None)
    if encoding is None:
        encoding = _usable(declared)
        if encoding is None:
            sentences.append(
                tr(
                    "Its encoding {name} is not known here; it is read as UTF-8.",
                    name=plain(declared, 40),
                )
            )
            encoding = "utf-8"
    part = content[:MOST_TEXT]
    text = part.decode(encoding, errors="replace")
    lost = text.count("\ufffd") - part.decode(encoding, errors="ignore").count("\ufffd")
    if lost:
        sentences.append(
            tr_count(
                "{count} place could not be read as {name} and is shown as \ufffd.",
                "{count} places could not be read as {name} and are shown as \ufffd.",
                lost,
                name=encoding.upper(),
            )
        )
    if len(part) < len(content):
        sentences.append(tr("Only the first {count} bytes are shown.", count=len(part)))
    return ShownOriginal(text, is_words=True, sentences=tuple(sentences))


def _usable(name: str) -> str | None:
    try:
        found = codecs.lookup(name)
        b"a".decode(found.name)
    except (LookupError, ValueError):
        # Unknown, not a text encoding ("zip"), or no name at all.
        return None
    return None if found.name in _NOT_FOR_DOCUMENTS else found.name


def _numbers(content: bytes, described: str) -> ShownOriginal:
    part = content[:MOST_NUMBERS]
    lines: list[str] = []
    for start in range(0, len(part), _BYTES_A_LINE):
        row = part[start : start + _BYTES_A_LINE]
        letters = "".join(chr(byte) if 0x20 <= byte < 0x7F else "·" for byte in row)
        lines.append(f"{start:08x}  {row.hex(' '):<{_BYTES_A_LINE * 3 - 1}}  {letters}")
    sentences = [described, tr("It is no plain text, so its bytes are shown as numbers.")]
    if len(part) < len(content):
        sentences.append(tr("Only the first {count} bytes are shown.", count=len(part)))
    return ShownOriginal("\n".join(lines), is_words=False, sentences=tuple(sentences))
