"""The process that reads may die, hang, flood, lie or be taken over: nothing gets out."""

import json
import os
import signal
import socket
import struct
import subprocess
import sys
import threading

import pytest

from models.capture import frames
from models.capture.capturing import Hint, read_document
from models.capture.child_process import Limits, worker_command
from models.capture.problems import (
    CaptureCancelledError,
    ParserFailedError,
    UnreadableDocumentError,
)
from tests.models.capture.documents import ROOT, pdf, web_page, word_document

PAGE = web_page(["A story", "It has a sentence that is long enough to count as running text."])
NAME = Hint(name="a.html")
posix = pytest.mark.skipif(os.name == "nt", reason="limits and signals are those of POSIX")


def program(*lines):
    """Give a command that stands in for the process that reads."""
    return [sys.executable, "-I", "-c", "\n".join(("import os, signal, sys, time", *lines))]


def answer(head, body=b""):
    """Give a command that answers this, whatever it is asked."""
    content = frames.frame(head, body)
    return program("sys.stdin.buffer.read()", f"sys.stdout.buffer.write({content!r})")


def failed(command, words, **limits):
    with pytest.raises(ParserFailedError, match=words) as problem:
        read_document(PAGE, NAME, command=command, limits=Limits(**limits))
    assert problem.value.sentence.startswith("“a.html”")
    assert problem.value.advice
    return problem.value


GOOD = {
    "was_normalized": True,
    "unicode_version": "15.0.0",
    "removed_nul": 0,
    "locators": [],
    "proposals": [],
    "warnings": [],
    "encoding": None,
    "confined": [],
}


def test_a_good_answer_is_believed():
    assert read_document(PAGE, NAME, command=answer(GOOD, b"Words.\n")).text == "Words.\n"


# ------------------------------------------------------------------ dying


@posix
@pytest.mark.parametrize(
    ("name", "words"),
    [("SIGSEGV", "broke down"), ("SIGKILL", "ended from outside"), ("SIGXCPU", "too much")],
)
def test_a_process_that_is_killed_is_a_sentence(name, words):
    failed(program("import resource", "resource.setrlimit(resource.RLIMIT_CORE, (0, 0))",
                   f"os.kill(os.getpid(), signal.{name})"), words)  # fmt: skip


def test_a_process_that_ends_without_a_word_is_a_sentence():
    failed(program("sys.exit(0)"), "makes no sense")
    failed(program("sys.exit(7)"), "without an answer")


def test_a_process_that_cannot_be_started_is_a_sentence(tmp_path):
    failed([str(tmp_path / "no program")], "cannot be started")


def test_a_process_that_hangs_is_ended_when_its_time_is_over():
    failed(program("threading = __import__('threading')", "threading.Event().wait()"),
           "longer than 0.2 seconds", seconds=0.2)  # fmt: skip


def test_a_process_that_closes_its_output_and_stays_is_ended():
    failed(program("os.close(1)", "signal.pause() if hasattr(signal, 'pause') else None"),
           "without an answer|makes no sense", seconds=0.3)  # fmt: skip


def test_a_process_that_never_listens_does_not_hold_us_up():
    large = b"<!doctype html><p>" + b"a" * 4_000_000
    with pytest.raises(ParserFailedError, match="without an answer"):
        read_document(large, NAME, command=program("sys.exit(1)"))


def test_cancelling_ends_the_process():
    started = threading.Event()

    def cancelled():
        was = started.is_set()
        started.set()
        return was

    with pytest.raises(CaptureCancelledError):
        read_document(
            PAGE, NAME, cancelled=cancelled,
            command=program("__import__('threading').Event().wait()"),
        )  # fmt: skip


def test_what_is_cancelled_before_it_begins_starts_nothing(tmp_path):
    mark = tmp_path / "mark"
    with pytest.raises(CaptureCancelledError):
        read_document(
            PAGE, NAME, cancelled=lambda: True, command=program(f"open({str(mark)!r}, 'w')")
        )
    assert not mark.exists()


# ------------------------------------------------------------------ flooding and lying


def test_a_flood_of_answers_is_cut_off():
    failed(program("while True: sys.stdout.buffer.write(b'a' * 65536)"), "more than 1 MB of text",
           answer=1024 * 1024)  # fmt: skip


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"rubbish",
        frames.MAGIC,
        frames.MAGIC + struct.pack(">QQ", 1 << 60, 1 << 60) + b"{}",
        frames.MAGIC + struct.pack(">QQ", 2, 0) + b"[]",
        frames.MAGIC + struct.pack(">QQ", 4, 0) + b"{{}}",
        frames.frame(GOOD, b"Words.") + b"more",
        frames.frame(GOOD, b"Words.")[:-1],
        frames.MAGIC + struct.pack(">QQ", 100_000, 0) + b"[" * 100_000,
    ],
)
def test_an_answer_that_is_no_frame_is_refused(content):
    failed(program(f"sys.stdout.buffer.write({content!r})") if len(content) < 10_000 else
           program(f"sys.stdout.buffer.write({content[:24]!r} + b'[' * 100_000)"),
           "makes no sense")  # fmt: skip


def proposal(**changes):
    return {
        "field": "title",
        "value": "Words",
        "came_from": "somewhere",
        "spans": [{"start": 0, "end": 5}],
        "printed": None,
        "stated": True,
    } | changes


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ({}, b"Words."),
        (GOOD, b"\xff\xfe"),
        (GOOD, b"One\r\ntwo"),
        (GOOD, b"One\x00two"),
        (GOOD, "e\u0301".encode()),
        (GOOD, b"\xed\xa0\x80"),
        (GOOD | {"locators": [[7, "p. 1"]]}, b"Words."),
        (GOOD | {"locators": [[-1, "p. 1"]]}, b"Words."),
        (GOOD | {"locators": [[3, "p. 1"], [1, "p. 2"]]}, b"Words."),
        (GOOD | {"locators": [["0", "p. 1"]]}, b"Words."),
        (GOOD | {"locators": [[0, "p" * 1000]]}, b"Words."),
        (GOOD | {"warnings": [5]}, b"Words."),
        (GOOD | {"warnings": ["w" * 5000]}, b"Words."),
        (GOOD | {"warnings": ["\ud800"]}, b"Words."),
        (GOOD | {"proposals": [proposal(value="Other")]}, b"Words."),
        (GOOD | {"proposals": [proposal(spans=[{"start": 1, "end": 6}])]}, b"Words."),
        (GOOD | {"proposals": [proposal(spans=[{"start": 0, "end": "5"}])]}, b"Words."),
        (GOOD | {"proposals": [proposal(field=None)]}, b"Words."),
        (GOOD | {"removed_nul": "many"}, b"Words."),
        (GOOD | {"encoding": "utf-8"}, b"Words."),
    ],
)
def test_an_answer_that_breaks_a_law_is_not_believed(head, body):
    failed(answer(head, body), "cannot be true")


def test_a_text_longer_than_any_is_not_believed(monkeypatch):
    monkeypatch.setattr("models.capture.child_process.LONGEST_TEXT", 5)
    failed(answer(GOOD, b"Words."), "cannot be true")


def test_a_mistake_of_ours_is_told_as_one():
    failed(answer({"failed": "Traceback\nKeyError: 'x'"}), "unforeseen .KeyError: 'x'.")
    failed(answer({"out of memory": True}), "more memory")
    with pytest.raises(UnreadableDocumentError, match="It is damaged"):
        read_document(PAGE, NAME, command=answer({"refused": "It is damaged."}))


# ------------------------------------------------------------------ confinement

TRIES = """
import json, sys
sys.path.insert(0, sys.argv[1])
from models.capture.confinement import confine
import _socket, socket, subprocess, os
done = confine(memory=512 * 1024 * 1024, seconds=20)
tried = {}
def attempt(name, act):
    try:
        act()
    except BaseException as error:
        tried[name] = type(error).__name__
    else:
        tried[name] = "done"
attempt("socket", lambda: socket.socket())
attempt("lower socket", lambda: _socket.socket())
attempt("address", lambda: socket.getaddrinfo("localhost", 80))
attempt("program", lambda: subprocess.run([sys.executable, "-V"]))
attempt("system", lambda: os.system("true"))
attempt("write", lambda: open(sys.argv[2], "w"))
attempt("low write", lambda: os.open(sys.argv[2], os.O_WRONLY | os.O_CREAT))
attempt("remove", lambda: os.remove(sys.argv[1] + "/nothing"))
attempt("fork", lambda: os.fork() or os._exit(0))
attempt("memory", lambda: len(bytes(1024 * 1024 * 1024)))
attempt("read", lambda: open(sys.argv[1] + "/README.md", "rb").read())
print(json.dumps({"tried": tried, "done": done, "environment": sorted(os.environ)}))
"""


@posix
def test_a_process_that_was_taken_over_reaches_nothing(tmp_path):
    ran = subprocess.run(
        [sys.executable, "-I", "-B", "-c", TRIES, str(ROOT), str(tmp_path / "written")],
        capture_output=True, text=True, check=False, env={},
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    told = json.loads(ran.stdout)
    tried = told["tried"]
    assert tried.pop("read") == "done"
    assert tried.pop("memory") == "MemoryError"
    assert set(tried.values()) == {"PermissionError"}, tried
    assert "calls" in told["done"]
    assert not (tmp_path / "written").exists()


NATIVE = """
import ctypes, sys
sys.path.insert(0, sys.argv[1])
from models.capture.confinement import confine
library = ctypes.CDLL(None, use_errno=True)
done = confine(memory=1 << 30, seconds=20)
class Address(ctypes.Structure):
    _fields_ = [("family", ctypes.c_ushort), ("port", ctypes.c_ushort),
                ("host", ctypes.c_ubyte * 4), ("rest", ctypes.c_ubyte * 8)]
port = int(sys.argv[2])
address = Address(2, (port >> 8) | ((port & 255) << 8), (ctypes.c_ubyte * 4)(127, 0, 0, 1))
handle = library.socket(2, 1, 0)
print("network" in done, library.connect(handle, ctypes.byref(address), ctypes.sizeof(address)))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="namespaces are those of Linux")
def test_on_linux_not_even_native_code_reaches_the_network():
    with socket.create_server(("127.0.0.1", 0)) as server:
        ran = subprocess.run(
            [sys.executable, "-I", "-B", "-c", NATIVE, str(ROOT), str(server.getsockname()[1])],
            capture_output=True, text=True, check=False, env={},
        )  # fmt: skip
    left, reached = ran.stdout.split()
    # Where the system lets nobody make a namespace, the answer says so and this is not promised.
    assert reached == ("-1" if left == "True" else "0"), ran.stderr


def test_the_process_gets_no_environment_and_writes_nothing(monkeypatch, tmp_path):
    monkeypatch.setenv("SECRET_OF_OURS", "x")
    command = program(
        "content = repr(sorted(os.environ)).encode()",
        "sys.path.insert(0, os.getcwd())",
        "from models.capture import frames",
        f"sys.stdout.buffer.write(frames.frame({GOOD!r}, content))",
    )
    assert "SECRET_OF_OURS" not in read_document(PAGE, NAME, command=command).text
    assert "-I" in worker_command()
    assert "-B" in worker_command()


ORPHAN = """
import subprocess, sys
child = (
    "import sys; sys.path.insert(0, sys.argv[1])\\n"
    "from models.capture.confinement import confine\\n"
    "confine(memory=1 << 30, seconds=60); print('ready', flush=True)\\n"
    "__import__('threading').Event().wait(10); print('survived', flush=True)"
)
subprocess.run([sys.executable, "-I", "-c", child, sys.argv[1]])
"""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere it ends with its clock")
def test_on_linux_the_process_dies_with_its_reader():
    with subprocess.Popen(
        [sys.executable, "-c", ORPHAN, str(ROOT)], stdout=subprocess.PIPE, text=True
    ) as reader:
        assert reader.stdout.readline() == "ready\n"
        reader.send_signal(signal.SIGKILL)
        # The end of the output comes when nobody holds it any more.
        assert reader.stdout.read() == ""


def test_documents_are_read_in_another_process():
    seen = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from models.capture.capturing import read_document\n"
        "for path in sys.argv[2:]: read_document(bytes.fromhex(path))\n"
        "parsers = {'pypdfium2', 'selectolax', 'models.capture.pdf', 'models.capture.web_page',"
        " 'models.capture.word_document', 'models.capture.packed_parts'}\n"
        "print(sorted(parsers & set(sys.modules)))"
    )
    given = [each.hex() for each in (PAGE, pdf([[(72, 700, "Words")]]), word_document(["Words"]))]
    ran = subprocess.run(
        [sys.executable, "-c", seen, str(ROOT), *given],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ran.stdout == "[]\n", ran.stderr
