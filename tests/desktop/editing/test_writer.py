"""The writer's thread: edits in order, none dropped, the file whole after a pause."""

import shutil
import threading
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.editing.writer import Writer
from models.editing.done import Done
from models.editing.records import rename
from models.reference import journal, problems
from models.reference.header import is_write_ahead
from models.reference.reference import Reference
from models.summaries import following
from models.summaries.waiting import anything_waits, waiting
from tests.factories import fill_story


def add_tag(reference: Reference, text: str) -> str:
    with reference.step(label="Tag"):
        reference.database.run(
            "INSERT INTO tag (uid, text) VALUES (?, ?)", (str(uuid.uuid4()), text)
        )
    return text


def tags(path: Path) -> list[str]:
    with Reference.open(path) as reference:
        return [text for (text,) in reference.database.rows("SELECT text FROM tag ORDER BY id")]


@pytest.fixture
def reference(tmp_path: Path) -> Iterator[Reference]:
    with Reference.create(tmp_path / "notes.attache", title="Notes") as made:
        yield made


@pytest.fixture
def writer(reference: Reference, qtbot: QtBot) -> Iterator[Writer]:
    del qtbot
    made = Writer(reference)
    yield made
    made.stop()


def fail(problem: problems.ProblemError) -> None:
    raise AssertionError(problem)


def test_edits_are_made_in_their_order_and_each_is_answered(
    writer: Writer, reference: Reference, qtbot: QtBot
) -> None:
    answers: list[str] = []
    for number in range(20):
        writer.write(lambda file, n=number: add_tag(file, f"tag {n}"), answers.append, fail)
    assert writer.busy
    qtbot.waitUntil(lambda: len(answers) == 20)
    assert answers == [f"tag {number}" for number in range(20)]
    assert not writer.busy
    assert tags(reference.path) == answers


def test_answers_come_on_the_thread_of_the_window(writer: Writer, qtbot: QtBot) -> None:
    threads: list[tuple[int, int]] = []
    writer.write(
        lambda _: threading.get_ident(),
        lambda there: threads.append((there, threading.get_ident())),
        fail,
    )
    qtbot.waitUntil(lambda: bool(threads))
    ((there, here),) = threads
    assert here == threading.get_ident()
    assert there != here


def test_after_a_pause_a_copy_of_the_one_file_is_whole(
    writer: Writer, reference: Reference, qtbot: QtBot, tmp_path: Path
) -> None:
    with qtbot.waitSignal(writer.settled, timeout=2000):
        writer.write(lambda file: add_tag(file, "kept"), lambda _: None, fail)
    assert not journal.left_over(reference.path)
    copied = tmp_path / "copy.attache"
    shutil.copyfile(reference.path, copied)
    assert tags(copied) == ["kept"]


def test_stopping_makes_what_waits_and_leaves_one_file(
    writer: Writer, reference: Reference
) -> None:
    for number in range(5):
        writer.write(lambda file, n=number: add_tag(file, f"tag {n}"), lambda _: None, fail)
    writer.stop()
    reference.close()
    assert not is_write_ahead(reference.path)
    assert [one.name for one in reference.path.parent.iterdir()] == [reference.path.name]
    assert len(tags(reference.path)) == 5


def test_an_edit_that_is_refused_is_told_and_the_next_one_is_made(
    writer: Writer, qtbot: QtBot
) -> None:
    told: list[object] = []

    def refuse(_: Reference) -> None:
        raise problems.ProblemError("It cannot be.", "Try another.")

    writer.write(refuse, told.append, lambda problem: told.append(problem.sentence))
    writer.write(lambda file: add_tag(file, "next"), told.append, fail)
    qtbot.waitUntil(lambda: told == ["It cannot be.", "next"])


def test_a_bug_in_an_edit_is_told_and_nothing_of_it_is_written(
    writer: Writer, reference: Reference, qtbot: QtBot
) -> None:
    def half(file: Reference) -> None:
        with file.step(label="Half"):
            file.database.run(
                "INSERT INTO tag (uid, text) VALUES (?, 'half')", (str(uuid.uuid4()),)
            )
            raise ZeroDivisionError

    with qtbot.waitSignal(writer.crashed) as crashed:
        writer.write(half, lambda _: None, fail)
    assert isinstance(crashed.args[0], ZeroDivisionError)
    assert tags(reference.path) == []


def test_a_file_that_vanished_is_told_to_every_edit(
    writer: Writer, reference: Reference, qtbot: QtBot
) -> None:
    reference.close()
    reference.path.unlink()
    told: list[problems.ProblemError] = []
    for _ in range(2):
        writer.write(lambda file: add_tag(file, "lost"), lambda _: None, told.append)
    qtbot.waitUntil(lambda: len(told) == 2)
    assert all(isinstance(problem, problems.MissingFileError) for problem in told)


def test_what_many_records_show_follows_when_nobody_edits(
    writer: Writer,
    reference: Reference,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(following, "AT_ONCE", 0)
    with reference.step(label="A small story"):
        ids = fill_story(reference.database)
    done: list[Done] = []
    with qtbot.waitSignal(writer.caught_up):
        writer.write(lambda file: rename(file, record=ids.iran, label="Persia"), done.append, fail)
    who = reference.database.rows("SELECT who FROM record WHERE id = ?", (ids.relation,))
    assert who == [("Persia → Belarus",)]
    assert not waiting(reference.database, [ids.relation])


def test_what_a_crash_left_to_follow_goes_on_without_an_edit(
    reference: Reference, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(following, "AT_ONCE", 0)
    with reference.step(label="A small story"):
        ids = fill_story(reference.database)
    rename(reference, record=ids.iran, label="Persia")
    assert anything_waits(reference.database)
    writer = Writer(reference)
    with qtbot.waitSignal(writer.caught_up):
        writer.resume()
    assert not writer.busy
    writer.stop()
    assert not anything_waits(reference.database)
    who = reference.database.rows("SELECT who FROM record WHERE id = ?", (ids.relation,))
    assert who == [("Persia → Belarus",)]
