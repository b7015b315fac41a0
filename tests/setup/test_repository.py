"""What the repository as a whole promises about its set-up."""

import os
import re
import stat
import subprocess
import tomllib
from pathlib import Path

import pytest

from resources.setup import suitable

CHECKOUT = Path(__file__).resolve().parents[2]

# Written in pieces, so that this file does not name what it forbids.
REGISTRY_HOSTS = [
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("pypi", "python", "org"),
        ("pythonhosted", "org"),
        ("registry", "npmjs", "org"),
        ("deb", "debian", "org"),
        ("security", "debian", "org"),
        ("archive", "ubuntu", "com"),
        ("crates", "io"),
        ("proxy", "golang", "org"),
        ("conda", "anaconda", "org"),
    )
]
INDEX_OPTION = re.compile(
    r"(?:--(?:extra-)?index-url|--find-links|(?<!\w)-i|(?:extra-)?index-url\s*=|index_url\s*=)"
    r"[ =]*[\"']?(?:https?|file)" + "://"
)


def committed_files() -> list[Path]:
    """The files git tracks or would take, or, without git, those that are not made by tools."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=CHECKOUT,
        capture_output=True,
        check=False,
    )
    if listed.returncode == 0:
        names = [os.fsdecode(name) for name in listed.stdout.split(b"\0") if name]
        return [path for path in (CHECKOUT / name for name in names) if path.is_file()]
    made = {".venv", ".setup", ".git", "__pycache__"}
    return [
        path
        for path in CHECKOUT.rglob("*")
        if path.is_file() and not made & set(path.relative_to(CHECKOUT).parts)
    ]


def registry_addresses(text: str) -> list[str]:
    """The addresses of package registries that a text names."""
    hosts = [host for host in REGISTRY_HOSTS if host in text.lower()]
    return hosts + [found[0] for found in INDEX_OPTION.finditer(text)]


def test_the_search_for_registry_addresses_finds_them():
    assert registry_addresses("see " + "https://files." + REGISTRY_HOSTS[2] + "/packages")
    assert registry_addresses("--index-url " + "https" + "://mirror.example/simple")
    assert registry_addresses("-i " + "file" + ":///srv/mirror")
    assert not registry_addresses("uv pip compile --no-emit-index-url")


def test_no_committed_file_names_a_package_registry():
    files = committed_files()
    assert CHECKOUT / "requirements.txt" in files
    found = {
        str(path.relative_to(CHECKOUT)): addresses
        for path in files
        if (addresses := registry_addresses(path.read_bytes().decode("utf-8", errors="replace")))
    }
    assert not found


def pins(lock: str) -> dict[str, str]:
    """Package → version of a lock file; fails where something is not pinned by hashes."""
    entries = re.split(r"\n(?=\S)", "\n" + (CHECKOUT / lock).read_text(encoding="utf-8"))
    versions = {}
    for entry in filter(None, entries):
        pinned = re.match(r"([a-z0-9-]+)==([^ ;]+)", entry.strip())
        assert pinned, entry
        assert "--hash=sha256:" in entry, entry
        versions[pinned[1]] = pinned[2]
    return versions


def test_the_tests_run_on_exactly_what_the_window_runs_on():
    window, tests = pins("requirements.txt"), pins("requirements-test.txt")
    assert window
    assert window.items() <= tests.items()
    assert "pytest" in tests
    assert "pytest" not in window


def test_every_declared_dependency_is_locked():
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

    def names(requirements):
        return {re.match(r"[\w-]+", each)[0].lower() for each in requirements}

    assert names(project["dependencies"]) <= set(pins("requirements.txt"))
    assert names(project["optional-dependencies"]["test"]) <= set(pins("requirements-test.txt"))


def test_every_dependency_stands_beside_its_reason():
    text = (CHECKOUT / "pyproject.toml").read_text(encoding="utf-8")
    window = re.search(r"^dependencies = \[\n(.*?)^\]", text, re.DOTALL | re.MULTILINE)[1]
    lines = [line.strip() for line in window.splitlines()]
    requirements = [number for number, line in enumerate(lines) if line.startswith('"')]
    assert requirements
    for number in requirements:
        assert lines[number - 1].startswith("#") or "  # " in lines[number], lines[number]


def test_the_pythons_that_are_let_in_are_those_the_project_declares():
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    first, beyond = (".".join(map(str, each)) for each in (suitable.FIRST, suitable.BEYOND))
    assert project["requires-python"] == f">={first},<{beyond}"


def test_the_python_that_runs_this_is_let_in():
    assert suitable.verdict() in {0, 3}


@pytest.mark.skipif(os.name == "nt", reason="Windows knows no executable bit")
@pytest.mark.parametrize("name", ["run", "test", ".ci/run", "resources/setup/lock.sh"])
def test_the_commands_can_be_started(name):
    assert (CHECKOUT / name).stat().st_mode & stat.S_IXUSR


@pytest.mark.skipif(os.name == "nt", reason="the shell scripts are not for Windows")
@pytest.mark.parametrize("name", ["run", "test"])
def test_a_machine_without_a_suitable_python_gets_one_sentence(name, tmp_path):
    (tmp_path / "python3").write_text("#!/bin/sh\nexit 1\n")
    (tmp_path / "python3").chmod(0o755)
    done = subprocess.run(
        ["/bin/sh", CHECKOUT / name],
        env={"PATH": f"{tmp_path}:/bin:/usr/bin", "ATTACHE_PYTHON": str(tmp_path / "python3")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "3.11 to 3.14" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert done.stdout == ""
