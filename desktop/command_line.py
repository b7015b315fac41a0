"""The `attache` command: a window on a file, and what can be done without a window.

Nothing of Qt is imported for a command that shows no window, so those work where Qt's system
libraries are missing. `argparse` of the standard library serves: few commands, no dependency.
"""

import argparse
import gc
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from desktop.keeping_commands import KEEPING, add_parsers, run
from models import VERSION
from models.reference.problems import ProblemError
from models.text.terminal import harmless_json, harmless_line

__all__ = ["main"]

COMMANDS = ("new", "import", "info", "verify", *KEEPING, "register", "unregister", "bench")
FAILED = 1
PROBLEM = 2

DESCRIPTION = "Officials and meetings, and the words behind them."
EPILOGUE = """\
attache FILE           opens a reference in a window; without FILE the last one
attache ./info         opens a file that is named like a command

exit codes: 0 done · 1 verify found a failure, import refused a file, or repair could not save
everything · 2 something stands in the way
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what `arguments` ask for (those of the process by default) and return the exit code.

    A problem in the world is one sentence on standard error and the code 2; never a traceback.
    """
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        if given and given[0] in COMMANDS:
            return _command(given)
        options = _window_parser().parse_args(given)
        return _open(options.file)
    except ProblemError as problem:
        print(harmless_line(f"{problem.sentence} {problem.advice}"), file=sys.stderr)
        return PROBLEM
    except BrokenPipeError:
        # Whoever read our answer has enough of it: not a failure of ours.
        sys.stderr.close()
        return 0


def _window_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="attache",
        description=DESCRIPTION,
        epilog=EPILOGUE + "\ncommands: " + ", ".join(COMMANDS) + " (attache COMMAND --help)",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("file", nargs="?", type=Path, metavar="FILE", help="a reference to open")
    parser.add_argument("--version", action="version", version=f"Attaché {VERSION}")
    return parser


def _command_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="attache", description=DESCRIPTION)
    commands = parser.add_subparsers(dest="command", required=True)
    new = commands.add_parser("new", help="make a new reference")
    new.add_argument("file", type=Path, metavar="FILE")
    new.add_argument("--seed", metavar="NAME", help="fill it with a reference that we ship")
    new.add_argument("--seeds", type=Path, metavar="FOLDER", help="where seeds are looked for")
    new.add_argument("--title", help="what the reference is called; the file's name by default")
    bring = commands.add_parser(
        "import",
        help="add documents as sources, or what another register holds, to a reference",
        usage="attache import DOCUMENT... --into FILE\n"
        "       attache import historian FOLDER --into FILE\n"
        "       attache import reference OTHER --into FILE\n"
        "       attache import table TABLE --into FILE [--map MAP]\n"
        "       attache import table TABLE --propose",
    )
    bring.add_argument(
        "what",
        nargs="+",
        metavar="DOCUMENT",
        help="text, web page (HTML, MHTML), PDF, Word document or e-mail; or the word historian "
        "and the folder of its data files (a document of that name: ./historian); or the word "
        "table and a spreadsheet whose rows become records; or the word reference and "
        "another reference",
    )
    bring.add_argument("--into", type=Path, metavar="FILE", help="the reference to add it to")
    bring.add_argument(
        "--map",
        type=Path,
        metavar="MAP",
        help="a table: what its columns become (JSON; --propose writes one to begin with)",
    )
    bring.add_argument(
        "--propose",
        action="store_true",
        help="a table: print what its columns seem to be, and import nothing",
    )
    bring.add_argument("--encoding", metavar="NAME", help="the encoding the texts are written in")
    bring.add_argument(
        "--whole-page", action="store_true", help="read all of a web page, not its main text alone"
    )
    info = commands.add_parser("info", help="say what a reference holds")
    info.add_argument("file", type=Path, metavar="FILE")
    info.add_argument("--json", action="store_true", help="as JSON")
    verify = commands.add_parser(
        "verify", help="check every hash, quote and value; exit code 1 if one fails"
    )
    verify.add_argument("file", type=Path, metavar="FILE")
    add_parsers(commands)
    commands.add_parser("register", help="open references by double-click")
    commands.add_parser("unregister", help="undo that")
    commands.add_parser("bench", help="measure the window on a large invented reference")
    return parser


def _command(given: Sequence[str]) -> int:
    if given[0] == "bench":
        from bench.report import main as bench  # noqa: PLC0415 - reads its own arguments

        return bench(given[1:])
    parser = _command_parser()
    options = parser.parse_args(given)
    if options.command == "new":
        return _new(options)
    if options.command == "import":
        return _bring(parser, options)
    if options.command == "info":
        return _info(options.file, as_json=options.json)
    if options.command == "verify":
        return _verify(options.file)
    if options.command in KEEPING:
        return run(options)
    return _registration(options.command)


def _bring(parser: argparse.ArgumentParser, options: argparse.Namespace) -> int:
    """Import what is named: a table, a register, or documents."""
    known = ("table", "historian", "reference")
    what = options.what[0] if options.what[0] in known else "documents"
    if what != "table" and (options.propose or options.map is not None):
        parser.error("--map and --propose belong to import table")
    if options.into is None and not options.propose:
        parser.error("say into which reference: --into FILE")
    if what == "documents":
        return _add_documents(options)
    if len(options.what) != 2:
        takes = "the one folder of its data files" if what == "historian" else "one file"
        parser.error(f"import {what} takes {takes}")
    if what == "reference":
        from desktop.importing_commands import import_from_reference  # noqa: PLC0415

        return import_from_reference(Path(options.what[1]), options.into)
    if what == "table":
        from desktop.importing_commands import import_from_table  # noqa: PLC0415

        return import_from_table(options)
    return _import(Path(options.what[1]), options.into)


def _open(path: Path | None) -> int:
    # What a start makes stays: looking for garbage among it takes a tenth of its time. The window
    # collects its own (`desktop.garbage`).
    gc.disable()
    from desktop.app import run as show  # noqa: PLC0415 - brings Qt, which others do without

    return show(path)


def _new(options: argparse.Namespace) -> int:
    from models.reference.reference import Reference  # noqa: PLC0415 - brings the database
    from models.seeds import create_from_seed  # noqa: PLC0415
    from models.seeds.shipped import named_seed, seeds_folder  # noqa: PLC0415

    path: Path = options.file
    if options.seed is None:
        Reference.create(path, title=options.title or path.stem).close()
    else:
        seed = named_seed(options.seed, options.seeds or seeds_folder())
        create_from_seed(path, seed, progress=_ProgressLine()).close()
    print(harmless_line(f"{path} is ready."))
    return 0


class _ProgressLine:
    """Tells progress on standard error: one line that changes, or nothing where nobody looks."""

    def __init__(self) -> None:
        self._shown = sys.stderr.isatty()

    def __call__(self, done: int, total: int, what: str) -> None:
        if self._shown:
            end = "\n" if what == "done" else ""
            share = 100 * done // total if total else 100
            print(f"\r\x1b[K{what}: {share} %", end=end, file=sys.stderr, flush=True)


def _import(folder: Path, into: Path) -> int:
    from models.backups.making import before  # noqa: PLC0415
    from models.importing.historian import FolderFiles, import_historian  # noqa: PLC0415
    from models.reference.reference import Reference  # noqa: PLC0415

    data = FolderFiles(folder)
    with Reference.open(into) as reference:
        kept = before(reference, "before an import")
        if kept is not None:
            print(harmless_line(f"A backup was made first: {kept.path}"))
        try:
            report = import_historian(reference, data, progress=_ProgressLine())
        except KeyboardInterrupt:
            print("The import was broken off; nothing was changed.", file=sys.stderr)
            return PROBLEM
    for line in report.lines():
        print(harmless_line(line))
    return FAILED if any(name.endswith(".xml") for name, _ in report.refused) else 0


def _add_documents(options: argparse.Namespace) -> int:
    from models.capture.adding_many import add_sources  # noqa: PLC0415 - brings the extractors
    from models.capture.capturing import Hint  # noqa: PLC0415
    from models.reference.reference import Reference  # noqa: PLC0415

    hint = Hint(encoding=options.encoding, whole_page=options.whole_page)
    with Reference.open(options.into) as reference:
        try:
            summary = add_sources(
                reference,
                [Path(name) for name in options.what],
                hint=hint,
                progress=_ProgressLine(),
            )
        except KeyboardInterrupt:
            print("The import was broken off; nothing was changed.", file=sys.stderr)
            return PROBLEM
    for line in summary.lines():
        print(harmless_line(line))
    return FAILED if summary.refused else 0


def _info(path: Path, *, as_json: bool) -> int:
    from models.checking.information import information  # noqa: PLC0415
    from models.reference.reference import Reference  # noqa: PLC0415

    with Reference.open(path, read_only=True) as reference:
        found = information(reference)
    if as_json:
        print(harmless_json(json.dumps(asdict(found), ensure_ascii=False, indent=2)))
        return 0
    print(harmless_line(f"{found.title} ({found.path}, file version {found.schema_version})"))
    for kind, count in found.kinds.items():
        print(harmless_line(_counted(count, kind)))
    print(_counted(found.snapshots, "snapshot"))
    print(_counted(found.quotes, "quote"))
    print(_counted(found.claims, "claim"))
    print(_counted(found.unsourced_fields, "unsourced field"))
    print(_counted(found.disputed_fields, "disputed field"))
    return 0


def _counted(count: int, word: str) -> str:
    return f"{count:>8,}  {word}{'' if count == 1 else 's'}"


def _verify(path: Path) -> int:
    from models.checking.verification import verify  # noqa: PLC0415
    from models.reference.reference import Reference  # noqa: PLC0415

    with Reference.open(path, read_only=True) as reference:
        try:
            found = verify(
                reference, progress=_ProgressLine(), told=lambda said: print(harmless_line(said))
            )
        except KeyboardInterrupt:
            print("The check was broken off; what it had found stands above.", file=sys.stderr)
            return PROBLEM
    if found.passed:
        print(harmless_line(f"{path.name} holds: {', '.join(found.done)}."))
        return 0
    count = found.count
    said = f"{path.name}: {count} failure{'' if count == 1 else 's'}."
    print(harmless_line(said), file=sys.stderr)
    return FAILED


def _registration(command: str) -> int:
    from desktop.registration.commands import register_command, unregister_command  # noqa: PLC0415

    code, said = register_command() if command == "register" else unregister_command()
    print(said, file=sys.stderr if code else sys.stdout)
    return code
