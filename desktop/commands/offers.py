"""Which commands are listed where there is nothing to show yet, by their ids in the table."""

from typing import Final

from desktop.text.translate import tr

__all__ = ["WHEN_EMPTY", "WHEN_ONLY_SOURCES", "for_words"]

WHEN_EMPTY: Final = ("add_sources", "paste_source", "new_meeting", "import_table", "import_record")
"""In a reference that holds nothing: what fills it first."""

WHEN_ONLY_SOURCES: Final = ("new_meeting", "new_official", "add_sources")
"""In a reference that holds sources and no record from them yet."""


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
