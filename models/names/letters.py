"""Letters and signs that folding unifies although Unicode does not decompose them."""

from __future__ import annotations

from typing import Final

_LATIN = {
    "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ħ": "h", "ŧ": "t",
    "ı": "i", "ȷ": "j", "ɨ": "i", "ŋ": "ng", "ĸ": "k", "ə": "e", "ɛ": "e", "ɔ": "o", "ɓ": "b",
    "ɗ": "d", "ƙ": "k", "ƴ": "y", "ŀ": "l",
}  # fmt: skip

# Arabic, Persian, Urdu, Kurdish and Pashto write one letter with several code points. Hamza on a
# carrier and the madda of alef are marks and gone already.
_ARABIC = {
    "ي": "ی", "ى": "ی", "ې": "ی", "ۍ": "ی", "ے": "ی",
    "ك": "ک", "ڪ": "ک", "ګ": "گ",
    "ة": "ه", "ہ": "ه", "ھ": "ه", "ە": "ه", "ۃ": "ه",
    "ٱ": "ا", "ۆ": "و", "ټ": "ت", "ډ": "د", "ړ": "ر", "ڕ": "ر", "ڵ": "ل", "ڼ": "ن",
    "\u0640": "",  # tatweel
}  # fmt: skip

_SINGLE_QUOTES = "‘’‚‛′‵´ʹʻʼʽʾʿˈˊˋ׳՚ꞌ‹›＇"
_DOUBLE_QUOTES = "“”„‟″‶«»״〝〞〟ʺˮ＂"
_DASHES = "‐‑‒–—―−⁃⸺⸻־﹘﹣－֊〜"

FOLDED_LETTERS: Final[dict[str, str]] = {
    **_LATIN,
    **_ARABIC,
    **dict.fromkeys(_SINGLE_QUOTES, "'"),
    **dict.fromkeys(_DOUBLE_QUOTES, '"'),
    **dict.fromkeys(_DASHES, "-"),
}
"""A decomposed, case-folded character → what stands for it in the folded form."""
