"""`attache register` and `attache unregister`, for this checkout and this person."""

from __future__ import annotations

from desktop.registration.registration import CHECKOUT, register, unregister
from desktop.registration.report import Report


def register_command() -> tuple[int, str]:
    """Do `attache register`: the exit code (0 or 1) and what to print."""
    return _answer(register(CHECKOUT))


def unregister_command() -> tuple[int, str]:
    """Do `attache unregister`: the exit code (0 or 1) and what to print."""
    return _answer(unregister())


def _answer(report: Report) -> tuple[int, str]:
    return (0 if report.done else 1), report.text()
