"""Finding records: every key of the grammar, in every script, in every order, by hostile texts."""

import time

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from models.dates import parse_edtf
from models.queries import lookup
from models.queries.facets import FACETS, count_facets, facets
from models.queries.lookup import quick_open, recent_hits
from models.queries.offers import value_offers
from models.queries.rows import table_rows
from models.queries.table import kind_counts, totals
from models.reference.reference import Reference
from models.schema.vocabulary import ASKED_KINDS, OCCURRENCES, REVIEWS, TABLE_KINDS
from models.search.conditions import VOCABULARY
from models.search.finding import MOST_TERMS, ORDERS, Order, find_records
from models.search.grammar import KEYS
from models.search.shelf import AbandonedError
from models.summaries.refresh import refresh
from tests.factories import add_claim, add_name, add_quote, add_record, add_source_with_text, uid


@pytest.fixture
def names(story):
    """Return what a query finds, by the names of the ids, and their database."""
    reference, ids = story
    no_records = {"snapshot", "met", "said", "claim_date"}
    by_id = {getattr(ids, name): name for name in ids.__slots__ if name not in no_records}

    def find(text, **options):
        outcome = find_records(reference.database, text, **options)
        return {by_id.get(record_id, record_id) for record_id in outcome.ids}

    find.database = reference.database
    find.reference = reference
    find.ids = ids
    return find


ALL = {"iran", "belarus", "irna", "bagheri", "khrenin", "meeting", "statement", "agreement"}
ALL |= {"relation"}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ALL),
        ("   ", ALL),
        ("memorandum", {"agreement"}),
        ("MEMO", {"agreement"}),
        ("-memorandum", ALL - {"agreement"}),
        ('"Viktor Khrenin"', {"meeting", "statement", "khrenin", "bagheri"}),
        ('"Khrenin Viktor"', set()),
        ('"Viktor Khreni"', set()),
        ("khrenin viktor", {"meeting", "statement", "khrenin", "bagheri"}),
        ("with:khrenin", {"meeting", "statement", "khrenin"}),
        ("with:Хренин", {"meeting", "statement", "khrenin"}),
        ("with:خرنین", {"meeting", "statement", "khrenin"}),
        ("-with:khrenin", ALL - {"meeting", "statement", "khrenin"}),
        ("with:khrenin with:bagheri", {"meeting", "statement"}),
        ("country:belarus", {"meeting", "statement", "khrenin", "belarus", "relation"}),
        ("place:tehran", {"meeting"}),
        ("place:iran", {"meeting"}),
        ("after:2023-03", {"meeting"}),
        ("after:2023-08-02", {"meeting"}),
        ("after:2023-08-03", set()),
        ("before:2023-08-03", {"meeting"}),
        ("before:2023-08-02", set()),
        ("on:2023-08-02", {"meeting"}),
        ("on:2023-08", {"meeting"}),
        ("on:2023", {"meeting"}),
        ("on:2022", set()),
        ("-on:2023", ALL - {"meeting"}),
        ("kind:official", {"bagheri", "khrenin"}),
        ("kind:OFFICIAL", {"bagheri", "khrenin"}),
        ("kind:memorandum", {"agreement"}),
        ("kind:ties", {"relation"}),
        ("kind:place", {"tehran", 1}),
        ("kind:Source", {"source"}),
        ("-kind:official", ALL - {"bagheri", "khrenin"}),
        ("source:irna", {"statement"}),
        ("source:collaboration", {"meeting", "statement", "bagheri"}),
        ("origin:1", {"meeting", "statement", "bagheri"}),
        ("origin:0", ALL - {"meeting", "statement", "bagheri"}),
        ("origin:2", set()),
        ("review:draft", ALL),
        ("review:verified", set()),
        ("occurrence:reported", {"meeting"}),
        ("occurrence:denied", set()),
        ("role:principal", {"meeting"}),
        ("role:mediator", set()),
        ("-role:principal", ALL - {"meeting"}),
        ("stage:signed", {"agreement"}),
        ("stage:denied", set()),
        ("is:inferred", {"meeting"}),
        ("is:quoted", {"meeting", "statement", "bagheri"}),
        ("is:disputed", set()),
        ("-is:unsourced", {"belarus", "irna"}),
        ("is:trashed", set()),
        ("tag:defence", set()),
        ("collaboration", set()),
        ("wednesday", {"meeting", "bagheri"}),
        ("old -kind:meeting", {"statement"}),
    ],
)
def test_every_key_finds_what_it_says(names, query, expected):
    assert names(query) == expected


def test_every_key_of_the_grammar_is_exercised():
    mark = test_every_key_finds_what_it_says.pytestmark[0]
    queries = " ".join(case[0] for case in mark.args[1])
    assert all(f"{key}:" in queries for key in KEYS)


@pytest.mark.parametrize("spelling", ["Khrenin", "Hrenin", "Хренин", "Хрэнін", "خرنین", "KHRÉNIN"])
def test_one_name_is_found_in_every_script(names, spelling):
    assert "khrenin" in names(spelling)
    assert names.ids.khrenin in {hit.id for hit in quick_open(names.database, spelling)}


def test_scripts_stay_apart_when_asked(names):
    assert names("خرنین", across_scripts=False) == set()
    assert "khrenin" in names("Хрэнін", across_scripts=False)


def test_tags_and_trash(names):
    database = names.database
    with names.reference.step(label="A tag"):
        database.run("INSERT INTO tag (id, uid, text) VALUES (1, ?, 'Defence')", (uid(),))
        database.run("INSERT INTO tagging VALUES (1, ?)", (names.ids.meeting,))
        database.run(
            "UPDATE record SET trashed = '2026-01-01T00:00:00Z' WHERE id = ?", (names.ids.irna,)
        )
    assert names("tag:defence") == {"meeting"}
    assert names("is:trashed") == {"irna"}
    assert names("is:Trashed") == {"irna"}
    assert names("") == ALL - {"irna"}
    assert names("-is:trashed") == ALL - {"irna"}


def test_a_one_of_set_is_not_found_on_a_day_between(names):
    with names.reference.step(label="One of two days"):
        call = add_record(
            names.database, "meeting", "Call", form="call", date="[2023-07-31,2023-08-02]"
        )
        refresh(names.database)
    assert names("kind:call on:2023-08-02") == {call}
    assert names("kind:call on:2023-08-01") == set()


def test_a_reference_without_the_right_kind_of_dates_says_so(names):
    for query in ("after:nonsense", "on:2023-13", "before:32", "origin:፩", "is:foo", "kind:foo"):
        outcome = find_records(names.database, query)
        assert len(outcome.problems) == 1, query
        assert outcome.problems[0].endswith((".", ")."))
        assert len(outcome.ids) == len(ALL)


def test_an_empty_result_says_which_term_removed_everything(names):
    outcome = find_records(names.database, "kind:meeting zebra")
    assert outcome.culprit == ("“zebra” removed everything: without it there would be 1 record.")
    outcome = find_records(names.database, "khrenin kind:source")
    assert outcome.culprit == (
        "“kind:source” removed everything: without it there would be 4 records."
    )
    assert find_records(names.database, "zebra").culprit == "There is no record containing “zebra”."
    outcome = find_records(names.database, "zebra unicorn")
    assert outcome.culprit.startswith("No record meets these terms")
    assert find_records(names.database, "khrenin").culprit is None


def test_the_filter_is_said_in_words(names):
    outcome = find_records(names.database, 'with:khrenin after:2023-03 -is:Disputed "met"')
    assert outcome.said == (
        "with “khrenin” taking part, on or after March 2023, "
        "not with a field that is disputed, containing exactly “met”"
    )
    assert outcome.words == ("khrenin", "met")


@pytest.fixture
def orderly(story):
    """A reference with records that have and that lack each thing one can sort by."""
    reference, ids = story
    database = reference.database
    with reference.step(label="More records"):
        minsk = add_record(database, "place", "Minsk", type="city")
        for number, (review, occurrence, date, place) in enumerate(
            [
                ("verified", "denied", "2021", minsk),
                ("checked", None, None, None),
                ("draft", "announced", "2022-05-01/..", None),
                ("draft", None, "[..2020-01-01]", minsk),
                ("checked", "reported", "2023-08-02", ids.tehran),
            ]
        ):
            meeting = add_record(
                database,
                "meeting",
                ("émigré talks", "Zebra", "apple", "Éclair", "eclair")[number],
                review=review,
                occurrence=occurrence,
                date=date,
                place=place,
                form="call",
            )
            if number == 3:
                quote = add_quote(database, ids.snapshot, "Tehran on Wednesday")
                add_claim(database, meeting, quote)
        refresh(database)
    return reference


def _column(row, key):
    return {
        "kind": (*TABLE_KINDS, *ASKED_KINDS).index(row.kind),
        "name": row.name,
        "when": row.when_edtf,
        "where": row.where,
        "who": row.who or None,
        "quotes": row.quotes,
        "status": (REVIEWS.index(row.review), row.state),
    }[key]


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("key", ORDERS)
def test_every_column_sorts_both_ways_and_what_is_lacking_stands_last(orderly, key, descending):
    database = orderly.database
    ids = find_records(database, "", order=Order(key, descending)).ids
    rows = table_rows(database, ids)
    assert len(rows) == len(ids) == len(ALL) + 5
    values = [_column(row, key) for row in rows]
    if key == "status":
        reviews = [review for review, _ in values]
        assert reviews == sorted(reviews, reverse=descending)
        for review in set(reviews):
            states = [state for value, state in values if value == review]
            known = [state for state in states if state is not None]
            assert states[: len(known)] == sorted(known, reverse=descending)
        return
    known = [value for value in values if value is not None]
    assert values[: len(known)] == known, "what is lacking stands last"
    if key in ("kind", "quotes"):
        assert known == sorted(known, reverse=descending)
    elif key == "when":
        days = [parse_edtf(value).earliest or "0000" for value in known]
        assert days == sorted(days, reverse=descending)
    elif key == "name":
        order = [name for name in known if name.lower()[0] in "aezé"]
        expected = ["apple", "eclair", "Éclair", "émigré talks", "Zebra"]
        assert order == (expected[::-1] if descending else expected)


def test_orders_are_those_of_the_tables_columns():
    assert set(ORDERS) == {"kind", "name", "when", "where", "who", "quotes", "status"}


HOSTILE = st.one_of(
    st.text(max_size=60),
    st.text(alphabet=st.characters(codec=None, categories=["Cs", "Cc", "Po", "Nd"]), max_size=20),
    st.lists(
        st.sampled_from(
            [*(f"{key}:" for key in KEYS), '"', "-", "(", ")", "*", "^", "AND", "OR", "NOT", "NEAR",
             "'", ";", "--", "names", ":", "{", "}", "+", "\x00", "\ud800", "%", "_", "[", "2023",
             "..", "~", "khrenin", "Хренин", "习近平", " ", "\u2028", "?1", "%s", "{value}", "²"]
        ),
        max_size=14,
    ).map("".join),
)  # fmt: skip


@pytest.fixture(scope="module")
def shared(story_template):
    with Reference.open(story_template.path, read_only=True) as reference:
        yield reference


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(text=HOSTILE)
@example(text='"' * 5001)
@example(text="x" * 10_000)
@example(text="a " * 5_000)
@example(text=" ".join(f"w{number}" for number in range(2000)))
@example(text='with:"' + "a b " * 2500 + '"')
@example(text="习" * 10_000)
@example(text="-" * 10_000)
@example(text="\ud800\udc00")
@example(text="tag:\ud800")
@example(text="source:'; DROP TABLE record; --")
@example(text="origin:²")
@example(text="origin:፩")
@example(text="on:2023-02-30")
@example(text='kind:"joint statement"')
def test_any_text_is_a_query_and_none_reaches_the_database_as_sql(shared, text):
    database = shared.database
    outcome = find_records(database, text)
    assert set(outcome.ids) <= {
        row[0] for row in database.rows("SELECT id FROM record WHERE owner_id IS NULL")
    }
    assert bool(outcome.culprit) <= (not outcome.ids)
    assert isinstance(outcome.said, str)
    quick_open(database, text)
    for key in KEYS:
        value_offers(database, key, text)


def test_a_pasted_page_takes_only_so_many_terms(shared):
    outcome = find_records(shared.database, " ".join(f"w{number}" for number in range(2000)))
    assert outcome.problems == (f"Only the first {MOST_TERMS} terms are used.",)


def test_the_same_term_twice_is_one(shared):
    assert find_records(shared.database, "khrenin khrenin").said == "containing “khrenin”"


def test_every_facet_narrows_to_as_many_as_it_says(orderly):
    database = orderly.database
    everything = find_records(database, "").ids
    found = facets(database, everything)
    assert {facet.key for facet in found} >= {"country", "on", "kind", "review", "source", "is"}
    for facet in found:
        for value in facet.values:
            outcome = find_records(database, f'{value.key}:"{value.value}"')
            if facet.key == "on":  # what may fall in the year is found too, and not counted
                assert len(outcome.ids) >= value.count
            else:
                assert len(outcome.ids) == value.count, value
            assert not outcome.problems


def test_facets_come_one_by_one_and_end_when_nobody_waits(shared):
    ids = find_records(shared.database, "").ids
    came = [facet.key for facet in count_facets(shared.database, ids)]
    assert sorted(came) == sorted(FACETS)
    asked = iter([False, False, True])
    with pytest.raises(AbandonedError):
        list(count_facets(shared.database, ids, cancelled=lambda: next(asked)))
    assert facets(shared.database, ids, cancelled=lambda: True) == ()


def test_a_role_of_a_participation_in_the_trash_counts_no_more(story):
    reference, ids = story
    database = reference.database
    with reference.step(label="Trash a participation"):
        database.run(
            "UPDATE record SET trashed = '2026-01-01T00:00:00Z' WHERE id IN "
            "(SELECT record_id FROM participation WHERE role = 'principal')"
        )
    assert list(find_records(database, "role:principal").ids) == []
    roles = [facet for facet in facets(database, [ids.meeting]) if facet.key == "role"]
    assert "principal" not in [value.value for facet in roles for value in facet.values]


def test_facets_of_nothing_are_empty(shared):
    assert [facet.key for facet in facets(shared.database, ())] == ["is"]


def test_closed_keys_know_their_values_once():
    for values in VOCABULARY.values():
        assert len(set(values)) == len(values)
    assert VOCABULARY["occurrence"] == OCCURRENCES


def test_quick_open_tells_namesakes_apart_and_says_what_matched(story):
    reference, ids = story
    database = reference.database
    with reference.step(label="A namesake"):
        other = add_record(database, "official", "Viktor Khrenin")
        add_name(database, other, "Viktor Khrenin")
        refresh(database)
    hits = quick_open(database, "viktor khr")
    assert {hit.id for hit in hits} == {ids.khrenin, other}
    by_id = {hit.id: hit for hit in hits}
    assert by_id[ids.khrenin].hint == "Defense Minister, Belarus"
    assert by_id[other].hint == ""
    assert by_id[ids.khrenin].matched is None
    (first, *sounding) = quick_open(database, "Хрэнін")
    assert other in {hit.id for hit in sounding}
    assert ids.bagheri not in {hit.id for hit in sounding}
    assert (first.id, first.matched) == (ids.khrenin, "Віктар Хрэнін")
    assert quick_open(database, "") == ()
    assert quick_open(database, "zebra") == ()
    assert len(quick_open(database, "khrenin", limit=1)) == 1


def test_quick_open_finds_meetings_with_their_day(story):
    reference, ids = story
    hits = {hit.id: hit for hit in quick_open(reference.database, "bagheri meets")}
    assert hits[ids.meeting].hint == "2 Aug 2023, Tehran, Mohammad Bagheri · Viktor Khrenin"


def test_quick_open_leaves_out_the_trash(story):
    reference, ids = story
    with reference.step(label="Trash"):
        reference.database.run("UPDATE record SET trashed = 'x' WHERE id = ?", (ids.khrenin,))
    assert ids.khrenin not in {hit.id for hit in quick_open(reference.database, "Хрэнін")}
    assert recent_hits(reference.database, [ids.khrenin, ids.iran, 999]) == recent_hits(
        reference.database, [ids.iran]
    )


def test_table_counts_and_totals(story):
    reference, ids = story
    database = reference.database
    counts = {value.value: value.count for value in kind_counts(database)}
    assert counts == {
        "official": 2,
        "meeting": 1,
        "agreement": 1,
        "statement": 1,
        "relation": 1,
        "organization": 3,
        "place": 2,
        "source": 1,
    }
    found = totals(database)
    assert (found.records, found.quotes, found.sources) == (9, 2, 1)
    assert found.disputed_fields == 0
    (row, gone) = (*table_rows(database, [ids.meeting, 999]), None)
    assert gone is None
    assert row.who == "Mohammad Bagheri · Viktor Khrenin"
    assert (row.where, row.when_edtf, row.state) == ("Tehran", "2023-08-02", "reported")
    assert (row.quotes, row.origins, row.disputed) == (1, 1, False)
    assert [row.id for row in table_rows(database, [ids.iran, ids.meeting, ids.iran])] == [
        ids.iran,
        ids.meeting,
        ids.iran,
    ]


def test_quotes_are_searched_in_their_own_words(story):
    reference, ids = story
    database = reference.database
    with reference.step(label="Persian and Chinese"):
        _, snapshot = add_source_with_text(database, "وزیر دفاع بلاروس. 习近平会见普京。")
        for words in ("وزیر دفاع بلاروس", "习近平会见普京"):
            add_claim(database, ids.relation, add_quote(database, snapshot, words))
        refresh(database)
    for query in ("وزير", "دفاع", "习近平", '"会见"', "普京"):
        assert list(find_records(database, query).ids) == [ids.relation], query


def test_the_number_of_queries_does_not_grow_with_the_records(story):
    reference, _ = story
    database = reference.database
    asked = []
    connection = database.connection()
    connection.exec_trace = lambda cursor, sql, bindings: asked.append(sql) or True
    started = time.monotonic()
    try:
        find_records(database, "khrenin after:2023 -tag:x")
        assert len(asked) == 3, "a count for each of the lists, and the records"
        asked.clear()
        table_rows(database, list(range(1, 400)))
        assert len(asked) == 1
        asked.clear()
        totals(database)
        assert len(asked) == 3
        asked.clear()
        facets(database, [1, 2, 3])
        assert len(asked) <= len(FACETS) + 2, "one for each, and the labels"
    finally:
        connection.exec_trace = None
    assert time.monotonic() >= started


def test_words_without_a_letter_say_so(shared):
    outcome = find_records(shared.database, "📖")
    assert outcome.problems == ("“📖” holds no letter or figure to search for.",)
    assert outcome.ids


def test_quick_open_puts_who_is_named_just_so_first(story):
    reference, _ = story
    database = reference.database
    with reference.step(label="An alliance"):
        alliance = add_record(database, "organization", "Zeta")
        add_name(database, alliance, "Zeta")
        longer = add_record(database, "official", "Zeta Alpha")
        add_name(database, longer, "Zeta Alpha")
        refresh(database)
    assert [hit.id for hit in quick_open(database, "zeta")] == [alliance, longer]


def test_who_is_named_just_so_is_found_among_thousands_that_begin_so(story, monkeypatch):
    reference, _ = story
    database = reference.database
    with reference.step(label="Many of a name"):
        for number in range(5):
            longer = add_record(database, "official", f"Zeta Alpha {number}")
            add_name(database, longer, f"Zeta Alpha {number}")
        short = add_record(database, "organization", "Zeta")
        add_name(database, short, "Zeta")
        refresh(database)
    monkeypatch.setattr(lookup, "MOST_READ", 2)
    hits = [hit.id for hit in quick_open(database, "zeta")]
    assert hits[0] == short
    assert len(hits) == 3
