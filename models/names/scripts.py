"""Which script a text is in, and in which direction it reads."""

from __future__ import annotations

import unicodedata
from collections import Counter
from functools import lru_cache
from typing import Literal

UNKNOWN_SCRIPT = "Zyyy"
"""ISO 15924 for "no script of its own": digits, punctuation, an empty text."""

# The first word of a letter's Unicode name says its script.
_CODES = {
    "LATIN": "Latn", "CYRILLIC": "Cyrl", "GREEK": "Grek", "COPTIC": "Copt", "ARMENIAN": "Armn",
    "GEORGIAN": "Geor", "HEBREW": "Hebr", "ARABIC": "Arab", "SYRIAC": "Syrc", "THAANA": "Thaa",
    "NKO": "Nkoo", "DEVANAGARI": "Deva", "BENGALI": "Beng", "GURMUKHI": "Guru", "GUJARATI": "Gujr",
    "ORIYA": "Orya", "TAMIL": "Taml", "TELUGU": "Telu", "KANNADA": "Knda", "MALAYALAM": "Mlym",
    "SINHALA": "Sinh", "THAI": "Thai", "LAO": "Laoo", "TIBETAN": "Tibt", "MYANMAR": "Mymr",
    "KHMER": "Khmr", "ETHIOPIC": "Ethi", "CHEROKEE": "Cher", "MONGOLIAN": "Mong",
    "TIFINAGH": "Tfng", "BOPOMOFO": "Bopo", "HANGUL": "Hang", "HIRAGANA": "Hira",
    "KATAKANA": "Kana", "CJK": "Hani", "FULLWIDTH": "Latn", "HALFWIDTH": "Kana", "ADLAM": "Adlm",
    "CANADIAN": "Cans",
}  # fmt: skip

# Characters that stand in only one of the two standards, frequent in names and news. Pairs:
# traditional, simplified. A text without any of them is written alike in both.
_PAIRS = (
    "國国 東东 華华 馬马 陳陈 張张 劉刘 楊杨 趙赵 黃黄 吳吴 孫孙 鄭郑 許许 謝谢 馮冯 蔣蒋 葉叶 "
    "羅罗 錢钱 鄧邓 賴赖 蕭萧 龍龙 強强 軍军 習习 會会 長长 見见 訪访 談谈 議议 員员 總总 統统 "
    "書书 記记 黨党 務务 實实 業业 發发 對对 關关 係系 際际 聯联 團团 導导 領领 時时 間间 問问 "
    "題题 門门 開开 說说 話话 語语 讓让 認认 識识 與与 為为 這这 個个 們们 來来 還还 進进 過过 "
    "達达 運运 選选 遠远 經经 濟济 貿贸 財财 資资 費费 買买 賣卖 邊边 線线 縣县 島岛 灣湾 廣广 "
    "蘇苏 漢汉 滿满 區区 醫医 學学 衛卫 術术 後后 從从 應应 條条 約约 級级 結结 給给 維维 網网 "
    "緊紧 點点 無无 戰战 爭争 勝胜 電电 報报 聞闻 頭头 項项 頓顿 預预 飛飞 機机 車车 輪轮 農农 "
    "億亿 萬万 歲岁 歷历 舊旧 剛刚 偉伟 傑杰 麗丽 蘭兰 萊莱 韓韩 魯鲁 烏乌 薩萨 納纳 爾尔 亞亚 "
    "歐欧 倫伦 諾诺 諸诸 顧顾 監监 協协 傳传 優优 僅仅 價价 創创 別别 劃划 動动 勞劳 勢势 參参 "
    "雙双 變变 嗎吗 園园 圖图 執执 "
)
_TRADITIONAL = frozenset(pair[0] for pair in _PAIRS.split())
_SIMPLIFIED = frozenset(pair[1] for pair in _PAIRS.split())
# Simplified forms that are old characters of their own and stand in traditional text too.
_IN_BOTH = frozenset("后系别划")

_LEFT = "L"
_RIGHT = frozenset({"R", "AL"})
_ISOLATES = frozenset({"LRI", "RLI", "FSI"})


@lru_cache(maxsize=4096)
def _script(character: str) -> str | None:
    """Give the script of a letter, None for what is shared by all scripts."""
    if not character.isalpha():
        return None
    if character == "々":
        return "Hani"
    first_word = unicodedata.name(character, "").partition(" ")[0].partition("-")[0]
    return _CODES.get(first_word)


def script_of(text: str) -> str:
    """Give the ISO 15924 code of the script most letters are in (the first one when equal).

    Japanese is `Jpan` as soon as kana stand in it, Korean with Han `Kore`, Korean alone `Hang`.
    Han is `Hans` or `Hant` where a character of a short list of frequent ones tells simplified
    from traditional, else `Hani` (Japanese without kana looks the same). A text without letters of
    a known script is `Zyyy`.
    """
    counts = Counter(script for script in map(_script, text) if script is not None)
    if not counts:
        return UNKNOWN_SCRIPT
    kana = counts["Hira"] + counts["Kana"]
    hangul, han = counts["Hang"], counts["Hani"]
    asian = kana + hangul + han
    code, count = counts.most_common(1)[0]
    if asian < count:
        return code
    if kana:
        return "Jpan"
    if hangul:
        return "Kore" if han else "Hang"
    if not han:
        return code
    simplified = sum(character in _SIMPLIFIED - _IN_BOTH for character in text)
    traditional = sum(character in _TRADITIONAL for character in text)
    if simplified == traditional:
        return "Hani"
    return "Hans" if simplified > traditional else "Hant"


def direction(text: str) -> Literal["ltr", "rtl"]:
    """Give the direction of a paragraph by its first strong character, `ltr` without one.

    Rules P2 and P3 of the Unicode Bidirectional Algorithm (UAX 9): what stands between an isolate
    initiator and its end is passed over, embeddings and overrides are not.
    """
    depth = 0
    for character in text:
        kind = unicodedata.bidirectional(character)
        if kind in _ISOLATES:
            depth += 1
        elif kind == "PDI":
            depth = max(0, depth - 1)
        elif kind == "B":
            depth = 0
        elif depth == 0 and kind == _LEFT:
            return "ltr"
        elif depth == 0 and kind in _RIGHT:
            return "rtl"
    return "ltr"
