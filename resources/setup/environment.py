"""Makes the checkout's own environment, `.venv`, from the lock files.

While it works it writes into `.venv` and `.setup` (pip's temporary files, the log), nowhere else.
"""

import contextlib
import importlib.util
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from resources.setup import stamp, system_libraries
from resources.setup.problem import Problem

SPACE_NEEDED: Final = 700_000_000
"""Bytes: the environment is some 350 MB, and the packages lie beside it while they are unpacked."""

# What pip prints and what it means, in the order we ask: offline it also says that nothing matches.
PIP_FAILURES: Final = (
    (
        r"No space left on device|not enough space on the disk|Disk quota exceeded",
        "The disk is full: free about 1 GB and start again.",
    ),
    (
        r"DO NOT MATCH THE HASHES",
        "A package that was fetched is not the one Attaché was tested with, so it was not "
        "installed: start again on another network, and report it if it stays so.",
    ),
    (
        r"SSL module is not available|module in Python is not available",
        "This Python was built without SSL and can fetch nothing: name another one in "
        "ATTACHE_PYTHON and start again.",
    ),
    (
        r"CERTIFICATE_VERIFY_FAILED|SSLError",
        "The package index could not prove who it is (certificate): see that the clock is right "
        "and that pip knows your proxy’s certificate (pip config set global.cert FILE), and "
        "start again.",
    ),
    (
        r"NewConnectionError|NameResolutionError|Failed to resolve|Connection(?:Error|Refused)"
        r"|Connection (?:refused|reset|aborted|timed out)|timed? ?out|Network is unreachable"
        r"|ProxyError|Could not fetch URL|[Nn]ame resolution",
        "The first start fetches about 100 MB from the internet, and the package index cannot be "
        "reached: connect (or set pip’s proxy) and start again.",
    ),
    (
        r"No matching distribution found for|Could not find a version",
        "A package that Attaché needs is not to be had for this system and Python, or not from "
        "the package index that pip is set to: use a 64-bit Windows, macOS or Linux (with glibc "
        "2.34 or newer, as Debian 12 and Ubuntu 22.04 have), or name another Python in "
        "ATTACHE_PYTHON, and start again.",
    ),
    (
        r"Permission denied|Access is denied|Read-only file system",
        "You may not write into Attaché’s folder, or Attaché is open: close it, make the folder "
        "yours, and start again.",
    ),
)


class Environment:
    """The environment of one checkout. Not thread-safe; hold `setup_lock` while making it.

    `say` takes one line of progress for the person.
    """

    def __init__(self, checkout: Path, say: Callable[[str], None]) -> None:
        self._checkout = checkout
        self._folder = Path(stamp.environment_of(str(checkout)))
        self._python = Path(stamp.python_of(str(checkout)))
        self._say = say
        self._work = checkout / ".setup"
        self.log = self._work / "log.txt"

    def is_ready(self, purpose: str) -> bool:
        """Whether nothing need be done for `purpose` ("run" or "test")."""
        return purpose in stamp.purposes_ready(str(self._checkout))

    def make_ready(self, purpose: str) -> None:
        """Makes it whole for `purpose`, from nothing or by adding to a whole one.

        Raises Problem or OSError; then a whole one stays whole, and a half-made one is made anew by
        the next call.
        """
        ready = stamp.purposes_ready(str(self._checkout))
        if purpose in ready:
            return
        self._work.mkdir(exist_ok=True)
        self.log.write_bytes(b"")
        try:
            # Not onto packages that an older lock file asked for: what is left of them would hide
            # what the new one lacks.
            if ready and purpose not in stamp.purposes_made(str(self._checkout)):
                self._add(purpose, ready)
            else:
                self._make(purpose)
        finally:
            shutil.rmtree(self._work / "tmp", ignore_errors=True)

    def _make(self, purpose: str) -> None:
        self._check_space()
        provide_pip_installer(self._say)
        self._say(
            "Setting up Attaché in its own folder (about 100 MB to fetch, once). "
            "The next start is at once."
        )
        self._remove()
        code, output = self._call(
            [sys.executable, "-I", "-m", "venv", str(self._folder)], progress=None
        )
        if code:
            raise Problem(venv_failure(output, str(self.log)))
        self._install(purpose)
        self._put_checkout_on_path()
        self._write_launcher()
        stamp.write_stamp(str(self._checkout), {"run", purpose})

    def _add(self, purpose: str, ready: set[str]) -> None:
        self._say(f"Adding what the {purpose}s need to Attaché’s environment (once).")
        # Without a stamp while pip writes: a kill must not leave a half-made one that looks whole.
        stamp.remove_stamp(str(self._checkout))
        try:
            self._install(purpose)
        except (Problem, OSError):
            # pip fetches everything before it installs, and takes back what it could not finish.
            stamp.write_stamp(str(self._checkout), ready)
            raise
        stamp.write_stamp(str(self._checkout), ready | {purpose})

    def _check_space(self) -> None:
        if shutil.disk_usage(self._checkout).free < SPACE_NEEDED:
            raise Problem(
                "The disk has too little room for Attaché’s environment: free about 1 GB and "
                "start again."
            )

    def _remove(self) -> None:
        if self._folder.is_symlink() or self._folder.is_file():
            self._folder.unlink()
        elif self._folder.exists():
            # First, so that what is left after a kill is not taken for whole.
            stamp.remove_stamp(str(self._checkout))
            shutil.rmtree(self._folder)

    def _install(self, purpose: str) -> None:
        code, output = self._call(
            [
                *(str(self._python), "-I", "-m", "pip", "install"),
                # The lock files name every package there is to install, and its hashes.
                *("--require-hashes", "--no-deps", "--only-binary", ":all:"),
                # Nothing outside the checkout is written, and nothing is asked.
                *("--no-cache-dir", "--no-user", "--no-input", "--disable-pip-version-check"),
                *("--progress-bar", "off", "--retries", "2"),
                *("--requirement", str(self._checkout / stamp.LOCKS[purpose])),
            ],
            progress=re.compile(r"Collecting ([^\s=]+)==(\S+)"),
        )
        if code:
            raise Problem(pip_failure(output, str(self.log)))

    def _call(self, command: list[str], progress: re.Pattern[str] | None) -> tuple[int, str]:
        """Runs a program, logs its output, tells matching lines. Returns exit code and output."""
        temporary = self._work / "tmp"
        temporary.mkdir(exist_ok=True)
        surroundings = {
            name: value
            for name, value in os.environ.items()
            # These would send the packages elsewhere.
            if name not in {"PIP_TARGET", "PIP_PREFIX", "PIP_ROOT", "PIP_USER", "PIP_DRY_RUN"}
        }
        surroundings |= dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(temporary))
        lines: list[str] = []
        with (
            self.log.open("a", encoding="utf-8") as log,
            subprocess.Popen(
                command,
                env=surroundings,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                encoding="utf-8",
                errors="replace",
            ) as process,
        ):
            if process.stdout is None:
                raise Problem("The set-up could not listen to pip: start again.")
            for line in process.stdout:
                lines.append(line)
                log.write(line)
                if progress and (found := progress.match(line)):
                    self._say(f"  {found[1]} {found[2]}")
        return process.returncode, "".join(lines)

    def _put_checkout_on_path(self) -> None:
        packages = Path(stamp.site_packages_of(str(self._checkout)))
        # Relative, because before 3.13 a path that is not ASCII is read in the locale's encoding.
        line = os.path.relpath(self._checkout, packages)
        (packages / "attache-checkout.pth").write_text(line + "\n", encoding="ascii")

    def _write_launcher(self) -> None:
        if os.name == "nt":
            launcher = self._python.with_name("attache.cmd")
            launcher.write_text('@"%~dp0python.exe" -I -m desktop %*\r\n', newline="")
            return
        launcher = self._python.with_name("attache")
        text = f'#!/bin/sh\nexec {shlex.quote(str(self._python))} -I -m desktop "$@"\n'
        launcher.write_bytes(os.fsencode(text))
        launcher.chmod(0o755)


def provide_pip_installer(say: Callable[[str], None]) -> None:
    """Sees that this Python can make environments: Debian has `ensurepip` in a package of its own.

    Installs it where the person is root and has apt-get. Raises Problem, naming the package.
    """
    if all(importlib.util.find_spec(name) for name in ("venv", "ensurepip")):
        return
    package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
    if os.name == "posix" and os.geteuid() == 0 and shutil.which("apt-get"):
        say(f"Installing the system package {package}")
        system_libraries.apt_install([package])
        importlib.invalidate_caches()
        if importlib.util.find_spec("ensurepip"):
            return
    raise Problem(
        f"This Python ({sys.executable}) cannot make environments: install the package {package} "
        f"(Debian and Ubuntu: “sudo apt-get install {package}”), or name another Python in "
        "ATTACHE_PYTHON, and start again."
    )


def pip_failure(output: str, log: str) -> str:
    """The sentence for what pip printed before it failed."""
    for pattern, sentence in PIP_FAILURES:
        if re.search(pattern, output):
            return f"{sentence} (Details: {log})"
    return f"The packages could not be installed{_last_words(output)}. (Details: {log})"


def venv_failure(output: str, log: str) -> str:
    """The sentence for what `python -m venv` printed before it failed."""
    if "PATH separator" in output:
        return (
            "The folder of Attaché has the sign in its name that separates folders in PATH: move "
            "it to a folder without it and start again."
        )
    for pattern, sentence in PIP_FAILURES:
        if re.search(pattern, output):
            return f"{sentence} (Details: {log})"
    return f"The environment could not be made{_last_words(output)}. (Details: {log})"


def _last_words(output: str) -> str:
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    return f": {lines[-1].removeprefix('ERROR: ').rstrip('.')}" if lines else ""


@contextlib.contextmanager
def setup_lock(checkout: Path, say: Callable[[str], None]) -> Iterator[None]:
    """Lets one set-up of a checkout work at a time; others wait and are told so. Raises OSError.

    The system drops the lock with the process that holds it, however that ends.
    """
    (checkout / ".setup").mkdir(exist_ok=True)
    with (checkout / ".setup" / "lock").open("a+b") as file:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415 -- only Windows has it

            told = False
            while True:
                try:
                    msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)  # waits ten seconds
                    break
                except OSError:
                    if not told:
                        say("Another start is setting Attaché up; waiting for it.")
                        told = True
        else:
            import fcntl  # noqa: PLC0415 -- Windows lacks it

            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                say("Another start is setting Attaché up; waiting for it.")
                fcntl.flock(file, fcntl.LOCK_EX)
        yield
