import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.search.grammar import (
    KEYS,
    PHRASE,
    SINGLE_KEYS,
    WORD,
    Query,
    Term,
    format_query,
    format_term,
    parse_query,
    with_term,
    without,
)

VOCABULARY = {
    "kind": ["official", "meeting", "visit", "call", "joint statement"],
    "review": ["draft", "checked", "verified"],
    "occurrence": ["announced", "reported", "confirmed", "cancelled", "denied"],
    "is": ["unsourced", "disputed", "inferred", "quoted", "trashed"],
}
TYPED = st.text(
    st.one_of(
        st.sampled_from(['"', "“", "”", "„", ":", "-", " ", "\n", "\u00a0", "/", "א", "习"]),
        st.sampled_from("abkindwth"),
        st.characters(),
    ),
    max_size=30,
)
PARTS = st.one_of(
    TYPED, st.sampled_from([f"{key}:" for key in KEYS]), st.sampled_from(["foo:", "kind:visit"])
)
QUERIES = st.lists(st.tuples(PARTS, st.sampled_from(["", " "])), max_size=6).map(
    lambda parts: "".join(part + blank for part, blank in parts)
)


def meanings(text):
    return [term.meaning for term in parse_query(text).terms]


def sentences(text):
    return [problem.sentence for problem in parse_query(text, VOCABULARY).problems]


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("", []),
        ("  \n ", []),
        ("khrenin", [(WORD, "khrenin", False)]),
        ("-khrenin met", [(WORD, "khrenin", True), (WORD, "met", False)]),
        ('"armed forces"', [(PHRASE, "armed forces", False)]),
        ('-"armed forces"', [(PHRASE, "armed forces", True)]),
        ("“armed forces” „x“", [(PHRASE, "armed forces", False), (PHRASE, "x", False)]),
        ('"say ""no"" twice"', [(PHRASE, 'say "no" twice', False)]),
        ('"he said “no” twice"', [(PHRASE, "he said “no” twice", False)]),
        ("with:khrenin", [("with", "khrenin", False)]),
        ("WITH:Khrenin", [("with", "Khrenin", False)]),
        ('with:"Mohammad Bagheri"', [("with", "Mohammad Bagheri", False)]),
        ("-kind:visit", [("kind", "visit", True)]),
        ('-with:"a b"c', [("with", "a b", True), (WORD, "c", False)]),
        (
            "after:2023-03 on:[2023,2024]",
            [("after", "2023-03", False), ("on", "[2023,2024]", False)],
        ),
        ("with:a:b", [("with", "a:b", False)]),
        ("- x -", [(WORD, "x", False)]),
        ("--x", [(WORD, "-x", True)]),
        ("2023-08-02 12:30", [(WORD, "2023-08-02", False), (WORD, "12:30", False)]),
        ('צה"ל', [(WORD, 'צה"ל', False)]),
        ("with:خرنین", [("with", "خرنین", False)]),
        ("https://irna.ir/x", [(WORD, "https://irna.ir/x", False)]),
        ("foo:bar", [(WORD, "foo:bar", False)]),
        ('foo:"b c"', [(WORD, "foo:", False), (PHRASE, "b c", False)]),
    ],
)
def test_a_query_is_read_into_its_terms(text, terms):
    assert meanings(text) == terms


@pytest.mark.parametrize("key", KEYS)
def test_every_key_is_read_plain_quoted_and_negated(key):
    assert meanings(f'{key}:x -{key}:"y z"') == [(key, "x", False), (key, "y z", True)]


@pytest.mark.parametrize("text", ["with:", 'with:"', 'with:"Moh', '"armed fo', "-with:", '"'])
def test_a_term_still_being_typed_is_no_problem(text):
    query = parse_query(text, VOCABULARY)
    assert query.problems == ()
    assert [term.unfinished for term in query.terms] == [True]


def test_an_empty_term_asks_for_nothing():
    query = parse_query('with: kind:visit "" "  "')
    assert [term.meaning for term in query.effective_terms] == [("kind", "visit", False)]


def test_positions_are_code_points_of_the_typed_text():
    text = '😀 -kind:"joint statement" x'
    _, kind, _ = parse_query(text).terms
    assert text[kind.start : kind.end] == '-kind:"joint statement"'


@pytest.mark.parametrize(
    ("text", "said", "suggestion", "at"),
    [
        ("knd:visit", "“knd:” is no key of the search; it was read as words. Did you mean “kind:”?",
         "kind:", "knd:"),
        ("foo:bar", "“foo:” is no key of the search; it was read as words.", None, "foo:"),
        ("-kind:vist", "“vist” is no value of “kind:”. Did you mean “visit”?", "visit", "vist"),
        ("kind:jointstatement",
         "“jointstatement” is no value of “kind:”. Did you mean “joint statement”?",
         '"joint statement"', "jointstatement"),
        ("review:xyz", "“xyz” is no value of “review:”. It takes: draft, checked, verified.", None,
         "xyz"),
        ("origin:two", "“origin:” takes a number of independent origins, as in origin:1; "
         "“two” is none.",
         None, "two"),
    ],
)  # fmt: skip
def test_what_will_not_do_as_asked_is_said_with_its_place(text, said, suggestion, at):
    (problem,) = parse_query(text, VOCABULARY).problems
    assert problem.sentence == said
    assert problem.suggestion == suggestion
    assert text[problem.start : problem.end] == at


@pytest.mark.parametrize(
    "text",
    ["kind:VISIT", "is:Disputed", "origin:2", "origin:۲", "with:anyone", "on:whenever", "12:30",
     "http://x.org", 'kind:"joint statement"', "kind:", "occurrence:announced"],
)  # fmt: skip
def test_what_can_be_asked_is_no_problem(text):
    assert sentences(text) == []


def test_a_closed_key_without_vocabulary_is_not_judged():
    assert parse_query("kind:anything").problems == ()


@given(QUERIES)
def test_every_text_is_a_query_whose_terms_lie_in_order(text):
    query = parse_query(text, VOCABULARY)
    end = 0
    for term in query.terms:
        assert end <= term.start < term.end <= len(text)
        end = term.end
    for problem in query.problems:
        assert 0 <= problem.start < problem.end <= len(text)
        assert problem.sentence.endswith((".", "?"))


@given(QUERIES)
def test_a_written_query_is_read_as_the_same_terms(text):
    query = parse_query(text)
    assert meanings(format_query(query)) == [term.meaning for term in query.terms]


@given(QUERIES, st.data())
def test_taking_a_term_away_leaves_the_others(text, data):
    query = parse_query(text)
    if query.terms:
        index = data.draw(st.integers(0, len(query.terms) - 1))
        left = [term.meaning for term in query.terms]
        del left[index]
        assert meanings(without(query, query.terms[index])) == left


@given(QUERIES, st.sampled_from(KEYS), st.text(min_size=1, max_size=8), st.booleans())
def test_an_added_term_is_there_once_and_never_twice(text, key, value, negated):
    query = parse_query(text)
    added = parse_query(with_term(query, key, value, negated=negated))
    assert with_term(added, key, value, negated=negated) == added.text
    others = [term.meaning for term in query.terms if term.kind != key]
    assert [term.meaning for term in added.terms if term.kind != key] == others


@pytest.mark.parametrize("kind", [WORD, PHRASE, *KEYS])
@given(value=TYPED.filter(bool), negated=st.booleans())
def test_any_term_can_be_written(kind, value, negated):
    term = Term(kind, value, negated)
    (read,) = parse_query(format_term(term)).terms
    assert (read.value, read.negated) == (value, negated)
    assert read.kind == kind or (kind == WORD and read.kind == PHRASE)


@pytest.mark.parametrize(
    ("text", "key", "value", "after"),
    [
        ("", "kind", "visit", "kind:visit"),
        ("khrenin ", "place", "Tehran", "khrenin place:Tehran"),
        ("", "with", "Mohammad Bagheri", 'with:"Mohammad Bagheri"'),
        ("kind:visit x", "kind", "Visit", "kind:visit x"),
        ("kind:visit", "kind", "call", "kind:visit kind:call"),
        ("-kind:visit x", "kind", "visit", "x kind:visit"),
        ("after:2020 x", "after", "2023", "x after:2023"),
        ("x after:", "after", "2023", "x after:2023"),
        ("x with:", "after", "2023", "x with: after:2023"),
        ('"armed for', "kind", "call", '"armed for" kind:call'),
        ("“armed for", "kind", "call", '"armed for" kind:call'),
    ],
)
def test_a_facet_adds_its_term(text, key, value, after):
    assert with_term(parse_query(text), key, value) == after


@pytest.mark.parametrize("key", sorted(SINGLE_KEYS))
def test_a_key_of_one_value_is_replaced_and_its_negation_kept(key):
    assert with_term(parse_query(f"{key}:1 -{key}:2"), key, "3") == f"-{key}:2 {key}:3"


def test_a_key_that_is_none_cannot_be_added():
    with pytest.raises(ValueError, match="no key"):
        with_term(Query("", ()), "foo", "bar")


def test_the_rest_stays_as_it_was_typed():
    text = "Khrenin   with:a  “x y”  kind:visit"
    query = parse_query(text)
    assert without(query, query.terms[1]) == "Khrenin “x y”  kind:visit"
