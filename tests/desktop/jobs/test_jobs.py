"""Jobs answer on the window's thread, are cancelled, give way to newer ones, and end."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import apsw
import pytest
from pytestqt.qtbot import QtBot

from desktop.jobs.jobs import Jobs
from models.reference.problems import MissingFileError, ProblemError, missing
from models.reference.reference import Reference
from tests.factories import make_reference

PATIENCE = 10
"""Seconds after which a worker that nobody let go on gives up, so that a failing test ends."""


class Gate:
    """Work that says when it has begun and goes on only when it is told to."""

    def __init__(self, result: object = "done") -> None:
        self.begun = threading.Event()
        self.opened = threading.Event()
        self.left = threading.Event()
        self.result = result
        self.saw_cancelled = False

    def __call__(self, database: object, cancelled: Callable[[], bool]) -> object:
        self.begun.set()
        self.opened.wait(PATIENCE)
        self.saw_cancelled = cancelled()
        self.left.set()
        return self.result


class Told:
    """What a job's owner was told."""

    def __init__(self) -> None:
        self.results: list[Any] = []
        self.problems: list[ProblemError] = []
        self.threads: set[threading.Thread] = set()

    def done(self, result: object) -> None:
        self.results.append(result)
        self.threads.add(threading.current_thread())

    def failed(self, problem: ProblemError) -> None:
        self.problems.append(problem)
        self.threads.add(threading.current_thread())


@pytest.fixture
def reference(tmp_path: Path) -> Iterator[Reference]:
    reference = make_reference(tmp_path / "a.attache")
    yield reference
    reference.close()


@pytest.fixture
def jobs(reference: Reference, qtbot: QtBot) -> Iterator[Jobs]:
    jobs = Jobs(reference)
    yield jobs
    jobs.stop()


@pytest.fixture
def told() -> Told:
    return Told()


def our_threads() -> list[str]:
    return sorted(t.name for t in threading.enumerate() if t.name.startswith("attache-"))


def test_a_result_arrives_on_the_thread_that_asked(jobs: Jobs, told: Told, qtbot: QtBot) -> None:
    worker: list[threading.Thread] = []

    def work(database: Any, _: object) -> int:
        worker.append(threading.current_thread())
        return int(database.rows("SELECT 40 + 2")[0][0])

    jobs.run("a", work, told.done, told.failed)
    assert jobs.busy
    qtbot.waitUntil(lambda: told.results == [42])
    assert told.threads == {threading.current_thread()}
    assert worker[0] is not threading.current_thread()
    assert not jobs.busy


def test_a_newer_job_of_a_channel_wins_and_the_older_answer_is_dropped(
    jobs: Jobs, told: Told, qtbot: QtBot
) -> None:
    old = Gate("old")
    jobs.run("search", old, told.done, told.failed)
    assert old.begun.wait(PATIENCE)
    jobs.run("search", lambda *_: "new", told.done, told.failed)
    old.opened.set()
    qtbot.waitUntil(lambda: told.results == ["new"])
    assert old.left.is_set()
    assert old.saw_cancelled


def test_an_answer_that_is_under_way_when_it_is_cancelled_is_dropped(
    jobs: Jobs, told: Told, qtbot: QtBot
) -> None:
    gate = Gate("late")
    jobs.run("search", gate, told.done, told.failed)
    assert gate.begun.wait(PATIENCE)
    gate.opened.set()
    assert gate.left.wait(PATIENCE)
    # Its answer is in the queue, or about to be; this thread has not looked since.
    jobs.cancel("search")
    jobs.run("other", lambda *_: "next", told.done, told.failed)
    qtbot.waitUntil(lambda: told.results == ["next"])
    assert not jobs.busy


def test_a_job_that_waits_is_never_begun_once_it_is_cancelled(
    jobs: Jobs, told: Told, qtbot: QtBot
) -> None:
    gate, never = Gate(), Gate()
    jobs.run("a", gate, told.done, told.failed)
    jobs.run("b", never, told.done, told.failed)
    jobs.cancel("b")
    gate.opened.set()
    jobs.run("c", lambda *_: "last", told.done, told.failed)
    qtbot.waitUntil(lambda: told.results == ["done", "last"])
    assert not never.begun.is_set()


def test_channels_do_not_disturb_one_another(jobs: Jobs, told: Told, qtbot: QtBot) -> None:
    for name in "abc":
        jobs.run(name, lambda *_, name=name: name, told.done, told.failed)
    qtbot.waitUntil(lambda: told.results == ["a", "b", "c"])


def test_long_work_holds_up_nobody(jobs: Jobs, told: Told, qtbot: QtBot) -> None:
    gate = Gate("long")
    jobs.run("verify", gate, told.done, told.failed, long=True)
    assert gate.begun.wait(PATIENCE)
    jobs.run("search", lambda *_: "quick", told.done, told.failed)
    qtbot.waitUntil(lambda: told.results == ["quick"])
    assert jobs.busy
    gate.opened.set()
    qtbot.waitUntil(lambda: told.results == ["quick", "long"])


ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"


def test_a_running_query_is_broken_off_by_a_newer_job(jobs: Jobs, told: Told, qtbot: QtBot) -> None:
    begun = threading.Event()

    def endless(database: Any, _: object) -> object:
        begun.set()
        return database.rows(ENDLESS)

    with qtbot.assertNotEmitted(jobs.crashed):
        jobs.run("search", endless, told.done, told.failed)
        assert begun.wait(PATIENCE)
        jobs.run("search", lambda *_: "new", told.done, told.failed)
        qtbot.waitUntil(lambda: told.results == ["new"])
    assert told.problems == []


def test_the_connection_is_good_after_a_query_was_broken_off(
    jobs: Jobs, told: Told, qtbot: QtBot
) -> None:
    for _ in range(5):
        jobs.run("search", lambda database, _: database.rows(ENDLESS), told.done, told.failed)
    jobs.run("search", lambda database, _: database.rows("SELECT 7"), told.done, told.failed)
    qtbot.waitUntil(lambda: told.results == [[(7,)]])


def test_a_problem_is_relayed_on_the_thread_that_asked(
    jobs: Jobs, told: Told, qtbot: QtBot
) -> None:
    problem = missing(Path("gone.attache"))

    def work(*_: object) -> object:
        raise problem

    jobs.run("a", work, told.done, told.failed)
    qtbot.waitUntil(lambda: told.problems == [problem])
    assert told.threads == {threading.current_thread()}
    assert told.results == []
    jobs.run("a", lambda *_: "goes on", told.done, told.failed)
    qtbot.waitUntil(lambda: told.results == ["goes on"])


def test_a_bug_is_told_with_its_traceback_and_the_thread_goes_on(
    jobs: Jobs, told: Told, qtbot: QtBot
) -> None:
    def work(*_: object) -> object:
        return {}["missing"]

    with qtbot.waitSignal(jobs.crashed) as crashed:
        jobs.run("a", work, told.done, told.failed)
    assert isinstance(crashed.args[0], KeyError)
    assert crashed.args[0].__traceback__ is not None
    assert not jobs.busy
    jobs.run("a", lambda *_: "goes on", told.done, told.failed)
    qtbot.waitUntil(lambda: told.results == ["goes on"])


def test_a_bug_nobody_waits_for_is_dropped_too(jobs: Jobs, told: Told, qtbot: QtBot) -> None:
    gate = Gate()

    def work(database: object, cancelled: Callable[[], bool]) -> object:
        gate(database, cancelled)
        raise ValueError

    with qtbot.assertNotEmitted(jobs.crashed):
        jobs.run("a", work, told.done, told.failed)
        assert gate.begun.wait(PATIENCE)
        jobs.cancel("a")
        gate.opened.set()
        jobs.run("b", lambda *_: "next", told.done, told.failed)
        qtbot.waitUntil(lambda: told.results == ["next"])


def test_stopping_ends_the_threads_closes_their_connections_and_drops_all(
    reference: Reference, told: Told, qtbot: QtBot
) -> None:
    before = len(apsw.connections())
    jobs = Jobs(reference)
    begun = threading.Event()

    def endless(database: Any, _: object) -> object:
        begun.set()
        return database.rows(ENDLESS)

    jobs.run("a", endless, told.done, told.failed)
    jobs.run("b", lambda *_: "never", told.done, told.failed)
    jobs.run("long", lambda database, _: database.rows(ENDLESS), told.done, told.failed, long=True)
    assert begun.wait(PATIENCE)
    assert our_threads() == ["attache-long", "attache-quick", "attache-typing", "attache-whole"]
    jobs.stop()
    assert our_threads() == []
    assert len(apsw.connections()) == before
    assert not jobs.busy
    jobs.stop()
    assert told.results == []
    assert told.problems == []


def test_a_file_that_cannot_be_opened_again_is_a_problem_for_everybody_who_asks(
    tmp_path: Path, told: Told, qtbot: QtBot
) -> None:
    path = tmp_path / "a.attache"
    make_reference(path).close()
    reference = Reference.open(path)
    path.unlink()
    jobs = Jobs(reference)
    assert our_threads() == ["attache-long", "attache-quick", "attache-typing", "attache-whole"]
    jobs.run("a", lambda *_: "never", told.done, told.failed)
    jobs.run("b", lambda *_: "never", told.done, told.failed)
    qtbot.waitUntil(lambda: len(told.problems) == 2)
    assert {type(problem) for problem in told.problems} == {MissingFileError}
    jobs.stop()
    reference.close()
    assert our_threads() == []
