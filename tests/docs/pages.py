"""Reading the documents: their text, their tables, their links."""

import importlib.util
import re
from pathlib import Path
from types import ModuleType

CHECKOUT = Path(__file__).resolve().parents[2]

PAGES = (
    "README.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "docs/guide.md",
    "docs/laws.md",
    "docs/file-format.md",
)

LINK = re.compile(r"!?\[[^\]]*\]\((?P<target>[^)\s]+)\)")
FENCED = re.compile(r"^```(?P<language>\w*)\n(?P<code>.*?)^```$", re.DOTALL | re.MULTILINE)


def text_of(page: str) -> str:
    return (CHECKOUT / page).read_text(encoding="utf-8")


def section_of(page: str, heading: str) -> str:
    """The text below a heading, up to the next one of the same or a higher level."""
    level = len(heading) - len(heading.lstrip("#"))
    lines = text_of(page).splitlines()
    start = lines.index(heading) + 1
    ends = (
        number
        for number in range(start, len(lines))
        if re.match(rf"#{{1,{level}}} ", lines[number])
    )
    return "\n".join(lines[start : next(ends, len(lines))])


def rows_of(text: str) -> list[list[str]]:
    """The rows of every table in the text, without headings and rules."""
    rows = []
    table: list[list[str]] = []
    for line in [*text.splitlines(), ""]:
        if line.strip().startswith("|"):
            table.append([cell.strip() for cell in line.strip().strip("|").split("|")])
        else:
            rows += table[2:]
            table = []
    return rows


def links_of(page: str) -> list[str]:
    return [found["target"] for found in LINK.finditer(FENCED.sub("", text_of(page)))]


def anchors_of(page: str) -> set[str]:
    """The anchors of a page's headings, as they are made where Markdown is shown."""
    headings = re.findall(r"^#+ (.+)$", FENCED.sub("", text_of(page)), re.MULTILINE)
    return {
        re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings
    }


def script(name: str) -> ModuleType:
    """A script of docs/, as a module."""
    spec = importlib.util.spec_from_file_location(name, CHECKOUT / "docs" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
