"""Documents made by code, so that a test says what it reads."""

from __future__ import annotations

import base64
import html
import io
import quopri
import zlib
from collections.abc import Iterable, Sequence
from email.message import EmailMessage
from pathlib import Path

from docx import Document

ROOT = Path(__file__).resolve().parents[3]
ARTICLE = (ROOT / "seeds/iran-belarus/article.txt").read_text(encoding="utf-8")

PASSWORD_PDF_KEY = b"\x28\xbf\x4e\x5e\x4e\x75\x8a\x41\x64\x00\x4e\x56\xff\xfa\x01\x08"

LineOfPage = tuple[float, float, str]
"""Where a line begins (points from the left and the bottom), and its words in visual order."""


def pdf(
    pages: Sequence[Sequence[LineOfPage]],
    *,
    title: str | None = None,
    created: str | None = None,
    size: float = 11,
    compress: bool = False,
    wide: float = 500,
) -> bytes:
    """Return a PDF with these lines; every character has a width of `wide` thousandths.

    The font has no outlines and is not embedded: it maps each code to its character, which is all
    that reading the text of a PDF looks at.
    """
    return _assembled(_text_objects(pages, size, compress, wide), title, created)


def _text_objects(pages, size, compress, wide):
    mapping = (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /A def "
        b"/CMapType 2 def 1 begincodespacerange <0000> <ffff> endcodespacerange "
        b"1 beginbfrange <0000> <ffff> <0000> endbfrange endcmap end end"
    )
    objects: list[bytes] = [
        b"",  # the catalog and the pages are written last
        b"",
        b"<< /Type /Font /Subtype /Type0 /BaseFont /Plain /Encoding /Identity-H "
        b"/DescendantFonts [4 0 R] /ToUnicode 6 0 R >>",
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Plain /CIDToGIDMap /Identity "
        b"/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> "
        b"/FontDescriptor 5 0 R /DW %d >>" % wide,
        b"<< /Type /FontDescriptor /FontName /Plain /Flags 4 /FontBBox [0 -200 1000 800] "
        b"/ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >>",
        _stream(mapping, compress=False),
    ]
    kids = []
    for lines in pages:
        content = b"\n".join(_shown(line, size) for line in lines)
        objects.append(_stream(content, compress=compress))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F 3 0 R >> >> >>" % len(objects)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[0] = b"<< /Type /Catalog /Pages 2 0 R >>"
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(kids))
    return objects


def _shown(line: LineOfPage, size: float) -> bytes:
    x, y, words = line
    codes = words.encode("utf-16-be").hex().encode()
    return b"BT /F %g Tf %g %g Td <%s> Tj ET" % (size, x, y, codes)


def _stream(content: bytes, *, compress: bool) -> bytes:
    if compress:
        packed = zlib.compress(content, 9)
        head = b"<< /Length %d /Filter /FlateDecode >>" % len(packed)
        return head + b"\nstream\n" + packed + b"\nendstream"
    return b"<< /Length %d >>\nstream\n" % len(content) + content + b"\nendstream"


def _assembled(objects, title=None, created=None, trailer=b"") -> bytes:
    made = list(objects)
    info = b""
    if title is not None or created is not None:
        entries = []
        if title is not None:
            entries.append(b"/Title <feff%s>" % title.encode("utf-16-be").hex().encode())
        if created is not None:
            entries.append(b"/CreationDate (%s)" % created.encode())
        made.append(b"<< %s >>" % b" ".join(entries))
        info = b" /Info %d 0 R" % len(made)
    out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for number, content in enumerate(made, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(made) + 1)
    for place in places:
        out += b"%010d 00000 n \n" % place
    out += b"trailer\n<< /Size %d /Root 1 0 R%s%s >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(made) + 1,
        info,
        trailer,
        table,
    )
    return bytes(out)


def pdf_with_password() -> bytes:
    """Return a PDF that asks for a password: its keys fit no password that is tried."""
    objects = _text_objects([[(72, 700, "Secret words")]], 11, False, 500)
    objects.append(
        b"<< /Filter /Standard /V 1 /R 2 /P -64 /O <%s> /U <%s> >>" % (b"5a" * 32, b"17" * 32)
    )
    return _assembled(
        objects,
        trailer=b" /Encrypt %d 0 R /ID [<%s> <%s>]"
        % (len(objects), PASSWORD_PDF_KEY.hex().encode(), PASSWORD_PDF_KEY.hex().encode()),
    )


def scanned_pdf(pages: int = 2) -> bytes:
    """Return a PDF whose pages hold a drawing and no text, as a scan does."""
    objects: list[bytes] = [b"", b""]
    kids = []
    for _ in range(pages):
        objects.append(_stream(b"0.5 g 72 72 400 600 re f", compress=False))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R >>"
            % len(objects)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[0] = b"<< /Type /Catalog /Pages 2 0 R >>"
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(kids))
    return _assembled(objects)


def wrapped(
    paragraphs: Iterable[str], *, columns: int = 80, leading: float = 14, indent: bool = False
) -> list[list[LineOfPage]]:
    """Set paragraphs as a book does, line by line, and return the lines of each page."""
    pages: list[list[LineOfPage]] = [[]]
    y = 770.0
    for paragraph in paragraphs:
        words = paragraph.split(" ")
        lines: list[str] = []
        line = ""
        for word in words:
            if line and len(line) + 1 + len(word) > columns:
                lines.append(line)
                line = word
            else:
                line = f"{line} {word}" if line else word
        lines.append(line)
        for number, text in enumerate(lines):
            if y < 72:
                pages.append([])
                y = 770.0
            x = 72.0 + (15 if indent and number == 0 else 0)
            pages[-1].append((x, y, text))
            y -= leading
        if not indent:
            y -= leading * 0.6
    return pages


def word_document(paragraphs: Iterable[str], *, title: str | None = None) -> bytes:
    """Return a Word document, written by a library that is not ours."""
    document = Document()
    if title is not None:
        document.core_properties.title = title
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def web_page(paragraphs: Sequence[str], *, head: str = "", around: bool = True) -> bytes:
    """Return a web page as a newspaper makes it: the story among the furniture of the page."""
    body = "\n".join(f"<p>{html.escape(paragraph)}</p>" for paragraph in paragraphs[1:])
    story = f"<article><h1>{html.escape(paragraphs[0])}</h1>\n{body}</article>"
    before = (
        "<nav><ul><li><a href='/'>Home</a></li><li><a href='/world'>World</a></li></ul></nav>"
        "<script>document.write('<p>Written by a script, and long enough to be a text.</p>')"
        "</script><style>p { color: red }</style>"
    )
    after = (
        "<aside><p>Subscribe to our letter and never miss a story; it is free of charge and "
        "comes every morning.</p></aside><footer><p>All rights reserved. Nothing on these pages "
        "may be copied without our leave in writing.</p></footer>"
    )
    return (
        f"<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'>{head}</head><body>"
        f"{before if around else ''}{story}{after if around else ''}</body></html>"
    ).encode()


def e_mail(
    text: str | None = None, page: str | None = None, *, attachment: bytes | None = None
) -> bytes:
    """Return an e-mail with a text part, a page, both, and an attachment if asked."""
    message = EmailMessage()
    message["From"] = "Agence Réunie <desk@agency.example>"
    message["To"] = "reader@paper.example"
    message["Subject"] = "Iran, Belarus — “closer” ties"
    message["Date"] = "Thu, 03 Aug 2023 09:15:00 +0330"
    message["Message-ID"] = "<1@agency.example>"
    if text is not None:
        message.set_content(text)
        if page is not None:
            message.add_alternative(page, subtype="html")
    elif page is not None:
        message.set_content(page, subtype="html")
    if attachment is not None:
        message.add_attachment(
            attachment, maintype="application", subtype="pdf", filename="notes.pdf"
        )
    return message.as_bytes()


def web_archive(page: bytes, address: str = "https://news.example/world/1") -> bytes:
    """Return a page as browsers save it in one file: the page, then a picture it shows."""
    return (
        "From: <Saved by Blink>\r\n"
        f"Snapshot-Content-Location: {address}\r\n"
        "Subject: =?utf-8?Q?A=20story?=\r\n"
        "Date: Thu, 3 Aug 2023 10:00:00 -0000\r\n"
        "MIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="----Part--1"\r\n'
        "\r\n\r\n------Part--1\r\nContent-Type: text/html\r\nContent-ID: <frame-1>\r\n"
        f"Content-Transfer-Encoding: quoted-printable\r\nContent-Location: {address}\r\n\r\n"
    ).encode() + (
        quopri.encodestring(page).replace(b"\n", b"\r\n")
        + b"\r\n------Part--1\r\nContent-Type: image/png\r\n"
        + b"Content-Transfer-Encoding: base64\r\n\r\n"
        + base64.b64encode(b"\x89PNG no picture")
        + b"\r\n------Part--1--\r\n"
    )
