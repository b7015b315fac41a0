"""How the state of a field's evidence looks: a shape, a sign and a word, and only then a colour."""

from dataclasses import dataclass
from typing import Literal

from desktop.text.translate import tr

__all__ = ["Evidence", "EvidenceMark", "evidence_mark"]

Evidence = Literal["quoted", "inferred", "unsourced", "disputed"]


@dataclass(frozen=True, slots=True)
class EvidenceMark:
    """One mark: `sign` for running text, `icon` a name for `icons.icon`, `word` for everybody.

    `word` stands beside the mark or in its tooltip and accessible name; `meaning` is a sentence.
    `colour` is the name of a colour in `Palette`. No two marks share a sign, an icon or a word.
    """

    evidence: Evidence
    sign: str
    icon: str
    colour: str
    word: str
    meaning: str


def evidence_mark(evidence: Evidence) -> EvidenceMark:
    """Return the mark of a state, in the reader's language.

    Raises:
        KeyError: there is no such state.
    """
    sign, word, meaning = {
        "quoted": ("❝", tr("quoted"), tr("The source says so in these words.")),
        "inferred": (
            "↳",
            tr("inferred"),
            tr("The value is read from the source’s words with the help of something else."),
        ),
        "unsourced": ("○", tr("no source"), tr("No quote stands behind this value.")),
        "disputed": ("↔", tr("disputed"), tr("Sources contradict each other here.")),
    }[evidence]
    return EvidenceMark(evidence, sign, evidence, evidence, word, meaning)
