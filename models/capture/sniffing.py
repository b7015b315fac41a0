"""What a document is, by its first bytes and not by its name."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import PurePath
from typing import Final

from models.capture.encoding import signed_encoding
from models.text.reading_text import UnreadableTextError

LOOKED_AT: Final = 8 * 1024


class Form(StrEnum):
    """The forms of documents that are read; the value is the media type."""

    PLAIN = "text/plain"
    WEB_PAGE = "text/html"
    WEB_ARCHIVE = "multipart/related"
    E_MAIL = "message/rfc822"
    PDF = "application/pdf"
    WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    TABLE = "text/csv"
    """A table kept as text; nobody can tell it from plain text by its bytes: a person says so."""


NAMES: Final = {
    Form.PLAIN: "plain text",
    Form.WEB_PAGE: "a web page",
    Form.WEB_ARCHIVE: "a saved web page (MHTML)",
    Form.E_MAIL: "an e-mail",
    Form.PDF: "a PDF",
    Form.WORD: "a Word document",
    Form.SPREADSHEET: "a spreadsheet",
    Form.TABLE: "a table kept as text",
}
_WORKBOOK: Final = b"xl/workbook.xml"
"""The part that a package of this name in its list of parts is a spreadsheet by."""
_ENDINGS: Final = {
    ".txt": Form.PLAIN, ".text": Form.PLAIN, ".md": Form.PLAIN,
    ".html": Form.WEB_PAGE, ".htm": Form.WEB_PAGE, ".xhtml": Form.WEB_PAGE,
    ".mhtml": Form.WEB_ARCHIVE, ".mht": Form.WEB_ARCHIVE,
    ".eml": Form.E_MAIL,
    ".pdf": Form.PDF,
    ".docx": Form.WORD, ".docm": Form.WORD,
    ".xlsx": Form.SPREADSHEET, ".xlsm": Form.SPREADSHEET,
}  # fmt: skip
_STRANGERS: Final = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
     "It is an old Office file (.doc, .xls or .ppt) or a Word document with a password. "
     "Open it in its program and save it as .docx without a password."),
    (b"{\\rtf", "It is an RTF file, which is not read. Save it as .docx or PDF."),
    (b"\x89PNG", "It is a picture. Attaché reads words only; a PDF with a text layer can be read."),
    (b"\xff\xd8\xff",
     "It is a picture. Attaché reads words only; a PDF with a text layer can be read."),
    (b"GIF8", "It is a picture. Attaché reads words only; a PDF with a text layer can be read."),
    (b"II*\x00", "It is a picture. Attaché reads words only; a PDF with a text layer can be read."),
    (b"MM\x00*", "It is a picture. Attaché reads words only; a PDF with a text layer can be read."),
    (b"\x1f\x8b", "It is a packed archive. Unpack it and add the documents inside."),
    (b"7z\xbc\xaf\x27\x1c", "It is a packed archive. Unpack it and add the documents inside."),
    (b"Rar!", "It is a packed archive. Unpack it and add the documents inside."),
    (b"\xfd7zXZ", "It is a packed archive. Unpack it and add the documents inside."),
    (b"BZh", "It is a packed archive. Unpack it and add the documents inside."),
    (b"SQLite format 3\x00", "It is a database, no document. A reference is opened, not added."),
    (b"\x7fELF", "It is a program, no document."),
    (b"MZ\x90\x00", "It is a program, no document."),
    (b"%!PS", "It is a PostScript file, which is not read. Save it as PDF."),
)  # fmt: skip
_PAGE: Final = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*)*"
    r"<(?:!doctype\s+html|html|head|body|title|meta)\b",
    re.IGNORECASE | re.DOTALL,
)
_HEADER: Final = re.compile(r"([A-Za-z][A-Za-z0-9-]{0,60}):[ \t]?[^\n]*\n(?:[ \t][^\n]*\n)*")
_NEXT_MESSAGE: Final = re.compile(rb"\n\r?\nFrom \S+ [^\n]{0,60}\d{4}\r?\n[A-Za-z-]{1,60}: ")
_MAIL_HEADERS: Final = frozenset(
    {
        "from", "to", "date", "subject", "message-id", "received", "return-path", "mime-version",
        "delivered-to", "content-type", "reply-to", "cc", "sender", "dkim-signature",
        "snapshot-content-location",
    }
)  # fmt: skip
_RELATED: Final = re.compile(r"^content-type:\s*multipart/related\b", re.IGNORECASE | re.MULTILINE)
_ARCHIVED: Final = re.compile(
    r"^(snapshot-content-location|content-location|from:\s*<saved by)", re.IGNORECASE | re.MULTILINE
)


def sniff(original: bytes) -> Form:
    """Return what the bytes are.

    Raises:
        UnreadableTextError: they are something that is known and not read, or nothing.
    """
    if not original:
        raise UnreadableTextError("It is empty.")
    # A PDF may begin behind other bytes: ISO 32000 asks readers to look into the first 1,024.
    if b"%PDF-" in original[:1024]:
        return Form.PDF
    if original.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return Form.SPREADSHEET if _WORKBOOK in original else Form.WORD
    for beginning, sentence in _STRANGERS:
        if original.startswith(beginning):
            raise UnreadableTextError(sentence)
    if original.startswith(b"From ") and _NEXT_MESSAGE.search(original):
        raise UnreadableTextError(
            "It is a mailbox of several e-mails. Save the e-mails one by one (.eml) and add those."
        )
    beginning_text = _beginning(original)
    if _PAGE.match(beginning_text):
        return Form.WEB_PAGE
    return _message(beginning_text) or Form.PLAIN


def expected(name: str) -> Form | None:
    """Return what a file's name says it is, None where it says nothing we know."""
    return _ENDINGS.get(PurePath(name).suffix.lower())


def mislabelled(name: str, form: Form) -> str | None:
    """Return the sentence that says a file is not what its name says, None where it is."""
    said = expected(name)
    if said is None or said is form:
        return None
    ending = PurePath(name).suffix
    return f"Its name ends in {ending}, but it is {NAMES[form]}; it was read as that."


def _beginning(original: bytes) -> str:
    """Return the first bytes as text, well enough to tell markup by."""
    signed = signed_encoding(original)
    head = original[:LOOKED_AT]
    if signed is not None:
        return head.decode(signed.name, "ignore")
    if head[:2] in (b"<\x00", b"\x00<"):
        return head.decode("utf-16-le" if head[:1] == b"<" else "utf-16-be", "ignore")
    return head.decode("latin-1")


def _message(text: str) -> Form | None:
    """Return which kind of message the text begins like, None where it is none."""
    lines = text.replace("\r\n", "\n").lstrip("\n")
    if lines.startswith("From ") and "\n" in lines:  # the mark of a mailbox file
        lines = lines.partition("\n")[2]
    names = []
    position = 0
    while header := _HEADER.match(lines, position):
        names.append(header[1].lower())
        position = header.end()
    known = set(names) & _MAIL_HEADERS
    closed = lines.startswith("\n", position) or position >= len(lines) or len(text) >= LOOKED_AT
    if len(known) < 2 or not closed or not known & {"date", "message-id", "mime-version"}:
        return None
    head = lines[:position]
    if _RELATED.search(head) and _ARCHIVED.search(lines):
        return Form.WEB_ARCHIVE
    return Form.E_MAIL
