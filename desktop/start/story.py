"""The person's own copy of the Iran–Belarus reference, made the first time it is asked for."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths

from models.reference.problems import ProblemError

__all__ = ["STORY_NAME", "story_path"]

STORY_NAME = "Iran–Belarus.attache"


def story_path(folder: Path | None = None) -> Path:
    """Return the person's copy of the story, making it in their documents if it is not there.

    The shipped data is never opened itself. Where the documents cannot be written, the copy goes
    to the program's own data folder.

    Raises:
        ProblemError: neither place can be written, or the shipped data is damaged.
    """
    from models.seeds.building import build_reference  # noqa: PLC0415 - at the first start alone
    from models.seeds.shipped import seeds_folder  # noqa: PLC0415

    places = [folder] if folder is not None else _places()
    problem: ProblemError | None = None
    for place in places:
        path = place / STORY_NAME
        if path.exists():
            return path
        try:
            place.mkdir(parents=True, exist_ok=True)
        except OSError:
            # The next place may do; if none does, the last problem is told.
            continue
        try:
            build_reference(
                path, seeds_folder() / "iran-belarus", progress=_unheard, cancelled=lambda: False
            )
        except ProblemError as found:
            problem = found
            continue
        return path
    raise problem or ProblemError(
        "The Iran–Belarus reference could not be made: no folder of yours can be written.",
        "Make room in your documents folder and try again.",
    )


def _unheard(done: int, total: int, what: str) -> None:
    """Tell nobody: it takes a moment."""


def _places() -> list[Path]:
    where = QStandardPaths.StandardLocation
    folders = (where.DocumentsLocation, where.AppLocalDataLocation)
    found = (QStandardPaths.writableLocation(folder) for folder in folders)
    return [Path(folder) for folder in found if folder]
