"""What people call a state: its names, its codes, its adjective, its people, today and before."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from models.names.folding import fold, search_text, search_words

GAZETTEER: Final = Path(__file__).resolve().parents[2] / "resources" / "gazetteer" / "countries.txt"
PARTS: Final = 5
LEAST_BEGUN: Final = 3
"""So many letters say which country is being typed: fewer begin dozens of words."""

_CODE = re.compile(r"[A-Z]{2,4}")
_INVERTED = re.compile(r"(?P<before>.+\b(?:of|of the)) (?P<after>[^,]+)")


@dataclass(frozen=True, slots=True)
class Country:
    """A state: `codes` are ISO's, `under` the codes of those that stand for one that is gone."""

    codes: tuple[str, ...]
    name: str
    adjectives: tuple[str, ...]
    others: tuple[str, ...]
    under: tuple[str, ...] = ()

    @property
    def filed(self) -> tuple[str, ...]:
        """Every name a reference may file it by."""
        names = (self.name, *self.others)
        return tuple(dict.fromkeys((*names, *map(_turned, names))))


def _turned(name: str) -> str:
    """Return "Korea, Republic of" for "Republic of Korea", as catalogues file it."""
    match = _INVERTED.fullmatch(name)
    return f"{match['after']}, {match['before']}" if match else name


@lru_cache(maxsize=1)
def countries() -> tuple[Country, ...]:
    """Return every state of the gazetteer, in its order."""
    return tuple(_read(GAZETTEER.read_text(encoding="utf-8")))


def _read(text: str) -> Iterator[Country]:
    """Give the states of a gazetteer.

    Raises:
        ValueError: a line has not its five parts.
    """
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        parts = [part.strip() for part in line.split("|")]
        if len(parts) != PARTS or not parts[1]:
            message = f"Line {number} of the gazetteer has not {PARTS} parts."
            raise ValueError(message)
        codes, name, adjectives, others, under = parts
        yield Country(
            codes=tuple(codes.replace("-", "").split()),
            name=name,
            adjectives=_several(adjectives),
            others=_several(others),
            under=tuple(under.split()),
        )


def _several(part: str) -> tuple[str, ...]:
    return tuple(piece.strip() for piece in part.split(";") if piece.strip())


def _key(text: str) -> str:
    """Return what spellings share that differ in marks and dots alone: U.S.S.R. and USSR."""
    return "".join(search_words(text))


@lru_cache(maxsize=1)
def _by_key() -> dict[str, tuple[Country, ...]]:
    found: dict[str, tuple[Country, ...]] = {}
    for country in countries():
        words = (*country.filed, *country.adjectives)
        for key in dict.fromkeys(_key(word) for word in words):
            found[key] = (*found.get(key, ()), country)
    return found


@lru_cache(maxsize=1)
def _by_code() -> dict[str, tuple[Country, ...]]:
    found: dict[str, tuple[Country, ...]] = {}
    for country in countries():
        for code in country.codes:
            found[code] = (*found.get(code, ()), country)
    return found


def is_code(text: str) -> bool:
    """Whether `text` is written as a code is, in capitals, and is one that ISO gave."""
    return bool(_CODE.fullmatch(text)) and text in _by_code()


def countries_called(text: str) -> tuple[Country, ...]:
    """Return the states that `text` is a name, an adjective or a code of; several for "Korean".

    Case, accents and dots do not matter, except that a code is more than the beginning of a word
    only in capitals: `in` is typed on the way to Indonesia, `IN` is India.
    """
    text = text.strip()
    if is_code(text):
        return _by_code()[text]
    return _by_key().get(_key(text), ())


def countries_begun(text: str) -> tuple[Country, ...]:
    """Return the states a name or adjective of which begins with `text`, or that have its code."""
    key = _key(text)
    found = dict.fromkeys(_by_code().get(key.upper(), ()))
    if len(key) >= LEAST_BEGUN:
        for spelling, named in _by_key().items():
            if spelling.startswith(key):
                found.update(dict.fromkeys(named))
    return tuple(found)


def countries_near(text: str, near: Collection[str]) -> tuple[Country, ...]:
    """Return the states a name or adjective of which is among `near`, words close to `text`."""
    by_key = _by_key()
    keys = sorted(set(near) & by_key.keys(), key=lambda key: (key[0] != _key(text)[:1], key))
    return tuple(dict.fromkeys(country for key in keys for country in by_key[key]))


def countries_under(codes: tuple[str, ...]) -> tuple[Country, ...]:
    """Return the states that have these codes today."""
    return tuple(country for code in codes for country in _by_code().get(code, ()))


@dataclass(frozen=True, slots=True)
class CountryQuery:
    """SQL that lists the ids of the organizations meant, and its parameters in order."""

    sql: str
    parameters: tuple[object, ...]


_FILED = """
SELECT identifier.record_id AS id FROM json_each(?) AS code CROSS JOIN identifier
ON identifier.scheme IN ('iso-3166-1', 'iso-3166-3') AND identifier.value = code.value
UNION SELECT organization.record_id FROM json_each(?) AS spelling
CROSS JOIN name ON name.folded = spelling.value
CROSS JOIN organization ON organization.record_id = name.bearer_id
UNION SELECT organization.record_id FROM organization
CROSS JOIN record ON record.id = organization.record_id
WHERE organization.type = 'state' AND lower(
    CASE WHEN instr(record.label, ' (') THEN substr(record.label, 1, instr(record.label, ' (') - 1)
    ELSE record.label END) IN (SELECT value FROM json_each(?))
"""
"""Organizations with one of these codes, names or labels; what stands in brackets behind a label,
as in "Burma (Myanmar)" or "Czechoslovakia (1993)", is the reference's own remark."""


def filed_as(asked: Collection[Country]) -> CountryQuery:
    """Return the query for the organizations a reference files these states as.

    A name that other states have too, as Korea, counts only where all of them are asked for.
    """
    by_key = _by_key()
    names = [
        name
        for country in asked
        for name in country.filed
        if all(other in asked for other in by_key.get(_key(name), ()))
    ]
    return CountryQuery(
        _FILED,
        (
            json.dumps([code for country in asked for code in country.codes]),
            json.dumps([search_text(name) for name in names]),
            json.dumps([_lowered(name) for name in names]),
        ),
    )


def _lowered(name: str) -> str:
    """Return the name as SQLite's `lower` gives it, which knows the letters of ASCII alone."""
    return "".join(letter.lower() if letter.isascii() else letter for letter in name)


def organizations_meant(
    value: str, *, written: CountryQuery, otherwise: CountryQuery
) -> CountryQuery:
    """Return the query for the organizations that `country:value` means.

    A name, adjective or code means its state and no other that merely begins so (Niger is not
    Nigeria); where the reference has no such state, those under which it is filed; where it has
    none of these either, those with a name `written` so. A word that means no state yet is taken
    as the beginning of one, beside the names that begin so. Any other means what `otherwise` lists.
    """
    called = countries_called(value)
    if not called:
        begun = countries_begun(value)
        if not begun:
            return otherwise
        filed = filed_as(begun)
        return CountryQuery(
            f"{written.sql} UNION {filed.sql}", written.parameters + filed.parameters
        )
    itself = filed_as(called)
    later = filed_as(countries_under(tuple(code for each in called for code in each.under)))
    return CountryQuery(
        f"WITH itself AS ({itself.sql} UNION SELECT organization.record_id FROM name "
        "CROSS JOIN organization ON organization.record_id = name.bearer_id "
        f"WHERE name.folded = ?), later AS ({later.sql}) "
        "SELECT id FROM itself UNION "
        "SELECT id FROM later WHERE NOT EXISTS (SELECT 1 FROM itself) UNION "
        f"SELECT * FROM ({written.sql}) WHERE NOT EXISTS (SELECT 1 FROM itself) "
        "AND NOT EXISTS (SELECT 1 FROM later) AND ?",
        # A code is no beginning of a name: IR is not Ireland.
        (
            *itself.parameters,
            search_text(value),
            *later.parameters,
            *written.parameters,
            not is_code(value.strip()),
        ),
    )


def countries_said(value: str) -> str:
    """Return the names of the states that `value` means in other words; empty where it says so."""
    called = countries_called(value)
    if any(fold(country.name) == fold(value.strip()) for country in called):
        return ""
    return ", ".join(country.name for country in called)
