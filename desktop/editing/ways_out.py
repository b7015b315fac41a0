"""What can be done where a value rests on quotes and cannot simply be overwritten."""

from dataclasses import dataclass
from enum import Enum

from desktop.overlay.items import OverlayItem
from desktop.text.escaping import plain
from desktop.text.translate import tr

__all__ = ["Way", "WayOut", "ways_out"]

SHOWN_WORDS = 50


class Way(Enum):
    """One way out."""

    BACK_IT = "back it"
    FIND_WORDS = "find words"
    LOOK = "look"
    OVERRULE = "overrule"


@dataclass(frozen=True, slots=True)
class WayOut:
    """What choosing an offered line means."""

    way: Way


def ways_out(value: str, words: str) -> list[OverlayItem]:
    """Return the lines offered below the sentence; `words` are those marked, if any.

    `value` is what was typed; empty where the field was to be cleared.
    """
    typed = plain(value, SHOWN_WORDS)
    lines = []
    if typed and words:
        said = tr("Set “{value}” beside it, backed by the marked words", value=typed)
        lines.append((Way.BACK_IT, said, "quoted"))
    elif typed:
        said = tr("Find words in the source that say “{value}”", value=typed)
        lines.append((Way.FIND_WORDS, said, "source"))
    lines.append((Way.LOOK, tr("Look at the quotes it rests on"), "quoted"))
    if typed:
        overrule = tr("Set those quotes aside and write “{value}”…", value=typed)
    else:
        overrule = tr("Set those quotes aside and empty the field…")
    lines.append((Way.OVERRULE, overrule, "dash"))
    return [OverlayItem(WayOut(way), text, text, icon) for way, text, icon in lines]
