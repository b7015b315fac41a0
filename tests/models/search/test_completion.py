import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.search.completion import Completion, completions
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
