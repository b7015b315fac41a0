"""What the search field offers at the cursor, with a word of explanation for each key."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from desktop.text.translate import tr
from models.names.folding import fold
from models.search.completion import Completion, completions

__all__ = ["Values", "key_said", "offers_at"]

Values = Callable[[str, str], Sequence[tuple[str, str]]]
"""Answers a key and what is typed of its value with (value, label) pairs, at once."""

_ALL = 20


class _Vocabulary(Mapping[str, Sequence[str]]):
    """Asks for the values of a key only when completion comes to it."""

    def __init__(self, values: Values, typed: str) -> None:
        self._values = values
        self._typed = typed
        self.labels: dict[str, str] = {}

    def __getitem__(self, key: str) -> Sequence[str]:
        found = self._values(key, self._typed)
        self.labels.update(found)
        return [value for value, _ in found]

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


def offers_at(text: str, cursor: int, values: Values) -> list[tuple[Completion, str]]:
    """Return what may stand at `cursor` (code points), each with the words beside it."""
    word = text[:cursor].rpartition(" ")[2]
    typed = word.partition(":")[2].lstrip('"“„”')
    vocabulary = _Vocabulary(values, typed)
    found = completions(text, cursor, vocabulary, limit=_ALL)
    return [(offer, _beside(offer, vocabulary.labels)) for offer in found]


def _beside(offer: Completion, labels: Mapping[str, str]) -> str:
    if offer.text.endswith(":"):
        return key_said(offer.text.removesuffix(":"))
    label = labels.get(offer.label, "")
    return "" if fold(label) == fold(offer.label) else label


def key_said(key: str) -> str:
    """Say what a key of the query asks for; empty for a key unknown here."""
    return {
        "with": tr("who took part or is named"),
        "country": tr("a country it concerns"),
        "place": tr("where it was"),
        "after": tr("on or after a date: 2023, 2023-03, 2023-03-14"),
        "before": tr("on or before a date: 2023, 2023-03, 2023-03-14"),
        "on": tr("on a day, or in a month or year"),
        "kind": tr("officials, meetings, agreements, …"),
        "source": tr("what a source is called or who published it"),
        "origin": tr("how many independent origins"),
        "review": tr("draft, checked or verified"),
        "occurrence": tr("announced, reported, confirmed, cancelled, denied"),
        "tag": tr("a tag it carries"),
        "is": tr("unsourced or disputed"),
    }.get(key, "")
