"""What a process holds, as the system counts it; 0 where it does not say."""

from __future__ import annotations

from pathlib import Path


def _told(name: str) -> float:
    try:
        lines = Path("/proc/self/status").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith(name)), 0.0)


def resident_megabytes() -> float:
    """Return what the process holds in memory now."""
    return _told("VmRSS")


def anonymous_megabytes() -> float:
    """Return what of it is the process's own; the rest are files mapped into it, mostly code."""
    return _told("RssAnon")


def peak_megabytes() -> float:
    """Return the most it ever held."""
    return _told("VmHWM")
