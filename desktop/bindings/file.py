"""File: opening, making and checking references."""

from functools import partial

from desktop.bindings.importing import (
    choose_record_folder,
    choose_reference_to_import,
    choose_table,
)
from desktop.window.window import Window

__all__ = ["bind_file"]


def bind_file(window: Window) -> None:
    """Bind the commands of the menu File."""
    bind = window.commands.bind
    bind("open", window.choose_reference)
    bind("new_reference", window.create_reference)
    bind("make_record", window.choose_record_place)
    bind("import_table", partial(choose_table, window))
    bind("import_reference", partial(choose_reference_to_import, window))
    bind("import_record", partial(choose_record_folder, window))
    bind("cancel_work", window.progress.cancel_latest)
    bind("open_recent", window.open_recent_menu)
    bind("verify", window.verify)
    bind("backups", partial(_open_backups, window))
    bind("repair", partial(_repair, window))
    bind("save_copy", partial(_save_copy, window))
    bind("save_copy_without_history", partial(_save_copy, window, history=False))
    bind("move_reference", partial(_move, window))
    bind("remove_for_good", partial(_remove, window))
    bind("empty_trash", partial(_empty_trash, window))
    bind("close_window", window.close)
    bind("quit", window.close)


# Asked for when they are wanted: what keeps a reference is made then.
def _open_backups(window: Window) -> None:
    window.keeping.open_list()


def _repair(window: Window) -> None:
    window.mending.repair()


def _save_copy(window: Window, *, history: bool = True) -> None:
    window.filing.choose_copy(history=history)


def _move(window: Window) -> None:
    window.filing.choose_place()


def _empty_trash(window: Window) -> None:
    window.filing.ask_to_empty_trash()


def _remove(window: Window) -> None:
    window.filing.ask_removal()
