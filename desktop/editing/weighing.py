"""Weighing what quotes say: preferring, setting aside, weighing as any other, removing a claim."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, QRect

from desktop.editing.asking import Question
from desktop.editing.choices import Choice
from desktop.editing.claim_details import ClaimDetails
from desktop.editing.next_field import INSIDE_ORDERS
from desktop.editing.tools import Shown, Tools
from desktop.text.escaping import plain
from desktop.text.translate import tr, tr_count
from desktop.window.ties import Ties
from models.editing.done import Done
from models.editing.names import prefer_name
from models.editing.weighing import (
    prefer_claims,
    remove_claims,
    set_claims_aside,
    weigh_as_any_other,
)
from models.fields.registry import FIELD_BY_NAME
from models.queries.claim_lines import ClaimLine, claim_lines
from models.queries.forms import INSIDE_FIRST, PARTICIPANT, POST
from models.queries.views import Backing
from models.reference.reference import Reference

__all__ = ["Weighing"]

SHOWN_WORDS = 60
Act = Callable[["Weighed"], None]


@dataclass(frozen=True, slots=True)
class Weighed:
    """Claims that say the same of one field, and where they are shown."""

    claims: tuple[ClaimLine, ...]
    at: QRect

    @property
    def ids(self) -> list[int]:
        """Their ids."""
        return [claim.id for claim in self.claims]

    @property
    def name(self) -> str:
        """The field and the value in words."""
        claim = self.claims[0]
        if claim.field is None:
            return claim.label
        value = plain(claim.value, SHOWN_WORDS)
        if not claim.supports:
            return tr("{field}: not {value}", field=claim.label, value=value)
        return tr("{field}: {value}", field=claim.label, value=value)


class Weighing(QObject):
    """Finds the claims that are meant, by a line, a chip or a card, and asks what to do."""

    def __init__(self, tools: Tools, details: ClaimDetails, ties: Ties, parent: QObject) -> None:
        """Listen to the cards."""
        super().__init__(parent)
        self._tools = tools
        self._details = details
        ties.tie(tools.panes.quotes.claims_wanted, self.offer_quote)

    # ------------------------------------------------------------ what is meant

    def offer_here(self) -> None:
        """Offer what can be done with the line, the chip or the card that has the keyboard."""
        quotes = self._tools.panes.quotes
        quote, slot = quotes.current_quote_id, self._tools.panes.detail.current_slot
        if quote is not None:
            self.offer_quote(quote, quotes.current_backing)
        elif slot is not None:
            self.offer(slot)
        else:
            self._tools.say(tr("Go to a value or a quote of the record first"))

    def here(self, act: Act) -> None:
        """Do `act` with the claims that are meant; where they say several things, ask which."""
        tools, quotes = self._tools, self._tools.panes.quotes
        if not tools.may_write():
            return
        quote, slot = quotes.current_quote_id, tools.panes.detail.current_slot
        card = quotes.quote(quote) if quote is not None else None
        ids: list[int] = []
        at = QRect()
        if card is not None:
            meant = quotes.current_backing
            backings = (meant,) if meant is not None else card.backings
            ids = [claim for backing in backings for claim in backing.claims]
            at = tools.at_quote(card.id)
        elif slot is not None and (line := tools.shown(slot)) is not None:
            ids, at = list(line.value.claims), tools.at_slot(slot)
        if not ids:
            tools.say(tr("Go to a value that a quote backs, or to the quote, first"))
            return
        tools.read("claims", lambda db: claim_lines(db, ids), partial(self._act, act, at))

    def _act(self, act: Act, at: QRect, claims: Sequence[ClaimLine]) -> None:
        groups = _grouped(claims, at)
        if len(groups) == 1:
            act(groups[0])
        elif groups:
            self._tools.choices.ask(
                tr("Which of them?"), "", [Choice(one.name, partial(act, one)) for one in groups]
            )

    # -------------------------------------------------------------- what can be done

    def offer(self, slot: str, sentence: str = "") -> None:
        """Offer what can be done with the line of `slot`; `sentence` says why it is asked."""
        tools, line = self._tools, self._tools.shown(slot)
        if not tools.may_write():
            return
        if line is None:
            tools.panes.detail.edit_wanted.emit(slot)
            return
        ids, at = line.value.claims, tools.at_slot(slot)
        tools.read(
            "claims",
            lambda database: claim_lines(database, ids),
            lambda claims: self._show(line, sentence, _grouped(claims, at)),
        )

    def _show(self, line: Shown, sentence: str, groups: Sequence[Weighed]) -> None:
        detail = self._tools.panes.detail
        slot = line.value.slot
        choices = [
            Choice(tr("Edit"), lambda: detail.edit_wanted.emit(slot), "edit", trailing=tr("F2"))
        ]
        choices += self._another(line)
        choices += self._parts(line)
        if len(groups) == 1:
            choices += self._of(groups[0])
        else:
            choices += [
                Choice(one.name, partial(self._offer_group, one), "quoted") for one in groups
            ]
        choices.append(
            Choice(
                tr("Take away"), lambda: detail.removal_wanted.emit(slot), "close",
                trailing=tr("Delete"),
            )
        )  # fmt: skip
        said = sentence or tr(
            "{field}: {value}", field=plain(line.field.label), value=plain(line.value.text)
        )
        self._tools.choices.ask(tr("What can be done here"), said, choices)

    def _another(self, line: Shown) -> list[Choice]:
        """Return how to add one more where the line's field holds several values."""
        detail = self._tools.record.detail
        if detail is None or line.section not in ("", "tenures", "names"):
            return []
        name = {"tenures": POST, "names": "name"}.get(line.section, line.name)
        known = FIELD_BY_NAME.get((detail.kind, name))
        if line.section == "" and name == "participation":
            name = PARTICIPANT
        elif line.section == "" and (known is None or not known.several):
            return []
        add = partial(self._tools.filling.edit, detail.id, name, fresh=True)
        return [Choice(tr("Add another…"), add, "new")]

    def _parts(self, line: Shown) -> list[Choice]:
        """Return the fields of the post, the name or the participation that the line shows."""
        inside = {"tenures": "tenure", "names": "name"}.get(line.section, "")
        if line.section == "" and line.name == "participation":
            inside = "participation"
        if not inside:
            return []
        fill = self._tools.filling.edit
        order = (INSIDE_FIRST[inside], *INSIDE_ORDERS[inside])
        found = [
            Choice(
                tr("{field}…", field=FIELD_BY_NAME[inside, name].label),
                partial(fill, line.record, name),
                "edit",
            )
            for name in order
            if name != line.name
        ]
        if inside == "name":
            call = partial(prefer_name, name=line.record)
            found.insert(
                0, Choice(tr("Call it by this name"), partial(self._tools.make, call), "check")
            )
        return found

    def offer_quote(self, quote: int, backing: Backing | None) -> None:
        """Offer what can be done with a quote, or with what one of its chips stands for."""
        tools, card = self._tools, self._tools.panes.quotes.quote(quote)
        if card is None or not tools.may_write():
            return
        backings = (backing,) if backing is not None else card.backings
        ids = [claim for one in backings for claim in one.claims]
        at = tools.at_quote(quote)

        def show(claims: Sequence[ClaimLine]) -> None:
            groups = _grouped(claims, at)
            if backing is not None:
                choices = [choice for one in groups for choice in self._of(one)]
            else:
                choices = [
                    Choice(one.name, partial(self._offer_group, one), "quoted") for one in groups
                ]
                choices += self._details.of_quote(card, list(claims), at)
            said = tr("“{words}”", words=plain(card.exact, 2 * SHOWN_WORDS))
            if backing is not None and len(groups) == 1:
                said = groups[0].name
            tools.choices.ask(tr("What can be done here"), said, choices)

        tools.read("claims", lambda database: claim_lines(database, ids), show)

    def _offer_group(self, weighed: Weighed) -> None:
        self._tools.choices.ask(tr("What can be done here"), weighed.name, self._of(weighed))

    def _of(self, weighed: Weighed) -> list[Choice]:
        """Return what can be done with claims that say one thing."""
        ranks = {claim.rank for claim in weighed.claims}
        supports = weighed.claims[0].supports and weighed.claims[0].field is not None
        found = [
            Choice(
                tr("Prefer this value…"), partial(self.prefer, weighed), "check",
                why_not="" if supports else tr("nothing to prefer"),
            ),
            Choice(
                tr("Set aside…"), partial(self.set_aside, weighed), "dash",
                why_not=tr("set aside already") if ranks == {"deprecated"} else "",
            ),
        ]  # fmt: skip
        if ranks != {"normal"}:
            found.append(
                Choice(tr("Weigh as any other"), partial(self.weigh_as_any_other, weighed), "undo")
            )
        found += self._details.of_claims(list(weighed.claims), weighed.at)
        if len(weighed.claims) == 1:
            found.append(Choice(tr("Remove this claim"), partial(self.remove, weighed), "close"))
        else:
            found += [
                Choice(
                    tr("Remove this claim"),
                    partial(self.remove, Weighed((claim,), weighed.at)),
                    "close",
                    beside=tr("“{words}”", words=plain(claim.words, SHOWN_WORDS)),
                )
                for claim in weighed.claims
            ]
        return found

    # -------------------------------------------------------------------- doing it

    def prefer(self, weighed: Weighed) -> None:
        """Ask why, and let the value count more than the others."""
        counting = [one for one in weighed.claims if one.rank != "deprecated"] or weighed.claims
        first = sorted(counting, key=lambda one: (not one.direct, one.id))
        ids = [claim.id for claim in first]
        self._ask_why(
            tr("Why does this count more? {value}", value=weighed.name),
            weighed,
            lambda reason: partial(prefer_claims, claims=ids, reason=reason),
        )

    def set_aside(self, weighed: Weighed) -> None:
        """Ask why, and let the claims stay to be seen without counting."""
        counting = [one.id for one in weighed.claims if one.rank != "deprecated"] or weighed.ids
        self._ask_why(
            tr("Why does this not count? {value}", value=weighed.name),
            weighed,
            lambda reason: partial(set_claims_aside, claims=counting, reason=reason),
        )

    def weigh_as_any_other(self, weighed: Weighed) -> None:
        """Let the claims count as much as any others."""
        self._tools.make(partial(weigh_as_any_other, claims=weighed.ids))

    def remove(self, weighed: Weighed) -> None:
        """Take one claim away; its quote stays. Of several, ask which."""
        if len(weighed.claims) == 1:
            self._tools.make(partial(remove_claims, claims=weighed.ids))
            return
        said = tr_count("{count} quote says so", "{count} quotes say so", len(weighed.claims))
        choices = [
            Choice(
                tr("Remove this claim"),
                partial(self.remove, Weighed((claim,), weighed.at)),
                "close",
                beside=tr("“{words}”", words=plain(claim.words, SHOWN_WORDS)),
            )
            for claim in weighed.claims
        ]
        self._tools.choices.ask(tr("Which of them?"), said, choices)

    def _ask_why(
        self,
        label: str,
        weighed: Weighed,
        service: Callable[[str], Callable[[Reference], Done]],
    ) -> None:
        detail = self._tools.record.detail
        self._tools.asking.ask(
            Question(
                label=label,
                at=weighed.at,
                answer=lambda text, _: service(text),
                hint=tr("A reason that others can follow"),
                show=detail.id if detail is not None else None,
            )
        )


def _grouped(claims: Sequence[ClaimLine], at: QRect) -> list[Weighed]:
    groups: dict[tuple[int, str | None, str, bool], list[ClaimLine]] = {}
    for claim in claims:
        key = (claim.record, claim.field, claim.value, claim.supports)
        groups.setdefault(key, []).append(claim)
    return [Weighed(tuple(group), at) for group in groups.values()]
