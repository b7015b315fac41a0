"""Who passed the words on: the hops between the speaker and the page, edited one by one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QRect

from desktop.editing.asking import Question
from desktop.editing.choices import Choice
from desktop.editing.tools import Tools
from desktop.lists.wording import kind_name
from desktop.overlay.items import OverlayItem
from desktop.text.escaping import plain
from desktop.text.translate import tr
from models.editing.done import Done, RefusedError
from models.editing.weighing import attribute_claims
from models.evidence.claims import Hop
from models.names.folding import matches
from models.queries.claim_lines import ClaimLine, printed_in
from models.queries.forms import known_names
from models.queries.lookup import quick_open
from models.queries.views import OpenHit
from models.reference.reference import Reference
from models.schema.vocabulary import PARTY_KINDS

__all__ = ["PassingOn"]

OFFERED = 8


@dataclass(frozen=True, slots=True)
class _Party:
    """Somebody who said the words or passed them on; without a record only as printed."""

    record: int | None
    label: str
    publisher: bool


class PassingOn(QObject):
    """Adds, changes, orders and removes hops of the attribution of claims."""

    def __init__(self, tools: Tools, parent: QObject) -> None:
        """Make it; it listens to nothing."""
        super().__init__(parent)
        self._tools = tools

    def choice(self, claims: Sequence[ClaimLine], at: QRect) -> Choice:
        """Return the line that opens the chain."""
        names = next((claim.hop_names for claim in claims if claim.hop_names), ())
        return Choice(
            tr("Who passed the words on…"),
            partial(self.open, claims, at),
            "statement",
            trailing=" → ".join(plain(name, 30) for name in names) or tr("nobody said"),
        )

    def open(self, claims: Sequence[ClaimLine], at: QRect) -> None:
        """Offer every hop to be changed, and one more to be added.

        Where claims of one quote have different chains, the longest is what is edited for all.
        """
        longest = max(claims, key=lambda claim: len(claim.hops))
        hops, names = longest.hops, longest.hop_names
        choices = []
        for place, (hop, name) in enumerate(zip(hops, names, strict=True)):
            role = tr("passed it on") if hop.publisher else tr("said it")
            choices.append(
                Choice(
                    tr("{number}. {name}", number=place + 1, name=plain(name)),
                    partial(self._open_hop, claims, hops, names, place, at),
                    "organization" if hop.publisher else "official",
                    beside=tr("“{words}”", words=plain(hop.printed)) if hop.printed != name else "",
                    trailing=role,
                )
            )
        choices.append(
            Choice(
                tr("Add somebody at the end…"),
                partial(self._ask, claims, hops, len(hops), at, insert=True),
                "new",
            )
        )
        if hops:
            choices.append(
                Choice(
                    tr("Add the speaker before…"),
                    partial(self._ask, claims, hops, 0, at, insert=True),
                    "new",
                )
            )
        said = tr("From the speaker to the page; two papers that rest on one agency are one origin")
        self._tools.choices.ask(tr("Who passed the words on"), said, choices)

    def _open_hop(
        self,
        claims: Sequence[ClaimLine],
        hops: Sequence[Hop],
        names: Sequence[str],
        place: int,
        at: QRect,
    ) -> None:
        def moved(to: int) -> None:
            wanted = list(hops)
            wanted.insert(to, wanted.pop(place))
            self._save(claims, wanted)

        rest = [hop for number, hop in enumerate(hops) if number != place]
        turned = list(hops)
        turned[place] = Hop(hops[place].printed, hops[place].party_id, not hops[place].publisher)
        other = tr("They said it") if hops[place].publisher else tr("They passed it on")
        choices = [
            Choice(tr("Somebody else…"), partial(self._ask, claims, hops, place, at), "edit"),
            Choice(other, partial(self._save, claims, turned), "statement"),
        ]
        if place > 0:
            choices.append(Choice(tr("Earlier"), partial(moved, place - 1), "arrow-up"))
        if place < len(hops) - 1:
            choices.append(Choice(tr("Later"), partial(moved, place + 1), "arrow-down"))
        choices.append(
            Choice(tr("Take out of the chain"), partial(self._save, claims, rest), "close")
        )
        self._tools.choices.ask(tr("What can be done here"), names[place], choices)

    def _save(self, claims: Sequence[ClaimLine], hops: Sequence[Hop]) -> None:
        ids = [claim.id for claim in claims]
        self._tools.make(partial(attribute_claims, claims=ids, hops=list(hops)))

    def _ask(
        self,
        claims: Sequence[ClaimLine],
        hops: Sequence[Hop],
        place: int,
        at: QRect,
        *,
        insert: bool = False,
    ) -> None:
        ids, snapshot = [claim.id for claim in claims], claims[0].snapshot

        def answer(text: str, chosen: object) -> Callable[[Reference], Done]:
            assert isinstance(chosen, _Party)
            return partial(
                _attribute, ids=ids, hops=list(hops), place=place, insert=insert,
                party=chosen, typed=text, snapshot=snapshot,
            )  # fmt: skip

        detail = self._tools.record.detail
        self._tools.asking.ask(
            Question(
                label=tr("Who said it, or passed it on?"),
                at=at,
                answer=answer,
                text="" if insert else hops[place].printed,
                hint=tr("A name in any script, or as the source prints it"),
                look_up=_parties,
                must_choose=True,
                show=detail.id if detail is not None else None,
            )
        )


def _parties(database: Any, text: str) -> list[OverlayItem]:
    typed = text.strip()
    if not typed:
        return []
    words = tuple(typed.split())
    offers = [
        _offer(hit, publisher, words)
        for hit in quick_open(database, typed, limit=OFFERED, kinds=PARTY_KINDS)
        for publisher in ((True, False) if hit.kind == "organization" else (False,))
    ]
    for publisher in (True, False):
        name = plain(typed, 60)
        said = tr("Only as printed: “{name}”", name=name)
        role = tr("passed it on") if publisher else tr("said it")
        offers.append(
            OverlayItem(
                _Party(None, typed, publisher), said, tr("{name}, {role}", name=said, role=role),
                "quoted", trailing=role,
            )
        )  # fmt: skip
    return offers


def _offer(hit: OpenHit, publisher: bool, words: tuple[str, ...]) -> OverlayItem:
    label, hint = plain(hit.label), plain(hit.hint) or kind_name(hit.kind)
    role = tr("passed it on") if publisher else tr("said it")
    return OverlayItem(
        _Party(hit.id, hit.label, publisher),
        label,
        tr("{name}, {hint}, {role}", name=label, hint=hint, role=role),
        hit.kind,
        spans=matches(label, words),
        beside=plain(hit.matched or ""),
        trailing=tr("{hint} · {role}", hint=hint, role=role),
    )


def _attribute(
    reference: Reference,
    *,
    ids: Sequence[int],
    hops: Sequence[Hop],
    place: int,
    insert: bool,
    party: _Party,
    typed: str,
    snapshot: int,
) -> Done:
    """Put somebody into the chain under the name the source prints.

    Raises:
        RefusedError: none of the names stands in the source.
    """
    names = [typed]
    with reference.connected() as database:
        if party.record is not None:
            names += known_names(database, [party.record]).get(party.record, ())
        printed = printed_in(database, snapshot, names)
    if printed is None:
        raise RefusedError(
            "hops",
            tr(
                "The source prints no “{name}”. Write the name as it stands there, "
                "then choose who is meant.",
                name=plain(party.label, 60),
            ),
        )
    wanted = list(hops)
    hop = Hop(printed, party.record, party.publisher)
    if insert:
        wanted.insert(place, hop)
    else:
        wanted[place] = hop
    return attribute_claims(reference, claims=list(ids), hops=wanted)
