"""Addresses of the web as far as they may be opened: shown whole, and sent as they are shown.

An address in a file that somebody sent may want to look like another one, or to be no address of
the web at all. What is opened here is the ASCII form (RFC 3986), in which a host in another script
is spelled in punycode (RFC 3492), so that what a person reads is what a browser is given.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, urlsplit, urlunsplit

LONGEST: Final = 2_048
_KEPT: Final = "%/:?#[]@!$&'()*+,;=~-._"
"""Characters that mean something in an address, beside letters and digits."""
_UNSEEN: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zs", "Zl", "Zp"})
_WEB: Final = ("http", "https")


class AddressError(ValueError):
    """An address that is not opened; the message is a sentence for a person."""


@dataclass(frozen=True, slots=True)
class WebAddress:
    """An address that may be opened.

    `sent` is what a browser gets, in ASCII. `host` is its host as sent, `host_written` the same
    host in its own script where that is another spelling, else empty.
    """

    sent: str
    host: str
    host_written: str

    @property
    def host_end(self) -> int:
        """Where scheme, host and port end in what is sent."""
        start = self.sent.index("//") + 2
        return start + len(urlsplit(self.sent).netloc)


def web_address(text: str) -> WebAddress:
    """Return the address that `text` is.

    Raises:
        AddressError: it is none of http or https, or it holds what could deceive its reader.
    """
    text = text.strip()
    if len(text) > LONGEST:
        raise AddressError(f"The address is longer than {LONGEST:,} characters and is not opened.")
    if "\\" in text or any(unicodedata.category(character) in _UNSEEN for character in text):
        raise AddressError(
            "The address holds a blank, a backslash or a character nobody sees, and is not opened."
        )
    try:
        parts = urlsplit(text)
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise AddressError("This is no address that could be opened.") from error
    if parts.scheme not in _WEB or not host:
        raise AddressError("Only addresses that begin with http:// or https:// are opened.")
    if "@" in parts.netloc:
        raise AddressError(
            "The address names somebody before “@”, which hides its host, and is not opened."
        )
    sent_host, written = _both_spellings(host)
    place = f"[{sent_host}]" if ":" in sent_host else sent_host
    netloc = place if port is None else f"{place}:{port}"
    rest = (quote(part, safe=_KEPT) for part in (parts.path, parts.query, parts.fragment))
    return WebAddress(urlunsplit((parts.scheme, netloc, *rest)), sent_host, written)


def is_web_address(text: str) -> bool:
    """Whether `text` can be opened."""
    try:
        web_address(text)
    except AddressError:
        return False
    return True


def _both_spellings(host: str) -> tuple[str, str]:
    """Return a host in ASCII, and in its own script where that is another spelling."""
    try:
        sent = host if host.isascii() else host.encode("idna").decode("ascii")
    except UnicodeError as error:
        raise AddressError("The address has a host that no name can be, and is not opened.") from (
            error
        )
    if any(not (each.isalnum() or each in "-._:") for each in sent):
        raise AddressError("The address has a host that no name can be, and is not opened.")
    try:
        written = sent.encode("ascii").decode("idna")
    except UnicodeError:
        # No letters come of it: it is shown as it is sent.
        written = sent
    return sent, written if written != sent else ""
