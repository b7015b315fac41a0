"""A post and a name are told apart, each as the source prints it."""

import gzip
import json
import re
from pathlib import Path

import pytest

from models.proposing.title_words import _read, title_words
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
    ("Prince Mohammed bin Salman", "Mohammed bin Salman", "Prince", None),
    ("President dos Santos", "dos Santos", "President", None),
    ("General Charles de Gaulle", "Charles de Gaulle", "General", None),
    ("le ministre français des Affaires étrangères Jean-Yves Le Drian", "Jean-Yves Le Drian", "ministre français des Affaires étrangères", None),
    ("ministre de la Défense Florence Parly", "Florence Parly", "ministre de la Défense", None),
    ("le président de la République islamique d’Iran Ebrahim Raïssi", "Ebrahim Raïssi", "président de la République islamique d’Iran", None),
    ("ministre de l’Europe et des Affaires étrangères Catherine Colonna", "Catherine Colonna", "ministre de l’Europe et des Affaires étrangères", None),
    ("Premier ministre Manuel Valls", "Manuel Valls", "Premier ministre", None),
    ("Der belarussische Verteidigungsminister Viktor Chrenin", "Viktor Chrenin", "Verteidigungsminister", "belarussische"),
    ("Bundeskanzlerin Angela Merkel", "Angela Merkel", "Bundeskanzlerin", None),
    ("Generalstabschef der iranischen Streitkräfte Mohammad Bagheri", "Mohammad Bagheri", "Generalstabschef der iranischen Streitkräfte", None),
    ("Präsident der Islamischen Republik Iran Ebrahim Raisi", "Ebrahim Raisi", "Präsident der Islamischen Republik Iran", "Iran"),
    ("Außenministerin Annalena Baerbock", "Annalena Baerbock", "Außenministerin", None),
    ("Министр обороны Белоруссии Виктор Хренин", "Виктор Хренин", "Министр обороны Белоруссии", None),
    ("начальник Генерального штаба Вооружённых сил Ирана Мохаммад Багери", "Мохаммад Багери", "начальник Генерального штаба Вооружённых сил Ирана", None),
    ("глава МИД Ирана Хосейн Амир Абдоллахиян", "Хосейн Амир Абдоллахиян", "глава МИД Ирана", None),
    ("президент РФ Владимир Путин", "Владимир Путин", "президент РФ", None),
    ("Виктор Хренин, министр обороны Белоруссии", "Виктор Хренин", "министр обороны Белоруссии", None),
    ("وزیر دفاع بلاروس ویکتور خرنین", "ویکتور خرنین", "وزیر دفاع بلاروس", "بلاروس"),
    ("رئیس ستاد کل نیروهای مسلح ایران محمد باقری", "محمد باقری", "رئیس ستاد کل نیروهای مسلح ایران", "ایران"),
    ("سرلشکر محمد باقری", "محمد باقری", "سرلشکر", None),
    ("رئیس‌جمهور ایران ابراهیم رئیسی", "ابراهیم رئیسی", "رئیس‌جمهور ایران", "ایران"),
    ("ویکتور خرنین، وزیر دفاع بلاروس", "ویکتور خرنین", "وزیر دفاع بلاروس", "بلاروس"),
    ("وزير الدفاع الإيراني محمد رضا أشتياني", "محمد رضا أشتياني", "وزير الدفاع الإيراني", "الإيراني"),
    ("رئيس الوزراء العراقي محمد شياع السوداني", "محمد شياع السوداني", "رئيس الوزراء العراقي", "العراقي"),
    ("الرئيس الروسي فلاديمير بوتين", "فلاديمير بوتين", "الرئيس الروسي", "الروسي"),
    ("白俄罗斯国防部长赫列宁", "赫列宁", "国防部长", "白俄罗斯"),
    ("伊朗武装部队总参谋长穆罕默德·巴盖里", "穆罕默德·巴盖里", "武装部队总参谋长", "伊朗"),
    ("中国国家主席习近平", "习近平", "国家主席", "中国"),
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
        "Министр обороны",
        "Министр обороны прибыл в Тегеран",
        "министра обороны Виктора Хренина",
        "ministre de la Défense",
        "président du Conseil",
        "Verteidigungsminister von Belarus",
        "وزیر دفاع",
        "وزیر گردشگری علی محمدی",
        "وزیر دفاع در تهران گفت",
        "وزير الدفاع قال في طهران",
        "国防部长",
        "国防部长表示",
        "丹麦国防部长伦德",
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


def test_the_file_of_words_covers_its_languages_and_says_nothing_twice():
    known = title_words()
    assert set(known) == {"en", "fr", "de", "ru", "fa", "ar", "zh"}
    for words in known.values():
        assert words.rank
        assert "" not in words.rank | words.object | words.state
        assert not words.no_name & (words.rank | words.office | words.object | words.state)


def test_a_line_that_is_none_is_refused():
    for line in ("en | rank", "en | sort | minister", "nothing"):
        with pytest.raises(ValueError, match="Line 1 of the titles"):
            list(_read(line))
