"""Which part of a page is its text: told by rules, and always in the page's own order."""

import pytest

from models.capture.web_page import read

PROSE = [
    f"Sentence number {number} of the story says that they met in Tehran and spoke of their ties."
    for number in range(1, 7)
]
STORY = "".join(f"<p>{words}</p>" for words in PROSE)
OTHER = "<p>Another text of the same length that has nothing to do with the story, not at all.</p>"
LINKS = (
    "<ul>" + "<li><a href='/x'>A headline of another story that is a link</a></li>" * 8 + "</ul>"
)


def lines(body, **options):
    page = f"<!doctype html><html><meta charset=utf-8><title>T</title><body>{body}</body></html>"
    return read(page.encode(), **options).reading.text.rstrip("\n").split("\n")


@pytest.mark.parametrize(
    "body",
    [
        f"<article>{STORY}</article><div>{OTHER}{LINKS}</div>",
        f"<div>{OTHER}</div><main>{STORY}</main><footer>{OTHER}</footer>",
        f"<div><div role='main'>{STORY}</div></div><div role='contentinfo'>{OTHER * 3}</div>",
        f"<section>{LINKS}</section><div class='x'><div>{STORY}</div></div>{LINKS}",
        f"<div>{OTHER}</div><span itemprop='articleBody'>{STORY}</span><div>{OTHER}</div>",
        f"<article>{STORY}</article><article>{OTHER}</article><article>{OTHER}</article>",
        f"<form action='/'><nav>{LINKS}</nav><div>{STORY}</div><aside>{OTHER * 9}</aside></form>",
        f"<table><tr><td>{LINKS}<td><div>{STORY}</div></tr></table>",
    ],
)
def test_the_story_is_found_without_what_stands_around_it(body):
    assert lines(body) == PROSE


def test_the_heading_above_the_story_comes_along_with_what_stands_between():
    found = lines(
        f"<div>{LINKS}</div><header><h1>The heading</h1><p>By A. Writer</p>"
        f"<nav>{LINKS}</nav></header><article>{STORY}</article>"
    )
    assert found == ["The heading", "By A. Writer", *PROSE]


def test_a_list_of_several_stories_is_read_whole():
    stories = [f"<article><h2>Story {n}</h2>{OTHER}{OTHER}</article>" for n in range(4)]
    found = lines(f"<nav>{LINKS}</nav><div>{''.join(stories)}</div>")
    assert [line for line in found if line.startswith("Story")] == [f"Story {n}" for n in range(4)]


def test_a_page_without_running_text_shows_what_it_has():
    assert lines("<nav>Home</nav><div>Minister</div><div>Viktor Khrenin</div>") == [
        "Minister",
        "Viktor Khrenin",
    ]
    assert lines("<nav>Home</nav>") == ["Home"]


def test_the_whole_page_can_be_read_in_its_order():
    body = f"<nav><a>Home</a></nav><article>{STORY}</article><footer>All rights.</footer>"
    assert lines(body, whole=True) == ["Home", *PROSE, "All rights."]


def test_words_are_laid_out_as_a_browser_lays_them_out():
    found = lines(
        "<p>One\n  <b>two</b><i> three</i>\tfour&nbsp; five<br>six<span> </span></p>"
        "<pre>  a\n  b</pre><table><tr><td>x</td><td> y </td></tr></table>"
        "<p>soft&shy;hyphen, wide&#x3000;blank, line&#x2028;separator</p><div>a<div>b</div>c</div>"
    )
    assert found == [
        "One two three four\u00a0 five",
        "six",
        "  a",
        "  b",
        "x\ty",
        "soft\u00adhyphen, wide\u3000blank, line\u2028separator",
        "a",
        "b",
        "c",
    ]


def test_no_word_of_the_page_is_in_the_text_twice_or_out_of_order():
    found = " ".join(lines(f"<h1>First</h1><p>Second</p><article>{STORY}</article>{OTHER}"))
    places = [found.index(words) for words in ("First", "Second", *PROSE)]
    assert places == sorted(places)
    assert all(found.count(words) == 1 for words in PROSE)
