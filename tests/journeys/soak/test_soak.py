"""The soak: random acts with real keys at the real window, and nothing shown that is not so.

A short while in every run of the tests; `./test --soak SECONDS` goes on for longer, runs it alone
and prints what it counted. Each run has another seed, which stands in every failure;
`--soak-seed N` does the same acts again.
"""

from __future__ import annotations

import random
import time
from pathlib import Path

from bench.window_driver import Watchdog
from tests.journeys.desk import Desk
from tests.journeys.soak.figures import EVERY, Figures
from tests.journeys.soak.hands import Hands
from tests.journeys.soak.truth import Truth

REMEMBERED = 8
"""Acts told of in a failure."""


def test_whatever_is_done_in_the_window_it_shows_what_the_file_holds(
    desk: Desk, path: Path, soak_seconds: float, figures: Figures, qtlog: object
) -> None:
    # The same acts for the same seed, not for the same clock: only their number depends on it.
    hands = Hands(desk, path, random.Random(figures.seed))
    truth, watchdog = Truth(desk, path), Watchdog()
    bugs: list[object] = []
    desk.session.crashed.connect(bugs.append)
    desk.session.browsing.look_for_changes()
    desk.settle()
    assert truth.lies() == []
    did: list[str] = []
    end = time.monotonic() + soak_seconds
    while time.monotonic() < end:
        watchdog.take()
        hands.act()
        desk.until(lambda: not desk.session.writer.busy)
        figures.acts += 1
        did.append(hands.did)
        figures.note_block(watchdog, hands.did)
        told = f"seed {figures.seed}, act {figures.acts}; last: {did[-REMEMBERED:]}"
        assert bugs == [], told
        assert [
            record.message
            for record in qtlog.records
            if record.log_type_name != "DEBUG"
            and "This plugin does not support" not in record.message
        ] == [], told
        assert truth.lies() == [], told
        if figures.acts % EVERY == 1:
            figures.sample(desk)
    figures.sample(desk)
    assert figures.acts > 0
    # One connection and one thread a lane, however much was done.
    assert max(figures.samples["threads"]) <= figures.samples["threads"][0] + 1
    assert max(figures.samples["connections"]) <= figures.samples["connections"][0] + 3
