"""Running the process that reads one document, and believing nothing it says unseen.

A document can bring its parser down, hold it for ever, fill the memory or take it over. So the
parser runs apart: with limits of its own (`models.capture.confinement`), a clock and a length of
answer that are watched from here, an empty environment, and an answer that is checked piece by
piece. Whatever befalls it is a sentence.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from time import monotonic
from typing import Any, Final

from models.capture import frames, problems
from models.capture.document import (
    LONGEST_TEXT,
    SPLIT,
    Encoding,
    Extraction,
    Locator,
    Proposal,
)
from models.capture.parsing import Request
from models.text.reading_text import ReadingText, UnreadableTextError, reading_text
from models.text.segments import Span

_ROOT: Final = str(Path(__file__).resolve().parents[2])
_PROGRAM: Final = (
    "import sys; sys.path.insert(0, sys.argv[1]); from models.capture.worker import main; main()"
)
_KEPT_VARIABLES: Final = ("SYSTEMROOT", "WINDIR", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
"""Without them Python does not start on Windows, or does not find its libraries elsewhere."""
_LOOK: Final = 0.05
"""Seconds between two looks at whether somebody cancelled."""
_MOST: Final = 10_000
_CHUNK: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading one document may cost.

    `seconds` go by the clock, `memory` and `answer` are bytes. The processor's time is limited to
    the same number of seconds, for a process whose parent is gone.
    """

    seconds: float = 120
    memory: int = 1536 * 1024 * 1024
    answer: int = 128 * 1024 * 1024


def worker_command() -> list[str]:
    """Return the command that starts the process: isolated, and writing no bytecode."""
    return [sys.executable, "-I", "-B", "-c", _PROGRAM, _ROOT]


def extraction_apart(
    request: Request,
    original: bytes,
    *,
    name: str,
    limits: Limits,
    cancelled: Callable[[], bool],
    command: Sequence[str] | None = None,
) -> Extraction:
    """Read a document in a process of its own and return what it says.

    `name` is what sentences call the document. `cancelled` is asked many times a second, on the
    thread that calls. `command` stands in for the process, for tests.

    Raises:
        UnreadableDocumentError: the document cannot be read.
        ParserFailedError: the process died, hung, or answered nonsense or too much.
        CaptureCancelledError: `cancelled` said so; the process is gone.
    """
    asked = {
        "form": request.form.value,
        "encoding": request.encoding,
        "whole": request.whole,
        "memory": limits.memory,
        "seconds": max(1, int(limits.seconds) + 1),
    }
    exchange = _Exchange(command or worker_command(), frames.frame(asked, original), limits)
    answer, code = exchange.run(name, cancelled)
    try:
        head, body = frames.unframe(answer)
    except frames.BrokenFrameError as error:
        raise problems.parser_failed(name, _death(code)) from error
    if "refused" in head:
        raise problems.unreadable(name, str(head["refused"])[:1000])
    if "out of memory" in head:
        raise _too_large(name)
    if "failed" in head:
        last = str(head["failed"]).strip().rpartition("\n")[2][:200]
        raise problems.parser_failed(name, f"what reads it met something unforeseen ({last})")
    try:
        return _checked(head, body)
    except (KeyError, TypeError, ValueError) as error:
        raise problems.parser_failed(
            name, "the process that reads it gave an answer that cannot be true"
        ) from error


def _too_large(name: str) -> problems.ParserFailedError:
    return problems.ParserFailedError(
        f"“{problems.shortened(name)}” needs more memory than reading a document may take.",
        f"Nothing was added. {SPLIT}",
    )


def _death(code: int | None) -> str:
    """Say what the end of the process means."""
    if code == 0:
        return "the process that reads it gave an answer that makes no sense"
    if code is not None and code < 0:
        if -code == getattr(signal, "SIGXCPU", None):
            return "it took too much of the processor's time"
        if -code == getattr(signal, "SIGKILL", None):
            return "the process that reads it was ended from outside, perhaps for want of memory"
        return "the program that reads it broke down over it"
    return "the process that reads it ended without an answer"


class _Exchange:
    """One process, one question, one answer; the process is gone when `run` ends."""

    def __init__(self, command: Sequence[str], question: bytes, limits: Limits) -> None:
        self._command = command
        self._question = question
        self._limits = limits
        self._answer: list[bytes] = []
        self._over = False
        self._ended = threading.Event()

    def run(self, name: str, cancelled: Callable[[], bool]) -> tuple[bytes, int | None]:
        """Return the answer and how the process ended.

        Raises:
            ParserFailedError: it could not be started, took too long or answered too much.
            CaptureCancelledError: `cancelled` said so.
        """
        if cancelled():
            raise problems.cancelled()
        process = self._started(name)
        threads = [
            threading.Thread(target=target, args=(process,), daemon=True)
            for target in (self._ask, self._listen)
        ]
        for thread in threads:
            thread.start()
        try:
            self._wait(process, name, cancelled)
            return b"".join(self._answer), process.poll()
        finally:
            process.kill()
            process.wait()
            for thread in threads:
                thread.join()
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    with contextlib.suppress(OSError):
                        pipe.close()

    def _started(self, name: str) -> subprocess.Popen[bytes]:
        try:
            return subprocess.Popen(
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={key: os.environ[key] for key in _KEPT_VARIABLES if key in os.environ},
                cwd=_ROOT,
                # Ctrl+C in a terminal is for us, who then end the process ourselves.
                start_new_session=sys.platform != "win32",
            )
        except OSError as error:
            raise problems.parser_failed(
                name, f"the process that reads it cannot be started ({error.strerror})"
            ) from error

    def _wait(
        self, process: subprocess.Popen[bytes], name: str, cancelled: Callable[[], bool]
    ) -> None:
        deadline = monotonic() + self._limits.seconds
        while not self._ended.wait(_LOOK):
            if cancelled():
                raise problems.cancelled()
            if monotonic() > deadline:
                raise problems.parser_failed(
                    name, f"it took longer than {self._limits.seconds:g} seconds"
                )
        if self._over:
            megabytes = self._limits.answer // (1024 * 1024)
            raise problems.parser_failed(name, f"it holds more than {megabytes} MB of text")
        # It closed its output: it has nothing left to do but end.
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(max(0.1, deadline - monotonic()))

    def _ask(self, process: subprocess.Popen[bytes]) -> None:
        assert process.stdin is not None
        # A process that ends early has closed its end of the pipe: its answer says why.
        with contextlib.suppress(OSError):
            process.stdin.write(self._question)
            process.stdin.close()

    def _listen(self, process: subprocess.Popen[bytes]) -> None:
        assert process.stdout is not None
        size = 0
        try:
            while part := process.stdout.read1(_CHUNK):  # type: ignore[attr-defined]
                size += len(part)
                if size > self._limits.answer:
                    self._over = True
                    break
                self._answer.append(part)
        finally:
            self._ended.set()


def _checked(head: dict[str, Any], body: bytes) -> Extraction:
    """Return the answer as what it stands for.

    Raises:
        KeyError, TypeError, ValueError: it breaks a law, or is of another shape.
    """
    text = body.decode("utf-8")
    if len(text) > LONGEST_TEXT:
        raise ValueError("the text is too long")
    try:
        again = reading_text(text)
    except UnreadableTextError as error:
        raise ValueError("the text cannot be stored") from error
    if again.text != text:
        raise ValueError("the text is no reading text (law 4)")
    reading = ReadingText(
        text=text,
        was_normalized=bool(head["was_normalized"]),
        unicode_version=again.unicode_version,
        removed_nul=int(head["removed_nul"]),
    )
    locators = tuple(
        Locator(_position(start, text), _words(label, 80)) for start, label in head["locators"]
    )
    if any(one.start > other.start for one, other in pairwise(locators)):
        raise ValueError("the pages are out of order")
    encoding = head["encoding"]
    return Extraction(
        reading,
        locators=locators,
        proposals=tuple(_proposal(one, text) for one in head["proposals"][:_MOST]),
        warnings=tuple(_words(one, 2000) for one in head["warnings"][:_MOST]),
        encoding=Encoding(_words(encoding["name"], 80), _words(encoding["how"], 20))
        if encoding is not None
        else None,
    )


def _proposal(stated: dict[str, Any], text: str) -> Proposal:
    value, printed = _words(stated["value"], 2000), stated["printed"]
    spans = tuple(Span(_position(one["start"], text), one["end"]) for one in stated["spans"])
    words = _words(printed, 2000) if printed is not None else None
    for span in spans:
        # Law 8: what a machine suggests stands verbatim in the snapshot.
        if text[span.start : span.end] != (words or value):
            raise ValueError("a proposal does not stand where it says")
    return Proposal(
        _words(stated["field"], 40),
        value,
        _words(stated["came_from"], 200),
        spans,
        words,
        stated["stated"] is True,
    )


def _position(value: Any, text: str) -> int:
    if type(value) is not int or not 0 <= value <= len(text):
        raise ValueError("a position lies outside of the text")
    return value


def _words(value: Any, longest: int) -> str:
    if not isinstance(value, str) or len(value) > longest:
        raise ValueError("no words, or too many")
    value.encode("utf-8")
    return value
