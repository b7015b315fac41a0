"""How many keys one meeting takes: counted, never timed, and not to grow."""

import sys
from pathlib import Path

import pytest

from models.checking.verification import verify
from models.queries.views import Mark, Span
from models.reference.reference import Reference
from models.seeds.shipped import seeds_folder
from tests.journeys.conftest import Sit
from tests.journeys.desk import CONTROL, Desk, Key
from tests.journeys.test_taking_in import drop, read
from tests.journeys.test_writing import fields, shown
from tests.journeys.typist import Tally, Typist

KEYS = 122
DECISIONS = 17
"""What the meeting takes now. Fewer is better; more wants a reason."""


@pytest.fixture
def reading(sit: Sit, tmp_path: Path) -> Desk:
    """Return a desk with the article taken in, its date known, and the reader open."""
    path = tmp_path / "notes.attache"
    Reference.create(path, title="Notes").close()
    desk = sit(path)
    drop(desk, seeds_folder() / "iran-belarus" / "article.txt")
    read(desk)
    typist = Typist(desk)
    typist.field("published")
    typist.at_field("Published")
    typist.type("2 aug 2023")
    typist.press(Key.Key_Return)
    typist.saved()
    return desk


def test_a_meeting_with_its_people_posts_and_outcome_takes_no_more_keys_than_now(
    reading: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    typist = Typist(reading)
    steps: list[tuple[str, Tally]] = []

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
        (("moh", "New official: Mohammad Bagheri"), ("chi", "New tenure: chief of staff"),
         ("ira", "New organization: Iran")),
        (("vik", "New official: Viktor Khrenin"), ("def", "New tenure: Defense Minister"),
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

    reading.until(lambda: "agreements" in fields(shown(reading)))
    detail = shown(reading)
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
    with Reference.open(reading.session.reference.path) as reference:
        assert verify(reference).failures == ()

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
