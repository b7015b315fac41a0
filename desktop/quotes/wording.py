"""The sentences of a quote's card: where it comes from, how it is graded, what it backs."""

from __future__ import annotations

from unicodedata import bidirectional

from desktop.text.direction import isolate
from desktop.text.escaping import plain
from desktop.text.translate import tr, tr_count
from models.dates import DateError, display_date
from models.queries.views import Backing, Mark, QuoteCard, Translation

__all__ = [
    "backing_name",
    "card_description",
    "card_name",
    "credibility_meaning",
    "grade_meaning",
    "provenance",
    "reliability_meaning",
    "translation_line",
]


_RIGHT_TO_LEFT = frozenset(("R", "AL", "AN"))


def _named(text: str) -> str:
    line = plain(text)
    if line.isascii() or not any(bidirectional(letter) in _RIGHT_TO_LEFT for letter in line):
        # An isolate would be drawn by another face, and make its line higher than the rest.
        return line
    return isolate(line)


def _shown_date(edtf: str) -> str:
    try:
        return display_date(edtf, short=True)
    except DateError:
        # A file from elsewhere may hold anything; what it holds is shown as it is.
        return plain(edtf)


def provenance(card: QuoteCard) -> tuple[str, ...]:
    """Return where the words come from, after the source's title and before the grade.

    Publisher, date (an editor's date says so), paragraph or other place, and one part for each
    attribution chain, speaker first.
    """
    parts: list[str] = []
    if card.publisher:
        parts.append(_named(card.publisher))
    if card.published_edtf:
        date = _shown_date(card.published_edtf)
        parts.append(date if card.published_sourced else tr("{date} (editor’s date)", date=date))
    if card.paragraph is not None:
        parts.append(tr("¶ {number}", number=card.paragraph))
    if card.locator:
        parts.append(_named(card.locator))
    parts.extend(
        tr("via {chain}", chain=" → ".join(_named(hop) for hop in chain))
        for chain in card.chains
        if chain
    )
    return tuple(parts)


def grade_meaning(grade: str) -> str:
    """Return a grade in words (Admiralty code, AJP-2.1): the source's reliability, the claim's
    credibility. A letter or a figure outside the code is said to be unknown.
    """
    return tr(
        "Grade {grade} (Admiralty code). Source: {reliability}. Claim: {credibility}.",
        grade=plain(grade),
        reliability=reliability_meaning(grade[:1]),
        credibility=credibility_meaning(grade[1:2]),
    )


def reliability_meaning(letter: str) -> str:
    """Return what a grade of a source says."""
    return {
        "A": tr("completely reliable"),
        "B": tr("usually reliable"),
        "C": tr("fairly reliable"),
        "D": tr("not usually reliable"),
        "E": tr("unreliable"),
        "F": tr("reliability cannot be judged"),
    }.get(letter, tr("unknown"))


def credibility_meaning(figure: str) -> str:
    """Return what a grade of a claim says."""
    return {
        "1": tr("confirmed by other sources"),
        "2": tr("probably true"),
        "3": tr("possibly true"),
        "4": tr("doubtful"),
        "5": tr("improbable"),
        "6": tr("truth cannot be judged"),
    }.get(figure, tr("unknown"))


def translation_line(translation: Translation) -> str:
    """Return a translation with its language and whose it is."""
    return tr(
        "“{words}”\n{language}, translated by {translator}",
        words=translation.text.strip(),
        language=plain(translation.language),
        translator=_named(translation.translator),
    )


def backing_name(backing: Backing) -> str:
    """Return the sentence that says what a quote does for one field."""
    label = _named(backing.label)
    if backing.rank == "deprecated":
        sentence = tr("The field {field} no longer rests on these words.", field=label)
        return " ".join((sentence, *(plain(reason) for reason in backing.reasons)))
    if backing.denies:
        sentence = tr("These words deny the field {field}.", field=label)
    elif backing.mark is Mark.INFERRED:
        sentence = tr("The field {field} is inferred from these words.", field=label)
    elif backing.mark is Mark.DISPUTED:
        sentence = tr("These words back the field {field}, which is disputed.", field=label)
    else:
        sentence = tr("These words back the field {field}.", field=label)
    return " ".join((sentence, *(plain(reason) for reason in backing.reasons)))


def card_name(card: QuoteCard, number: int, count: int) -> str:
    """Return what a screen reader calls the card."""
    backed = tr_count("backs {count} field", "backs {count} fields", len(card.backings))
    return tr(
        "Quote {number} of {count}, {source}, {backed}",
        number=number,
        count=count,
        source=_named(card.source.label),
        backed=backed,
    )


def card_description(card: QuoteCard) -> str:
    """Return the words of the quote and where they come from, in one breath."""
    translations = (translation_line(one) for one in card.translations)
    parts = (card.exact, *translations, *provenance(card), grade_meaning(card.grade))
    return " · ".join(parts)
