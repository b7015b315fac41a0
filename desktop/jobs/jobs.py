"""Running reads of a reference beside the window, and dropping what comes too late."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

from models.reference.database import ReferenceDatabase
from models.reference.problems import ProblemError
from models.reference.reference import Reference

__all__ = ["Cancelled", "Jobs"]

Cancelled = Callable[[], bool]
"""Asked by a long job between its steps: whether nobody waits for its answer any more."""

Work = Callable[[ReferenceDatabase, Cancelled], Any]

STOP_SECONDS = 5.0
"""How long closing waits for a thread that was interrupted; SQLite answers within milliseconds."""


@dataclass(slots=True)
class _Job:
    channel: str
    work: Work
    done: Callable[[Any], object]
    failed: Callable[[ProblemError], object]
    cancelled: threading.Event = field(default_factory=threading.Event)


@dataclass(frozen=True, slots=True)
class _Answer:
    job: _Job
    result: Any = None
    problem: ProblemError | None = None
    bug: BaseException | None = None


class Jobs(QObject):
    """Runs jobs on a reference; one thread for what somebody waits for, one for long work.

    A job belongs to a channel (`search`, `facets`, `verify` …). A newer job of a channel cancels
    the older one: a query that is running is interrupted, and an answer that comes all the same
    is dropped. Answers and problems arrive on the thread that made this object.
    """

    crashed = Signal(object)
    """A job ended in a bug: the exception."""
    _answered = Signal(object)

    def __init__(self, reference: Reference, parent: QObject | None = None) -> None:
        """Start the threads; `stop` ends them."""
        super().__init__(parent)
        self._current: dict[str, _Job] = {}
        self._answered.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._quick = _Lane("quick", reference, self._answered.emit)
        self._long = _Lane("long", reference, self._answered.emit)

    def run(
        self,
        channel: str,
        work: Work,
        done: Callable[[Any], object],
        failed: Callable[[ProblemError], object],
        *,
        long: bool = False,
    ) -> None:
        """Do `work` on a thread and give its result to `done`, or its problem to `failed`."""
        self.cancel(channel)
        job = _Job(channel, work, done, failed)
        self._current[channel] = job
        (self._long if long else self._quick).put(job)

    def cancel(self, channel: str) -> None:
        """Have nobody wait for the channel's job any more."""
        job = self._current.pop(channel, None)
        if job is not None:
            job.cancelled.set()
            self._quick.drop(job)
            self._long.drop(job)

    @property
    def busy(self) -> bool:
        """Whether somebody waits for an answer."""
        return bool(self._current)

    def stop(self) -> None:
        """Cancel everything and end the threads; their connections are closed then."""
        for channel in list(self._current):
            self.cancel(channel)
        for lane in (self._quick, self._long):
            lane.stop()

    def _deliver(self, answer: _Answer) -> None:
        job = answer.job
        if self._current.get(job.channel) is not job:
            return
        del self._current[job.channel]
        if answer.bug is not None:
            self.crashed.emit(answer.bug)
        elif answer.problem is not None:
            job.failed(answer.problem)
        else:
            job.done(answer.result)


class _Lane:
    """One thread with its own connection, and the jobs that wait for it."""

    def __init__(
        self, name: str, reference: Reference, answer: Callable[[_Answer], object]
    ) -> None:
        self._reference = reference
        self._answer = answer
        self._waiting: list[_Job] = []
        self._running: _Job | None = None
        self._interrupt: Callable[[], None] | None = None
        self._stopping = False
        self._changed = threading.Condition()
        self._thread = threading.Thread(target=self._live, name=f"attache-{name}", daemon=True)
        self._thread.start()

    def put(self, job: _Job) -> None:
        with self._changed:
            self._waiting.append(job)
            self._changed.notify()

    def drop(self, job: _Job) -> None:
        """Take the job out of the line, or interrupt its query if it runs."""
        with self._changed:
            if job in self._waiting:
                self._waiting.remove(job)
            elif self._running is job and self._interrupt is not None:
                self._interrupt()

    def stop(self) -> None:
        with self._changed:
            self._stopping = True
            self._waiting.clear()
            if self._interrupt is not None and self._running is not None:
                self._interrupt()
            self._changed.notify()
        self._thread.join(STOP_SECONDS)

    def _next(self) -> _Job | None:
        with self._changed:
            self._running = None
            self._changed.wait_for(lambda: self._waiting or self._stopping)
            if self._stopping:
                return None
            self._running = self._waiting.pop(0)
            return self._running

    def _live(self) -> None:
        try:
            with self._reference.connected() as database:
                self._interrupt = self._reference.interrupter()
                while (job := self._next()) is not None:
                    self._do(job, database)
                self._interrupt = None
        except ProblemError as problem:
            # The file could not be opened again: everybody who asks is told so.
            self._interrupt = None
            while (job := self._next()) is not None:
                self._answer(_Answer(job, problem=problem))

    def _do(self, job: _Job, database: ReferenceDatabase) -> None:
        if job.cancelled.is_set():
            return
        try:
            with self._reference.connected():
                answer = _Answer(job, result=job.work(database, job.cancelled.is_set))
        except ProblemError as problem:
            answer = _Answer(job, problem=problem)
        except Exception as bug:  # noqa: BLE001 - a bug is shown in the window, never lost
            answer = _Answer(job, bug=bug)
        if not job.cancelled.is_set():
            self._answer(answer)
