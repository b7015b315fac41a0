"""Making a reference from a seed beside its place, so that a half-made one is never seen there."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Final

from models.files.work_folder import WorkFolder, sweep
from models.importing.historian import ImportCancelledError, Progress
from models.reference import problems
from models.seeds.loading import create_from_seed

__all__ = ["PREFIX", "build_reference"]

PREFIX: Final = ".attache-making-"
"""Of the folder in which a reference is made, beside where it will stand."""


def build_reference(
    path: Path,
    seed: Path,
    *,
    progress: Progress,
    cancelled: Callable[[], bool],
) -> Path:
    """Make a new reference at `path` from the seed in the folder `seed`, and return `path`.

    It is made in a folder beside `path` and moved to its place when it is complete: whatever
    happens meanwhile, nothing is at `path` before. What a killed process left there is removed.

    Raises:
        ImportCancelledError: `cancelled` said so; nothing was made.
        ExistsError: something is at `path` already, or came there meanwhile; it is left alone.
        NotWritableError: the folder cannot be written, or the disk is full; nothing was made.
        SeedError, BadDataError: the seed is not in order.
    """
    if path.exists() or path.is_symlink():
        raise problems.exists(path)
    sweep(path.parent, PREFIX)
    try:
        folder = WorkFolder.make(path.parent, PREFIX)
    except OSError as error:
        raise problems.not_writable(path, error.strerror or str(error)) from error
    with folder:
        made = folder.path / path.name
        try:
            create_from_seed(made, seed, progress=progress, cancelled=cancelled).close()
            if cancelled():
                raise ImportCancelledError("The making was cancelled.", "Nothing was made.")
            _move(made, path)
        except problems.NotWritableError as problem:
            # The reader knows the place asked for, not the folder beside it.
            sentence = problem.sentence.replace(str(made), str(path))
            raise problems.NotWritableError(sentence, problem.advice) from problem
    return path


def _move(made: Path, path: Path) -> None:
    """Move a file to a name that is free, and never over another."""
    try:
        os.link(made, path)
    except FileExistsError as error:
        raise problems.exists(path) from error
    except OSError:
        # A drive without hard links. Windows refuses a taken name by itself.
        if path.exists():
            raise problems.exists(path) from None
        try:
            made.rename(path)
        except FileExistsError as error:
            raise problems.exists(path) from error
        except OSError as error:
            raise problems.not_writable(path, error.strerror or str(error)) from error
