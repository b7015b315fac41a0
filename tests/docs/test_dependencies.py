"""The list of packages says what the locks say, and every package is pinned by its hashes."""

import re
import runpy
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]
DEPENDENCIES = runpy.run_path(str(CHECKOUT / "docs" / "dependencies.py"))
LINE = re.compile(r"^\| ([a-z0-9.-]+) \| (\S+) \| ([^|]*) \| ([^|]*) \| ([^|]*) \|$", re.MULTILINE)
LOCKS = ("requirements.txt", "requirements-test.txt")


def listed():
    found = LINE.findall((CHECKOUT / "docs" / "dependencies.md").read_text("utf-8"))
    return [row for row in found if row[0] != "package"]


def test_the_list_is_the_locks():
    locked = {
        (package.name, package.version)
        for file in LOCKS
        for package in DEPENDENCIES["locked"](file)
    }
    assert {(name, version) for name, version, *_ in listed()} == locked
    assert len(listed()) == len(locked), "run docs/dependencies.py"


@pytest.mark.parametrize("file", LOCKS)
def test_every_package_is_pinned_by_hashes(file):
    text = (CHECKOUT / file).read_text("utf-8")
    named = re.findall(r"^[A-Za-z0-9]\S*", text, re.MULTILINE)
    assert named
    assert all(re.fullmatch(r"[a-z0-9.-]+==\S+", name) for name in named)
    assert [package.name for package in DEPENDENCIES["locked"](file)] == sorted(
        name.partition("==")[0] for name in named
    )


def test_every_package_has_a_licence_a_size_and_a_reason():
    for name, _, licence, size, reason in listed():
        assert licence.strip(), name
        assert re.fullmatch(r"–|under 0\.1 MB|\d+(\.\d)? MB", size), name
        assert len(reason) > 5, name
        assert "GPL" not in licence or licence == "LGPL-3.0-only", name


def test_the_reasons_are_those_beside_the_packages():
    reasons = DEPENDENCIES["reasons"]()
    for name, _, _, _, said in listed():
        if name in reasons:
            assert said.startswith(reasons[name])
        else:
            assert said.startswith("needed by ")


def test_what_is_installed_is_named_in_the_notice():
    notice = (CHECKOUT / "NOTICE").read_text("utf-8").lower()
    for package in DEPENDENCIES["locked"]("requirements.txt"):
        if package.needed_by and any(by.startswith("attache") for by in package.needed_by):
            assert package.name.removesuffix("-essentials") in notice
