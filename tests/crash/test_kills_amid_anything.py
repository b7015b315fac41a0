"""Attaché is killed amid imports, undoing, merging, backing up and an update of the file."""

from __future__ import annotations

import os
import random
import selectors
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path
from time import monotonic

import pytest

from models.backups.backup import backups_in
from models.backups.making import back_up
from models.backups.place import room
from models.checking.verification import verify
from models.migrating import numbered
from models.migrating.bringing_up import bring_up_to_date
from models.reference import problems
from models.reference.reference import Reference
from models.undo import next_undo, undo_last
from tests.crash.acts import KINDS, Past, act, begin, sum_of
from tests.models.migrating import older

HERE = Path(__file__).parent
CHECKOUT = HERE.parents[1]
PATIENCE_SECONDS = 60


def started(script: str, *given: str, pass_fds: tuple[int, ...] = ()) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-P", str(HERE / script), *given],
        cwd=CHECKOUT,
        env={**os.environ, "PYTHONPATH": str(CHECKOUT)},
        pass_fds=pass_fds,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def kill(process: subprocess.Popen[bytes], delay: float) -> bool:
    """Kill it after so many seconds; False when it had come to its end."""
    try:
        process.wait(delay)
    except subprocess.TimeoutExpired:
        process.kill()
    _, said = process.communicate()
    assert process.returncode in {0, -9}, said.decode()
    return process.returncode == -9


def read_until(reading: int, wanted: str) -> tuple[list[str], float] | None:
    """Return the lines until an act of the kind begins, and how long one of them took before.

    None when it ended before.
    """
    text, begun, took = "", {}, 0.05
    waiting = selectors.DefaultSelector()
    waiting.register(reading, selectors.EVENT_READ)
    while True:
        assert waiting.select(PATIENCE_SECONDS), "nothing was told for a minute"
        more = os.read(reading, 65536).decode()
        if not more:
            return None
        text += more
        lines = text.splitlines()
        for line in lines[len(begun) :]:
            begun[len(begun)] = (line, monotonic())
        for number, (line, moment) in begun.items():
            if line == f"begin {wanted}" and number + 1 in begun:
                took = begun[number + 1][1] - moment
        if lines[-1] == f"begin {wanted}" and text.endswith("\n"):
            return lines, took


@pytest.mark.parametrize("manner", ["beside readers", "in one piece"])
def test_killed_amid_any_act_it_loses_none_and_leaves_none_half(
    tmp_path: Path, crashes: int, figures: Counter[str], chance: random.Random, manner: str
) -> None:
    path, folder = tmp_path / "references" / "killed.attache", tmp_path / "backups"
    path.parent.mkdir()
    past = Past([begin(path)], figures)
    past.known.add(past.states[0])
    amid = chance.sample((*KINDS, "back up"), len(KINDS) + 1)
    for number in range(crashes):
        kind = amid[number % len(amid)]
        reading, writing = os.pipe()
        given = (str(path), str(folder), str(writing), str(chance.random()), manner)
        process = started("actor.py", *given, pass_fds=(writing,))
        os.close(writing)
        try:
            told = read_until(reading, kind)
            if told is None:
                pytest.fail(f"It ended before it came to {kind}: {process.communicate()[1]!r}")
            lines, took = told
            assert kill(process, chance.uniform(0, 1.2 * took))
            rest = b""
            while more := os.read(reading, 65536):
                rest += more
        finally:
            os.close(reading)
        figures["kills"] += 1
        figures[f"amid {kind}"] += 1
        lines += rest.decode().splitlines()
        past.check(path, past.follow(lines))
        check_backups(path, folder, past, figures)


def check_backups(path: Path, folder: Path, past: Past, figures: Counter[str]) -> None:
    """Every backup that is listed is whole, and of a state that was; another one can be made."""
    with Reference.open(path) as reference:
        own = room(reference.facts()["uid"], folder)
        for backup in backups_in(own):
            with Reference.open(backup.path, read_only=True) as copy:
                assert verify(copy).failures == ()
                assert sum_of(copy) in past.known | {past.states[-1]}
        figures["backups left unfinished"] += bool(list(own.glob("*.unfinished")))
        back_up(reference, folder=folder)
        assert not list(own.glob("*.unfinished"))


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, str]:
    """Return a file of the made-up version 0, its shape, and the sum it has as one of version 1."""
    path = tmp_path_factory.mktemp("update") / "old.attache"
    begin(path)
    with Reference.open(path) as reference:
        for number in range(20):
            act(reference, "bulk import" if number % 5 else "edit", f"{number}")
        state = sum_of(reference)
    return path, older.make_older(path), state


def test_killed_amid_an_update_the_file_is_the_old_one_or_the_new_one(
    tmp_path: Path,
    template: tuple[Path, str, str],
    crashes: int,
    figures: Counter[str],
    chance: random.Random,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    old, shape, state = template
    monkeypatch.setattr(numbered, "MIGRATIONS", [older.keeping_steps(shape)])
    longest = {"beginning": 0.5, "updating": 0.3}
    for number in range(crashes):
        path = tmp_path / f"{number}" / "killed.attache"
        path.parent.mkdir()
        shutil.copyfile(old, path)
        process = started("updater.py", str(path), shape, str(tmp_path / f"backups {number}"))
        assert process.stdout is not None
        amid = "beginning" if number % 3 == 0 else "updating"
        while process.stdout.readline().strip().decode() != amid:
            assert process.poll() is None
        begun = monotonic()
        if not kill(process, chance.uniform(0, longest[amid])):
            longest[amid] = monotonic() - begun
            figures["came to its end first"] += 1
        figures["kills"] += 1
        figures["journals left behind"] += len(list(path.parent.iterdir())) > 1
        try:
            Reference.open(path).close()
        except problems.OlderVersionError:
            figures["the old file"] += 1
            bring_up_to_date(path, folder=tmp_path / f"backups {number}")
        else:
            figures["the new file"] += 1
        with Reference.open(path) as reference:
            assert verify(reference).failures == ()
            figures["files with another row"] += sum_of(reference) != state
            assert sum_of(reference) == state
            assert next_undo(reference) is not None
            undo_last(reference, imports=True)
            assert verify(reference).failures == ()
            own = room(reference.facts()["uid"], tmp_path / f"backups {number}")
        for backup in backups_in(own):
            assert older.version_of(backup.path) == 0
            with pytest.raises(problems.OlderVersionError):
                Reference.open(backup.path)
        shutil.rmtree(path.parent)
        shutil.rmtree(tmp_path / f"backups {number}")
