"""What a field's editor offers below its line: choices, records, and making a new one."""

from collections.abc import Sequence

from desktop.lists.wording import kind_name, review_name, state_name
from desktop.overlay.items import OverlayItem
from desktop.text.escaping import plain
from desktop.text.translate import tr
from desktop.theme.icons import icon_names
from models.editing.given import Link, New
from models.fields.registry import FieldType
from models.names.folding import fold, matches
from models.proposing.completing import is_meant_whole
from models.queries.forms import FieldForm
from models.queries.views import OpenHit

__all__ = ["choice_name", "choice_offers", "record_offers"]

LONGEST = 80


def choice_name(value: str) -> str:
    """Return what a choice is called in the window."""
    known = review_name(value)
    return known if known != value.replace("_", " ").capitalize() else state_name(value)


def choice_offers(form: FieldForm, text: str) -> list[OverlayItem]:
    """Return the choices whose name holds what was typed; all of them before anything was."""
    wanted = fold(text)
    return [
        OverlayItem(key=choice, text=choice_name(choice), heard=choice_name(choice))
        for choice in form.choices
        if wanted in fold(choice_name(choice))
    ]


def record_offers(
    form: FieldForm, text: str, hits: Sequence[OpenHit], completed: Sequence[str] = ()
) -> list[OverlayItem]:
    """Return the records that may be meant, and below them the new ones that can be made.

    `completed` are the phrases of the words in hand that begin with `text`: those come first that
    somebody means who stops so early in a word.
    """
    known = frozenset(icon_names())
    words = tuple(text.split())
    offers: list[OverlayItem] = []
    for hit in hits:
        label, matched, hint = plain(hit.label), plain(hit.matched or ""), plain(hit.hint)
        for connection in form.connections or (None,):
            said = state_name(connection) if connection else ""
            told = " · ".join(part for part in (said, hint or kind_name(hit.kind)) if part)
            offers.append(
                OverlayItem(
                    key=Link(hit.id, connection) if connection else hit.id,
                    text=label,
                    heard=", ".join(part for part in (label, matched, told) if part),
                    icon=hit.kind if hit.kind in known else "",
                    spans=matches(label, words) if words else (),
                    beside=matched,
                    beside_spans=matches(matched, words) if matched and words else (),
                    trailing=told,
                )
            )
    early = [one for one in completed if not is_meant_whole(text, one)]
    late = [one for one in completed if one not in early]
    for label in dict.fromkeys((*early, text.strip(), *late)):
        offers.extend(_new(form, label, known))
    return offers


def _new(form: FieldForm, label: str, known: frozenset[str]) -> list[OverlayItem]:
    if not label or form.type is not FieldType.RECORD:
        return []
    made = []
    for kind in form.targets:
        if kind in ("meeting", "source", "statement", "relation", "name", "participation"):
            # These are called by what they hold; a label alone does not make one.
            continue
        for connection in form.connections or (None,):
            name = plain(label, LONGEST)
            text = tr("New {kind}: {name}", kind=kind_name(kind).lower(), name=name)
            made.append(
                OverlayItem(
                    key=New(kind, label, connection=connection),
                    text=text,
                    heard=text,
                    icon=kind if kind in known else "new",
                    trailing=state_name(connection) if connection else tr("not in the reference"),
                )
            )
    return made
