"""Running reads of a reference beside the window, and dropping what comes too late."""

import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from desktop.jobs.freed_memory import give_freed_back
from models.reference.database import ReferenceDatabase
from models.reference.problems import ProblemError
from models.reference.reference import Reference

__all__ = ["Cancelled", "Jobs"]

Cancelled = Callable[[], bool]
"""Asked by a long job between its steps: whether nobody waits for its answer any more."""

Work = Callable[[ReferenceDatabase, Cancelled], Any]

TURN_SECONDS = 0.001
"""How long a thread keeps Python's lock while the window waits for it. Python's own five
milliseconds are a third of a frame, and one frame can need several turns."""

STOP_SECONDS = 5.0
"""How long closing waits for a thread that was interrupted; SQLite answers within milliseconds."""

AGAIN_MILLISECONDS = 20
"""SQLite forgets an interrupt that comes while no statement runs, so a cancelled job that was just
about to ask is interrupted again until it ends."""


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
    """Runs jobs on a reference, on four threads.

    One is for what somebody waits for this moment, one for what is offered while somebody types
    (neither is to wait for the other), one for what goes through the whole reference (all ids of
    an answer, its counts), one for long work.

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
        sys.setswitchinterval(TURN_SECONDS)
        self._current: dict[str, _Job] = {}
        self._answered.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._quick = _Lane("quick", reference, self._answered.emit)
        self._typing = _Lane("typing", reference, self._answered.emit)
        self._whole = _Lane("whole", reference, self._answered.emit, whole=True)
        self._long = _Lane("long", reference, self._answered.emit)
        self._lanes = (self._quick, self._typing, self._whole, self._long)
        self._again = QTimer(self)
        self._again.setInterval(AGAIN_MILLISECONDS)
        self._again.timeout.connect(self._break_off)

    def run(
        self,
        channel: str,
        work: Work,
        done: Callable[[Any], object],
        failed: Callable[[ProblemError], object],
        *,
        typing: bool = False,
        whole: bool = False,
        long: bool = False,
    ) -> None:
        """Do `work` on a thread and give its result to `done`, or its problem to `failed`."""
        self.cancel(channel)
        job = _Job(channel, work, done, failed)
        self._current[channel] = job
        lane = self._long if long else self._whole if whole else self._quick
        lane = self._typing if typing else lane
        lane.put(job)

    def cancel(self, channel: str) -> None:
        """Have nobody wait for the channel's job any more."""
        job = self._current.pop(channel, None)
        if job is not None:
            job.cancelled.set()
            for lane in self._lanes:
                lane.drop(job)
            self._break_off()

    @property
    def busy(self) -> bool:
        """Whether somebody waits for an answer."""
        return bool(self._current)

    def stop(self) -> None:
        """Cancel everything and end the threads; their connections are closed then."""
        for channel in list(self._current):
            self.cancel(channel)
        for lane in self._lanes:
            lane.stop()
        self._again.stop()

    def _break_off(self) -> None:
        """Interrupt what runs for nobody, now and again until it has ended."""
        running = [lane.break_off() for lane in self._lanes]
        if any(running):
            self._again.start()
        else:
            self._again.stop()

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
        self,
        name: str,
        reference: Reference,
        answer: Callable[[_Answer], object],
        *,
        whole: bool = False,
    ) -> None:
        self._reference = reference
        self._whole = whole
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
        """Take the job out of the line, if it still waits there."""
        with self._changed:
            if job in self._waiting:
                self._waiting.remove(job)

    def break_off(self) -> bool:
        """Interrupt the query of a job that is cancelled; tell whether one still runs."""
        with self._changed:
            if self._running is None or not self._running.cancelled.is_set():
                return False
            if self._interrupt is not None:
                self._interrupt()
            return True

    def stop(self) -> None:
        """Break off what runs and end the thread."""
        with self._changed:
            self._stopping = True
            self._waiting.clear()
            if self._running is not None:
                self._running.cancelled.set()
            self._changed.notify()
        deadline = time.monotonic() + STOP_SECONDS
        while self._thread.is_alive() and time.monotonic() < deadline:
            self.break_off()
            self._thread.join(AGAIN_MILLISECONDS / 1000)

    def _next(self) -> _Job | None:
        with self._changed:
            self._running = None
            self._changed.wait_for(lambda: self._waiting or self._stopping)
            if self._stopping:
                return None
            self._running = self._waiting.pop(0)
            return self._running

    def _live(self) -> None:
        if self._whole:
            # Here, because it is no work for the window's thread.
            give_freed_back()
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
