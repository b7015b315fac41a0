"""The extractors of e-mails and of web pages saved in one file (MHTML): both are MIME messages.

An e-mail's reading text begins with its lines From, To, Cc, Date and Subject as the message has
them, in its order, decoded (RFC 2047) and each on one line; then, after a blank line, comes its
text part, or its page where it has no text part. Attachments are named in a warning and not opened.

Of a saved web page the page itself is read, by the rules of `models.capture.web_page`; nothing is
added.
"""

from __future__ import annotations

from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import EmailMessage
from email.utils import parseaddr, parsedate_to_datetime
from typing import Final

from models.capture import web_page
from models.capture.document import Encoding, Extraction, Proposal, TextPieces, spans_of
from models.capture.encoding import canonical, decode, detect
from models.capture.statement_values import one_line
from models.text.reading_text import UnreadableTextError

MOST_PARTS: Final = 2_000
_SHOWN_HEADERS: Final = ("from", "to", "cc", "date", "subject")
_LONGEST_HEADER: Final = 20_000
_NAMED: Final = 12
BROKEN_HEADER: Final = (
    MessageError, ValueError, LookupError, AttributeError, TypeError, OverflowError
)  # fmt: skip
"""What the standard library says of headers it cannot decode, a day of forty digits among them."""


def read_mail(original: bytes) -> Extraction:
    """Return what an e-mail says.

    Raises:
        UnreadableTextError: it holds neither text nor page, or cannot be read.
    """
    message = _parsed(original)
    pieces = TextPieces()
    stated: dict[str, str] = {}
    for name, value in message.raw_items():
        lower = name.lower()
        if lower in _SHOWN_HEADERS:
            words = _header(message, lower, str(value))
            if words:
                stated.setdefault(lower, words)
                pieces.add(f"{name}: {words}\n")
    if stated:
        pieces.add("\n")
    body = message.get_body(preferencelist=("plain", "html"))
    if body is None:
        raise UnreadableTextError(
            "The e-mail holds neither text nor a page: only attachments. Save those and add them."
        )
    assert isinstance(body, EmailMessage)
    text, encoding, warnings = _body(body)
    pieces.add(text)
    attached = [
        one_line(part.get_filename()) or part.get_content_type()
        for part in message.iter_attachments()
    ]
    if attached:
        listed = ", ".join(f"“{name[:80]}”" for name in attached[:_NAMED])
        more = f" and {len(attached) - _NAMED:,} more" if len(attached) > _NAMED else ""
        warnings.append(
            f"Its attachments are not opened: {listed}{more}. Save them and add them by themselves."
        )
    reading = pieces.whole()
    return Extraction(
        reading,
        proposals=_proposals(stated, reading.text),
        warnings=tuple(warnings),
        encoding=encoding,
    )


def read_archive(original: bytes) -> Extraction:
    """Return what a web page says that was saved in one file.

    Raises:
        UnreadableTextError: it holds no page, or one that cannot be read.
    """
    message = _parsed(original)
    part = next((one for one in _parts(message) if one.get_content_type() == "text/html"), None)
    if part is None:
        raise UnreadableTextError("The saved page holds no page: only what belongs to one.")
    content = _content(part)
    encoding = _stated_encoding(part, content)
    found = web_page.read(content, encoding.name if encoding else None)
    proposals = list(found.proposals)
    for name in ("snapshot-content-location", "content-location"):
        address = _first(message, name) or _first(part, name)
        if address.lower().startswith(("http://", "https://")):
            # Where it was saved from is firmer than what the page says its address is.
            proposals.insert(0, Proposal("url", address, "the address it was saved from"))
            break
    saved = _day(_first(message, "date"))
    if saved:
        proposals.append(Proposal("accessed", saved, "the day it was saved"))
    return Extraction(
        found.reading,
        proposals=tuple(proposals),
        warnings=found.warnings,
        encoding=encoding or found.encoding,
    )


def _parsed(original: bytes) -> EmailMessage:
    # The mark of a mailbox file is no header.
    if original.startswith(b"From ") and b"\n" in original:
        original = original.partition(b"\n")[2]
    try:
        message = message_from_bytes(original.lstrip(b"\r\n"), policy=policy.default)
    except (MessageError, ValueError, LookupError, RecursionError) as error:
        raise UnreadableTextError("It is damaged: it cannot be read as a message.") from error
    _parts(message)
    return message


def _parts(message: EmailMessage) -> list[EmailMessage]:
    """Return all parts of a message, itself first.

    Raises:
        UnreadableTextError: there are more than any message has.
    """
    found: list[EmailMessage] = []
    waiting: list[EmailMessage] = [message]
    while waiting:
        part = waiting.pop()
        found.append(part)
        if len(found) > MOST_PARTS:
            raise UnreadableTextError(f"It holds more than {MOST_PARTS:,} parts.")
        if part.is_multipart():
            inner = part.get_payload()
            assert isinstance(inner, list)
            waiting.extend(one for one in reversed(inner) if isinstance(one, EmailMessage))
    return found


def _first(message: EmailMessage, name: str) -> str:
    """Return the first header of a name, decoded; nothing where there is none."""
    raw = next((str(value) for key, value in message.raw_items() if key.lower() == name), "")
    return _header(message, name, raw) if raw else ""


def _header(message: EmailMessage, name: str, raw: str) -> str:
    """Return a header decoded; as it stands where it is too broken or too long to be decoded."""
    if len(raw) <= _LONGEST_HEADER:
        try:
            return one_line(str(message[name]))
        except BROKEN_HEADER:
            pass_on = raw
    else:
        pass_on = raw
    return one_line(pass_on.encode("utf-8", "replace").decode("utf-8"))


def _body(part: EmailMessage) -> tuple[str, Encoding | None, list[str]]:
    content = _content(part)
    encoding = _stated_encoding(part, content)
    if part.get_content_type() == "text/html":
        # A message is all its own: nothing around it is furniture.
        found = web_page.read(content, encoding.name if encoding else None, whole=True)
        return found.reading.text, encoding or found.encoding, list(found.warnings)
    known = encoding or (detect(content) if content.strip() else Encoding("utf-8", "form"))
    return decode(content, known.name), known, []


def _content(part: EmailMessage) -> bytes:
    try:
        content = part.get_payload(decode=True)
    except (ValueError, LookupError, AssertionError) as error:
        raise UnreadableTextError("It is damaged: its text cannot be decoded.") from error
    return content if isinstance(content, bytes) else b""


def _stated_encoding(part: EmailMessage, content: bytes) -> Encoding | None:
    """Return the encoding the part states, None where it states none or is not written in it."""
    stated = part.get_content_charset()
    if not stated:
        return None
    try:
        name = canonical(stated)
        if name == "ascii":
            return None
        decode(content, name)
    except UnreadableTextError:
        return None
    return Encoding(name, "stated")


def _proposals(stated: dict[str, str], text: str) -> tuple[Proposal, ...]:
    found = []
    for name, field in (("subject", "title"), ("from", "author")):
        if name in stated:
            # "Name <address>": the message gives the parts apart.
            value = parseaddr(stated[name])[0] or stated[name] if name == "from" else stated[name]
            found.append(
                Proposal(field, value, f"the e-mail's line {name.title()}", spans_of(value, text))
            )
    if "date" in stated:
        day = _day(stated["date"])
        if day:
            words = stated["date"]
            found.append(
                Proposal("date", day, "the e-mail's line Date", spans_of(words, text), words)
            )
    return tuple(found)


def _day(stated: str) -> str | None:
    """Return the day of a date line, in the zone it was written in."""
    try:
        return parsedate_to_datetime(stated).date().isoformat() if stated else None
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
