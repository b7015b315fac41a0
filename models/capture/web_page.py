"""The extractor of web pages: the main text as a browser would lay it out, in the page's order.

What is main is chosen by rules that can be told, not by a model: the element the page marks as the
body of its article, its `article` or its `main`, where that holds at least half of the running text
of the page; else the smallest element that holds four fifths of it. Running text are blocks that
are long or end like a sentence, and are not mostly links. The nearest main heading before it, and
what stands between, come along. Navigation, side notes and footers are left out, as are scripts and
whatever the page hides. The whole page is kept as the original, and can be read whole instead.

Nothing the page refers to is fetched: the parser has no way to.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from models.capture.document import Encoding, Extraction, Proposal, TextPieces, spans_of
from models.capture.encoding import canonical, decode, detect, signed_encoding
from models.capture.web_blocks import Block, Page, shown_blocks
from models.capture.web_statements import statements
from models.text.reading_text import UnreadableTextError

DEEPEST_NESTING: Final = 2_000
_STATED_WITHIN: Final = 4096
_STATED: Final = re.compile(
    rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE
)
_XML_STATED: Final = re.compile(
    rb"\A\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9_.:-]{2,40})"
)
_TAG: Final = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]{0,20})[\s/>]")
_CLOSES_BY_ITSELF: Final = frozenset(
    {
        "area", "base", "body", "br", "col", "colgroup", "dd", "dt", "embed", "head", "hr", "html",
        "img", "input", "li", "link", "meta", "option", "p", "param", "rp", "rt", "source", "tbody",
        "td", "tfoot", "th", "thead", "tr", "track", "wbr",
    }
)  # fmt: skip
_ENDS_LIKE_A_SENTENCE: Final = (".", "!", "?", "…", "。", "؟", "۔", "।", "”", "»", '."', "：", ":")
_LONG: Final = 80
_MOSTLY: Final = 0.5
_NEARLY_ALL: Final = 0.8


def read(original: bytes, encoding: str | None = None, *, whole: bool = False) -> Extraction:
    """Return what a web page says.

    Raises:
        UnreadableTextError: it is not written in the encoding, or nested too deeply.
    """
    known = page_encoding(original, encoding)
    return read_markup(decode(original, known.name), known, whole=whole)


def read_markup(markup: str, encoding: Encoding | None, *, whole: bool = False) -> Extraction:
    """Return what the decoded markup of a page says.

    Raises:
        UnreadableTextError: it is nested too deeply, or too long.
    """
    from selectolax.lexbor import LexborHTMLParser  # noqa: PLC0415 - costs only who reads a page

    markup = markup.removeprefix("\ufeff")
    refuse_deep_nesting(markup)
    parser = LexborHTMLParser(markup)
    root = parser.body or parser.root
    page = shown_blocks(root) if root is not None else Page()
    chosen = page.blocks if whole else main_blocks(page)
    pieces = TextPieces()
    for block in chosen:
        pieces.add(block.text + "\n")
    reading = pieces.whole()
    proposals = tuple(_found_in(one, reading.text) for one in statements(parser))
    warnings = []
    if not chosen:
        warnings.append(
            "The page shows no words by itself: what it shows is loaded by its scripts. Save it "
            "from the browser as one file (MHTML) and add that."
        )
    return Extraction(reading, proposals=proposals, warnings=tuple(warnings), encoding=encoding)


def page_encoding(original: bytes, given: str | None) -> Encoding:
    """Return the encoding of a page: given, signed, stated in the page, or found out.

    A page that states an encoding its bytes are not written in is not believed.

    Raises:
        UnreadableTextError: none reads it.
    """
    if given:
        return Encoding(given, "given")
    signed = signed_encoding(original)
    if signed is not None:
        return signed
    head = original[:_STATED_WITHIN]
    stated = _STATED.search(head) or _XML_STATED.search(head)
    if stated is None:
        return detect(original)
    try:
        name = _as_browsers_read(canonical(stated[1].decode("ascii")))
        decode(original, name)
    except UnreadableTextError:
        return detect(original)
    if name == "cp1252" and not original.isascii() and _is_utf8(original):
        # Western text that is well-formed UTF-8 by chance is not met in practice.
        return Encoding("utf-8", "form")
    return Encoding(name, "stated")


def _is_utf8(original: bytes) -> bool:
    try:
        decode(original, "utf-8")
    except UnreadableTextError:
        return False
    return True


def _as_browsers_read(name: str) -> str:
    """Return the encoding that is meant where another is named (WHATWG Encoding, section 4.2)."""
    if name in {"ascii", "iso8859-1", "latin-1"}:
        return "cp1252"
    if name in {"gb2312", "gbk"}:
        return "gb18030"
    # A page whose statement can be read in bytes is not written in UTF-16.
    return "utf-8" if name.startswith("utf-16") else {"iso8859-9": "cp1254"}.get(name, name)


def refuse_deep_nesting(markup: str) -> None:
    """Refuse markup that opens many more elements than it closes: parsing it takes for ever.

    Raises:
        UnreadableTextError: it does.
    """
    depth = 0
    for tag in _TAG.finditer(markup):
        if tag[2].lower() in _CLOSES_BY_ITSELF:
            continue
        depth = max(0, depth - 1) if tag[1] else depth + 1
        if depth > DEEPEST_NESTING:
            raise UnreadableTextError(
                f"The page is nested deeper than {DEEPEST_NESTING:,} elements, as no page for "
                "people is."
            )


def main_blocks(page: Page) -> list[Block]:
    """Return the blocks of the main part of a page, in order."""
    prose = [_running(block) for block in page.blocks]
    total = sum(prose)
    if not total:
        shown = [block for block in page.blocks if not block.around]
        return shown or page.blocks
    weights: dict[int, int] = {}
    for block, weight in zip(page.blocks, prose, strict=True):
        for number in block.within if weight else ():
            weights[number] = weights.get(number, 0) + weight
    main = _main_element(page, weights, total)
    inside = [number for number, block in enumerate(page.blocks) if main in block.within]
    first, last = inside[0], inside[-1]
    if not any(page.blocks[number].heading for number in inside):
        before = [n for n in range(first) if page.blocks[n].heading and not page.blocks[n].around]
        first = before[-1] if before else first
    return [block for block in page.blocks[first : last + 1] if not block.around]


def _running(block: Block) -> int:
    """Return how much running text a block is."""
    length = len(block.text)
    if block.around or block.linked * 2 > length:
        return 0
    if length >= _LONG or (length >= 20 and block.text.rstrip().endswith(_ENDS_LIKE_A_SENTENCE)):
        return length
    return 0


def _main_element(page: Page, weights: dict[int, int], total: int) -> int:
    marked = (
        [number for number in weights if page.elements[number].is_body_of_article],
        [number for number in weights if page.elements[number].tag == "article"],
        [number for number in weights if page.elements[number].tag == "main"],
    )
    for candidates in marked:
        if candidates:
            # Of an element and the one around it that weigh the same, the inner came later.
            best = max(candidates, key=lambda number: (weights[number], number))
            if weights[best] >= _MOSTLY * total:
                return best
    # Elements that hold more than half lie inside one another: the last one is the innermost.
    return max(number for number, weight in weights.items() if weight >= _NEARLY_ALL * total)


def _found_in(proposal: Proposal, text: str) -> Proposal:
    """Return a proposal with the places where its words stand in the reading text."""
    if proposal.field not in {"title", "author", "publisher", "date"}:
        return proposal
    spans = spans_of(proposal.printed or proposal.value, text)
    return replace(proposal, spans=spans)
