"""What is counted on the way: objects, threads, connections, memory and the longest block."""

from __future__ import annotations

import gc
import statistics
import threading
from dataclasses import dataclass, field

import apsw
from PySide6.QtCore import QObject

from bench.memory import resident_megabytes
from bench.window_driver import Watchdog
from tests.journeys.desk import Desk

EVERY = 20
"""Acts between two samples: counting every object takes as long as an act."""


@dataclass(slots=True)
class Figures:
    """Samples in the order they were taken; told at the end, first half against second."""

    acts: int = 0
    seed: int = 0
    longest: float = 0.0
    slowest: str = ""
    samples: dict[str, list[float]] = field(default_factory=dict)

    def note_block(self, watchdog: Watchdog, what: str) -> None:
        """Keep the longest time the window did not answer, and what was done then."""
        block = watchdog.take()
        if block > self.longest:
            self.longest, self.slowest = block, what

    def sample(self, desk: Desk) -> None:
        """Count what is there now."""
        gc.collect()
        for name, count in (
            ("objects", float(len(gc.get_objects()))),
            ("Qt objects", float(len(desk.window.findChildren(QObject)))),
            ("threads", float(threading.active_count())),
            ("connections", float(len(apsw.connections()))),
            ("MB", resident_megabytes()),
        ):
            self.samples.setdefault(name, []).append(count)

    def lines(self) -> list[str]:
        """Return what is to be said, for people."""
        said = [
            f"{self.acts:,} acts, seed {self.seed}; longest block {self.longest:.0f} ms "
            f"({self.slowest})"
        ]
        for name, samples in self.samples.items():
            half = len(samples) // 2
            if half:
                first, second = statistics.mean(samples[:half]), statistics.mean(samples[half:])
                said.append(
                    f"{name}: {first:,.0f} in the first half, {second:,.0f} in the second, "
                    f"{samples[-1]:,.0f} at the end"
                )
        return said
