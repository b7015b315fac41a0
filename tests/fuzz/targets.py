"""What is fuzzed: where each door is, sound inputs to begin with, and how it says no."""

from __future__ import annotations

import contextlib
import io
import shutil
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from openpyxl import Workbook

from models.capture import frames, historian_xml
from models.capture.child_process import _checked
from models.capture.parsing import Request, extraction, prepare
from models.capture.sniffing import Form, sniff
from models.checking.verification import verify
from models.dates import (
    DateError,
    bounds_for,
    display_date,
    parse_edtf,
    read_other_calendar,
    read_phrase,
    read_written_date,
)
from models.queries.lookup import quick_open
from models.reference.companions import beside
from models.reference.problems import ProblemError
from models.reference.reference import Reference
from models.search.completion import completions
from models.search.finding import find_records
from models.search.grammar import KEYS, format_query, parse_query
from models.search.saying import say_query
from models.seeds.checking import check_seed
from models.seeds.shipped import seeds_folder
from models.text.reading_text import UnreadableTextError
from tests.factories import make_story
from tests.hostile.files.asking import everything
from tests.hostile.files.makers import MARK, rolled_back_journal, statements, stranger
from tests.models.capture import documents

PARAGRAPHS = [line for line in documents.ARTICLE.split("\n") if line][:6]


@dataclass(frozen=True, slots=True)
class Door:
    """One way in: sound inputs, words that mean something there, and the trying of one input.

    `refusals` are how it says no; anything else that comes out of it is a find. Where places mean
    something, `rigid` inputs are overwritten and never pushed apart.
    """

    samples: Sequence[bytes]
    words: Sequence[bytes]
    attempt: Callable[[bytes], object]
    refusals: tuple[type[Exception], ...]
    rigid: bool = False


def _opened(path: Path) -> None:
    with Reference.open(path) as reference:
        verify(reference)
        everything(reference)


def _story(folder: Path) -> Path:
    path = folder / "sound.attache"
    if not path.exists():
        make_story(path)[0].close()
    return path


def reference_file(folder: Path) -> Door:
    """Return the opening of a file, checking it, and asking it what a window asks."""
    sound, path = _story(folder), folder / "fuzzed.attache"
    plain = sound.read_bytes()
    shutil.copyfile(sound, path)
    statements("ANALYZE", "PRAGMA journal_mode = WAL")(path)
    other = path.read_bytes()

    def attempt(content: bytes) -> None:
        for companion in beside(path):
            companion.unlink(missing_ok=True)
        path.write_bytes(content)
        _opened(path)

    words = [b"CREATE ", b"TRIGGER", b"table", b"index", b"record", b"sqlite_stat1", b"\x00" * 64]
    words += [b" STRICT", b"NULL", b"x'00'", b"2023-08-02", b"2023-99", b"\xff\xfe", b"official"]
    return Door([plain, other], words, attempt, (ProblemError,), rigid=True)


def files_beside(folder: Path) -> Door:
    """Return the opening of a sound file with a journal or a log of a stranger's beside it."""
    sound, path = _story(folder), folder / "beside.attache"
    whole = sound.read_bytes()
    for companion in beside(path):
        companion.unlink(missing_ok=True)
    shutil.copyfile(sound, path)
    statements("PRAGMA journal_mode = WAL")(path)
    in_log = path.read_bytes()
    writing = stranger(path)
    writing.execute("UPDATE record SET note = 'from the log'")
    log = beside(path)[1].read_bytes()
    writing.close()
    samples = [b"j" + rolled_back_journal(sound, None), b"w" + log]
    samples.append(b"j" + rolled_back_journal(sound, folder / "precious"))

    def attempt(content: bytes) -> None:
        for companion in beside(path):
            companion.unlink(missing_ok=True)
        as_log = content[:1] == b"w"
        path.write_bytes(in_log if as_log else whole)
        beside(path)[as_log].write_bytes(content[1:])
        (folder / "precious").write_bytes(b"")
        _opened(path)
        assert (folder / "precious").exists(), "a file elsewhere was deleted"

    return Door(samples, [MARK], attempt, (ProblemError,), rigid=True)


def _document(form: Form, samples: Sequence[bytes], words: Sequence[bytes]) -> Door:
    prepare(form)
    refusals = (UnreadableTextError,)

    def attempt(content: bytes) -> None:
        with contextlib.suppress(UnreadableTextError):
            sniff(content)
        for whole in (False, True):
            extraction(Request(form, None, whole), content)

    return Door(samples, words, attempt, refusals)


HTML_WORDS = [
    b"<div>",
    b"</p>",
    b"<!--",
    b"<script>",
    b"&#x110000;",
    b"<meta charset=utf-16>",
    b"<table>",
]
HTML_WORDS += [
    b"<svg>",
    b"<time datetime=",
    b"&nbsp;",
    b"<![CDATA[",
    b"<template>",
    b"\xff",
    b"\x00",
]
HEAD = (
    "<meta property='og:title' content='x'><script type='application/ld+json'>{\"a\": [1]}</script>"
)


def web_page(_: Path) -> Door:
    """Return the reading of a web page."""
    page = documents.web_page(PARAGRAPHS, head=HEAD)
    return _document(Form.WEB_PAGE, [page, documents.web_page(PARAGRAPHS[:2])], HTML_WORDS)


def web_archive(_: Path) -> Door:
    """Return the reading of a page that a browser saved in one file."""
    words = [b"boundary=", b"Content-Type: ", b"\r\n\r\n", b"------", b"=?utf-8?B?", b"base64"]
    sample = documents.web_archive(documents.web_page(PARAGRAPHS))
    return _document(Form.WEB_ARCHIVE, [sample], [*words, *HTML_WORDS])


def e_mail(_: Path) -> Door:
    """Return the reading of an e-mail."""
    words = [
        b"Content-Type: message/rfc822",
        b"=?x?q?",
        b"\r\n",
        b"Date: ",
        b"charset=",
        b"multipart/",
    ]
    samples = [documents.e_mail(documents.ARTICLE[:600], "<p>A page</p>", attachment=b"%PDF-1")]
    return _document(Form.E_MAIL, [*samples, documents.e_mail(page="<p>x</p>")], words)


def plain_text(_: Path) -> Door:
    """Return the reading of plain text in whatever encoding."""
    samples = [documents.ARTICLE[:400].encode(code) for code in ("utf-8", "utf-16", "utf-32")]
    return _document(
        Form.PLAIN, [*samples, "Привет, мир".encode("cp1251")], [b"\xef\xbb\xbf", b"\x00"]
    )


def pdf(_: Path) -> Door:
    """Return the reading of a PDF."""
    words = [
        b"/Kids [",
        b" 0 R",
        b"/Length ",
        b"stream",
        b"/FlateDecode",
        b"<<",
        b">>",
        b"-1",
        b"/Count ",
    ]
    small = [documents.pdf(documents.wrapped(PARAGRAPHS[:2]), compress=packed) for packed in (0, 1)]
    return _document(
        Form.PDF, [*small, documents.scanned_pdf(1), documents.pdf_with_password()], words
    )


def word_document(_: Path) -> Door:
    """Return the reading of a Word document, as a package and as the XML inside one."""
    package = documents.word_document(PARAGRAPHS[:3], title="A title")
    with zipfile.ZipFile(io.BytesIO(package)) as held:
        parts = {name: held.read(name) for name in held.namelist()}
    inside = b"<" + parts["word/document.xml"]
    words = [
        b"<w:p>",
        b"</w:p>",
        b"<w:t>",
        b"<w:del>",
        b"<!DOCTYPE a [",
        b"&a;",
        b"PK\x01\x02",
        b"\x08\x00",
    ]
    door = _document(Form.WORD, [package, inside], words)

    def attempt(content: bytes) -> None:
        if content.startswith(b"<"):
            out = io.BytesIO()
            with zipfile.ZipFile(out, "w") as made:
                for name, part in parts.items():
                    made.writestr(name, content[1:] if name == "word/document.xml" else part)
            content = out.getvalue()
        door.attempt(content)

    return Door(door.samples, words, attempt, door.refusals)


def spreadsheet(_: Path) -> Door:
    """Return the reading of a spreadsheet, as a package and as the XML of one sheet inside."""
    out = io.BytesIO()
    book = Workbook()
    book.active.append(["Date", "Who", "Where"])
    book.active.append([date(2023, 8, 2), "Bagheri", "Tehran"])
    book.save(out)
    with zipfile.ZipFile(out) as held:
        parts = {name: held.read(name) for name in held.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    words = [b"<row r=", b"<c r='XFD1048576'", b"t='s'", b"<v>", b"1e308", b"<f>", b"<!DOCTYPE a ["]
    words += [b"-1", b"<mergeCell ref=", b"t='d'", b"99999999", b"inlineStr", b"PK\x01\x02"]
    door = _document(Form.SPREADSHEET, [out.getvalue(), b"<" + parts[sheet]], words)

    def attempt(content: bytes) -> None:
        if content.startswith(b"<"):
            made = io.BytesIO()
            with zipfile.ZipFile(made, "w") as package:
                for name, part in parts.items():
                    package.writestr(name, content[1:] if name == sheet else part)
            content = made.getvalue()
        door.attempt(content)

    return Door(door.samples, words, attempt, door.refusals)


def table(_: Path) -> Door:
    """Return the reading of a table kept as text."""
    samples = [b'Date,Who\n2023-08-02,"Bagheri, M."\n', "Datum;Wo\n1;Wien\n".encode("utf-16")]
    return _document(Form.TABLE, samples, [b'"', b",", b";", b"\t", b"\r\n", b"\x00", b'""'])


def answers(_: Path) -> Door:
    """Return the checking of what the process that reads documents says."""
    head = {
        "was_normalized": False, "removed_nul": 0, "locators": [[0, "p. 1"]], "warnings": ["a"],
        "encoding": {"name": "utf-8", "how": "said"},
        "proposals": [{"field": "title", "value": "Words", "printed": None, "came_from": "title",
                       "stated": True, "spans": [{"start": 0, "end": 5}]}],
    }  # fmt: skip

    def attempt(content: bytes) -> None:
        _checked(*frames.unframe(content))

    words = [b"null", b"[]", b"{}", b"-1", b"1e9", b"NaN", b'"\\ud800"', b"true"]
    return Door(
        [frames.frame(head, b"Words in a line\n")],
        words,
        attempt,
        (KeyError, TypeError, ValueError),
    )


def queries(folder: Path) -> Door:
    """Return a query: read, said, completed, asked of a reference, and opened by."""
    reference = Reference.open(_story(folder), read_only=True)

    def attempt(content: bytes) -> None:
        # Half a pair can be typed; what is no text at all cannot.
        try:
            text = content.decode("utf-8", "surrogatepass")
        except UnicodeDecodeError:
            text = content.decode("utf-8", "replace")
        parsed = parse_query(text)
        again = parse_query(format_query(parsed))
        assert format_query(again) == format_query(parsed), "not the same when written and read"
        say_query(parsed.effective_terms)
        completions(text, len(text) // 2, {"kind": ["official", "joint statement"]})
        find_records(reference.database, text)
        quick_open(reference.database, text)

    samples = [
        b"khrenin country:Iran -kind:meeting",
        b'with:"Viktor Khrenin" on:2023-08 is:unsourced',
    ]
    samples += ['باقری before:1402 "a b"'.encode(), b"after:[2019..2021] tag:x OR 2023", b""]
    words = [f"{key}:".encode() for key in KEYS] + [
        b'"',
        b"-",
        b":",
        b"*",
        b"(",
        b" NEAR ",
        b" OR ",
        b"%",
    ]
    words += [
        b"2023-08-02",
        b"last week",
        "ي".encode(),
        "\u202e".encode(),
        b"\xed\xa0\x80",
        b"'",
        b"\x00",
    ]
    return Door(samples, words, attempt, (ProblemError,))


def dates(_: Path) -> Door:
    """Return a date as it is written, stored, leaned on and shown."""

    def attempt(content: bytes) -> None:
        text = content.decode("utf-8", "replace")
        read_other_calendar(text)
        read_phrase(text, "2023-08-03")
        for read in (parse_edtf, read_written_date):
            try:
                display_date(read(text))
            except DateError:
                continue
        bounds_for(text)

    samples = [
        b"2023-08-02",
        b"[2023-07-31..2023-08-02]",
        b"2004-06~/2006?",
        b"2 Aug 2023",
        b"201X",
    ]
    samples += ["۱۱ مرداد ۱۴۰۲".encode(), b"15 Muharram 1445", b"on Wednesday", b"three days ago"]
    words = [
        b"/",
        b"..",
        b"[",
        b"]",
        b"X",
        b"?",
        b"~",
        b"%",
        b"T23:59Z",
        b"+14:00",
        b"last ",
        b"Mordad",
    ]
    return Door(
        samples, [*words, "٣".encode(), "²".encode(), b"0000", b"9999"], attempt, (DateError,)
    )


def seeds(folder: Path) -> Door:
    """Return the reading and checking of a seed's main file."""
    place = folder / "seed"
    if not place.exists():
        place.mkdir()
        for name in ("reference.yaml", "officials.yaml"):
            shutil.copyfile(seeds_folder() / "iran-belarus" / name, place / name)
    main = (place / "reference.yaml").read_bytes()
    small = b"format: 1\ntitle: A\nuid: 3f0d0c4e-1111-4222-8333-444455556666\n"

    def attempt(content: bytes) -> None:
        (place / "reference.yaml").write_bytes(content)
        check_seed(place)

    words = [
        b"&a ",
        b"*a",
        b"!!python/object:os.system ",
        b"<<: ",
        b"- ",
        b"? ",
        b": ",
        b"|\n",
        b"{",
        b"[",
    ]
    words += [
        b"---\n",
        b"%YAML 1.1\n",
        b"!!binary ",
        b"../../etc/passwd",
        b"~",
        b"0x7fffffffffffffff",
    ]
    words += [b"[" * 300, b"{a: " * 300]
    return Door([main, small], words, attempt, (ProblemError,))


def historian(_: Path) -> Door:
    """Return the reading of a file of the Historian's."""
    visit = b"<?xml version='1.0' encoding='UTF-8'?><visits><visit><id>1</id><start-date>2010-02-17"
    visit += b"</start-date><visitor>King</visitor><from id='spain'>Spain</from><description>met "
    visit += b"<hi>nobody</hi> else.</description></visit></visits>"
    words = [
        b"<!DOCTYPE a [<!ENTITY b 'c'>]>",
        b"&b;",
        b"<visit>",
        b"</visit>",
        b"<![CDATA[",
        b"<?x ?>",
    ]
    return Door([visit], [*words, b"&#0;", b"&#xD800;", b"encoding='x'", b"<a>" * 200],
                historian_xml.read, (UnreadableTextError,))  # fmt: skip


DOORS: Mapping[str, Callable[[Path], Door]] = {
    "reference files": reference_file, "files beside": files_beside, "web pages": web_page,
    "web archives": web_archive, "e-mails": e_mail, "plain text": plain_text, "PDF": pdf,
    "Word documents": word_document, "spreadsheets": spreadsheet, "tables": table,
    "answers": answers, "queries": queries, "dates": dates,
    "seeds": seeds, "Historian XML": historian,
}  # fmt: skip
