"""A post and a name are told apart, each as the source prints it."""

import gzip
import json
import re
from pathlib import Path

import pytest

from models.proposing.titles import titled_name

# fmt: off
# ruff: noqa: E501
CASES = [
    ("Belarusian Defense Minister Viktor Khrenin", "Viktor Khrenin", "Defense Minister", "Belarusian"),
    ("Iran’s armed forces chief of staff Mohammad Bagheri", "Mohammad Bagheri", "armed forces chief of staff", "Iran"),
    ("Iran’s Defense Minister Mohammad Reza Ashtiani", "Mohammad Reza Ashtiani", "Defense Minister", "Iran"),
    ("Iranian Supreme Leader Ali Khamenei", "Ali Khamenei", "Supreme Leader", "Iranian"),
    ("Belarusian President Alexander Lukashenko", "Alexander Lukashenko", "President", "Belarusian"),
    ("Secretary of Defense Chuck Hagel", "Chuck Hagel", "Secretary of Defense", None),
    ("China's State Councilor Yang Jiechi", "Yang Jiechi", "State Councilor", "China"),
    ("President of the Islamic Republic of Iran Ebrahim Raisi", "Ebrahim Raisi", "President of the Islamic Republic of Iran", "Islamic Republic of Iran"),
    ("Prime Minister of Iraq Mohammed Shia’ Al-Sudani", "Mohammed Shia’ Al-Sudani", "Prime Minister of Iraq", "Iraq"),
    ("Acting Secretary of Defense Patrick M. Shanahan", "Patrick M. Shanahan", "Acting Secretary of Defense", None),
    ("Australian Minister for Defence Marise Payne", "Marise Payne", "Minister for Defence", "Australian"),
    ("Turkish Minister of Defense Fikri Işık", "Fikri Işık", "Minister of Defense", "Turkish"),
    ("New Zealand Prime Minister John Key", "John Key", "Prime Minister", "New Zealand"),
    ("President of the United States George W. Bush", "George W. Bush", "President of the United States", "United States"),
    ("Self-Defense Forces Chief of Staff General Oriki", "Oriki", "Self-Defense Forces Chief of Staff General", None),
    ("Secretary of State for Foreign and Commonwealth Affairs David Miliband", "David Miliband", "Secretary of State for Foreign and Commonwealth Affairs", None),
    ("Antony J. Blinken, Secretary of State", "Antony J. Blinken", "Secretary of State", None),
    ("Ned Price, Department Spokesperson", "Ned Price", "Department Spokesperson", None),
    ("Admiral Michael Mullen, Chairman of the Joint Chiefs of Staff", "Michael Mullen", "Chairman of the Joint Chiefs of Staff", None),
    ("Acting Chief Pentagon Spokesperson Charles E. Summers Jr.", "Charles E. Summers Jr.", "Acting Chief Pentagon Spokesperson", None),
    ("Defense Minister Viktor Khrenin’s", "Viktor Khrenin", "Defense Minister", None),
    ("Secretary Mattis’", "Mattis", "Secretary", None),
    ("Tánaiste Simon Coveney", "Simon Coveney", "Tánaiste", None),
]  # fmt: skip


@pytest.mark.parametrize(("words", "name", "title", "state"), CASES)
def test_a_post_beside_a_name_is_told_apart(words, name, title, state):
    found = titled_name(words)
    assert found is not None
    assert words[found.name.start : found.name.end] == name
    assert words[found.title.start : found.title.end] == title
    assert (found.state and words[found.state.start : found.state.end]) == state


@pytest.mark.parametrize(
    "words",
    [
        "Viktor Khrenin",
        "Bagheri said",
        "the Prime Minister",
        "Secretary of Defense",
        "Tehran",
        "met on Wednesday to discuss the establishment of a commission",
        "The secretary and prime minister also discussed developments in Iraq",
        "",
        "Министр обороны Виктор Хренин",
        "وزیر دفاع",
        "👍🏽 Minister",
        ", President",
    ],
)
def test_what_is_no_post_beside_a_name_is_left_whole(words):
    assert titled_name(words) is None


def test_what_is_proposed_from_two_hundred_releases_stands_in_them():
    """Every stretch of capitals of real releases is read; nothing of it is made up."""
    shelf = Path(__file__).parents[4] / "shared/data/readouts/state-releases.jsonl.gz"
    texts = _WRITTEN
    if shelf.exists():
        with gzip.open(shelf, "rt", encoding="utf-8") as lines:
            texts = [json.loads(line)["text"] for _, line in zip(range(200), lines, strict=False)]
    found = 0
    for text in texts:
        for match in _CAPITALS.finditer(text):
            words = match.group()
            titled = titled_name(words)
            if titled is None:
                continue
            found += 1
            for span in (titled.name, titled.title, titled.state):
                assert span is None or words[span.start : span.end].strip()
            assert titled.name.end <= titled.title.start or titled.title.end <= titled.name.start
    assert found


_CAPITALS = re.compile(r"(?:[A-Z][\w.’'-]+(?: (?:of|for|the|and))* ?){2,9}")
_WRITTEN = [words for words, *_ in CASES]
