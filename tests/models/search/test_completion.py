import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.search.completion import Completion, ValuePlace, completions, value_place
from models.search.grammar import KEYS, parse_query

VOCABULARY = {
    "kind": ["official", "meeting", "visit", "joint statement"],
    "country": ["Iran", "Belarus", "United States", "Islamic Emirate"],
    "is": ["unsourced", "disputed"],
}


def done(text, cursor, completion):
    return text[: completion.start] + completion.text + text[completion.end :]


def offered(text, cursor=None):
    cursor = len(text) if cursor is None else cursor
    return [
        done(text, cursor, completion)
        for completion in completions(text, cursor, VOCABULARY, limit=20)
    ]


@pytest.mark.parametrize(
    ("text", "results"),
    [
        ("", [f"{key}:" for key in KEYS]),
        ("x ", [f"x {key}:" for key in KEYS]),
        ("wi", ["with:"]),
        ("-o", ["-on:", "-origin:", "-occurrence:"]),
        ("x WI", ["x with:"]),
        ("khrenin", []),
        ("kind:", ["kind:official", "kind:meeting", "kind:visit", 'kind:"joint statement"']),
        ("-kind:V", ["-kind:visit"]),
        ("kind:state", ['kind:"joint statement"']),
        ('kind:"joint s', ['kind:"joint statement"']),
        ("kind:visit", []),
        ("country:is", ['country:"Islamic Emirate"']),
        ("country:ira", ["country:Iran"]),
        ("country:sta", ['country:"United States"']),
        ("place:te", []),
        ('"wi', []),
    ],
)
def test_at_the_end_what_fits_is_offered(text, results):
    assert offered(text) == results


def test_inside_a_term_the_whole_term_is_replaced():
    assert offered("kind:vxyz met", 6) == ["kind:visit met"]
    assert offered("wxyz met", 1) == ["with: met"]
    assert offered("con:x", 2) == ["country:"]
    assert offered("country:x", 2) == ["country:x"]


def test_a_completion_shows_the_value_as_it_is():
    (completion,) = completions("country:uni", 11, VOCABULARY)
    assert completion == Completion(8, 11, '"United States"', "United States")


def test_no_more_than_the_limit_is_offered():
    assert len(completions("", 0, {}, limit=3)) == 3


@given(st.text(st.one_of(st.sampled_from('kind: "-cis'), st.characters()), max_size=12), st.data())
def test_every_completion_is_read_as_a_key_of_the_search(text, data):
    cursor = data.draw(st.integers(0, len(text)))
    for completion in completions(text, cursor, VOCABULARY):
        assert 0 <= completion.start <= completion.end <= len(text)
        after = done(text, cursor, completion)
        place = completion.start + len(completion.text)
        assert (
            any(
                term.kind in KEYS and term.start <= place <= term.end
                for term in parse_query(after).terms
            )
            or completion.start == completion.end
        )


OPEN = ("with", "country", "place", "source", "tag")


@pytest.mark.parametrize(
    ("text", "typed", "completed"),
    [
        ("with:", "", "with:X"),
        ("with:kh", "kh", "with:X"),
        ("-with:kh", "kh", "-with:X"),
        ('tehran with:"viktor kh', "viktor kh", "tehran with:X"),
        ("with:viktor kh", "viktor kh", "with:X"),
        ("with:a b c d", "a b c d", "with:X"),
        ("with:a b c d e", None, None),
        ("with:viktor  kh", None, None),
        ("with:viktor -kh", None, None),
        ('with:"viktor" kh', None, None),
        ("with: kh", None, None),
        ("kind:meet", None, None),
        ("wi", None, None),
        ("after:2023 kh", None, None),
        ("with:x ", None, None),
        ("", None, None),
    ],
)
def test_the_value_being_typed_is_known(text, typed, completed):
    place = value_place(text, len(text), OPEN)
    if typed is None:
        assert place is None
    else:
        assert place.typed == typed
        assert done(text, len(text), place.completion("X", "X")) == completed


def test_a_value_with_a_blank_is_written_in_quotation_marks():
    place = value_place("country:uni on:2023", 11, OPEN)
    assert place == ValuePlace("country", "uni", 8, 11)
    assert place.completion("United States", "US").text == '"United States"'


@given(
    st.text(st.one_of(st.sampled_from('with: "-“khr'), st.characters()), max_size=20),
    st.integers(0, 20),
)
def test_a_completed_value_is_read_as_that_value(text, cursor):
    place = value_place(text, cursor, OPEN)
    if place is not None:
        after = done(text, cursor, place.completion('A "B" C', ""))
        assert ("with", 'A "B" C') in [
            (term.kind, term.value) for term in parse_query(after).terms if term.kind == place.key
        ] or place.key != "with"
