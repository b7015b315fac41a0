"""What every test promises besides its own sentence: no stray logs, threads, windows, connections.

Warnings fail tests by `filterwarnings = error`, Qt's own by `qt_log_level_fail`. Models tests
never import Qt, so nothing here does: windows are looked at only where there is an application.
"""

from __future__ import annotations

import gc
import logging
import os
import shutil
import sys
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from models.reference.reference import Reference
from tests.factories import Story, make_story

SLOW_FIXTURES = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]

settings.register_profile("modest", max_examples=60, deadline=None)
settings.register_profile(
    "thorough", max_examples=2000, deadline=None, suppress_health_check=SLOW_FIXTURES
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "modest"))


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let whoever wants to know crash it more often, or use it longer, than every run does."""
    parser.addoption(
        "--crash",
        type=int,
        metavar="N",
        help="run the crash tests alone: N kills and N power cuts; prints what was lost",
    )
    parser.addoption(
        "--damage",
        type=int,
        metavar="N",
        help="repair alone: N files damaged in each of five ways; prints what was saved",
    )
    parser.addoption(
        "--soak",
        type=float,
        metavar="SECONDS",
        help="run the soak alone: random keys in the window for so long; prints what it counted",
    )
    parser.addoption(
        "--story",
        nargs="?",
        const="txt",
        choices=("txt", "html", "docx", "pdf"),
        help="write the whole shipped story by keys alone, from the article in one of these forms",
    )
    parser.addoption(
        "--soak-seed", type=int, metavar="N", help="do the acts of an earlier soak again"
    )
    parser.addoption(
        "--fuzz",
        type=float,
        metavar="SECONDS",
        help="fuzz alone: changed files, documents and words for so long; prints what it counted",
    )
    parser.addoption(
        "--keep",
        action="store_true",
        help="with --fuzz: save the inputs that led further, to begin with in every run after it",
    )


MOST_PROCESSES = 4
"""Each makes again what all tests share, and holds some 600 MB."""


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """Run all the tests on several cores, and what somebody picked out in this process alone."""
    picked = config.args_source is not pytest.Config.ArgsSource.TESTPATHS or any(
        config.getoption(option, None) for option in ("keyword", "markexpr", "lf", *ALONE)
    )
    cores = len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1
    return 0 if picked or cores == 1 else min(cores, MOST_PROCESSES)


ALONE = {
    "--crash": "crash",
    "--damage": "models/repair",
    "--soak": "journeys/soak",
    "--fuzz": "fuzz",
    "--story": "journeys/story",
}
"""Options that run one room of the tests alone."""

ASKED_FOR = Path(__file__).parent / "journeys" / "story"
"""A room that takes minutes, and is run by its option alone."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave all but the crash tests, or the soak, out where those were asked for."""
    nameless = [item.nodeid for item in items if " at 0x" in item.nodeid]
    if nameless:
        message = "Named otherwise in every process, so none can be handed out:\n"
        raise pytest.UsageError(message + "\n".join(nameless))
    rooms = [
        Path(__file__).parent / room
        for option, room in ALONE.items()
        if config.getoption(option) is not None
    ]
    if rooms:
        wanted = [item for item in items if any(room in item.path.parents for room in rooms)]
    else:
        wanted = [item for item in items if ASKED_FOR not in item.path.parents]
    config.hook.pytest_deselected(items=[item for item in items if item not in wanted])
    items[:] = wanted


class Unexpected(logging.Handler):
    """Keeps what is logged at WARNING and above."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{record.levelname} {record.name}: {record.getMessage()}")


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    """The application has the style that the program gives it."""
    return ["attache", "-style", "fusion"]


@pytest.fixture(autouse=True, scope="session")
def _own_meeting_place() -> Iterator[None]:
    """Let windows meet in a folder of this run: short, for sockets, and gone afterwards."""
    folder = tempfile.mkdtemp(prefix="attache-")
    before = os.environ.get("XDG_RUNTIME_DIR")
    os.environ["XDG_RUNTIME_DIR"] = folder
    yield
    if before is None:
        del os.environ["XDG_RUNTIME_DIR"]
    else:
        os.environ["XDG_RUNTIME_DIR"] = before
    shutil.rmtree(folder)


@pytest.fixture(autouse=True, scope="session")
def _own_data_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Let backups go to a folder of this run, never to the person's own."""
    before = os.environ.get("XDG_DATA_HOME")
    os.environ["XDG_DATA_HOME"] = str(tmp_path_factory.mktemp("data"))
    yield
    if before is None:
        del os.environ["XDG_DATA_HOME"]
    else:
        os.environ["XDG_DATA_HOME"] = before


@pytest.fixture(autouse=True)
def _no_unexpected_logs(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test that logs a warning or worse, unless it asks for `caplog` to look at it."""
    handler = Unexpected()
    root = logging.getLogger()
    root.addHandler(handler)
    yield
    root.removeHandler(handler)
    if handler.lines and "caplog" not in request.fixturenames:
        pytest.fail("Logged unexpectedly:\n" + "\n".join(handler.lines), pytrace=False)


@pytest.fixture(autouse=True)
def _no_leaked_threads() -> Iterator[None]:
    """Fail a test that leaves a thread running. Threads that Qt owns are Qt's to end."""
    before = set(threading.enumerate())
    yield
    left = [
        thread
        for thread in threading.enumerate()
        if thread not in before and not isinstance(thread, threading._DummyThread)
    ]
    for thread in left:
        thread.join(timeout=2)
    running = [thread.name for thread in left if thread.is_alive()]
    if running:
        pytest.fail(f"Threads left running: {', '.join(running)}", pytrace=False)


def _visible_windows() -> set[object]:
    widgets = sys.modules.get("PySide6.QtWidgets")
    application = widgets.QApplication.instance() if widgets else None
    if application is None:
        return set()
    return {widget for widget in widgets.QApplication.topLevelWidgets() if widget.isVisible()}


@pytest.fixture(autouse=True)
def _no_leaked_windows() -> Iterator[None]:
    """Fail a test that leaves a window open."""
    before = _visible_windows()
    yield
    left = _visible_windows() - before
    names = [f"{type(window).__name__} {window.objectName()!r}" for window in left]
    for window in left:
        window.close()
    if names:
        pytest.fail(f"Windows left open: {', '.join(names)}", pytrace=False)


@pytest.fixture(autouse=True, scope="session")
def _collections_on_this_thread_alone() -> Iterator[None]:
    """Keep Python from collecting garbage, Qt's objects with it, on a thread that reads a file."""
    gc.disable()
    yield
    gc.enable()


@pytest.fixture(autouse=True)
def _garbage_is_collected_between_tests() -> Iterator[None]:
    """Collect what is full, as Python would have done by itself; when that is stays as it was."""
    before = gc.get_threshold()
    yield
    counts, thresholds = gc.get_count(), gc.get_threshold()
    gc.set_threshold(*before)
    assert thresholds == before, "it left Python collecting at other times than before"
    full = [number for number in range(3) if counts[number] > thresholds[number]]
    if full:
        gc.collect(full[-1])


@pytest.fixture(autouse=True)
def _no_leaked_connections() -> Iterator[None]:
    """Fail a test that leaves a database open; a file held open cannot be moved on Windows."""
    apsw = sys.modules.get("apsw")
    before = {id(connection) for connection in apsw.connections()} if apsw else set()
    yield
    apsw = sys.modules.get("apsw")
    if apsw is None:
        return
    left = [connection for connection in apsw.connections() if id(connection) not in before]
    names = [connection.filename or "(in memory)" for connection in left]
    for connection in left:
        connection.close(force=True)
    if names:
        pytest.fail(f"Databases left open: {', '.join(names)}", pytrace=False)


@dataclass(frozen=True, slots=True)
class StoryFile:
    """A closed file that holds the small story, and the ids in it."""

    path: Path
    ids: Story


@pytest.fixture(scope="session")
def story_template(tmp_path_factory: pytest.TempPathFactory) -> StoryFile:
    """Make the small story once; tests get copies."""
    path = tmp_path_factory.mktemp("template") / "story.attache"
    reference, ids = make_story(path)
    reference.close()
    return StoryFile(path, ids)


@pytest.fixture
def story_file(tmp_path: Path, story_template: StoryFile) -> StoryFile:
    """Return a copy of the small story of this test's own, closed."""
    path = tmp_path / "story.attache"
    shutil.copyfile(story_template.path, path)
    return StoryFile(path, story_template.ids)


@pytest.fixture
def story(story_file: StoryFile) -> Iterator[tuple[Reference, Story]]:
    """Return a copy of the small story, open, and the ids in it."""
    with Reference.open(story_file.path) as reference:
        yield reference, story_file.ids
