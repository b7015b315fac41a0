"""Names of people, states and towns for the benchmarks: real parts, put together by number.

The same number always gives the same name, on every system.
"""

from __future__ import annotations

from dataclasses import dataclass

GIVEN = (
    "Ahmad Aleksandr Ali Amir Ana Andrei Anna Antonio Aung Boris Carlos Catherine Charles Chen "
    "Claude David Dmitri Edward Elena Elizabeth Emmanuel Fatima Francis George Giovanni Hassan "
    "Heinrich Henry Hussein Ibrahim Igor Indira Ivan James Jan Jean John Jorge José Joseph Juan "
    "Julius Karl Kofi Konstantin Laura Leonid Li Louis Lyndon Maria Martin Mehmet Michael Mikhail "
    "Mohammad Nelson Nikolai Olga Omar Otto Pablo Patrice Paul Pedro Pierre Qasem Ramón Reza "
    "Richard Robert Rosa Salim Samuel Sergei Shirin Simón Stefan Sun Thomas Ursula Viktor Wang "
    "William Xi Yasmin Yusuf Zoran Zhou Ødegaard Éamon Łukasz"
).split()
ROOTS = (
    "Abdul Aleks Ander Anton Bagh Baker Beck Berg Bolt Brand Burk Carl Cast Chur Cole Dan Dav "
    "Dulles Eden Ekman Fisch Ford Frank Gar Gol Grom Hadi Ham Harr Hein Hol Hugh Ibra Ishi Jack "
    "Jeff Kar Ken Khren Kiss Kov Kuz Lamb Lav Lind Lod Luka Mac Mar Med Mend Mol Mor Nak Nehr "
    "Niel Oks Olm Orl Osm Pal Peter Pol Put Qadd Rahm Rask Rein Ribb Rog Ros Ruz Sad Sal Sand "
    "Schul Sew Shev Shul Sik Stan Stim Suk Tak Tal Tchern Thor Tit Tru Ur Van Vasil Vog Wal "
    "Weber Wil Yam Yel Zar Zel Zhuk"
).split()
ENDINGS = (
    "in ov ova son sen enko ev er mann ski ez ini ard ley ton i ian oglu zadeh ström aitis"
).split()
WORDS = (
    "trade border navy treaty grain oil railway prisoners disarmament fisheries consular canal "
    "tariff debt mutual defence military cooperation education culture science energy transit "
    "water refugees health aviation currency investment port telegraph mining cotton steel "
    "neutrality recognition armistice claims boundary extradition commerce navigation friendship"
).split()
STATES = (
    "Afghanistan Albania Algeria Angola Argentina Armenia Australia Austria Azerbaijan Bahrain "
    "Bangladesh Belarus Belgium Bolivia Botswana Brazil Bulgaria Burma Burundi Cambodia Cameroon "
    "Canada Chad Chile China Colombia Croatia Cuba Cyprus Denmark Ecuador Egypt Estonia Ethiopia "
    "Finland France Gabon Georgia Germany Ghana Greece Guatemala Guinea Haiti Honduras Hungary "
    "Iceland India Indonesia Iran Iraq Ireland Israel Italy Jamaica Japan Jordan Kazakhstan Kenya "
    "Kuwait Laos Latvia Lebanon Lesotho Liberia Libya Lithuania Luxembourg Malawi Malaysia Mali "
    "Malta Mexico Moldova Monaco Mongolia Morocco Mozambique Namibia Nepal Netherlands Nicaragua "
    "Niger Nigeria Norway Oman Pakistan Panama Paraguay Peru Philippines Poland Portugal Prussia "
    "Qatar Romania Russia Rwanda Sardinia Senegal Serbia Singapore Slovakia Slovenia Somalia "
    "Spain Sudan Sweden Switzerland Syria Tajikistan Tanzania Texas Thailand Togo Tunisia Turkey "
    "Tuscany Uganda Ukraine Uruguay Uzbekistan Venezuela Vietnam Württemberg Yemen Zambia Zimbabwe"
).split()
TOWNS = (
    "Port New Old Upper Lower Saint Fort Mount Lake North South East West Great Little Royal"
).split()

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_CYRILLIC = dict(zip(_LETTERS, "абкдефгхижклмнопкрстуввксйз", strict=False))
_ARABIC = dict(zip(_LETTERS, "ابکداfگهیجکلمنوپقرستوفوکسیز".replace("f", "ف"), strict=False))
_HAN = (
    "王李张刘陈杨黄赵周吴徐孙马朱胡郭何林高罗郑梁谢宋"
    "唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈"
)


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name in Latin script, and perhaps in one other with that script's ISO 15924 code."""

    latin: str
    surname: str
    other: str | None
    script: str | None


def person_name(number: int) -> PersonName:
    """Return the name of the person `number`; different for the first few million."""
    given = GIVEN[number * 7 % len(GIVEN)]
    surname = ROOTS[number * 13 % len(ROOTS)] + ENDINGS[number // 3 % len(ENDINGS)]
    turn = number // (len(GIVEN) * len(ROOTS))
    middle = "" if turn == 0 else f" {_LETTERS[turn % 26].upper()}."
    again = "" if turn < 26 else f" {_numeral(turn // 26)}"
    latin = f"{given}{middle} {surname}{again}"
    script = (None, "Cyrl", "Arab", "Hans")[number % 4]
    plain = f"{given} {surname}".lower()
    other: str | None = None
    if script == "Cyrl":
        other = "".join(_CYRILLIC.get(letter, letter) for letter in plain).title()
    elif script == "Arab":
        other = "".join(_ARABIC.get(letter, letter) for letter in plain)
    elif script == "Hans":
        other = "".join(_HAN[(number // step) % len(_HAN)] for step in (1, 53, 2809))
    return PersonName(latin, surname, other, script)


def _numeral(number: int) -> str:
    tens, ones = divmod(number, 10)
    return "X" * tens + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[ones]


def town_name(number: int) -> str:
    """Return the name of the town `number`."""
    return f"{TOWNS[number % len(TOWNS)]} {ROOTS[number // len(TOWNS) % len(ROOTS)]}burg"


def remark(number: int) -> str:
    """Return some words on what a meeting was about."""
    words = [WORDS[(number * step + step) % len(WORDS)] for step in (1, 7, 11)]
    return f"Discussed {words[0]}, {words[1]} and {words[2]}."
