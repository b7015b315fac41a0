"""What a window is called, so that two windows can be told apart."""

from collections.abc import Sequence
from pathlib import Path

from desktop.text.escaping import plain
from desktop.text.translate import tr

__all__ = ["window_title"]

LONGEST_NAME = 60
LONGEST_TITLE = 200


def window_title(title: str, path: Path, recent: Sequence[Path]) -> str:
    """Return the title of the window on the reference called `title` at `path`.

    Two copies of one reference have one title, so a file that is named differently is named too;
    and where another of the `recent` files has the same name, so is its folder.
    """
    same = path.stem.casefold() == title.casefold()
    title = plain(title, LONGEST_TITLE)
    name = plain(path.name, LONGEST_NAME)
    twins = [other for other in recent if other.name == path.name and other != path]
    if twins:
        folder = plain(_telling_folder(path, twins), LONGEST_NAME)
        return tr("{title} — {name} in {folder} — Attaché", title=title, name=name, folder=folder)
    if not same:
        return tr("{title} — {name} — Attaché", title=title, name=name)
    return tr("{title} — Attaché", title=title)


def _telling_folder(path: Path, twins: Sequence[Path]) -> str:
    """Return the folder's name, or the whole of its path where a twin's is called the same."""
    if any(twin.parent.name == path.parent.name for twin in twins):
        return str(path.parent)
    return path.parent.name
