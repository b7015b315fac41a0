"""Which language a name may be in, by letters that few languages have; for a person to accept."""

from __future__ import annotations

from typing import Final

from models.names.scripts import script_of

_TELLING: Final = (
    ("Cyrl", "be", "ўЎ"),
    ("Cyrl", "uk", "їЇєЄґҐ"),
    ("Cyrl", "sr", "ђЂћЋџЏљЉњЊ"),
    ("Cyrl", "ru", "ыЫэЭъЪ"),
    ("Arab", "ur", "ٹڈڑںےۓ"),
    ("Arab", "ps", "ټډړږښګڼۍې"),
    ("Arab", "fa", "پچژگکی"),
    ("Latn", "de", "ß"),
    ("Latn", "pl", "łŁąĄęĘ"),
    ("Latn", "tr", "ğĞıİ"),
    ("Latn", "vi", "ơƠưƯđĐ"),
)
"""Script, language (BCP 47) and letters, the most telling first."""

_BY_SCRIPT: Final = {
    "Hebr": "he", "Armn": "hy", "Geor": "ka", "Grek": "el", "Thai": "th", "Khmr": "km",
    "Hang": "ko", "Hira": "ja", "Kana": "ja", "Hani": "zh", "Hans": "zh-Hans", "Hant": "zh-Hant",
}  # fmt: skip
"""Scripts that one language of the news uses above all others."""


def language_guess(text: str) -> str:
    """Return the language its letters speak for, or "" where they speak for none."""
    script = script_of(text)
    for used, language, letters in _TELLING:
        if used == script and any(letter in text for letter in letters):
            return language
    return _BY_SCRIPT.get(script, "")
