"""Two windows can be told apart by their titles."""

from pathlib import Path

from desktop.window.title import window_title

HOME = Path("/home/me")


def test_a_file_called_like_its_reference_is_not_named_twice() -> None:
    assert window_title("Story", HOME / "Story.attache", []) == "Story — Attaché"
    assert window_title("Story", HOME / "story.attache", []) == "Story — Attaché"


def test_a_copy_under_another_name_is_named() -> None:
    assert window_title("Story", HOME / "mine.attache", []) == "Story — mine.attache — Attaché"


def test_two_files_of_one_name_are_told_apart_by_their_folders() -> None:
    here, there = HOME / "a" / "Story.attache", HOME / "b" / "Story.attache"
    recent = [here, there]
    assert window_title("Story", here, recent) == "Story — Story.attache in a — Attaché"
    assert window_title("Story", there, recent) == "Story — Story.attache in b — Attaché"


def test_folders_of_one_name_are_told_apart_by_their_paths() -> None:
    here, there = HOME / "a" / "x" / "Story.attache", HOME / "b" / "x" / "Story.attache"
    said = window_title("Story", here, [there])
    assert said == f"Story — Story.attache in {here.parent} — Attaché"


def test_a_name_with_line_breaks_stays_one_line() -> None:
    assert "\n" not in window_title("Story", HOME / "a\nb.attache", [])
