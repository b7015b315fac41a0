"""A captured copy gives its pages again, as long as what read it is about."""

import pytest

from models.capture.adding import add_source
from models.capture.capturing import Hint, read_document
from models.capture.problems import CaptureCancelledError
from models.capture.rereading import locators_of, reread
from models.checking.verification import verify
from models.reference.reference import Reference
from tests.factories import add_source_with_text
from tests.models.capture.documents import pdf, web_page

PAGES = pdf([[(72, 700, "Page one.")], [(72, 700, "Page two.")]])


def test_the_pages_of_a_captured_pdf_are_known_later(reference):
    document = read_document(PAGES, Hint(name="a.pdf"))
    added = add_source(reference, document)
    assert locators_of(reference, added.snapshot_id) == document.locators
    assert [one.label for one in document.locators] == ["p. 1", "p. 2"]


def test_what_a_page_proposed_is_known_later(reference):
    document = read_document(
        web_page(["A story", "It has a sentence that is long enough to count as text."]),
        Hint(name="a.html", whole_page=True),
    )
    added = add_source(reference, document)
    again = reread(reference, added.snapshot_id)
    assert again.proposals == document.proposals
    assert again.extractor == document.extractor == "whole web page"


def test_what_another_extractor_read_has_no_pages_here(reference, monkeypatch):
    added = add_source(reference, read_document(PAGES))
    monkeypatch.setattr("models.capture.parsing.PDF_RULES", "99")
    assert reread(reference, added.snapshot_id) is None
    assert locators_of(reference, added.snapshot_id) == ()
    assert reread(reference, 999) is None
    with reference.step(label="By hand"):
        _, snapshot = add_source_with_text(reference.database)
    assert reread(reference, snapshot) is None


def test_who_edits_is_not_held_up_while_a_check_reads_a_document_again(reference, monkeypatch):
    add_source(reference, read_document(PAGES))
    saved = []

    def extractor(_name, _version):
        def extract(_original):
            with Reference.open(reference.path) as other:
                add_source(other, read_document(b"Saved meanwhile.\n"))
            saved.append(True)
            return read_document(PAGES).reading

        return extract

    monkeypatch.setattr("models.checking.evidence_checks.extractor_named", extractor)
    failures = [one for one in verify(reference).failures if "Snapshot 1" in one]
    assert failures == []
    assert saved


def test_reading_again_can_be_cancelled(reference):
    added = add_source(reference, read_document(PAGES))
    with pytest.raises(CaptureCancelledError):
        reread(reference, added.snapshot_id, cancelled=lambda: True)
