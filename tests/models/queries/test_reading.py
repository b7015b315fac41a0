"""The snapshot with its passages and unused sentences, and the original bytes behind it."""

import zlib

import pytest

from models.queries.reading import (
    inflated,
    original_view,
    snapshot_of_quote,
    snapshot_view,
    unused_sentences,
)
from models.queries.views import Passage, RecordLink, Span
from tests.factories import TEXT, add_claim, add_quote, add_source_with_text

WIDE = "😀 Jo\u00a0met Ana\u2028in Minsk. خامنه\u200cای گفت. Nobody asked."


def test_every_quoted_passage_is_given_with_the_records_resting_on_it(story):
    reference, ids = story
    view = snapshot_view(reference.database, ids.snapshot)
    assert view.text == TEXT
    assert [passage.quote_id for passage in view.passages] == [ids.met, ids.said]
    met, said = view.passages
    assert view.text[met.start : met.end].startswith("Iran’s armed forces")
    assert {link.id for link in met.records} == {ids.meeting, ids.bagheri}
    assert {link.id for link in said.records} == {ids.statement}
    words = {view.text[span.start : span.end] for span in met.decisive}
    assert {"Tehran", "on Wednesday", "Viktor Khrenin"} <= words
    assert list(met.decisive) == sorted(met.decisive)


def test_sentences_that_back_nothing_are_given(story):
    reference, ids = story
    view = snapshot_view(reference.database, ids.snapshot)
    assert [view.text[span.start : span.end] for span in view.unused] == [
        "Iran, Belarus seek closer military collaboration",
        "The two signed a memorandum.",
        "Nobody quoted this sentence.",
    ]


def test_a_quote_nothing_rests_on_is_marked_but_its_sentence_stays_unused(story):
    reference, ids = story
    with reference.step(label="Only kept"):
        quote = add_quote(reference.database, ids.snapshot, "Nobody quoted this sentence.")
    view = snapshot_view(reference.database, ids.snapshot)
    assert quote in [passage.quote_id for passage in view.passages]
    assert len(view.unused) == 3


def test_a_text_of_every_width_is_cut_at_code_points(story):
    reference, ids = story
    database = reference.database
    with reference.step(label="Wide"):
        _, snapshot = add_source_with_text(database, WIDE)
        quote = add_quote(database, snapshot, "Jo\u00a0met Ana\u2028in Minsk.")
        add_claim(database, ids.relation, quote)
    view = snapshot_view(database, snapshot)
    (passage,) = view.passages
    assert view.text[passage.start : passage.end] == "Jo\u00a0met Ana\u2028in Minsk."
    assert [view.text[span.start : span.end] for span in view.unused][-1] == "Nobody asked."


def test_inserted_labels_are_given(story):
    reference, _ = story
    with reference.step(label="Structured"):
        _, snapshot = add_source_with_text(
            reference.database, "Title: Envoy. Name: Jo.", labels=[(0, 6), (14, 19)]
        )
    assert snapshot_view(reference.database, snapshot).inserted == (Span(0, 6), Span(14, 19))


def test_the_original_comes_back_byte_for_byte(story):
    reference, ids = story
    view = original_view(reference.database, ids.snapshot)
    assert view.content == TEXT.encode()
    assert view.media_type == "text/plain"


def test_what_is_gone_is_none(story):
    reference, ids = story
    database = reference.database
    assert snapshot_view(database, 99) is None
    assert original_view(database, 99) is None
    assert snapshot_of_quote(database, 99) is None
    assert snapshot_of_quote(database, ids.met) == ids.snapshot


@pytest.mark.parametrize("size", [0, 1, 5, -1, -(2**63)])
def test_inflating_gives_at_most_what_is_stated(size):
    packed = zlib.compress(b"hello world")
    assert inflated(packed, "zlib", size) == b"hello world"[: max(size, 0)]
    assert inflated(b"hello world", "none", size) == b"hello world"[: max(size, 0)]


def passage(start, end, *, rests=True):
    records = (RecordLink(1, "meeting", "x"),) if rests else ()
    return Passage(1, start, end, (), records)


def test_unused_sentences_of_overlapping_passages():
    text = "One is here. Two is here. Three is here. Four is here."
    spans = [text[span.start : span.end] for span in unused_sentences(text, ())]
    assert spans == ["One is here.", "Two is here.", "Three is here.", "Four is here."]

    def left(*passages):
        return [
            text[span.start : span.end].split(maxsplit=1)[0]
            for span in unused_sentences(text, passages)
        ]

    assert left(passage(0, 54)) == []
    assert left(passage(0, 3), passage(1, 30)) == ["Four"]
    assert left(passage(0, 30), passage(1, 3)) == ["Four"]
    assert left(passage(14, 15)) == ["One", "Three", "Four"]
    assert left(passage(0, 54, rests=False)) == ["One", "Two", "Three", "Four"]
