from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.text.segments import Span, context, paragraph_number, paragraphs, sentences

STORY = (
    "Iran, Belarus seek closer military collaboration amid tensions with West\n"
    "Top military officials from Iran and Belarus met on Wednesday to discuss the establishment "
    "of a commission for military cooperation between the two countries, Iranian state media "
    "reported.\n"
    "This comes as both Iran and Belarus find themselves at odds with Western powers, including "
    "over Russia’s war against Ukraine. Both countries maintain close ties with Russia, with "
    "Belarus serving as a rear base for Russian troops and Iran facing accusations of supplying "
    "Moscow with armed drones for use in the invasion of Ukraine.\n"
    "The meeting in Tehran between Iran’s armed forces chief of staff Mohammad Bagheri and "
    "Belarusian Defense Minister Viktor Khrenin included talks about having military attaches "
    "stationed in each other’s territories as well as the “formation of a joint commission for "
    "military cooperation between the two countries,” state news agency IRNA reported.\n"
    "Bagheri said that military cooperation between Iran and Belarus “should be expanded due to "
    "the changes that are taking place in the global power structure,” according to IRNA.\n"
    "He added that countries facing “oppressive” US and Western sanctions should have better "
    "relations with one another, echoing similar remarks made by Iranian Supreme Leader Ali "
    "Khamenei during a meeting with Belarusian President Alexander Lukashenko in Tehran in March.\n"
    "“Countries sanctioned by the US should work together and form a group to eliminate the "
    "tactic of sanctions, and we think that can be done,” Khamenei said at the time.\n"
    "Both Iran and Belarus are under US sanctions. Tehran faces sanctions primarily due to its "
    "contested nuclear program, whereas Minsk has been hit with sanctions mainly over rights "
    "violations.\n"
    "On Monday, Khrenin met with Iran’s Defense Minister Mohammad Reza Ashtiani. Following their "
    "meeting, the two officials signed a memorandum of understanding to enhance cooperation in "
    "the defense sector.\n"
    "Ashtiani told his Belarusian counterpart that Minsk holds a “special place” in the Islamic "
    "Republic’s foreign policy, IRNA reported.\n"
    "He blamed the war in Ukraine on the “eastward expansion of NATO” during the talks, according "
    "to IRNA."
)
PIECES = st.text(
    st.one_of(st.sampled_from(' \n.!?…”’")“«»。！؟۔،\u00a0\u2028U.S Mr'), st.characters()),
    max_size=60,
)


def cut(text):
    return [text[span.start : span.end] for span in sentences(text)]


def test_the_story_has_its_sentences_paragraph_by_paragraph():
    assert len(paragraphs(STORY)) == 11
    numbers = [paragraph_number(STORY, span.start) for span in sentences(STORY)]
    assert numbers == [1, 2, 3, 3, 4, 5, 6, 7, 8, 8, 9, 9, 10, 11]
    found = cut(STORY)
    assert found[0] == STORY.partition("\n")[0]
    assert found[2].endswith("over Russia’s war against Ukraine.")
    assert found[3].startswith("Both countries maintain")
    assert found[4].endswith(
        "cooperation between the two countries,” state news agency IRNA reported."
    )
    assert found[5].endswith("in the global power structure,” according to IRNA.")
    assert found[7].startswith("“Countries sanctioned by the US")
    assert found[7].endswith("that can be done,” Khamenei said at the time.")
    assert found[8] == "Both Iran and Belarus are under US sanctions."
    assert found[10].endswith("Mohammad Reza Ashtiani.")
    assert found[11].startswith("Following their meeting, ")


@pytest.mark.parametrize(
    "parts",
    [
        ["He said: “We will.”", "Then he left."],
        ["“It is done,” Khamenei said at the time.", "Nobody answered."],
        ["“Will it end?” he asked.", "Nobody knew."],
        ["“Will it end?” Khamenei said.", "Nobody knew."],
        ["(The talks failed.)", "They will resume."],
        ["Mr. Smith met Gen. Bagheri and Lt. Col. J. R. Doe.", "They talked."],
        ["The U.S. Senate voted.", "So did the U.N. Security Council."],
        ["He was born in the U.S.", "He left in 1990."],
        ["He praised the Australia-U.S. Ministerial Consultations.", "They ended."],
        ["Drones, e.g. the Shahed, i.e. small ones, cost 3.5 million.", "Others cost more."],
        ["Resolution No. 5 passed on Aug. 2.", "Was it No.", "Yes!"],
        ["He waited… and left.", "Wait!", "What?!", "Yes…", "No."],
        ["Drones, missiles, etc. were shown.", "They met at 5 p.m. on Monday."],
        ["1. The ministers agreed.", "2 was dropped."],
        ["He loves art.", "The museum is closed."],
        ["Он родился в 1962 г. в Минске.", "Он министр обороны РБ.", "Его зовут В. Г. Хренин."],
        ["وزیر دفاع با خرنین دیدار کرد.", "آیا توافق شد؟", "بله."],
        ["قال الوزير؛ ثم غادر.", "هل وافق؟", "نعم!"],
        ["وہ تہران پہنچا۔", "ملاقات ہوئی۔"],
        ["ראש הממשלה נפגש עם השר.", "האם הסכימו?", "כן."],
        ["प्रधानमंत्री मिले।", "वे गए।"],
    ],
)
def test_sentences_end_where_a_reader_ends_them(parts):
    assert cut(" ".join(parts)) == parts


def test_chinese_and_japanese_need_no_blank_between_sentences():
    assert cut("会谈结束。双方签署了协议！“好。”他说。") == [
        "会谈结束。",
        "双方签署了协议！",
        "“好。”",
        "他说。",
    ]
    assert cut("「はい。」と答えた。次。") == ["「はい。」と答えた。", "次。"]


def test_a_sentence_never_crosses_a_line_end_and_carries_no_blanks():
    assert cut("  A headline\n\n \u00a0 \n\tTwo words.  Three. ") == [
        "A headline",
        "Two words.",
        "Three.",
    ]


def test_paragraphs_are_lines_that_hold_more_than_blanks():
    text = "one\n\n  two \n \u00a0\nthree\u2028four"
    assert paragraphs(text) == (Span(0, 3), Span(5, 11), Span(15, 25))
    assert paragraphs("") == paragraphs("\n \n") == ()


@pytest.mark.parametrize(
    ("start", "number"), [(0, 1), (2, 1), (3, 2), (4, 2), (5, 2), (9, 2), (10, 2), (11, 2)]
)
def test_a_passage_belongs_to_the_paragraph_in_which_it_begins(start, number):
    assert paragraph_number("one\n\nthree\n", start) == number


@pytest.mark.parametrize("start", [-1, 4])
def test_a_place_outside_of_the_text_has_no_paragraph(start):
    with pytest.raises(ValueError, match="outside"):
        paragraph_number("one", start)


def test_context_is_what_stands_around_a_passage():
    assert context("abcdefgh", 3, 5, length=2) == ("bc", "fg")
    assert context("abc", 0, 3) == ("", "")
    with pytest.raises(ValueError, match="outside"):
        context("abc", 2, 4)


@given(PIECES)
def test_sentences_are_in_order_apart_and_inside_paragraphs_and_lose_only_blanks(text):
    found = sentences(text)
    lines = paragraphs(text)
    assert all(one.end <= next_.start for one, next_ in pairwise(found))
    for span in found:
        words = text[span.start : span.end]
        assert words == words.strip() != ""
        assert sum(line.start <= span.start and span.end <= line.end for line in lines) == 1
    kept = "".join(text[span.start : span.end] for span in found)
    assert "".join(kept.split()) == "".join(text.split())


@given(PIECES, st.integers(0, 60))
def test_paragraph_numbers_never_fall(text, start):
    start = min(start, len(text))
    number = paragraph_number(text, start)
    assert 1 <= number <= max(1, len(paragraphs(text)))
    assert number >= paragraph_number(text, max(0, start - 1))
