"""A web page as blocks of words: what is shown, in the page's own order, and what is around it.

The page is parsed as HTML5 (WHATWG HTML, section 13.2) by Lexbor. Words are laid out as CSS lays
them out by default: runs of blanks collapse to one, a block stands on its own line, cells of a row
are parted by a tab, `pre` keeps its lines, `br` ends one. No word is changed, added or moved.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_NEVER_SHOWN: Final = frozenset(
    {
        "script", "style", "noscript", "template", "head", "title", "iframe", "object", "embed",
        "svg", "canvas", "audio", "video", "map", "datalist", "select", "button", "input",
        "textarea", "dialog", "rp", "frameset", "noframes", "link", "meta", "-comment", "!doctype",
    }
)  # fmt: skip
_AROUND: Final = frozenset({"nav", "aside", "footer", "menu", "search"})
_AROUND_ROLES: Final = frozenset(
    {"navigation", "banner", "contentinfo", "complementary", "search", "dialog", "alertdialog"}
)
_BLOCKS: Final = frozenset(
    {
        "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details",
        "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2",
        "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "html", "legend", "li", "main", "menu",
        "nav", "ol", "p", "pre", "search", "section", "summary", "table", "tbody", "tfoot",
        "thead", "tr", "ul",
    }
)  # fmt: skip
_CELLS: Final = frozenset({"td", "th"})
_KEEPS_LINES: Final = frozenset({"pre", "listing", "xmp", "plaintext"})
_HIDDEN_STYLE: Final = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_BLANKS: Final = re.compile(r"[ \t\n\r\f]+")
"""Blanks that collapse: those of HTML, not the fixed ones such as U+00A0."""


@dataclass(slots=True)
class Block:
    """One line of the page: its words, and which elements it stands in, outermost first."""

    text: str
    within: tuple[int, ...]
    """Elements by a number of their own."""
    around: bool
    """Whether it is furniture of the page: navigation, footer, side note."""
    heading: bool
    linked: int
    """Characters of it that are links."""


@dataclass(slots=True)
class Element:
    """What must be known of an element to choose the main part of a page."""

    tag: str
    is_body_of_article: bool
    order: int


@dataclass(slots=True)
class Page:
    """The shown words of a page."""

    blocks: list[Block] = field(default_factory=list)
    elements: dict[int, Element] = field(default_factory=dict)


@dataclass(slots=True)
class _Place:
    """Where the walk is: what holds for everything inside an element."""

    number: int
    around: bool
    keeps_lines: bool
    heading: bool
    linked: bool
    is_block: bool
    is_cell: bool


class _Line:
    """The line being put together."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.linked = 0
        self.blank = True
        """Whether a blank at this place would collapse away."""

    def add(self, text: str, *, keeps: bool, linked: bool) -> None:
        words = text if keeps else _BLANKS.sub(" ", text)
        if self.blank and not keeps:
            words = words.lstrip(" ")
        if not words:
            return
        self.parts.append(words)
        self.linked += len(words) if linked else 0
        self.blank = words[-1] in " \n\t"

    def take(self) -> tuple[str, int]:
        text, linked = "".join(self.parts), self.linked
        self.parts, self.linked, self.blank = [], 0, True
        return text, linked


def shown_blocks(root: LexborNode) -> Page:
    """Return the shown words of the page below `root`, block by block."""
    page = Page()
    line = _Line()
    stack: list[_Place] = []
    for entering, node in _walk(root):
        tag = node.tag or ""
        place = stack[-1] if stack else None
        if tag == "-text":
            if place is not None:
                line.add(node.text_content or "", keeps=place.keeps_lines, linked=place.linked)
            continue
        if tag == "br":
            if entering:
                _end_line(page, line, stack)
            continue
        if entering:
            inside = _entered(page, node, tag, place)
            if inside.is_block:
                _end_line(page, line, stack)
            elif inside.is_cell and line.parts:
                line.add("\t", keeps=True, linked=False)
            stack.append(inside)
        else:
            if stack[-1].is_block:
                _end_line(page, line, stack)
            stack.pop()
    _end_line(page, line, stack)
    return page


def _walk(root: LexborNode) -> Iterator[tuple[bool, LexborNode]]:
    """Yield each node on entering and each element on leaving, without recursion."""
    node: LexborNode | None = root
    stack: list[LexborNode] = []
    while node is not None:
        tag = node.tag or ""
        if tag == "-text":
            yield True, node
            following = node.next
        elif not _is_shown(node, tag):
            following = node.next
        else:
            yield True, node
            child = node.first_child
            if child is not None:
                stack.append(node)
                node = child
                continue
            yield False, node
            following = node.next
        while following is None and stack:
            parent = stack.pop()
            yield False, parent
            following = parent.next if stack else None
        node = following if stack else None


def _is_shown(node: LexborNode, tag: str) -> bool:
    if tag in _NEVER_SHOWN or tag.startswith("-"):
        return False
    attributes = node.attributes
    if not attributes:
        return True
    if "hidden" in attributes or (attributes.get("aria-hidden") or "").lower() == "true":
        return False
    return not _HIDDEN_STYLE.search(attributes.get("style") or "")


def _entered(page: Page, node: LexborNode, tag: str, place: _Place | None) -> _Place:
    attributes = node.attributes
    role = (attributes.get("role") or "").lower()
    number = len(page.elements)
    page.elements[number] = Element(
        tag if role not in {"main", "article"} else role,
        "articlebody" in (attributes.get("itemprop") or "").lower(),
        number,
    )
    return _Place(
        number=number,
        around=tag in _AROUND or role in _AROUND_ROLES or (place is not None and place.around),
        keeps_lines=tag in _KEEPS_LINES or (place is not None and place.keeps_lines),
        heading=tag == "h1" or (place is not None and place.heading),
        linked=tag == "a" or (place is not None and place.linked),
        is_block=tag in _BLOCKS,
        is_cell=tag in _CELLS,
    )


def _end_line(page: Page, line: _Line, stack: list[_Place]) -> None:
    text, linked = line.take()
    if not stack or not text.strip(" \t\n\r\f"):
        return
    place = stack[-1]
    stripped = text.strip("\n\r") if place.keeps_lines else text.strip(" \t\n\r\f")
    page.blocks.append(
        Block(
            stripped,
            tuple(each.number for each in stack),
            place.around,
            place.heading,
            linked,
        )
    )
