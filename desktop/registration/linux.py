"""Registering on Linux, after the specifications of freedesktop.org, in the person's own folders.

Written are a desktop entry, a package of the shared MIME database, and two icons; the tools that
make them known are optional. What was written stands in a manifest with fingerprints.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from desktop.registration import default_application, system_tools
from desktop.registration.desktop_entry import DESKTOP_ID, can_be_named, filled_entry
from desktop.registration.files import fingerprint, fingerprint_of, write_whole
from desktop.registration.manifest import PLACE, Manifest, read_manifest, write_manifest
from desktop.registration.report import Report
from desktop.text.translate import tr

LAUNCHER: Final = "resources/launcher/double-click"
ENTRY: Final = f"applications/{DESKTOP_ID}.desktop"
TYPE_PACKAGE: Final = "mime/packages/attache.xml"
PROGRAM_ICON: Final = f"icons/hicolor/scalable/apps/{DESKTOP_ID}.svg"
FILE_ICON: Final = "icons/hicolor/scalable/mimetypes/application-vnd.attache+sqlite3.svg"
WRITTEN: Final = (ENTRY, TYPE_PACKAGE, PROGRAM_ICON, FILE_ICON)
"""Where each file goes, in the data home."""


@dataclass(frozen=True)
class Places:
    """The person's folders; without a configuration folder no default program is set."""

    data_home: Path
    config_home: Path | None


def register(checkout: Path, places: Places) -> Report:
    """As `desktop.registration.registration.register` promises."""
    checkout = checkout.resolve()
    if not can_be_named(checkout):
        return _failed(
            tr(
                "The folder of Attaché ({folder}) has a name that the desktop cannot start: move "
                "it to a folder with a plain name and register again.",
                folder=ascii(str(checkout)),
            )
        )
    try:
        contents = _contents(checkout)
    except OSError as error:
        return _failed(
            tr(
                "The folder of Attaché is not whole: {file} cannot be read. Fetch it again.",
                file=error.filename,
            )
        )
    try:
        changed = _write(checkout, places.data_home, contents)
        default_sentence = _set_default(places)
    except OSError as error:
        return _failed(_not_written(error))
    told = [*changed, *_refreshed(places.data_home)]
    if default_sentence:
        told.append(default_sentence)
    if changed:
        return Report(done=False, sentences=tuple(told))
    return Report(
        done=True,
        sentences=(tr("Attaché is in the menu, and opens references by double-click."), *told),
    )


def unregister(places: Places) -> Report:
    """As `desktop.registration.registration.unregister` promises."""
    data_home = places.data_home
    try:
        manifest = read_manifest(data_home)
        if not manifest.files:
            return Report(done=True, sentences=(tr("Attaché was not registered."),))
        if places.config_home and manifest.default_set:
            default_application.unset_default(
                places.config_home, file_was_made=manifest.default_file_made
            )
        kept = [
            tr("{file} was changed since and stays.", file=file)
            for file in _remove(manifest, data_home)
        ]
        told = _taken_back(manifest, data_home)
        (data_home / PLACE).unlink()
        _remove_folders(manifest, data_home)
    except OSError as error:
        return _failed(
            tr(
                "{file} could not be removed ({reason}): see that the folder is yours, and "
                "unregister again.",
                file=error.filename,
                reason=error.strerror,
            )
        )
    return Report(
        done=True,
        sentences=(
            tr("Attaché is no longer registered; your references stay as they are."),
            *kept,
            *told,
        ),
    )


def is_registered(checkout: Path, places: Places) -> bool:
    """As `desktop.registration.registration.is_registered` promises."""
    try:
        manifest = read_manifest(places.data_home)
    except OSError:
        # What cannot be read is as good as not there; registering will say why.
        return False
    return manifest.checkout == str(checkout.resolve()) and all(
        (places.data_home / file).is_file() for file in WRITTEN
    )


def _contents(checkout: Path) -> dict[str, bytes]:
    launcher = checkout / LAUNCHER
    launcher.stat()
    template = (checkout / f"resources/launcher/{DESKTOP_ID}.desktop").read_text(encoding="utf-8")
    return {
        ENTRY: filled_entry(template, launcher).encode("utf-8"),
        TYPE_PACKAGE: (checkout / "resources/launcher/attache.xml").read_bytes(),
        PROGRAM_ICON: (checkout / "resources/icons/attache.svg").read_bytes(),
        FILE_ICON: (checkout / "resources/icons/attache-document.svg").read_bytes(),
    }


def _write(checkout: Path, data_home: Path, contents: dict[str, bytes]) -> list[str]:
    """Write the files; return a sentence for each that is somebody's own and was left."""
    manifest = read_manifest(data_home)
    present = {file: fingerprint_of(data_home / file) for file in contents}
    changed = [
        file
        for file, mark in present.items()
        if mark not in {None, fingerprint(contents[file]), *manifest.files.get(file, [])}
    ]
    ours = {file: content for file, content in contents.items() if file not in changed}
    for file in (PLACE, *ours):
        _make_folder(data_home, file, manifest)
    for file, content in ours.items():
        known = {fingerprint(content), *manifest.files.get(file, [])}
        manifest.files[file] = sorted(known)
    write_manifest(data_home, manifest)
    for file, content in ours.items():
        write_whole(data_home / file, content)
        manifest.files[file] = [fingerprint(content)]
    if ENTRY in ours:
        manifest.checkout = str(checkout)
    write_manifest(data_home, manifest)
    return [
        tr(
            "{file} was changed by somebody and stays as it is: remove it and register again to "
            "have Attaché’s own.",
            file=data_home / file,
        )
        for file in changed
    ]


def _make_folder(data_home: Path, file: str, manifest: Manifest) -> None:
    for parent in reversed((data_home / file).parents):
        if parent.is_dir():
            continue
        parent.mkdir()
        if parent != data_home and parent.is_relative_to(data_home):
            manifest.folders.append(parent.relative_to(data_home).as_posix())


def _set_default(places: Places) -> str | None:
    if places.config_home is None:
        return None
    found = default_application.default_of(places.config_home)
    if found == default_application.OURS:
        return None
    if found is not None:
        return tr(
            "References open with {program} by double-click, as it was set before: choose Attaché "
            "under “Open with” in the file window to change it.",
            program=found.removesuffix(".desktop"),
        )
    manifest = read_manifest(places.data_home)
    manifest.default_file_made = default_application.set_default(places.config_home)
    manifest.default_set = True
    write_manifest(places.data_home, manifest)
    return None


def _refreshed(data_home: Path) -> Iterator[str]:
    """Run the tools; remember what they made, tell what they could not do."""
    before = _caches(data_home)
    sentences = (
        system_tools.refresh_types(data_home / "mime"),
        system_tools.refresh_launchers(data_home / "applications"),
        system_tools.refresh_icons(data_home / "icons/hicolor"),
    )
    yield from filter(None, sentences)
    made = _caches(data_home) - before
    if made:
        manifest = read_manifest(data_home)
        manifest.generated = sorted({*manifest.generated, *made})
        with contextlib.suppress(OSError):
            # Only the tidiness of a later unregistering hangs on it.
            write_manifest(data_home, manifest)


def _caches(data_home: Path) -> set[str]:
    found = (path for top in ("mime", "applications") for path in (data_home / top).rglob("*"))
    own = {path for path in found if path.is_file() and path.suffix != ".desktop"}
    names = {path.relative_to(data_home).as_posix() for path in own}
    return {name for name in names if not name.startswith("mime/packages/")}


def _remove(manifest: Manifest, data_home: Path) -> list[Path]:
    """Remove the files that are still ours; return those that are not."""
    changed = []
    for file in WRITTEN:
        mark = fingerprint_of(data_home / file)
        if mark is None:
            continue
        if mark in manifest.files.get(file, []):
            (data_home / file).unlink()
        elif file in manifest.files:
            changed.append(data_home / file)
    return changed


def _taken_back(manifest: Manifest, data_home: Path) -> list[str]:
    """Make the desktop forget: refresh the caches, or remove ours where nothing else is left."""
    told = []
    for top, sources, refresh in (
        ("mime", "packages/*.xml", system_tools.refresh_types),
        ("applications", "*.desktop", system_tools.refresh_launchers),
    ):
        folder = data_home / top
        if not folder.is_dir():
            continue
        if any(folder.glob(sources)) or not _all_ours(manifest, top):
            told.append(refresh(folder))
            continue
        for file in manifest.generated:
            if file.startswith(f"{top}/"):
                (data_home / file).unlink(missing_ok=True)
    if (data_home / "icons/hicolor").is_dir():
        told.append(system_tools.refresh_icons(data_home / "icons/hicolor"))
    return [sentence for sentence in told if sentence]


def _all_ours(manifest: Manifest, top: str) -> bool:
    return any(file.startswith(f"{top}/") for file in manifest.generated)


def _remove_folders(manifest: Manifest, data_home: Path) -> None:
    generated = {str(Path(file).parent) for file in manifest.generated}
    for folder in sorted({*manifest.folders, *generated}, key=len, reverse=True):
        place = data_home / folder
        if place.is_dir() and not any(place.iterdir()):
            place.rmdir()


def _failed(sentence: str) -> Report:
    return Report(done=False, sentences=(sentence,))


def _not_written(error: OSError) -> str:
    return tr(
        "{file} could not be written ({reason}): see that the folder is yours and the disk has "
        "room, and register again.",
        file=error.filename,
        reason=error.strerror,
    )
