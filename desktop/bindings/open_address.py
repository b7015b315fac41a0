"""Opening the address of a source in the browser, after it was shown whole (law 12)."""

import re
from typing import Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from desktop.progress.line import Ending
from desktop.text.translate import tr
from desktop.window.session import Session
from desktop.window.window import Window
from models.queries.addresses import address_of
from models.text.addresses import AddressError, WebAddress, web_address

__all__ = ["ask_to_open", "open_address"]

_BREAKING = re.compile(r"([/?&=#_%-]|[^/?&=#_%-]{24})")
_MAY_BREAK = "\u200b"
"""Where a line may end without a hyphen, so that all of a long address is seen."""


def open_address(window: Window, session: Session) -> None:
    """Ask whether to open the address that has the keyboard, else that of the source meant."""
    detail = window.panes.detail
    slot = detail.current_slot
    chosen = [one.value for one in detail.lines if one.value.slot == slot and one.value.is_address]
    if chosen:
        ask_to_open(window, chosen[0].text)
        return
    source = session.source_meant
    if source is None:
        return

    def work(database: Any, _: object) -> Any:
        return address_of(database, source)

    def ask(text: str | None) -> None:
        if text is None:
            window.say(tr("This source has no address"))
        else:
            ask_to_open(window, text)

    session.jobs.run("address", work, ask, window.show_problem)


def ask_to_open(window: Window, text: str) -> None:
    """Show the address as a browser would get it; only a yes opens it."""
    strip = window.progress
    try:
        address = web_address(text)
    except AddressError as error:
        strip.say(Ending(str(error), "warning"))
        return
    # A host is never broken: its end says whose it is.
    host, rest = address.sent[: address.host_end], address.sent[address.host_end :]
    shown = host + _BREAKING.sub(rf"\1{_MAY_BREAK}", rest)
    sentence = tr("Open this address in the browser?\n{address}", address=shown)
    if address.host_written:
        sentence = tr(
            "{question}\nIts host is written “{written}”, but is sent as {sent}.",
            question=sentence,
            written=address.host_written,
            sent=address.host,
        )
    strip.ask(
        Ending(
            sentence,
            "warning" if address.host_written else "info",
            action=tr("Open in the browser"),
            then=lambda: _open(window, address),
            leave=tr("Leave"),
        ),
        hesitate=bool(address.host_written),
    )


def _open(window: Window, address: WebAddress) -> None:
    url = QUrl(address.sent, QUrl.ParsingMode.StrictMode)
    if not url.isValid() or not QDesktopServices.openUrl(url):
        window.progress.say(Ending(tr("The address could not be opened."), "warning"))
