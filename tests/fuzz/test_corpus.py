"""What is saved of the fuzzing: there for each door, small, and the same when it is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fuzz.corpus import CORPORA, fewest, file_of, line_of, read_line, saved, saved_lines
from tests.fuzz.targets import DOORS, Door

MOST_BYTES = 300_000


@pytest.mark.parametrize("name", DOORS)
def test_each_door_has_inputs_that_are_saved(name: str) -> None:
    assert saved_lines(name), f"./test --fuzz 60 --keep writes {file_of(name)}"


def test_no_other_inputs_are_saved_and_all_are_small() -> None:
    assert sorted(CORPORA.iterdir()) == sorted(map(file_of, DOORS))
    assert sum(path.stat().st_size for path in CORPORA.iterdir()) < MOST_BYTES


@pytest.mark.parametrize("name", DOORS)
def test_what_is_saved_is_read_and_written_the_same(name: str, tmp_path: Path) -> None:
    door = DOORS[name](tmp_path)
    for content in saved(name, door):
        assert read_line(line_of(content, door), door.samples) == content


def rigid(*samples: bytes) -> Door:
    return Door(samples, [], lambda _: None, (), rigid=True)


def test_an_input_of_a_rigid_door_is_kept_as_what_was_written_over() -> None:
    sample = bytes(range(256)) * 40
    changed = bytearray(sample)
    changed[3000:3004] = b"here"
    changed[9000] ^= 1
    line = line_of(bytes(changed), rigid(b"no", sample))
    assert line.startswith("1:10240 ")
    assert len(line) < 80
    assert read_line(line, [b"no", sample]) == changed


@pytest.mark.parametrize("content", [b"", b"ab", b"abXdef", b"abcdef", b"abcdefgh", b"\0" * 9])
def test_an_input_of_a_rigid_door_may_be_of_another_length(content: bytes) -> None:
    assert read_line(line_of(content, rigid(b"abcdef")), [b"abcdef"]) == content


def test_of_inputs_that_lead_equally_far_the_smallest_is_kept(tmp_path: Path) -> None:
    made = DOORS["dates"](tmp_path)
    door = Door([b"2023-08-02"], [], made.attempt, made.refusals)
    small, large = (line_of(text.encode(), door) for text in ("3 May 2023", "23 August 2023"))
    same = line_of(b"2023-08-02", door)
    assert fewest(door, [large, same, small]) == [small]
