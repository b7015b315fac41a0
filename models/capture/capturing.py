"""Reading documents that people bring: what it is, what it says, under which extractor."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from models.capture import delimited_text, parsing, problems, sniffing
from models.capture.child_process import Limits, extraction_apart
from models.capture.document import LARGEST_ORIGINAL, SPLIT, CapturedDocument, Extraction
from models.capture.encoding import canonical, shown
from models.capture.parsing import Request
from models.capture.sniffing import Form
from models.text.reading_text import UnreadableTextError


@dataclass(frozen=True, slots=True)
class Hint:
    """What a person knows of a document that it does not say itself.

    `name` is a file's name, for sentences and for telling a wrong ending. `encoding` (of plain text
    and web pages; other forms state their own) and `form` overrule what is found out; `whole_page`
    reads all of a web page, its furniture included; `delimiter` parts the cells of a table kept as
    text, and is found out where it is not given.
    """

    name: str = ""
    encoding: str | None = None
    form: Form | None = None
    whole_page: bool = False
    delimiter: str | None = None


NO_HINT: Final = Hint()
LIMITS: Final = Limits()


def never() -> bool:
    """Nobody cancels."""
    return False


def read_document(
    document: Path | bytes,
    hint: Hint = NO_HINT,
    *,
    limits: Limits = LIMITS,
    cancelled: Callable[[], bool] = never,
    command: Sequence[str] | None = None,
) -> CapturedDocument:
    """Read a file, or the bytes of one, and return all that a snapshot of it needs.

    What it is follows from its bytes, not from its name. Anything but characters is read in a
    process of its own, which the thread that calls waits for; `cancelled` ends it. Nothing is
    fetched and nothing is written.

    Raises:
        UnreadableDocumentError: it cannot be read, with the reason; see `models.capture.problems`.
        ParserFailedError: the process that read it died, hung or answered nonsense.
        CaptureCancelledError: `cancelled` said so.
    """
    if isinstance(document, Path):
        name = hint.name or document.name
        original = bytes_of(document, name)
        method = "read from a file"
    else:
        name, original, method = hint.name, document, "given as bytes"
        _refuse_large(len(original), name)
    try:
        form = hint.form or sniffing.sniff(original)
        encoding = canonical(hint.encoding) if hint.encoding else None
        delimiter = hint.delimiter
        if form is Form.TABLE and delimiter is None:
            delimiter = delimited_text.delimiter_of(original, encoding)
        request = Request(form, encoding, hint.whole_page, delimiter)
        found = (
            parsing.extraction(request, original)
            if form in parsing.IN_PROCESS
            else extraction_apart(
                request, original, name=name, limits=limits, cancelled=cancelled, command=command
            )
        )
    except UnreadableTextError as error:
        raise problems.unreadable(name, str(error)) from error
    warnings = [*_of_name(name, form), *_of_encoding(found, form), *found.warnings]
    return CapturedDocument(
        original=original,
        original_sha256=hashlib.sha256(original).hexdigest(),
        media_type=form.value,
        reading=found.reading,
        extractor=parsing.extractor_name(request, found.encoding),
        version=parsing.extractor_version(form),
        name=name,
        locators=found.locators,
        proposals=found.proposals,
        warnings=tuple(warnings),
        encoding=found.encoding,
        method=_method(method, name, found),
    )


def bytes_of(path: Path, name: str) -> bytes:
    """Return the bytes of a file, never more than can be captured.

    Raises:
        UnreadableDocumentError: it is not there, no file, too large or cannot be read.
    """
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise problems.unreadable(name, "It is a folder.", "Add the files in it.")
        if not stat.S_ISREG(status.st_mode):
            raise problems.unreadable(name, "It is no ordinary file.")
        _refuse_large(status.st_size, name)
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
        with os.fdopen(descriptor, "rb") as file:
            original = file.read(LARGEST_ORIGINAL + 1)
    except FileNotFoundError as error:
        raise problems.unreadable(
            name, "There is no such file.", "It may have been moved or renamed."
        ) from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise problems.unreadable(name, f"The system says: {reason}.") from error
    _refuse_large(len(original), name)
    return original


def _refuse_large(size: int, name: str) -> None:
    if size > LARGEST_ORIGINAL:
        most = LARGEST_ORIGINAL // (1024 * 1024)
        raise problems.unreadable(
            name, f"It has {size / (1024 * 1024):,.0f} MB; up to {most} MB are read.", SPLIT
        )


def _of_name(name: str, form: Form) -> list[str]:
    sentence = sniffing.mislabelled(name, form)
    return [sentence] if sentence else []


def _of_encoding(found: Extraction, form: Form) -> list[str]:
    warnings = []
    if found.encoding is not None and found.encoding.how == "guessed":
        warnings.append(
            f"Nothing says how its characters are encoded; {shown(found.encoding.name)} was "
            "guessed. Look at the text before you quote it, and name the encoding if it is wrong."
        )
    if found.reading.removed_nul:
        count = found.reading.removed_nul
        warnings.append(
            f"{count:,} NUL character{'s were' if count > 1 else ' was'} left out of the text."
        )
    if form is Form.PLAIN and not found.reading.text.strip():
        warnings.append("It holds nothing but blanks.")
    return warnings


def _method(how: str, name: str, found: Extraction) -> str:
    """Return what the snapshot keeps of how it came about."""
    parts = [f"{how}: {problems.shortened(name)}" if name else how]
    if found.encoding is not None:
        known = {
            "signature": "by its signature",
            "stated": "as it states",
            "form": "by its form",
            "guessed": "guessed",
            "given": "as was given",
        }
        manner = known.get(found.encoding.how, found.encoding.how)
        parts.append(f"characters in {shown(found.encoding.name)}, {manner}")
    return "; ".join(parts)
