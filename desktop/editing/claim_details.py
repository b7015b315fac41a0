"""What a quote's card shows beside the words: grades, who passed them on, what they lean on."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QRect

from desktop.editing.asking import Question
from desktop.editing.choices import Choice
from desktop.editing.passing_on import PassingOn
from desktop.editing.tools import Tools
from desktop.overlay.items import OverlayItem
from desktop.quotes.wording import credibility_meaning, reliability_meaning
from desktop.text.escaping import plain
from desktop.text.translate import tr
from models.editing.fields import set_field
from models.editing.sources import add_translation, remove_translation
from models.editing.weighing import grade_claims, lean_claims
from models.evidence.claims import Premise
from models.names.folding import fold
from models.queries.claim_lines import ClaimLine, other_quotes
from models.queries.views import QuoteCard
from models.schema.vocabulary import CREDIBILITIES, RELIABILITIES

__all__ = ["ClaimDetails"]

SHOWN_WORDS = 70


class ClaimDetails(QObject):
    """Offers to edit what hangs on claims and quotes, one labelled step each."""

    def __init__(self, tools: Tools, parent: QObject) -> None:
        """Make it; it listens to nothing."""
        super().__init__(parent)
        self._tools = tools
        self._passing_on = PassingOn(tools, self)

    # ------------------------------------------------------------------ choices

    def of_claims(self, claims: Sequence[ClaimLine], at: QRect) -> list[Choice]:
        """Return what can be done with claims that say one thing."""
        grade = max(claim.credibility for claim in claims)
        return [
            Choice(
                tr("Credibility…"), partial(self.grade, claims, at), "",
                trailing=tr("{grade}: {meaning}", grade=grade, meaning=credibility_meaning(grade)),
            ),
            self._passing_on.choice(claims, at),
            Choice(
                tr("What it leans on…"), partial(self.lean, claims, at), "inferred",
                trailing=tr("direct") if all(one.direct for one in claims) else tr("inferred"),
            ),
        ]  # fmt: skip

    def of_quote(self, card: QuoteCard, claims: Sequence[ClaimLine], at: QRect) -> list[Choice]:
        """Return what can be done with a quote as a whole."""
        found = []
        if claims:
            found.append(self._passing_on.choice(claims, at))
        found += [
            Choice(tr("Translate…"), partial(self.translate, card, at), "new"),
            *(
                Choice(
                    tr("Remove the translation"),
                    partial(
                        self._tools.make, partial(remove_translation, translation=translation.id)
                    ),
                    "close",
                    beside=tr("“{words}”", words=plain(translation.text, SHOWN_WORDS)),
                )
                for translation in card.translations
            ),
            Choice(
                tr("Reliability of the source…"),
                partial(self.rely, card.source.id, card.source.label, card.grade[:1], at),
                "source",
                trailing=tr(
                    "{grade}: {meaning}",
                    grade=card.grade[:1],
                    meaning=reliability_meaning(card.grade[:1]),
                ),
            ),
        ]
        return found

    # ------------------------------------------------------------------- grades

    def grade(self, claims: Sequence[ClaimLine], at: QRect) -> None:
        """Ask how credible the claims are, 1 to 6."""
        ids = [claim.id for claim in claims]
        self._ask_grade(
            tr("Credibility of {field}", field=plain(claims[0].label)),
            at,
            {figure: credibility_meaning(figure) for figure in CREDIBILITIES},
            lambda grade: partial(grade_claims, claims=ids, credibility=grade),
        )

    def rely(self, source: int, label: str, now: str, at: QRect) -> None:
        """Ask how reliable a source is, A to F."""
        del now
        self._ask_grade(
            tr("Reliability of {source}", source=plain(label, SHOWN_WORDS)),
            at,
            {letter: reliability_meaning(letter) for letter in RELIABILITIES},
            lambda grade: partial(set_field, record=source, field="reliability", value=grade),
        )

    def _ask_grade(self, label: str, at: QRect, grades: dict[str, str], service: Any) -> None:
        items = []
        for grade, meaning in grades.items():
            said = tr("{grade}: {meaning}", grade=grade, meaning=meaning)
            items.append(OverlayItem(grade, said, said))

        def offers(text: str) -> list[OverlayItem]:
            wanted = fold(text)
            exact = [item for item in items if fold(str(item.key)) == wanted]
            return exact or [item for item in items if wanted in fold(item.text)]

        self._tools.asking.ask(
            Question(
                label=label,
                at=at,
                answer=lambda _, grade: service(grade),
                hint=tr("Type the grade or choose with ↑ and ↓"),
                offers=offers,
                must_choose=True,
                may_be_empty=True,
                show=self._shown(),
            )
        )

    def _shown(self) -> int | None:
        detail = self._tools.record.detail
        return detail.id if detail is not None else None

    # ----------------------------------------------------------------- leaning on

    def lean(self, claims: Sequence[ClaimLine], at: QRect) -> None:
        """Offer what the claims lean on: to take away, and what can be added."""
        claim = claims[0]
        ids = [one.id for one in claims]
        present = claim.premises

        def without(place: int) -> None:
            rest = [one for number, one in enumerate(present) if number != place]
            self._lean_on(ids, rest)

        choices = [
            Choice(tr("Take away"), partial(without, place), "close", beside=said)
            for place, said in enumerate(claim.leaning)
        ]
        if all(premise.type != "source date" for premise in present):
            dated = Premise("source date", None, None, None)
            choices.append(
                Choice(
                    tr("The date of the source"),
                    partial(self._lean_on, ids, [*present, dated]),
                    "new",
                    trailing=tr("for “on Wednesday”, “last month”…"),
                )
            )
        choices.append(
            Choice(
                tr("Another passage of the source…"),
                partial(self._choose_passage, claim, ids),
                "new",
                trailing=tr("for “they”, “the minister”…"),
            )
        )
        choices.append(
            Choice(
                tr("What you know, in your words…"),
                partial(self._ask_knowledge, claim, ids, at),
                "new",
            )
        )
        said = (
            tr("It leans on nothing: the words say so directly.")
            if not present
            else tr("It is inferred, and leans on this:")
        )
        self._tools.choices.ask(tr("What it leans on"), said, choices)

    def _lean_on(self, ids: Sequence[int], premises: Sequence[Premise]) -> None:
        self._tools.make(partial(lean_claims, claims=list(ids), premises=list(premises)))

    def _choose_passage(self, claim: ClaimLine, ids: Sequence[int]) -> None:
        def show(quotes: Sequence[tuple[int, str]]) -> None:
            choices = [
                Choice(
                    plain(words, 2 * SHOWN_WORDS),
                    partial(
                        self._lean_on,
                        ids,
                        [*claim.premises, Premise("quote", number, None, None)],
                    ),
                    "quoted",
                )
                for number, words in quotes
            ]
            if choices:
                self._tools.choices.ask(tr("Which passage?"), claim.source_label, choices)
            else:
                self._tools.say(
                    tr("No other passage of this source is quoted; keep one first (Ctrl+Shift+U)")
                )

        self._tools.read("passages", lambda db: other_quotes(db, claim.snapshot, claim.quote), show)

    def _ask_knowledge(self, claim: ClaimLine, ids: Sequence[int], at: QRect) -> None:
        def answer(text: str, _: object) -> Any:
            premises = [*claim.premises, Premise("editor", None, None, text)]
            return partial(lean_claims, claims=list(ids), premises=premises)

        self._tools.asking.ask(
            Question(
                label=tr("Why do you read it so?"),
                at=at,
                answer=answer,
                hint=tr("What the reading leans on, in your words"),
                show=self._shown(),
            )
        )

    # -------------------------------------------------------------- translations

    def translate(self, card: QuoteCard, at: QRect) -> None:
        """Ask for the words in another language, then which language, then whose words."""
        asking = self._tools.asking
        said: dict[str, str] = {}

        def keep(name: str, text: str, _: object) -> None:
            said[name] = text

        def ask(name: str, label: str, hint: str, then: Any, *, long: bool = False) -> None:
            asking.ask(
                Question(
                    label=label, at=at, answer=partial(keep, name), hint=hint, long=long,
                    then=lambda _: then(),
                )
            )  # fmt: skip

        def translator() -> None:
            asking.ask(
                Question(
                    label=tr("Translated by"),
                    at=at,
                    answer=lambda text, _: partial(
                        add_translation,
                        quote=card.id,
                        language=said["language"],
                        text=said["text"],
                        translator=text,
                    ),
                    hint=tr("A name, or the name of a program"),
                    show=self._shown(),
                )
            )

        def language() -> None:
            ask("language", tr("Into which language?"), tr("en, English, فارسی…"), translator)

        ask(
            "text",
            tr("Translation of “{words}”", words=plain(card.exact, SHOWN_WORDS)),
            tr("What the words say; the quote itself stays as it is"),
            language,
            long=True,
        )
