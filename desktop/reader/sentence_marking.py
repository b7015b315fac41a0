"""Marking whole sentences with one key: the one at the caret, then the next one too."""

from models.text.segments import Span

__all__ = ["one_sentence_less", "one_sentence_more"]


def one_sentence_more(text: str, start: int, end: int) -> Span | None:
    """Return the sentence a caret or a selection stands in; one more where it is whole already.

    None where there is no word to mark.
    """
    marked = text[start:end].strip()
    if not marked:
        at = _word_near(text, start)
        return _sentences(text, at, at + 1) if at is not None else None
    whole = _sentences(text, start, end)
    if whole != Span(start, end):
        return whole
    at = _next_word(text, end, len(text))
    if at is None:
        return whole
    return Span(whole.start, _sentences(text, at, at + 1).end)


def one_sentence_less(text: str, start: int, end: int) -> Span | None:
    """Return the selection without the last sentence it reaches into; None when none is left."""
    at = end
    while at > start and text[at - 1].isspace():
        at -= 1
    if at <= start:
        return None
    last = _sentences(text, at - 1, at)
    at = last.start
    while at > start and text[at - 1].isspace():
        at -= 1
    return Span(start, at) if at > start else None


def _word_near(text: str, position: int) -> int | None:
    """Return a letter of the caret's line, ahead of it or else behind it; else the next one."""
    line_end = text.find("\n", position)
    ahead = _next_word(text, position, len(text) if line_end < 0 else line_end)
    if ahead is not None:
        return ahead
    line_start = text.rfind("\n", 0, position) + 1
    for at in range(min(position, len(text)) - 1, line_start - 1, -1):
        if not text[at].isspace():
            return at
    return _next_word(text, position, len(text))


def _next_word(text: str, start: int, end: int) -> int | None:
    return next((at for at in range(start, end) if not text[at].isspace()), None)


def _sentences(text: str, start: int, end: int) -> Span:
    from models.proposing.words import sentences_around  # noqa: PLC0415 - not needed to start

    return sentences_around(text, start, end)
