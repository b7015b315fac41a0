"""What the search field offers at the cursor, with a word of explanation for each key."""

from collections.abc import Collection, Sequence

from desktop.lists.wording import kind_name
from desktop.overlay.items import OverlayItem
from desktop.text.escaping import plain
from desktop.text.translate import tr
from models.names.folding import matches
from models.queries.offers import OPEN_KEYS
from models.queries.views import ValueOffer
from models.search.completion import Completion, ValuePlace, completions, value_place
from models.search.conditions import VOCABULARY

__all__ = ["key_said", "known_offers", "place_at", "still_fitting", "value_items"]

_ALL = 30
_MIXED = ("with", "source")


def known_offers(text: str, cursor: int) -> list[OverlayItem]:
    """Return what may stand at `cursor` (code points) whatever the reference holds.

    Those are keys, and the values of keys that take a few words of ours.
    """
    return [_item(offer) for offer in completions(text, cursor, VOCABULARY, limit=_ALL)]


def place_at(text: str, cursor: int) -> ValuePlace | None:
    """Return the value at `cursor` (code points) that the reference can complete, if it is one."""
    return value_place(text, cursor, OPEN_KEYS)


def value_items(
    place: ValuePlace, offers: Sequence[ValueOffer], icons: Collection[str]
) -> list[OverlayItem]:
    """Return values of the reference as lines; what stands there already is no offer."""
    words = tuple(place.typed.split())
    found = []
    for offer in offers:
        completion = place.completion(offer.value, plain(offer.label))
        if completion.text in (place.typed, f'"{place.typed}"'):
            continue
        label, matched, beside = plain(offer.label), plain(offer.matched), plain(offer.beside)
        found.append(
            OverlayItem(
                key=completion,
                text=label,
                heard=", ".join(part for part in (label, matched, beside) if part),
                icon=offer.kind if offer.kind in icons else "",
                spans=matches(label, words) if words else (),
                beside=matched,
                beside_spans=matches(matched, words) if matched and words else (),
                # Behind the other keys all are of one kind, and saying so again tells nothing.
                trailing=beside or (kind_name(offer.kind) if place.key in _MIXED else ""),
            )
        )
    return found


def still_fitting(place: ValuePlace, offers: Sequence[ValueOffer]) -> list[ValueOffer]:
    """Return those of the last offers that fit what is typed now, until the answer is there."""
    words = place.typed.split()
    return [
        offer
        for offer in offers
        if all(matches(offer.label, [word]) or matches(offer.matched, [word]) for word in words)
    ]


def _item(offer: Completion) -> OverlayItem:
    beside = key_said(offer.text.removesuffix(":")) if offer.text.endswith(":") else ""
    heard = tr("{offer}, {meaning}", offer=offer.label, meaning=beside) if beside else offer.label
    return OverlayItem(key=offer, text=offer.label, heard=heard, trailing=beside)


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
        "role": tr("host, visitor, delegation, signatory, mediator, principal"),
        "stage": tr("proposed, announced, signed, in force, denied"),
        "tag": tr("a tag it carries"),
        "is": tr("quoted, inferred, unsourced, disputed or trashed"),
    }.get(key, "")
