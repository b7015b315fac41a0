"""What can be the case in the window, and what to say when a command needs it and it is not."""

from typing import Final

from desktop.text.translate import tr

__all__ = [
    "EDITED_RECORD",
    "EVENT",
    "QUOTE",
    "READER",
    "RECORD",
    "REFERENCE",
    "STATES",
    "WRITABLE",
    "missing_state",
]

REFERENCE: Final = frozenset({"reference"})
"""What a command needs that acts on the open reference."""
WRITABLE: Final = frozenset({"reference", "writable"})
"""What a command needs that edits."""
RECORD: Final = frozenset({"reference", "record"})
EVENT: Final = frozenset({"reference", "writable", "record", "event"})
"""What a command needs that edits the meeting or agreement that is shown."""
EDITED_RECORD: Final = frozenset({"reference", "writable", "record"})
"""What a command needs that edits the record that is shown."""
QUOTE: Final = frozenset({"reference", "record", "quote"})
READER: Final = frozenset({"reference", "reader"})


STATES = (
    "reference",
    "writable",
    "record",
    "reader",
    "quote",
    "field",
    "event",
    "readable",
    "source",
    "unused",
    "words",
    "back",
    "forward",
    "recent",
    "work",
    "registered",
    "unregistered",
)
"""All states a command can need, what stands first being the better reason when several lack."""


def missing_state(state: str) -> str:
    """Say in a sentence why a command that needs `state` cannot be used without it.

    Raises:
        KeyError: no command needs a state of that name.
    """
    return {
        "reference": tr("No reference is open"),
        "writable": tr("This reference can only be read"),
        "record": tr("No record is selected"),
        "quote": tr("The record has no quote"),
        "field": tr("No field of the record is chosen"),
        "event": tr("No meeting or agreement is shown"),
        "readable": tr("No captured source is shown, nor a record with quotes"),
        "source": tr("No source is shown"),
        "reader": tr("No source is open in the reader"),
        "unused": tr("Every sentence of the source backs something"),
        "words": tr("No words are marked in the reader"),
        "back": tr("There is nothing to go back to"),
        "forward": tr("There is nothing to go forward to"),
        "recent": tr("No other reference has been opened yet"),
        "work": tr("Nothing is being done that takes long"),
        "registered": tr("Opening by double-click is not set up"),
        "unregistered": tr("Opening by double-click is set up already"),
    }[state]
