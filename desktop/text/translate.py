"""User-visible words: whole sentences with named placeholders, through Qt's translations.

    tr("{name} was moved to the trash", name=plain(record.label))
    tr_count("{count} record", "{count} records", count)

The sentence is the key, in English, with its placeholders in it; the values are put in after the
translation. A placeholder is a simple name: no attribute, index, conversion or format of a value
can be reached through a translated sentence, for translations are data.
"""

import re
from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, QLocale

__all__ = ["CONTEXT", "grouped", "tr", "tr_count"]

CONTEXT = "Attaché"
"""The one context of all sentences in the translation files."""

_PLACEHOLDER = re.compile(r"\{\{|\}\}|\{([A-Za-z_][A-Za-z0-9_]*)\}")


def tr(sentence: str, /, **placeholders: object) -> str:
    """Return `sentence` in the reader's language, with its `{names}` filled.

    Values are put in as `str` gives them (a year stays 2023; for an amount pass
    `grouped(number)`, or count with `tr_count`). `{{` and `}}` stand for braces. The result is
    plain text: pass it through `desktop.text.escaping.escape` before it goes into rich text.

    Raises:
        KeyError: the English sentence names a placeholder that was not given. A translation that
            names one is not used at all: the English sentence is shown in its place.
    """
    translated = QCoreApplication.translate(CONTEXT, sentence)
    return _filled(sentence, translated, placeholders)


def tr_count(singular: str, plural: str, count: int, /, **placeholders: object) -> str:
    """Return the sentence for `count` things, as the reader's language counts.

    The key in the translation file is the plural sentence, as a numerus form; without a
    translation the English rule holds (one: singular; any other number: plural). `{count}` is
    the number, grouped by thousands.

    Raises:
        KeyError: the English sentence names a placeholder that was not given.
    """
    english = singular if count == 1 else plural
    translated = QCoreApplication.translate(CONTEXT, plural, "", _as_int32(count))
    if translated == plural:
        translated = english
    return _filled(english, translated, {**placeholders, "count": grouped(count)})


def grouped(number: int) -> str:
    """Return `number` with its thousands grouped as the reader's locale does it."""
    locale = QLocale()
    if locale.language() == QLocale.Language.C:
        return f"{number:,}"
    return locale.toString(number)


def _as_int32(count: int) -> int:
    """Return a number of the same plural form that fits Qt's int: the last digits decide."""
    size = abs(count)
    return size if size < 2**31 else 1_000_000_000 + size % 1_000_000


def _filled(english: str, translated: str, placeholders: Mapping[str, object]) -> str:
    values = {name: str(value) for name, value in placeholders.items()}
    try:
        return _substituted(translated, values)
    except KeyError:
        if translated == english:
            raise
        # A faulty translation must not cost the reader the sentence.
        return _substituted(english, values)


def _substituted(sentence: str, values: Mapping[str, str]) -> str:
    def value_of(match: re.Match[str]) -> str:
        name = match.group(1)
        return match.group()[0] if name is None else values[name]

    return _PLACEHOLDER.sub(value_of, sentence)
