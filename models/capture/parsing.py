"""Reading a document by what it is: which extractor, under which name, with which parameters.

A parser is imported when its first document comes. Everything but plain text is read in a process
of its own (`models.capture.worker`); only that process imports this module's parsers.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from models.capture import delimited_text, plain_text
from models.capture.document import Encoding, Extraction
from models.capture.encoding import canonical, shown
from models.capture.sniffing import Form
from models.text.reading_text import UnreadableTextError

_IN: Final = " in "
_NAMES: Final = {
    Form.PLAIN: "plain text",
    Form.WEB_PAGE: "web page",
    Form.WEB_ARCHIVE: "saved web page",
    Form.E_MAIL: "e-mail",
    Form.PDF: "PDF",
    Form.WORD: "Word document",
    Form.SPREADSHEET: "spreadsheet",
    Form.TABLE: "table",
}
_WHOLE: Final = "whole web page"
_ENCODED: Final = frozenset({Form.PLAIN, Form.WEB_PAGE, Form.TABLE})
"""Forms whose encoding may have to be guessed or given; it is then part of the extractor's name,
so that the same bytes give the same text again."""


IN_PROCESS: Final = frozenset({Form.PLAIN, Form.TABLE})
"""Forms that are characters and nothing else: reading them needs no process of its own."""


@dataclass(frozen=True, slots=True)
class Request:
    """What to read a document as.

    `encoding` where it is given, `whole` for all of a web page, `delimiter` of a table
    kept as text.
    """

    form: Form
    encoding: str | None = None
    whole: bool = False
    delimiter: str | None = None


def extractor_name(request: Request, encoding: Encoding | None) -> str:
    """Return the name of the extractor that reads the same text again."""
    name = _WHOLE if request.whole and request.form is Form.WEB_PAGE else _NAMES[request.form]
    if request.form is Form.TABLE:
        name = _table_name(request.delimiter or ",")
    if (
        request.form in _ENCODED
        and encoding is not None
        and (encoding.how in {"guessed", "given"} or _is_wide(request.form, encoding))
        and encoding.name != "utf-8"
    ):
        return f"{name}{_IN}{shown(encoding.name)}"
    return name


def _table_name(delimiter: str) -> str:
    return f"{delimited_text.DELIMITERS[delimiter]}-separated table"


def _is_wide(form: Form, encoding: Encoding) -> bool:
    """Whether a text has a signature of UTF-16 or 32, which the first extractor refuses."""
    return form in {Form.PLAIN, Form.TABLE} and encoding.name in {"utf-16", "utf-32"}


def extractor_version(form: Form) -> str:
    """Return the version of the extractor of a form, with that of the parser it stands on."""
    if form in {Form.WEB_PAGE, Form.WEB_ARCHIVE, Form.E_MAIL}:
        return f"{_rules_of_pages(form)} (selectolax {_installed('selectolax')})"
    if form is Form.PDF:
        return f"{PDF_RULES} (pypdfium2 {_installed('pypdfium2')})"
    if form is Form.SPREADSHEET:
        return f"{SPREADSHEET_RULES} (openpyxl {_installed('openpyxl')})"
    return {Form.WORD: WORD_VERSION, Form.TABLE: delimited_text.VERSION}.get(
        form, plain_text.VERSION
    )


PAGE_RULES: Final = "1"
ARCHIVE_RULES: Final = "1"
MAIL_RULES: Final = "1"
PDF_RULES: Final = "1"
SPREADSHEET_RULES: Final = "1"
WORD_VERSION: Final = "1"
"""Versions of our own rules: raise one when the same bytes would give another text."""


def _rules_of_pages(form: Form) -> str:
    rules = {Form.WEB_PAGE: PAGE_RULES, Form.WEB_ARCHIVE: ARCHIVE_RULES, Form.E_MAIL: MAIL_RULES}
    return rules[form]


def _installed(library: str) -> str:
    from importlib.metadata import version  # noqa: PLC0415 - costs only who captures or verifies

    return version(library)


def request_named(name: str, version: str) -> Request | None:
    """Return what to read a document as that an extractor of this name and version once read.

    None where this program has no such extractor, or stands on another version of the parser.
    """
    base, _, encoding = name.partition(_IN)
    whole = base == _WHOLE
    delimiter = next((one for one in delimited_text.DELIMITERS if _table_name(one) == base), None)
    if delimiter is not None:
        base = _NAMES[Form.TABLE]
    elif base == _NAMES[Form.TABLE]:
        return None
    form = Form.WEB_PAGE if whole else next((f for f, each in _NAMES.items() if each == base), None)
    if form is None or version != extractor_version(form):
        return None
    if encoding and form not in _ENCODED:
        return None
    try:
        return Request(form, canonical(encoding) if encoding else None, whole, delimiter)
    except UnreadableTextError:
        return None


def prepare(form: Form) -> None:
    """Import what reads a form, so that nothing has to be loaded once the process is confined."""
    if form in {Form.WEB_PAGE, Form.WEB_ARCHIVE, Form.E_MAIL}:
        import charset_normalizer  # noqa: PLC0415, F401
        import selectolax.lexbor  # noqa: PLC0415, F401

        from models.capture import mail, web_page  # noqa: PLC0415, F401
    elif form is Form.PDF:
        import pypdfium2  # noqa: PLC0415, F401

        from models.capture import pdf  # noqa: PLC0415, F401
    elif form is Form.SPREADSHEET:
        from models.capture import workbook  # noqa: PLC0415, F401
    elif form is Form.WORD:
        from models.capture import word_document  # noqa: PLC0415, F401


def extraction(request: Request, original: bytes) -> Extraction:
    """Read a document, in this process.

    Raises:
        UnreadableTextError: it cannot be read; the message is a sentence for a person.
    """
    form = request.form
    if form is Form.PLAIN:
        return plain_text.read(original, request.encoding)
    if form is Form.TABLE:
        return delimited_text.read(original, request.encoding, request.delimiter)
    if form is Form.PDF:
        from models.capture import pdf  # noqa: PLC0415

        return pdf.read(original)
    if form is Form.WORD:
        from models.capture import word_document  # noqa: PLC0415

        return word_document.read(original)
    if form is Form.SPREADSHEET:
        from models.capture import workbook  # noqa: PLC0415

        return workbook.read(original)
    if form is Form.WEB_PAGE:
        from models.capture import web_page  # noqa: PLC0415

        return web_page.read(original, request.encoding, whole=request.whole)
    from models.capture import mail  # noqa: PLC0415

    if form is Form.WEB_ARCHIVE:
        return mail.read_archive(original)
    return mail.read_mail(original)
