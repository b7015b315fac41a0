"""Reading PDF files: lines become paragraphs, right-to-left lines their logical order."""

import pytest

from models.capture.pdf import read
from models.capture.pdf_lines import Line, joined, paragraphs_of
from models.capture.visual_order import Placed, reading_order
from tests.models.capture.documents import pdf, wrapped

MIRRORED = str.maketrans("()[]«»", ")(][»«")


def drawn(*runs):
    """Give a right-to-left line as it is drawn: runs in reading order, those of letters turned."""
    turned = [run if run.isascii() else run[::-1].translate(MIRRORED) for run in runs]
    return "".join(reversed(turned))


@pytest.mark.parametrize(
    "runs",
    [
        ("رئیس ستاد کل نیروهای مسلح ایران",),
        ("وزیر دفاع بلاروس، ", "Viktor Khrenin", "، در تهران"),
        ("وزیر دفاع بلاروس (", "Viktor Alexeyevich Khrenin", ") در تهران دیدار کرد"),
        ("رئیس (ستاد) «کل» نیروهای [مسلح]",),
        ("در سال ", "1402", " در تهران و ", "3.5", " میلیون نفر"),
        ("سخنان او در ", "https://news.example/a-1", " آمده است"),
        ("در ", "12", " مرداد ", "1402", "، ", "Viktor Khrenin", " دیدار کرد"),
        ("ראש המטה הכללי נפגש עם ", "Viktor Khrenin", " בטהרן"),
    ],
)
def test_a_right_to_left_line_is_read_in_the_order_people_read_it(runs):
    assert read(pdf([[(72, 700, drawn(*runs))]])).reading.text == "".join(runs) + "\n"


def test_a_persian_phrase_in_an_english_line_keeps_its_order():
    phrase = "رئیس ستاد کل"
    line = f"The post ({phrase[::-1]}) is called so in Persian papers of Tehran."
    found = read(pdf([[(72, 700, line)]])).reading.text
    assert found == f"The post ({phrase}) is called so in Persian papers of Tehran.\n"


def test_a_paragraph_of_persian_is_joined_from_its_lines():
    lines = ["رئیس ستاد کل نیروهای مسلح ایران روز چهارشنبه", "در تهران با وزیر دفاع دیدار کرد."]
    width = max(map(len, lines)) * 5.5
    page = [
        (520 - len(line) * 5.5 if number else 520 - width, 700 - 14 * number, line[::-1])
        for number, line in enumerate(lines)
    ]
    assert read(pdf([page])).reading.text == " ".join(lines) + "\n"


def test_letters_of_one_glyph_stay_in_their_order():
    line = [Placed("س", 30), Placed("ل", 20), Placed("ا", 20), Placed("م", 10), Placed("1", 0)]
    assert reading_order(line, right_to_left=True) == "سلام1"


@pytest.mark.parametrize("columns", [50, 60, 80])
@pytest.mark.parametrize("indent", [False, True])
def test_paragraphs_come_out_as_they_went_in(columns, indent):
    paragraphs = [
        "The meeting in Tehran included talks about having military attaches stationed in each "
        "other’s territories, the state news agency reported on Wednesday evening.",
        "On Monday the two officials had signed a memorandum of understanding to enhance their "
        "cooperation in the defense sector, which neither side has published until now.",
        "He blamed the war on others.",
    ]
    found = read(pdf(wrapped(paragraphs, columns=columns, indent=indent))).reading.text
    assert found.rstrip("\n").split("\n") == paragraphs


def test_a_hyphen_at_the_end_of_a_line_stays_and_is_said():
    found = read(pdf([[(72, 700, "They spoke of co-"), (72, 686, "operation in the field.")]]))
    assert found.reading.text == "They spoke of co-operation in the field.\n"
    assert found.warnings == ("1 line ends in a hyphen, which stays in the text.",)


def test_chinese_lines_are_joined_without_a_blank():
    assert joined("伊朗武装部队总参谋长", "在德黑兰会见") == "伊朗武装部队总参谋长在德黑兰会见"
    assert joined("이란 총참모장이", "수요일") == "이란 총참모장이 수요일"


def test_a_heading_in_larger_type_stands_alone():
    lines = [Line("A heading", 72, 200, 720, 18), Line("and its text", 72, 400, 700, 11)]
    assert paragraphs_of(lines) == ["A heading", "and its text"]
    assert paragraphs_of([]) == []


def test_characters_beyond_the_basic_plane_are_whole():
    assert read(pdf([[(72, 700, "𐎠𐎡 and 😀.")]])).reading.text == "𐎠𐎡 and 😀.\n"


def test_characters_that_a_font_does_not_explain_are_said():
    found = read(pdf([[(72, 700, "A \ue000 letter")]]))
    assert "do not say what 1 of its characters" in found.warnings[0]
