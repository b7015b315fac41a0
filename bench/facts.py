"""On what and beside what was measured."""

from __future__ import annotations

import os
import platform
import sys

import apsw
import PySide6


def facts(qt_platform: str) -> dict[str, object]:
    """Return versions, processors and how busy they are; none of it names the machine."""
    load = os.getloadavg() if hasattr(os, "getloadavg") else (float("nan"),) * 3
    return {
        "processors": os.cpu_count(),
        "load": [round(part, 2) for part in load],
        "system": platform.system(),
        "machine": platform.machine(),
        "python": ".".join(map(str, sys.version_info[:3])),
        "pyside6": PySide6.__version__,
        "sqlite": apsw.sqlite_lib_version(),
        "qt platform": qt_platform,
    }
