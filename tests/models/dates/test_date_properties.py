import re
from datetime import date, timedelta
from itertools import chain, product

from hypothesis import given, settings
from hypothesis import strategies as st

from models.dates import (
    DateError,
    Match,
    bounds_for,
    display_date,
    matches_after,
    matches_before,
    matches_on,
    parse_edtf,
    read_other_calendar,
    read_phrase,
    read_written_date,
)

# A slow machine fails nothing; a text that makes a pattern backtrack for ever does.
unhurried = settings(deadline=timedelta(seconds=20))

FLAGS = st.sampled_from(["", "", "~", "?", "%"])
DAYS = st.dates(min_value=date(1, 1, 1)).map(date.isoformat)
YEARS = st.integers(1, 9999).map("{:04}".format)
ZONES = st.sampled_from(["", "Z", "+03:30", "-05:00", "+14:00"])
TIMES = st.times().map(lambda time: time.strftime("%H:%M"))


def joined(pattern, *parts):
    return st.builds(pattern.format, *parts)


UNQUALIFIED = st.one_of(
    DAYS,
    YEARS,
    joined("{}-{:02}", YEARS, st.integers(1, 12)),
    joined("{}-{}", YEARS, st.integers(21, 24)),
    joined("{:03}X", st.integers(0, 999)),
    joined("{:02}XX", st.integers(0, 99)),
    joined("{}-XX", YEARS),
    joined("{}-XX-XX", YEARS),
    joined("{}-{:02}-XX", YEARS, st.integers(1, 12)),
)
MOMENTS = joined("{}{}", UNQUALIFIED, FLAGS)
CLOCKED = joined("{}T{}{}", DAYS, TIMES, ZONES)


def readable(text):
    try:
        parse_edtf(text)
    except DateError:
        return False
    return True


def ordered(pattern, moments):
    """Two moments in the order of their first days, so that most pairs are no contradiction."""
    return (
        st.tuples(moments, moments)
        .map(lambda pair: sorted(pair, key=lambda text: parse_edtf(text).earliest or ""))
        .map(lambda pair: pattern.format(*pair))
        .filter(readable)
    )


def intervals(moments):
    return st.one_of(
        ordered("{}/{}", moments),
        *(joined(pattern, moments) for pattern in ("{}/..", "../{}", "{}/", "/{}")),
    )


def sets(moments):
    members = st.one_of(moments, ordered("{}..{}", moments))
    middle = st.lists(members, min_size=1, max_size=4)
    early, late = (
        st.one_of(st.just([]), joined(p, moments).map(lambda m: [m])) for p in ("..{}", "{}..")
    )
    return st.tuples(early, middle, late).map(lambda parts: f"[{','.join(chain(*parts))}]")


EDTF = st.one_of(MOMENTS, CLOCKED, intervals(MOMENTS), sets(MOMENTS))


@unhurried
@given(EDTF)
def test_the_canonical_text_of_a_date_reads_as_the_same_date(text):
    parsed = parse_edtf(text)
    again = parse_edtf(parsed.edtf)
    assert again == parsed
    assert again.form == parsed.form


@unhurried
@given(EDTF)
def test_the_earliest_day_is_not_after_the_latest_and_both_sort_as_text(text):
    parsed = parse_edtf(text)
    for bound in (parsed.earliest, parsed.latest):
        assert bound is None or date.fromisoformat(bound).isoformat() == bound
    if parsed.earliest is not None and parsed.latest is not None:
        assert parsed.earliest <= parsed.latest


def encloses(outer, inner):
    return (outer.earliest is None or outer.earliest <= inner.earliest) and (
        outer.latest is None or inner.latest <= outer.latest
    )


@unhurried
@given(st.lists(MOMENTS, min_size=1, max_size=5))
def test_a_one_of_set_encloses_each_member_and_nothing_more(members):
    whole, parts = parse_edtf(f"[{','.join(members)}]"), [parse_edtf(text) for text in members]
    assert all(encloses(whole, part) for part in parts)
    assert whole.earliest == min(part.earliest for part in parts)
    assert whole.latest == max(part.latest for part in parts)


@unhurried
@given(MOMENTS, MOMENTS)
def test_an_interval_begins_and_ends_where_its_ends_do(one, two):
    first, last = parse_edtf(one), parse_edtf(two)
    text = f"{one}/{two}"
    assert readable(text) is (first.earliest <= last.latest)
    if readable(text):
        assert parse_edtf(text).earliest == first.earliest
        assert parse_edtf(text).latest == last.latest


DAY_IN_WORDS = re.compile(r"\b[0-9]{1,2} [A-Z][a-z]{2}")
DAY_IN_EDTF = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
MONTH_IN_WORDS = re.compile(r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)")
MONTH_IN_EDTF = re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])")


@unhurried
@given(EDTF, st.booleans())
def test_words_name_a_day_or_a_month_only_where_the_date_does(text, short):
    words = display_date(text, short=short)
    assert words
    assert "X" not in words
    # "AD 5 – May 2023" has no day: years stand before a month in no other pattern.
    named_days = len(DAY_IN_WORDS.findall(re.sub(r"AD [0-9]+", "AD", words)))
    assert named_days <= len(DAY_IN_EDTF.findall(text))
    assert bool(MONTH_IN_WORDS.search(words)) is bool(MONTH_IN_EDTF.search(text))


@unhurried
@given(EDTF)
def test_a_qualified_date_is_never_shown_as_a_sure_one(text):
    qualified = parse_edtf(text).is_qualified
    assert bool(re.search(r"about|perhaps", display_date(text))) is qualified
    assert bool(re.search(r"c\. |[0-9s]\?", display_date(text, short=True))) is qualified


# Comparison against brute force, in a small world of days around one change of month.
WORLD = [date(2023, 7, 25) + timedelta(days=n) for n in range(16)]
BEFORE, AFTER = WORLD[0] - timedelta(days=1), WORLD[-1] + timedelta(days=1)
SMALL_DAYS = st.sampled_from(WORLD[2:-2]).map(date.isoformat)
SMALL = st.one_of(SMALL_DAYS, joined("{}~", SMALL_DAYS))
SMALL_EDTF = st.one_of(SMALL, intervals(SMALL), sets(SMALL))


def moment_days(text):
    return {date.fromisoformat(text.rstrip("~"))}


def member_days(text):
    if ".." not in text:
        return moment_days(text)
    first, last = text.split("..")
    everything = [BEFORE, *WORLD, AFTER]
    lower = min(moment_days(first)) if first else BEFORE
    upper = max(moment_days(last)) if last else AFTER
    return {day for day in everything if lower <= day <= upper}


def possible_worlds(text):
    """Every set of days on which the event can have gone on, spelled out from the text alone."""
    everything = [BEFORE, *WORLD, AFTER]
    if "/" in text:
        start, end = text.split("/")
        starts = moment_days(start) if start not in {"", ".."} else everything
        ends = moment_days(end) if end not in {"", ".."} else everything
        return [
            {day for day in everything if first <= day <= last}
            for first, last in product(starts, ends)
            if first <= last
        ]
    if text.startswith("["):
        return [{day} for member in text[1:-1].split(",") for day in member_days(member)]
    return [{day} for day in moment_days(text)]


def brute_force(text, asked):
    hits = [bool(days & asked) for days in possible_worlds(text)]
    if all(hits):
        return Match.MAY if "~" in text else Match.YES
    return Match.MAY if any(hits) else Match.NO


@unhurried
@given(SMALL_EDTF, st.one_of(SMALL_DAYS, ordered("{}/{}", SMALL_DAYS)))
def test_matching_agrees_with_trying_every_day(text, query):
    first, last = (date.fromisoformat(bound) for bound in bounds_for(query))
    everything = {BEFORE, *WORLD, AFTER}
    asked = {day for day in everything if first <= day <= last}
    before = {day for day in everything if day < first}
    assert matches_on(text, query) is brute_force(text, asked)
    assert matches_before(text, query) is brute_force(text, before)
    assert matches_after(text, query) is brute_force(text, everything - before)


@unhurried
@given(EDTF, EDTF)
def test_what_the_bounds_rule_out_never_matches(text, query):
    parsed, (first, last) = parse_edtf(text), bounds_for(query)
    overlap = (parsed.earliest is None or last is None or parsed.earliest <= last) and (
        parsed.latest is None or first is None or first <= parsed.latest
    )
    if not overlap:
        assert matches_on(parsed, query) is Match.NO
    if matches_on(parsed, query) is not Match.NO:
        assert overlap


NOISE = st.one_of(
    st.text(max_size=60),
    st.text(alphabet="0123456789XTZ-/.[]{},~?%:+ ", max_size=60),
    st.text(alphabet="[]/.,0129X-", min_size=300, max_size=600),
    st.lists(
        st.sampled_from(
            [*"0123456789 ,.-/", "last ", "on ", "Monday", "March", "31", "2023", "AH"]
        ),
        max_size=20,
    ).map("".join),
)


@unhurried
@given(NOISE)
def test_no_text_does_anything_but_read_or_be_refused_with_a_sentence(text):
    for read in (parse_edtf, read_written_date, bounds_for, display_date):
        try:
            read(text)
        except DateError as refusal:
            sentence = str(refusal)
            assert sentence.endswith(".")
            assert len(sentence) < 250
            assert sentence.replace(" ", "").isprintable()


@unhurried
@given(NOISE, EDTF, st.booleans())
def test_no_phrase_does_anything_but_read_or_be_left_unread(phrase, published, upcoming):
    reading = read_phrase(phrase, published, upcoming=upcoming)
    assert reading is None or parse_edtf(reading.edtf) == reading
    other = read_other_calendar(phrase)
    assert other is None or parse_edtf(other.edtf) == other


RELATIVE_WORDS = (
    "on Wednesday|Sunday|in March|last March|last Friday|next Monday|this Friday|today|last night|"
    "last week|this week|next week|2 August|29 February|last month|next year|2 days ago"
)


@unhurried
@given(
    st.sampled_from(RELATIVE_WORDS.split("|")),
    st.dates(date(1800, 1, 1), date(2100, 1, 1)),
    st.integers(0, 40),
    st.booleans(),
)
def test_a_less_certain_publication_only_widens_the_reading(phrase, first, length, upcoming):
    published = [first + timedelta(days=n) for n in (0, length // 2, length)]
    wide = read_phrase(phrase, f"[{first}..{published[-1]}]", upcoming=upcoming)
    assert wide is not None
    for day in published:
        narrow = read_phrase(phrase, day.isoformat(), upcoming=upcoming)
        assert narrow is not None
        assert encloses(wide, narrow)


@unhurried
@given(
    st.sampled_from(["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]),
    st.dates(date(1800, 1, 1), date(2100, 1, 1)),
)
def test_a_weekday_is_that_weekday_within_the_seven_days_up_to_the_publication(name, published):
    reading = read_phrase(f"on {name}", published.isoformat())
    assert reading is not None
    day = date.fromisoformat(reading.edtf)
    assert f"{day:%A}" == name
    assert timedelta(0) <= published - day < timedelta(days=7)
