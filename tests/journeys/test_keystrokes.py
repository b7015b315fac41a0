"""How many keys one meeting takes: counted, never timed, and not to grow."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from models.checking.verification import verify
from models.queries.views import Mark, RecordDetail, Span
from models.reference.reference import Reference
from tests.journeys.conftest import Sit
from tests.journeys.desk import CONTROL, SHIFT, Desk, Key
from tests.journeys.test_taking_in import clipboard, drop, read
from tests.journeys.test_writing import fields, shown
from tests.journeys.typist import Tally, Typist
from tests.models.capture.documents import (
    ARTICLE,
    e_mail,
    pdf,
    web_page,
    word_document,
    wrapped,
)

__all__ = ["clipboard"]

KEYS = 122
DECISIONS = 17
"""What the meeting takes now. Fewer is better; more wants a reason."""


Steps = list[tuple[str, Tally]]
ARTICLE_PARAGRAPHS = ARTICLE.strip().split("\n")
DOCUMENTS: dict[str, Callable[[], bytes]] = {
    "txt": ARTICLE.encode,
    "html": lambda: web_page(ARTICLE_PARAGRAPHS),
    "docx": lambda: word_document(ARTICLE_PARAGRAPHS),
    "pdf": lambda: pdf(wrapped(ARTICLE_PARAGRAPHS)),
    "eml": lambda: e_mail("\n\n".join(ARTICLE_PARAGRAPHS)),
}
"""The article in every form it may come in."""


@pytest.fixture
def take_in(sit: Sit, tmp_path: Path) -> Callable[[str], Desk]:
    """Return what makes a desk with the article taken in, its date known, and the reader open."""

    def taken(form: str) -> Desk:
        path = tmp_path / "notes.attache"
        Reference.create(path, title="Notes").close()
        desk = sit(path)
        if form == "pasted":
            copied = QMimeData()
            copied.setHtml(DOCUMENTS["html"]().decode())
            QGuiApplication.clipboard().setMimeData(copied)
            desk.press(Key.Key_V, CONTROL | SHIFT)
        else:
            document = tmp_path / f"article.{form}"
            document.write_bytes(DOCUMENTS[form]())
            drop(desk, document)
        read(desk)
        typist = Typist(desk)
        typist.field("published")
        typist.at_field("Published")
        typist.press(Key.Key_A, CONTROL)
        typist.type("2 aug 2023")
        typist.press(Key.Key_Return)
        typist.saved()
        return desk

    return taken


def test_a_meeting_with_its_people_posts_and_outcome_takes_no_more_keys_than_now(
    take_in: Callable[[str], Desk], capsys: pytest.CaptureFixture[str]
) -> None:
    desk = take_in("txt")
    steps = write_meeting(Typist(desk))
    check_meeting(desk)
    whole = Tally(
        sum(one.keys for _, one in steps),
        sum(one.decisions for _, one in steps),
        sum(one.waited for _, one in steps),
    )
    lines = [
        f"| {name} | {tally.keys} | {tally.decisions} | {tally.estimate:.1f} | {tally.waited:.2f} |"
        for name, tally in (*steps, ("**all**", whole))
    ]
    with capsys.disabled():
        sys.stdout.write("\n| step | K | M | K + M, s | waited here, s |\n|---|---|---|---|---|\n")
        sys.stdout.write("\n".join(lines) + "\n")
    assert whole.keys <= KEYS
    assert whole.decisions <= DECISIONS


@pytest.mark.parametrize("form", [*sorted(set(DOCUMENTS) - {"txt"}), "pasted"])
def test_the_same_meeting_is_written_from_any_document(
    take_in: Callable[[str], Desk], form: str
) -> None:
    desk = take_in(form)
    write_meeting(Typist(desk))
    check_meeting(desk)


def write_meeting(typist: Typist) -> Steps:
    """Write the whole meeting from the open article; return what each step took."""
    steps: Steps = []

    def step(name: str) -> None:
        steps.append((name, typist.tally))
        typist.tally = Tally()

    sentence(typist, "on wed")
    step("mark the sentence that says when")
    typist.command(Key.Key_N, CONTROL)
    typist.at_field("Called")
    typist.type("Bagheri - Khrenin talks")
    typist.done(Key.Key_Return)
    step("a new meeting, and what it is called")
    typist.at_field("When")
    typist.done(Key.Key_Return)
    typist.saved()
    step("its date, as proposed")
    sentence(typist, "the meeting")
    step("mark the sentence that says who and where")
    typist.field("wher")
    typist.at_field("Where")
    chosen(typist, "teh", "New place: Tehran")
    step("the place")
    for person, post, side in (
        (("moh", "New official: Mohammad Bagheri"), ("chi", "New post: chief of staff"),
         ("ira", "New organization: Iran")),
        (("vik", "New official: Viktor Khrenin"), ("def", "New post: Defense Minister"),
         ("Belarus", "New organization: Belarus")),
    ):  # fmt: skip
        typist.at_field("Present")
        chosen(typist, *person)
        typist.at_field("In the capacity of")
        chosen(typist, *post)
        typist.at_field("For")
        chosen(typist, *side)
        typist.at_field("Role")
        typist.press(Key.Key_Tab)
        step(f"{person[1].split(': ')[1]}, post and side")
    typist.at_field("Present")
    typist.press(Key.Key_Escape)
    typist.field("out")
    typist.at_field("Outcome")
    chosen(typist, "joint commission", "New agreement: joint commission", Key.Key_Return)
    step("the outcome")
    return steps


def check_meeting(desk: Desk) -> None:
    """Make sure that everything is there, and every value quoted."""
    desk.until(lambda: "agreements" in fields(shown(desk)))
    check_detail(shown(desk))
    with Reference.open(desk.session.reference.path) as reference:
        assert verify(reference).failures == ()


def check_detail(detail: RecordDetail) -> None:
    """Make sure that the record of the meeting holds everything, and has words for it."""
    assert fields(detail) == {
        "date": ["2 August 2023"],
        "place": ["Tehran"],
        "participations": [
            "Mohammad Bagheri — chief of staff; not known for that day; for Iran",
            "Viktor Khrenin — Defense Minister; not known for that day; for Belarus",
        ],
        "agreements": ["joint commission — discussed"],
    }
    marks = {value.mark for field in detail.fields for value in field.values}
    assert marks == {Mark.QUOTED, Mark.INFERRED}


def sentence(typist: Typist, beginning: str) -> None:
    """Mark the whole sentence in which some words stand."""
    at = typist.text.casefold().index(beginning)
    typist.find(beginning, Span(at, at + len(beginning)))
    typist.decide()
    typist.press(Key.Key_S)


def chosen(typist: Typist, letters: str, offer: str, leave: Key = Key.Key_Tab) -> None:
    """Type a few letters, see the offer that is meant, take it."""
    typist.type(letters)
    typist.offered(offer)
    typist.done(leave)
    typist.saved()
