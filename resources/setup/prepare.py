"""Makes this checkout ready: `python -I prepare.py run|test [ARGUMENTS]`, standard library alone.

Ends with 0 when `./run ARGUMENTS` or `./test` can start, else with 1 and one sentence that says
what is wrong and what to do (130 when stopped by the keyboard).
"""

import os
import subprocess
import sys
import traceback
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(CHECKOUT))

from resources.setup import screen, stamp, system_libraries
from resources.setup.environment import Environment, setup_lock
from resources.setup.problem import Problem, problem_of


def say(line: str) -> None:
    """One line of progress, beside what the program itself prints."""
    print(line, file=sys.stderr, flush=True)


def prepare(checkout: Path, purpose: str, arguments: list[str]) -> None:
    """Makes the environment and the system ready. Raises Problem or OSError."""
    environment = Environment(checkout, say)
    # Without the lock when there is nothing to do: a ready checkout may be read-only.
    if not environment.is_ready(purpose):
        if not os.access(checkout, os.W_OK):
            raise Problem(
                f"You may not write into Attaché’s folder ({checkout}): make it yours, or copy it "
                "to a folder of your own, and start again."
            )
        with setup_lock(checkout, say):
            environment.make_ready(purpose)
    if purpose == "test":
        provide_for_tests()
    else:
        provide_for_window(arguments)


def provide_for_window(arguments: list[str]) -> None:
    """Sees that the window can open. Raises Problem."""
    obstacle = screen.obstacle(arguments, os.environ)
    if obstacle and obstacle.missing:
        system_libraries.provide(obstacle.missing, say)
        obstacle = screen.obstacle(arguments, os.environ)
    if obstacle:
        raise Problem(obstacle.sentence)


def provide_for_tests() -> None:
    """Sees that Qt can be tested. Raises Problem when it cannot at all."""
    system_libraries.provide(screen.libraries_of("offscreen"), say)
    try:
        system_libraries.provide(screen.libraries_of_tests(), say)
    except Problem as problem:
        # The tests that start an X server of their own will say so; the others can run.
        say(str(problem))


def restart_outside(checkout: Path) -> int | None:
    """Goes on with the Python that made `.venv`, if we run on that of `.venv` (it may be removed).

    Returns its exit code, or None when there was no need.
    """
    base = getattr(sys, "_base_executable", sys.executable)
    if Path(sys.prefix).resolve() != Path(stamp.environment_of(str(checkout))).resolve():
        return None
    if base == sys.executable:
        return None
    return subprocess.run([base, "-I", __file__, *sys.argv[1:]], check=False).returncode


def main(purpose: str, arguments: list[str]) -> int:
    """Prepares and returns the exit code; every failure is one sentence."""
    try:
        restarted = restart_outside(CHECKOUT)
        if restarted is not None:
            return restarted
        prepare(CHECKOUT, purpose, arguments)
    except Problem as problem:
        say(str(problem))
    except OSError as error:
        say(str(problem_of(error, "setting Attaché up")))
    except KeyboardInterrupt:
        say("Stopped. The next start goes on from here.")
        return 130
    except Exception as bug:  # noqa: BLE001 -- the last edge: the person gets a sentence, we the log
        say(f"The set-up met an error of its own ({bug!r}); please report it with {keep(bug)}.")
    else:
        return 0
    return 1


def keep(bug: Exception) -> str:
    """Writes a traceback into the log; says where it is."""
    log = CHECKOUT / ".setup" / "log.txt"
    try:
        with log.open("a", encoding="utf-8") as file:
            traceback.print_exception(bug, file=file)
    except OSError:
        return "the words in brackets"
    return str(log)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
