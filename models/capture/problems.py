"""What stands in the way of a capture, as sentences for people."""

from __future__ import annotations

from models.reference.problems import ProblemError

OTHERWISE = "Save it as PDF or plain text with the program it comes from, and add that."


class UnreadableDocumentError(ProblemError):
    """The document cannot be read; nothing was added."""


class ParserFailedError(UnreadableDocumentError):
    """The process that read the document died, hung or answered nonsense."""


class CaptureCancelledError(ProblemError):
    """Somebody broke the capture off; nothing was changed."""


def unreadable(name: str, why: str, advice: str = "Nothing was added.") -> UnreadableDocumentError:
    """Return the problem that the document called `name` cannot be read, because of `why`."""
    return UnreadableDocumentError(f"{_called(name)} cannot be read. {why}", advice)


def parser_failed(name: str, what: str) -> ParserFailedError:
    """Return the problem that reading the document came to nothing, in the way `what` says."""
    return ParserFailedError(
        f"{_called(name)} cannot be read: {what}.",
        f"The file may be damaged, or made to do harm; nothing was added. {OTHERWISE}",
    )


def cancelled() -> CaptureCancelledError:
    """Return the problem that somebody broke the capture off."""
    return CaptureCancelledError("The capture was cancelled.", "Nothing was changed.")


def _called(name: str) -> str:
    return f"“{shortened(name)}”" if name else "The document"


def shortened(name: str, longest: int = 120) -> str:
    """Return a file's name for a sentence: control and direction marks out, its middle left out."""
    clean = "".join(character if character.isprintable() else "\ufffd" for character in name)
    if len(clean) <= longest:
        return clean
    return f"{clean[: longest - 30]}…{clean[-29:]}"
