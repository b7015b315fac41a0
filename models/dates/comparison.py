"""Does a date match a search, surely, perhaps, or not at all?

What a search asks for is a stretch of days:

* ``on:2023-03`` is 1 to 31 March 2023;
* ``after:2023-03`` is 1 March 2023 and every day after it (the month itself included);
* ``before:2023-03`` is every day before 1 March 2023.

So ``after:2023-03`` and ``before:2023-03`` share no day and leave none out.

A moment or a one-of set is *one* day: it matches when that day lies in the stretch. An interval
*lasted*: it matches when it touched the stretch. An open end (``2019/..``) is no promise that
it still goes on, so what lies beyond the last known day may match and never surely does.
A qualified date (``~ ? %``) keeps its bounds, and a sure match becomes "may match".
"""

from __future__ import annotations

from enum import Enum

from models.dates.forms import AFTER_ALL, BEFORE_ALL, DateError, Lasting, OneOf, Span, day_text
from models.dates.human_input import read_written_date
from models.dates.uncertain_date import UncertainDate, parse_edtf


class Match(Enum):
    """How surely a date answers a search."""

    YES = "yes"
    MAY = "may"
    NO = "no"


def bounds_for(query_text: str) -> tuple[str | None, str | None]:
    """Return the first and the last day a search text stands for, as ``YYYY-MM-DD``.

    None is "no bound". For ``on:``, every record that can match fulfils ::

        date_edtf IS NOT NULL AND (date_min IS NULL OR date_min <= :last)
                              AND (date_max IS NULL OR date_max >= :first)

    and ``after:`` keeps the second condition alone, ``before:`` asks ``date_min < :first`` (or
    NULL). The condition is exact for dates without holes; a one-of set with a hole, such as
    ``[2023-07-31,2023-08-02]``, may pass it and is then refused by :func:`matches_on`.

    Accepts EDTF and what people write, see :func:`read_written_date`.

    Raises:
        DateError: the text is no date, or has two readings.
    """
    query = read_written_date(query_text)
    return query.earliest, query.latest


def matches_on(date: UncertainDate | str, query: UncertainDate | str) -> Match:
    """Tell whether ``date`` falls on (or, lasting, touches) the days of ``query``."""
    return _touches(date, _query_span(query))


def matches_after(date: UncertainDate | str, query: UncertainDate | str) -> Match:
    """Tell whether ``date`` falls on or after the first day of ``query``.

    Raises:
        DateError: the query has no first day.
    """
    first, _ = _query_span(query)
    if first == BEFORE_ALL:
        raise DateError("“after” needs a date with a first day.")
    return _touches(date, (first, AFTER_ALL))


def matches_before(date: UncertainDate | str, query: UncertainDate | str) -> Match:
    """Tell whether ``date`` falls before the first day of ``query``.

    Raises:
        DateError: the query has no first day.
    """
    first, _ = _query_span(query)
    if first == BEFORE_ALL:
        raise DateError("“before” needs a date with a first day.")
    return _touches(date, (BEFORE_ALL, first - 1))


def possible_days(date: UncertainDate) -> tuple[tuple[str | None, str | None], ...]:
    """Return the stretches of days in which ``date`` lies, in order, as ISO text.

    Stretches that overlap or adjoin are one. An interval gives the stretch it may have touched.
    """
    merged: list[Span] = []
    for first, last in sorted(_spans(date)):
        if merged and first <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
        else:
            merged.append((first, last))
    return tuple((day_text(first), day_text(last)) for first, last in merged)


def _query_span(query: UncertainDate | str) -> Span:
    read = query if isinstance(query, UncertainDate) else read_written_date(query)
    return read.form.span


def _spans(date: UncertainDate) -> list[Span]:
    if isinstance(date.form, OneOf):
        return [member.span for member in date.form.members]
    return [date.form.span]


def _touches(date: UncertainDate | str, asked: Span) -> Match:
    read = date if isinstance(date, UncertainDate) else parse_edtf(date)
    form = read.form
    sure = _lasting_surely(form, asked) if isinstance(form, Lasting) else _surely(read, asked)
    if sure:
        return Match.MAY if read.is_qualified else Match.YES
    possible = any(span[0] <= asked[1] and asked[0] <= span[1] for span in _spans(read))
    return Match.MAY if possible else Match.NO


def _surely(date: UncertainDate, asked: Span) -> bool:
    return all(asked[0] <= first and last <= asked[1] for first, last in _spans(date))


def _lasting_surely(lasting: Lasting, asked: Span) -> bool:
    """Tell whether every way it may have lasted touches the days asked for."""
    latest_start = min(lasting.start_span[1], lasting.end_span[1])
    earliest_end = max(lasting.end_span[0], lasting.start_span[0])
    return latest_start <= asked[1] and asked[0] <= earliest_end
