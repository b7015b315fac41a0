"""Making the environment: what is built, what is added, and what is said when it fails."""

import errno
import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from resources.setup import environment, prepare, stamp
from resources.setup.environment import Environment, pip_failure, setup_lock, venv_failure
from resources.setup.problem import Problem, problem_of


class RecordedEnvironment(Environment):
    """Runs neither venv nor pip: makes the files they would make, or fails as told."""

    def __init__(self, checkout: Path, fails_in: str = "", output: str = "") -> None:
        super().__init__(checkout, lambda line: None)
        self.checkout = checkout
        self.fails_in = fails_in
        self.output = output
        self.calls: list[str] = []

    def _call(self, command, progress):
        name = "pip" if "pip" in command else "venv"
        self.calls.append(name if name == "venv" else f"pip {Path(command[-1]).name}")
        if self.fails_in == name:
            return 1, self.output
        if name == "venv":
            Path(stamp.site_packages_of(str(self.checkout))).mkdir(parents=True)
            python = Path(stamp.python_of(str(self.checkout)))
            python.parent.mkdir(parents=True, exist_ok=True)
            python.write_text("")
        return 0, ""


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    root = tmp_path / "Attaché's checkout"
    root.mkdir()
    (root / "requirements.txt").write_text("peewee==1\n")
    (root / "requirements-test.txt").write_text("peewee==1\npytest==2\n")
    return root


def made(checkout: Path, purpose: str) -> list[str]:
    """What was called to make the environment ready."""
    recorded = RecordedEnvironment(checkout)
    recorded.make_ready(purpose)
    assert recorded.is_ready(purpose)
    return recorded.calls


def test_the_first_start_makes_the_environment_and_the_second_does_nothing(checkout):
    assert made(checkout, "run") == ["venv", "pip requirements.txt"]
    assert made(checkout, "run") == []


def test_the_first_tests_add_to_the_windows_environment(checkout):
    made(checkout, "run")
    assert made(checkout, "test") == ["pip requirements-test.txt"]
    assert made(checkout, "run") == []


def test_an_environment_made_for_the_tests_serves_the_window(checkout):
    assert made(checkout, "test") == ["venv", "pip requirements-test.txt"]
    assert made(checkout, "run") == []


def test_a_changed_lock_makes_everything_anew(checkout):
    made(checkout, "run")
    left_over = checkout / ".venv" / "left-over"
    left_over.write_text("")
    (checkout / "requirements.txt").write_text("peewee==2\n")
    assert made(checkout, "run") == ["venv", "pip requirements.txt"]
    assert not left_over.exists()


def test_a_changed_lock_of_the_tests_leaves_the_window_alone_and_makes_the_tests_anew(checkout):
    made(checkout, "test")
    (checkout / "requirements-test.txt").write_text("peewee==1\npytest==3\n")
    assert made(checkout, "run") == []
    assert made(checkout, "test") == ["venv", "pip requirements-test.txt"]


@pytest.mark.parametrize("fails_in", ["venv", "pip"])
def test_after_a_failure_the_next_start_makes_everything_anew(checkout, fails_in):
    with pytest.raises(Problem):
        RecordedEnvironment(checkout, fails_in).make_ready("run")
    assert stamp.purposes_ready(str(checkout)) == set()
    assert made(checkout, "run") == ["venv", "pip requirements.txt"]


def test_tests_that_could_not_be_fetched_leave_the_window_ready(checkout):
    made(checkout, "run")
    with pytest.raises(Problem):
        RecordedEnvironment(checkout, "pip", "NewConnectionError").make_ready("test")
    assert stamp.purposes_ready(str(checkout)) == {"run"}


def test_a_kill_while_adding_leaves_nothing_that_looks_whole(checkout):
    made(checkout, "run")

    class Killed(RecordedEnvironment):
        def _call(self, command, progress):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Killed(checkout).make_ready("test")
    assert stamp.purposes_ready(str(checkout)) == set()


@pytest.mark.skipif(os.name == "nt", reason="Windows needs a right to make links")
def test_a_link_named_as_the_environment_is_removed_and_not_what_it_points_to(checkout, tmp_path):
    precious = tmp_path / "precious"
    precious.mkdir()
    (precious / "thing").write_text("")
    (checkout / ".venv").symlink_to(precious)
    made(checkout, "run")
    assert (precious / "thing").exists()


def test_the_checkout_is_on_the_environments_path_in_plain_ascii(checkout):
    made(checkout, "run")
    packages = Path(stamp.site_packages_of(str(checkout)))
    line = (packages / "attache-checkout.pth").read_text(encoding="ascii").strip()
    assert (packages / line).resolve() == checkout.resolve()


@pytest.mark.skipif(os.name == "nt", reason="Windows has a launcher of its own")
def test_the_launcher_hands_on_its_arguments_and_its_exit_code(checkout):
    made(checkout, "run")
    python = Path(stamp.python_of(str(checkout)))
    python.write_text('#!/bin/sh\nprintf "<%s>" "$@"\nexit 7\n')
    python.chmod(0o755)
    done = subprocess.run(
        [python.with_name("attache"), "a file", "--json"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout == "<-I><-m><desktop><a file><--json>"
    assert done.returncode == 7


def test_too_little_room_is_said_before_anything_is_fetched(checkout, monkeypatch):
    usage = shutil.disk_usage(checkout)._replace(free=1000)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage)
    recorded = RecordedEnvironment(checkout)
    with pytest.raises(Problem, match="free about 1 GB"):
        recorded.make_ready("run")
    assert recorded.calls == []


def test_a_python_without_pips_installer_names_debians_package(monkeypatch):
    monkeypatch.setattr(
        environment.importlib.util,
        "find_spec",
        lambda name: None if name == "ensurepip" else object(),
    )
    monkeypatch.setattr(environment.shutil, "which", lambda program: None)
    package = f"python3.{sys.version_info[1]}-venv"
    with pytest.raises(Problem, match=f"apt-get install {package}"):
        environment.provide_pip_installer(lambda line: None)


OFFLINE = (
    "WARNING: Retrying (Retry(total=0)) after connection broken by "
    "'NewConnectionError(...: Failed to establish a new connection: [Errno -3] Temporary "
    "failure in name resolution')'\n"
    "ERROR: Could not find a version that satisfies the requirement apsw==3.54.1.0\n"
    "ERROR: No matching distribution found for apsw==3.54.1.0\n"
)


@pytest.mark.parametrize(
    ("output", "words"),
    [
        (OFFLINE, "cannot be reached"),
        (OFFLINE.splitlines()[1], "not to be had for this system"),
        ("ERROR: Could not install packages: [Errno 28] No space left on device", "disk is full"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS", "not the one"),
        ("SSLError(SSLCertVerificationError(CERTIFICATE_VERIFY_FAILED))", "who it is"),
        ("because the ssl module in Python is not available; NewConnectionError", "without SSL"),
        ("ERROR: [Errno 13] Permission denied: '/x'", "may not write"),
        ("Something\nERROR: Nobody has seen this before.\n", "Nobody has seen this before"),
        ("", "could not be installed"),
    ],
)
def test_what_pip_prints_becomes_one_sentence_that_names_the_log(output, words):
    sentence = pip_failure(output, "/checkout/.setup/log.txt")
    assert words in sentence
    assert "\n" not in sentence
    assert "/checkout/.setup/log.txt" in sentence


def test_a_folder_that_cannot_hold_an_environment_is_explained():
    assert "PATH" in venv_failure("Error: it contains the PATH separator :.", "log")


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "disk is full"),
        (errno.EACCES, "may not write “/x”"),
        (errno.EROFS, "may not write “/x”"),
        (errno.EIO, "Input/output error"),
    ],
)
def test_an_error_of_the_system_becomes_one_sentence(number, words):
    problem = problem_of(OSError(number, os.strerror(number), "/x"), "making it")
    assert words in str(problem)
    assert "\n" not in str(problem)


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (Problem("The sky is down: put it up."), 1),
        (OSError(errno.ENOSPC, "No space left on device"), 1),
        (RuntimeError("a bug of ours"), 1),
        (KeyboardInterrupt(), 130),
    ],
)
def test_no_failure_ends_in_a_traceback(error, code, monkeypatch, capsys, tmp_path):
    def fail(*arguments):
        raise error

    monkeypatch.setattr(prepare, "CHECKOUT", tmp_path)
    monkeypatch.setattr(prepare, "prepare", fail)
    assert prepare.main("run", []) == code
    printed = capsys.readouterr()
    assert printed.out == ""
    assert len(printed.err.splitlines()) == 1
    assert "Traceback" not in printed.err


def test_one_set_up_works_at_a_time_and_the_other_is_told(checkout):
    told, entered = threading.Event(), threading.Event()
    order = []

    def second():
        with setup_lock(checkout, lambda line: told.set()):
            order.append("second")
            entered.set()

    waiting = threading.Thread(target=second)
    with setup_lock(checkout, lambda line: order.append("told wrongly")):
        waiting.start()
        assert told.wait(15)
        order.append("first")
    assert entered.wait(15)
    waiting.join(15)
    assert order == ["first", "second"]
