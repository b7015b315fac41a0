"""Full stops that end an abbreviation rather than a sentence."""

from __future__ import annotations

import re

# They never end a sentence: a name or a word follows.
_TITLES = (
    "mr mrs ms dr prof gen lt col maj sgt capt cmdr cdr cpl pvt adm brig gov sen rep pres hon rev "
    "msgr st mt ft amb insp supt messrs mme mlle sra srta vs cf approx bzw ggf geb pte pty "
    "г-н г-жа ул просп тов проф акад ген полк адм д-р"
)
# They may end one: they do when a word follows that likes to start a sentence.
_ENDINGS = (
    "jr sr etc inc ltd co corp llc plc bros dept univ assn ave blvd rd est al ph.d "
    "им г гг в вв др т.д т.п т.е руб коп тыс млн млрд стр"
)
# They are abbreviations when a number follows ("No. 5", "Aug. 2"), else words.
_COUNTED = (
    "no nos nr jan feb mar apr jun jul aug sep sept oct nov dec "
    "p pp par art sec ch fig figs vol vols № ст п с"
)
_OPENERS = (
    "the a an he she it they we i you this that these those there his her its their our in on at "
    "by for from to with but and or so yet as if when while after before since during both "
    "however meanwhile also what who why how where not no most many some all "
    "он она они это эти в на по после также однако но и"
)
_NEVER_LAST = frozenset(_TITLES.split())
_MAY_BE_LAST = frozenset(_ENDINGS.split())
_BEFORE_NUMBERS = frozenset(_COUNTED.split())
_STARTERS = frozenset(_OPENERS.split())
_INITIALS = re.compile(r"(?:[^\W\d_]{1,3}\.)+[^\W\d_]{1,3}")
_LAST_TOKEN = re.compile(r"[^\s(\[{“‘„«\"'—–]*$")
_FIRST_WORD = re.compile(r"[^\W\d_]+")


def ends_like_a_sentence(before: str, *, following: str) -> bool:
    """Tell whether a single full stop between `before` and `following` ends a sentence.

    `before` is the sentence so far, without the stop; `following` the rest, without blanks and
    opening quotes. An acronym or "etc." ends the sentence when a word follows that likes to start
    one ("… in the U.S. He left"), else it is taken as part of a longer name ("U.S. Senate").
    """
    match = _LAST_TOKEN.search(before)
    token = match.group() if match else ""
    folded = token.casefold()
    if token.isdigit() and before.strip() == token:
        # "1. The ministers agreed": the number of a list.
        return False
    if folded in _NEVER_LAST:
        return False
    if folded in _BEFORE_NUMBERS and following[:1].isnumeric():
        return False
    if len(token) == 1 and token.isupper():
        return False
    if folded in _MAY_BE_LAST or _INITIALS.fullmatch(token.rpartition("-")[2]):
        word = _FIRST_WORD.match(following)
        return word is not None and word.group().casefold() in _STARTERS
    return True
