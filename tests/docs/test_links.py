"""The documents lead somewhere, and every law to a test."""

import re

import pytest

from tests.docs.pages import CHECKOUT, PAGES, anchors_of, links_of, section_of, text_of


@pytest.mark.parametrize("page", PAGES)
def test_every_link_leads_to_something_here(page):
    assert not [link for link in links_of(page) if not leads_somewhere(page, link)]


def leads_somewhere(page, link):
    path, _, anchor = link.partition("#")
    target = ((CHECKOUT / page).parent / path if path else CHECKOUT / page).resolve()
    if not target.exists() or not target.is_relative_to(CHECKOUT):
        return False
    return not anchor or anchor in anchors_of(str(target.relative_to(CHECKOUT)))


def test_a_link_that_leads_nowhere_is_found():
    assert leads_somewhere("docs/guide.md", "../README.md")
    assert leads_somewhere("docs/guide.md", "#search")
    assert not leads_somewhere("docs/guide.md", "README.md")
    assert not leads_somewhere("docs/guide.md", "#research")
    assert not leads_somewhere("docs/guide.md", "../../elsewhere")


@pytest.mark.parametrize("page", ["README.md", "docs/guide.md", "docs/laws.md"])
def test_links_are_found(page):
    assert links_of(page)


def test_every_picture_is_shown_somewhere():
    shown = {
        (CHECKOUT / page).parent.joinpath(link).resolve()
        for page in PAGES
        for link in links_of(page)
        if link.endswith(".png")
    }
    assert shown
    assert shown == set((CHECKOUT / "docs" / "pictures").glob("*"))


def test_every_law_has_a_test_or_says_what_is_to_come():
    headings = re.findall(r"^## (\d+)\. .+$", text_of("docs/laws.md"), re.MULTILINE)
    assert [int(number) for number in headings] == list(range(1, 13))
    for heading in re.findall(r"^## \d+\. .+$", text_of("docs/laws.md"), re.MULTILINE):
        law = section_of("docs/laws.md", heading)
        tests = re.findall(r"^- \[(.+?)\]\((.+?)\)$", law, re.MULTILINE)
        assert tests or "*To come" in law, heading
        for name, link in tests:
            assert link == f"../{name}"
            assert "\ndef test_" in (CHECKOUT / name).read_text(encoding="utf-8"), name


def test_every_folder_of_the_code_is_named_for_contributors():
    text = section_of("CONTRIBUTING.md", "## Where a line belongs")
    for package in ("models",):
        folders = {path.parent.name for path in (CHECKOUT / package).glob("*/__init__.py")}
        assert folders
        unnamed = {name for name in folders if not re.search(rf"[`/]{name}`", text)}
        # What a record's values and posts are belongs to the fields.
        assert unnamed <= {"records"}
