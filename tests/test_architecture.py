"""The layering of the house, stated so that anybody can read it and held by every run."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
MODELS = sorted((ROOT / "models").rglob("*.py"))
DESKTOP = sorted((ROOT / "desktop").rglob("*.py"))
OURS = MODELS + DESKTOP
EVERYTHING = OURS + sorted(
    path
    for folder in ("tests", "bench", "docs", "resources", "seeds")
    for path in (ROOT / folder).rglob("*.py")
)
DOCUMENT_PARSERS = {
    "bs4", "charset_normalizer", "docx", "email", "fitz", "html", "html5lib", "lxml", "mammoth",
    "openpyxl", "pdfminer", "pikepdf", "pypdf", "pypdfium2", "readability", "selectolax",
    "trafilatura", "xml", "zipfile",
}  # fmt: skip
EXPORT_WRITERS = {"docxtpl", "reportlab", "weasyprint", "xlsxwriter"}
DATABASES = {"peewee", "apsw", "playhouse", "sqlite3"}
EMPTY_NAMES = {"utils", "util", "helpers", "helper", "misc", "manager", "managers", "common"}
MAY_WAIT = {
    # Between two processes that start at once, before there is any window to hold up.
    "desktop/instance/single_window.py",
}
SQL = re.compile(
    r"\b(SELECT\s.+\sFROM|INSERT\s+(OR\s+\w+\s+)?INTO|UPDATE\s+\w+\s+SET|DELETE\s+FROM|PRAGMA\s)"
)


def name_of(path):
    return str(path.relative_to(ROOT))


def trees(paths):
    for path in paths:
        yield path, ast.parse(path.read_text(encoding="utf-8"), name_of(path))


def imports(tree):
    """Give the full name of every module a file imports, wherever the import stands."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            yield node.module or ""


def importers(paths, packages):
    """Name the files of `paths` that import one of `packages`, and what they import."""
    return [
        f"{name_of(path)} imports {module}"
        for path, tree in trees(paths)
        for module in imports(tree)
        if module.split(".")[0] in packages
    ]


def calls(paths, names):
    """Name the places where a method or function of `names` is called."""
    found = []
    for path, tree in trees(paths):
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                called = node.func
                name = getattr(called, "attr", getattr(called, "id", None))
                if name in names:
                    found.append(f"{name_of(path)}:{node.lineno} calls {ast.unparse(called)}")
    return found


def inside(paths, folder):
    return [path for path in paths if path.is_relative_to(ROOT / folder)]


def outside(paths, folder):
    return [path for path in paths if not path.is_relative_to(ROOT / folder)]


def test_there_is_something_to_check():
    assert len(MODELS) > 50
    assert len(DESKTOP) > 20


def test_models_know_no_window():
    assert importers(MODELS, {"PySide6", "shiboken6", "desktop"}) == []


def test_the_window_knows_no_database():
    assert importers(DESKTOP, DATABASES) == []


def test_the_window_writes_no_sql():
    found = [
        f"{name_of(path)}:{node.lineno}"
        for path, tree in trees(DESKTOP)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and SQL.search(str(node.value))
    ]
    assert found == []


def test_document_parsers_stand_in_capture_alone():
    assert importers(outside(MODELS, "models/capture"), DOCUMENT_PARSERS) == []


def test_export_writers_stand_in_exchange_alone():
    assert importers(outside(MODELS, "models/exchange"), EXPORT_WRITERS) == []


def test_tables_kept_as_text_are_read_in_capture_and_written_in_exchange():
    others = [
        path
        for path in outside(MODELS, "models/exchange")
        if not path.is_relative_to(ROOT / "models/capture")
    ]
    assert importers(others, {"csv"}) == []


def test_nothing_opens_a_socket_by_itself():
    networks = {"socket", "http", "urllib", "requests", "httpx", "aiohttp", "ftplib", "smtplib"}
    allowed = {"urllib.parse"}
    found = [line for line in importers(OURS, networks) if line.split()[-1] not in allowed]
    assert found == []


def test_few_rooms_of_models_touch_the_database_library():
    """Reads and writes go through `ReferenceDatabase`; peewee's classes are the schema's."""
    at_home = ("models/schema", "models/reference", "models/checking", "models/seeds")
    at_home += ("models/summaries", "models/services", "models/backups", "models/repair")
    at_home += ("models/migrating",)
    strangers = [path for path in MODELS if not any(inside([path], room) for room in at_home)]
    assert importers(strangers, DATABASES) == []


def test_queries_never_write():
    pattern = re.compile(r"\b(INSERT|UPDATE|DELETE|REPLACE)\s+(INTO|FROM|OR|\w+\s+SET)\b")
    found = [
        f"{name_of(path)}:{node.lineno}"
        for path, tree in trees(inside(MODELS, "models/queries") + inside(MODELS, "models/search"))
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and pattern.search(str(node.value))
    ]
    assert found == []


def test_no_query_leans_on_a_database_bound_to_a_class():
    """`Model.create()`, `save()` and `bind_ctx` use a global database: two can be open at once."""
    forbidden = {"bind_ctx", "save", "get_or_create", "bulk_create", "delete_instance", "get_by_id"}
    forbidden |= {"bind", "set_by_id", "delete_by_id", "get_or_none", "create_table"}
    assert calls(MODELS, forbidden) == []
    created = [
        line
        for line in calls(MODELS, {"create"})
        if not re.search(r"calls (Reference|cls|reference)\.create$", line)
    ]
    assert created == []


def test_every_peewee_query_is_given_its_database():
    found = [
        f"{name_of(path)}:{node.lineno}"
        for path, tree in trees(MODELS)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and getattr(node.func, "attr", "") == "execute"
        and not node.args
    ]
    assert found == []


def test_nobody_sleeps_or_spins_the_event_loop():
    assert calls(EVERYTHING, {"processEvents"}) == []
    found = calls(EVERYTHING, {"sleep", "msleep", "usleep", "qSleep", "qWait"})
    assert [line for line in found if line.split(":")[0] not in MAY_WAIT] == []


def test_every_double_click_is_let_go():
    found = calls(sorted((ROOT / "tests").rglob("*.py")), {"mouseDClick"})
    assert [line for line in found if not line.startswith("tests/mouse.py:")] == []


def test_no_error_is_swallowed():
    found = []
    for path, tree in trees(OURS):
        for node in ast.walk(tree):
            if not isinstance(node, ast.ExceptHandler):
                continue
            silent = all(
                isinstance(line, ast.Pass)
                or (isinstance(line, ast.Expr) and isinstance(line.value, ast.Constant))
                for line in node.body
            )
            if node.type is None or silent:
                found.append(f"{name_of(path)}:{node.lineno}")
    assert found == []


def test_no_name_is_empty_of_meaning():
    named = [
        name_of(path)
        for path in EVERYTHING
        if EMPTY_NAMES & {part.lower().removesuffix(".py") for part in path.relative_to(ROOT).parts}
    ]
    assert named == []
    classes = [
        f"{name_of(path)}: {node.name}"
        for path, tree in trees(OURS)
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef) and re.search(r"(Manager|Helper|Utils?|Misc)$", node.name)
    ]
    assert classes == []


def test_a_file_has_one_job_and_fits_on_a_few_pages():
    long = {
        name_of(path): count
        for path in OURS
        if (count := len(path.read_text(encoding="utf-8").splitlines())) >= 600
    }
    assert long == {}


def test_every_room_says_what_it_is_for():
    silent = [
        name_of(path)
        for path, tree in trees(OURS)
        if path.name != "__init__.py" and not ast.get_docstring(tree)
    ]
    assert silent == []


def test_there_are_no_globals_that_reach_back():
    found = [
        f"{name_of(path)}:{node.lineno}"
        for path, tree in trees(OURS)
        for node in ast.walk(tree)
        if isinstance(node, ast.Global)
    ]
    assert found == []


PROGRAM = """
import importlib, pkgutil, sys
import models
for module in pkgutil.walk_packages(models.__path__, "models."):
    importlib.import_module(module.name)
foreign = {"PySide6", "shiboken6", "desktop"}
qt = sorted(name for name in sys.modules if name.split(".")[0] in foreign)
assert not qt, qt
print(len([name for name in sys.modules if name.startswith("models.")]))
"""


def test_importing_all_of_models_brings_no_qt():
    found = subprocess.run(
        [sys.executable, "-c", PROGRAM], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert found.returncode == 0, found.stderr
    assert int(found.stdout) > 50


LAZILY = """
import sys
import models.capture.adding_many, models.capture.extractors, models.capture.worker
parsers = {"charset_normalizer", "docx", "email", "lxml", "pypdfium2", "selectolax", "zipfile"}
loaded = sorted(name for name in sys.modules if name.split(".")[0] in parsers)
assert not loaded, loaded
"""


def test_a_parser_is_loaded_when_its_first_document_comes():
    found = subprocess.run(
        [sys.executable, "-c", LAZILY], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert found.returncode == 0, found.stderr


START = """
import sys
import desktop.app
later = ("models.backups", "models.capture", "models.checking", "models.editing",
         "models.importing", "models.proposing", "models.repair", "models.undo",
         "desktop.backups", "desktop.past", "desktop.tour")
loaded = sorted(name for name in sys.modules if name.startswith(later))
assert not loaded, loaded
"""


def test_a_start_brings_nothing_that_is_of_use_only_afterwards():
    found = subprocess.run(
        [sys.executable, "-c", START], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert found.returncode == 0, found.stderr


@pytest.mark.parametrize("folder", ["models", "desktop"])
def test_rooms_of_tests_are_rooms_of_the_code(folder):
    rooms = {path.name for path in (ROOT / folder).iterdir() if (path / "__init__.py").exists()}
    tested = {path.name for path in (ROOT / "tests" / folder).iterdir() if path.is_dir()}
    assert tested - rooms - {"__pycache__", "journeys"} == set()
