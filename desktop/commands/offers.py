"""Which commands are listed where there is nothing to show yet, by their ids in the table."""

from typing import Final

from desktop.text.translate import tr

__all__ = ["WHEN_EMPTY", "for_words"]

WHEN_EMPTY: Final[tuple[str, ...]] = ("import_record", "open")
"""In a reference that holds no record: what fills it first, or leads to another one."""


def for_words() -> tuple[tuple[str, str], ...]:
    """Return what stands beside marked words: commands, each with a short name."""
    return (
        ("use_words", tr("Use for…")),
        ("new_meeting", tr("Meeting")),
        ("new_official", tr("Official")),
        ("new_statement", tr("Statement")),
        ("new_agreement", tr("Agreement")),
        ("new_relation", tr("Relation")),
        ("add_participant", tr("Participant")),
        ("keep_quote", tr("Keep quote")),
        ("lean_on", tr("Lean on")),
    )
