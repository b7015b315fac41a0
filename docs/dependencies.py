"""Writes docs/dependencies.md from the two lock files: what is installed, and why.

    .venv/bin/python docs/dependencies.py

Names, versions and what needs what stand in the locks, the reasons in pyproject.toml beside each
package. Licences and sizes are those of the packages as they are installed where this is run.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[1]
PAGE = CHECKOUT / "docs" / "dependencies.md"
BEGIN = "<!-- written by docs/dependencies.py: do not edit below -->"
END = "<!-- written by docs/dependencies.py: do not edit above -->"

PINNED = re.compile(
    r"^(?P<name>[a-z0-9.-]+)==(?P<version>\S+)(?: ; (?P<where>[^\\\n]+?))? \\$", re.MULTILINE
)
ABOVE = re.compile(r'(?P<why>(?:^ {4}# .*\n)+)^ {4}"(?P<name>[\w-]+)', re.MULTILINE)
BESIDE = re.compile(r'^ {4}"(?P<name>[\w-]+)[^"]*",  # (?P<why>.+)$', re.MULTILINE)

LICENCES = {
    "PySide6-Essentials": "LGPL-3.0-only", "shiboken6": "LGPL-3.0-only", "peewee": "MIT",
    "apsw": "any OSI-approved licence", "colorama": "BSD-3-Clause", "hypothesis": "MPL-2.0",
    "pypdfium2": "BSD-3-Clause or Apache-2.0", "tzdata": "Apache-2.0", "pathspec": "MPL-2.0",
    "pytest-archon": "Apache-2.0", "sortedcontainers": "Apache-2.0",
}  # fmt: skip
"""Where a package's own notice is no plain name, offers several, or is not installed here."""


@dataclass(frozen=True, slots=True)
class Package:
    """One line of a lock file."""

    name: str
    version: str
    only: str
    needed_by: tuple[str, ...]


def key(name: str) -> str:
    """Return the name as registries compare it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def locked(file: str) -> list[Package]:
    """Return the packages of a lock file, by name."""
    text = (CHECKOUT / file).read_text("utf-8")
    found = list(PINNED.finditer(text))
    packages = []
    for number, match in enumerate(found):
        end = found[number + 1].start() if number + 1 < len(found) else len(text)
        block = text[match.end() : end]
        assert "--hash=sha256:" in block, f"{match['name']} has no hash"
        via = block.partition("# via")[2]
        names = [line.strip(" #") for line in via.splitlines() if line.strip(" #")]
        packages.append(
            Package(match["name"], match["version"], match["where"] or "", tuple(names))
        )
    return sorted(packages, key=lambda package: package.name)


def reasons() -> dict[str, str]:
    """Return the first sentence of what pyproject.toml says of each package."""
    text = (CHECKOUT / "pyproject.toml").read_text("utf-8")
    found: dict[str, str] = {}
    for match in ABOVE.finditer(text):
        words = " ".join(line.strip(" #") for line in match["why"].splitlines())
        found[key(match["name"])] = re.split(r"(?<=[^.][.:;]) ", words)[0].rstrip(".:;")
    for match in BESIDE.finditer(text):
        found[key(match["name"])] = match["why"].rstrip(".")
    return found


def licence(package: Package, installed: Distribution | None) -> str:
    """Return the licence of a package in a few words."""
    for name, said in LICENCES.items():
        if key(name) == key(package.name):
            return said
    if installed is None:
        return ""
    about = installed.metadata
    stated = about.get("License-Expression") or about.get("License") or ""
    if stated and "\n" not in stated and len(stated) < 60:
        return stated.strip()
    classes = [one for one in about.get_all("Classifier") or [] if one.startswith("License ::")]
    return classes[0].rpartition(":: ")[2] if classes else ""


def size(installed: Distribution | None) -> str:
    """Return how much a package takes on the disk, bytecode left out."""
    if installed is None:
        return "–"
    total = sum(file.size or 0 for file in installed.files or [] if not str(file).endswith(".pyc"))
    if total < 1e5:
        return "under 0.1 MB"
    return f"{total / 1e6:.1f} MB" if total < 10e6 else f"{total / 1e6:.0f} MB"


def table(packages: list[Package]) -> list[str]:
    """Return the packages as the lines of a table."""
    why = reasons()
    lines = ["| package | version | licence | installed | why |", "|---|---|---|---|---|"]
    for package in packages:
        try:
            installed = distribution(package.name)
        except PackageNotFoundError:
            installed = None
        needed = [name for name in package.needed_by if not name.startswith("attache")]
        reason = why.get(package.name) or f"needed by {', '.join(needed)}"
        if "win32" in package.only:
            reason += " (on Windows alone)"
        cells = (
            package.name,
            package.version,
            licence(package, installed),
            size(installed),
            reason,
        )
        lines.append(f"| {' | '.join(cells)} |")
    return lines


def page(text: str) -> str:
    """Return the page with its lists made anew."""
    window = locked("requirements.txt")
    known = {package.name for package in window}
    tests = [package for package in locked("requirements-test.txt") if package.name not in known]
    lists = [BEGIN, "", "## To run it", "", *table(window), "", "## To test it as well", ""]
    lists += [*table(tests), "", END]
    before, _, rest = text.partition(BEGIN)
    return before + "\n".join(lists) + rest.partition(END)[2]


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text("utf-8")), "utf-8")
    sys.stdout.write(f"{PAGE.relative_to(CHECKOUT)} is written.\n")
