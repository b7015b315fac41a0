"""What a terminal shows of foreign words: all of them, and it obeys none."""

import json

from hypothesis import given
from hypothesis import strategies as st

from models.text.terminal import harmless_json, harmless_line

ACTING = {*map(chr, range(0x20)), *map(chr, range(0x7F, 0xA0))} - {"\t"}
REORDERING = set("\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@given(st.text(st.characters()))
def test_no_line_acts_or_reorders(text):
    line = harmless_line(text)
    assert not (ACTING | REORDERING) & set(line)
    assert len(line) == len(text)
    line.encode("utf-8")


@given(st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp", "Cf"])))
def test_usual_words_stay_as_they_are(text):
    assert harmless_line(text) == text


def test_sequences_are_seen_and_not_obeyed():
    assert harmless_line("\x1b]0;pwned\x07\x1b[2J\r\nx\x9b31m") == "␛]0;pwned␇␛[2J␍␊x\ufffd31m"


@given(st.dictionaries(st.text(), st.text()))
def test_json_means_the_same(facts):
    said = harmless_json(json.dumps(facts, ensure_ascii=False, indent=2))
    assert not (ACTING - {"\n"} | REORDERING) & set(said)
    assert json.loads(said) == facts
