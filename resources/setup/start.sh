# Read by ./run and ./test, which set $checkout. Promises make_ready, and names the environment's
# Python in $environment_python. POSIX shell only.
setup=$checkout/resources/setup
environment_python=$checkout/.venv/bin/python

# find_python: sets $python to one that can make the environment, or says why there is none.
find_python() {
    python=
    without_pip=
    if [ -n "${ATTACHE_PYTHON:-}" ]; then
        set -- "$ATTACHE_PYTHON"
    else
        # First the one that made the environment, so that what was chosen once stays chosen.
        set -- "$environment_python" python3 python3.14 python3.13 python3.12 python3.11
    fi
    for candidate; do
        found=$(command -v -- "$candidate") || continue
        "$found" -I "$setup/suitable.py" >/dev/null 2>&1
        case $? in
            0)
                python=$found
                break
                ;;
            # Only pip's installer is missing: good enough if there is no better one.
            3) without_pip=${without_pip:-$found} ;;
        esac
    done
    python=${python:-$without_pip}
    [ -n "$python" ] && return
    if [ -n "${ATTACHE_PYTHON:-}" ]; then
        echo "ATTACHE_PYTHON names “$ATTACHE_PYTHON”, which is no 64-bit Python 3.11 to 3.14:" \
            "name another, or unset it." >&2
    else
        echo "Attaché needs Python 3.11 to 3.14 (64-bit), and none is on the path: install one" \
            "(Debian and Ubuntu: apt-get install python3 python3-venv; Fedora: dnf install python3;" \
            "macOS: brew install python3), or name one in ATTACHE_PYTHON." >&2
    fi
    exit 1
}

# make_ready PURPOSE [ARGUMENTS]: returns when the environment is ready; ends the script otherwise.
make_ready() {
    # The second start does nothing but this one look.
    if [ -z "${ATTACHE_PYTHON:-}" ] && [ -x "$environment_python" ] &&
        "$environment_python" -I -S "$setup/ready.py" "$@" 2>/dev/null; then
        return
    fi
    find_python
    "$python" -I "$setup/prepare.py" "$@" || exit
}
