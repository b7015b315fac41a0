"""Measuring processes: each is started fresh, so that none stands on another's memory."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

CHECKOUT = Path(__file__).parents[1]


class Processes:
    """Starts measuring processes on one Qt platform."""

    def __init__(self, platform: str) -> None:
        self._environment = {**os.environ, "QT_QPA_PLATFORM": platform}
        # A program that is installed has its byte code beside it; compiling is no part of a start.
        self._environment.pop("PYTHONDONTWRITEBYTECODE", None)

    def answer(self, module: str, *arguments: str) -> dict[str, Any]:
        """Run a module and return the JSON it prints last.

        Raises:
            RuntimeError: it failed; what it said last is in the message.
        """
        done = subprocess.run(
            [sys.executable, "-m", module, *arguments],
            cwd=CHECKOUT,
            env=self._environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        if done.returncode:
            last = done.stderr.strip().splitlines()[-1:] or ["it said nothing"]
            message = f"{module} ended with {done.returncode}: {last[0]}"
            raise RuntimeError(message)
        found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
        return found

    def until_ready(self, module: str, *arguments: str) -> float:
        """Return the milliseconds from the start of a process to its first word."""
        begun = time.perf_counter()
        process = subprocess.Popen(
            [sys.executable, "-m", module, *arguments],
            cwd=CHECKOUT,
            env=self._environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        assert process.stdout is not None
        word = process.stdout.readline()
        taken = (time.perf_counter() - begun) * 1000
        _, complaint = process.communicate()
        if not word:
            message = f"{module} never became ready: {complaint.strip()[-300:]}"
            raise RuntimeError(message)
        return taken
