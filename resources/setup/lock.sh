#!/bin/sh
# Remakes requirements.txt and requirements-test.txt from pyproject.toml: every package pinned with
# its hashes, for every system and every supported Python at once, and without the address it came from.
# Needs uv. Pass --upgrade to take newer versions; without it what is pinned stays.
set -eu
cd -- "$(dirname -- "$0")/../.."

lock() {
    uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes \
        --no-header --no-emit-index-url --no-emit-find-links "$@"
}

lock --output-file requirements.txt "${@}"
# The tests run against exactly what the window runs on.
lock --extra test --constraint requirements.txt --output-file requirements-test.txt "${@}"
