"""What a web page says of itself in its head: title, date, author, publisher, language, address.

Read are JSON-LD (schema.org), Open Graph, Dublin Core and citation tags, and the page's own title.
Each statement is a proposal with the place it came from; nothing is derived from the address.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, Final

from models.capture.document import Proposal
from models.capture.statement_values import day_of, one_line

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

_META: Final = (
    ("title", ("og:title", "twitter:title", "dc.title", "dcterms.title", "citation_title")),
    ("author", ("author", "article:author", "dc.creator", "dcterms.creator", "citation_author",
                "parsely-author")),
    ("publisher", ("og:site_name", "dc.publisher", "dcterms.publisher", "citation_publisher",
                   "application-name")),
    ("date", ("article:published_time", "datepublished", "dcterms.issued", "dc.date.issued",
              "citation_publication_date", "parsely-pub-date", "pubdate", "publishdate",
              "dc.date", "date")),
    ("language", ("content-language", "dc.language", "dcterms.language", "og:locale")),
    ("url", ("og:url",)),
)  # fmt: skip
_NEWS: Final = frozenset(
    {"NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle", "OpinionNewsArticle",
     "BackgroundNewsArticle", "ReviewNewsArticle"}
)  # fmt: skip
_ARTICLES: Final = _NEWS | {"Article", "BlogPosting", "WebPage", "Report", "TechArticle"}
_LARGEST_SCRIPT: Final = 512 * 1024
_MOST_AUTHORS: Final = 40


def statements(parser: LexborHTMLParser) -> tuple[Proposal, ...]:
    """Return what the page states, the firmest statement of each field first."""
    found: dict[tuple[str, str], Proposal] = {}
    for field, value, came_from in [*_of_json(parser), *_of_meta(parser), *_of_page(parser)]:
        proposal = _proposal(field, value, came_from)
        if proposal is not None:
            found.setdefault((proposal.field, proposal.value), proposal)
    return tuple(found.values())


HEADING: Final = "the page's main heading"


def _proposal(field: str, value: Any, came_from: str) -> Proposal | None:
    words = one_line(value)
    if not words:
        return None
    if field == "date":
        day = day_of(words)
        return Proposal("date", day, came_from, printed=words) if day else None
    if field == "url":
        scheme = words.partition(":")[0]
        return Proposal(field, words, came_from) if _is_address(scheme, words) else None
    if field == "author" and _is_address(words.partition(":")[0], words):
        return None
    if field == "language":
        words = words.replace("_", "-")
        if not words.replace("-", "").isalnum() or len(words) > 20:
            return None
    return Proposal(field, words, came_from, stated=came_from != HEADING)


def _is_address(scheme: str, words: str) -> bool:
    return scheme.lower() in {"http", "https"} and "://" in words and " " not in words


def _of_json(parser: LexborHTMLParser) -> Iterator[tuple[str, Any, str]]:
    for script in parser.css('script[type="application/ld+json"]'):
        content = script.text(deep=True) or ""
        if len(content) > _LARGEST_SCRIPT:
            continue
        try:
            data = json.loads(content, strict=False)
        except (ValueError, RecursionError):
            continue  # the page's mistake; its other statements stand
        for thing in _things(data):
            kinds = _listed(thing.get("@type"))
            if not any(kind in _ARTICLES for kind in kinds if isinstance(kind, str)):
                continue
            kind = next(kind for kind in kinds if kind in _ARTICLES)
            if kind in _NEWS:
                yield "type", "article-newspaper", f"the page's JSON-LD (type {kind})"
            yield from _of_thing(thing, kind)


def _of_thing(thing: dict[str, Any], kind: str) -> Iterator[tuple[str, Any, str]]:
    where = "the page's JSON-LD ({})"
    if kind != "WebPage":
        yield "title", thing.get("headline"), where.format("headline")
    yield "date", thing.get("datePublished"), where.format("datePublished")
    for author in _listed(thing.get("author"))[:_MOST_AUTHORS]:
        for name in _listed(author.get("name") if isinstance(author, dict) else author)[:5]:
            yield "author", name, where.format("author")
    for publisher in _listed(thing.get("publisher"))[:5]:
        name = publisher.get("name") if isinstance(publisher, dict) else publisher
        yield "publisher", name, where.format("publisher")
    yield "language", thing.get("inLanguage"), where.format("inLanguage")


def _things(data: Any) -> Iterator[dict[str, Any]]:
    """Yield the things of a JSON-LD document: the top one, those of a list or of a graph."""
    for one in _listed(data)[:200]:
        if isinstance(one, dict):
            yield one
            for inner in _listed(one.get("@graph"))[:200]:
                if isinstance(inner, dict):
                    yield inner


def _listed(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _of_meta(parser: LexborHTMLParser) -> Iterator[tuple[str, Any, str]]:
    tags: dict[str, list[str]] = {}
    for tag in parser.css("meta"):
        attributes = tag.attributes
        for key in ("property", "name", "itemprop", "http-equiv"):
            name = (attributes.get(key) or "").strip().lower()
            if name and attributes.get("content"):
                tags.setdefault(name, []).append(str(attributes["content"]))
    for field, names in _META:
        for name in names:
            values: Iterable[str] = tags.get(name, ())
            for value in list(values)[: _MOST_AUTHORS if field == "author" else 1]:
                yield field, value, f"the page's meta tag {name}"


def _of_page(parser: LexborHTMLParser) -> Iterator[tuple[str, Any, str]]:
    for heading in parser.css("h1")[:1]:
        yield "title", heading.text(deep=True), HEADING
    for title in parser.css("title")[:1]:
        yield "title", title.text(deep=True), "the page's title"
    for time in parser.css("time[itemprop]")[:20]:
        attributes = time.attributes
        if "datepublished" in (attributes.get("itemprop") or "").lower():
            yield "date", attributes.get("datetime"), "the page's datePublished"
    for link in parser.css('link[rel="canonical"]')[:1]:
        yield "url", link.attributes.get("href"), "the page's canonical address"
    for html in parser.css("html")[:1]:
        yield "language", html.attributes.get("lang"), "the page's lang attribute"
