import json
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.registration import registration, system_tools
from desktop.registration.commands import register_command, unregister_command
from desktop.registration.linux import ENTRY, FILE_ICON, PROGRAM_ICON, TYPE_PACKAGE, WRITTEN
from desktop.registration.manifest import PLACE
from desktop.registration.registration import (
    is_registered,
    register,
    unregister,
)

pytestmark = pytest.mark.skipif(
    sys.platform in {"win32", "darwin"}, reason="installers register there"
)


@pytest.fixture
def data(places):
    return places.data_home


def test_registering_writes_launcher_type_and_icons_and_says_so(checkout, data, tools):
    report = register(checkout)
    assert report.done
    assert report.sentences == ("Attaché is in the menu, and opens references by double-click.",)
    assert f"Exec={checkout}/resources/launcher/double-click %f" in (data / ENTRY).read_text()
    assert "0x41747443" in (data / TYPE_PACKAGE).read_text()
    assert (data / PROGRAM_ICON).read_bytes() == (
        checkout / "resources/icons/attache.svg"
    ).read_bytes()
    assert (data / FILE_ICON).read_bytes() == (
        checkout / "resources/icons/attache-document.svg"
    ).read_bytes()
    assert is_registered(checkout)


def test_the_tools_are_told_the_persons_own_folders(checkout, data, tools):
    register(checkout)
    assert (tools / "calls").read_text().splitlines() == [
        f"update-mime-database {data}/mime",
        f"update-desktop-database -q {data}/applications",
    ]


def test_an_icon_cache_is_brought_up_to_date_but_never_begun(checkout, data, tools):
    register(checkout)
    assert "icon-cache" not in (tools / "calls").read_text()
    (data / "icons/hicolor/icon-theme.cache").touch()
    register(checkout)
    assert "gtk-update-icon-cache" in (tools / "calls").read_text()


def test_registering_again_changes_nothing(checkout, tools, tree):
    register(checkout)
    before = tree()
    assert register(checkout).done
    assert tree() == before


def test_unregistering_leaves_the_home_as_it_was(checkout, home, tools, tree):
    (home / ".config").mkdir()
    (home / ".config/mimeapps.list").write_text("[Default Applications]\ntext/plain=a.desktop\n")
    (home / ".local/share/applications").mkdir(parents=True)
    (home / ".local/share/applications/other.desktop").write_text("[Desktop Entry]\n")
    before = tree()
    register(checkout)
    report = unregister()
    assert report.done
    assert report.sentences == (
        "Attaché is no longer registered; your references stay as they are.",
    )
    assert tree() == before
    assert not is_registered(checkout)


def test_unregistering_an_empty_home_leaves_no_file(checkout, home, tools, tree):
    register(checkout)
    unregister()
    assert [name for name, content in tree().items() if content] == []


def test_unregistering_what_was_not_registered_says_so(home, tree):
    assert unregister().sentences == ("Attaché was not registered.",)
    assert tree() == {}


def test_what_a_person_changed_since_stays_and_is_named(checkout, data, tools):
    register(checkout)
    (data / ENTRY).write_text("[Desktop Entry]\nName=Mine\n")
    report = unregister()
    assert report.done
    assert f"{data / ENTRY} was changed since and stays." in report.sentences
    assert (data / ENTRY).read_text() == "[Desktop Entry]\nName=Mine\n"
    assert not (data / TYPE_PACKAGE).exists()
    assert not (data / PLACE).exists()


@pytest.mark.parametrize("registered_before", [True, False])
def test_registering_leaves_somebodys_own_file_and_says_so(
    checkout, data, tools, registered_before
):
    if registered_before:
        register(checkout)
    (data / PROGRAM_ICON).parent.mkdir(parents=True, exist_ok=True)
    (data / PROGRAM_ICON).write_text("<svg/>")
    report = register(checkout)
    assert not report.done
    assert "was changed by somebody and stays as it is" in report.text()
    assert (data / PROGRAM_ICON).read_text() == "<svg/>"


def test_a_moved_checkout_is_registered_anew(checkout, data, tools, tmp_path):
    register(checkout)
    moved = checkout.rename(tmp_path / "moved")
    assert not is_registered(moved)
    assert register(moved).done
    assert is_registered(moved)
    assert f"Exec={moved}/" in (data / ENTRY).read_text()
    assert str(checkout) + "/" not in (data / ENTRY).read_text()


def test_a_registration_lacking_a_file_is_none(checkout, data, tools):
    register(checkout)
    (data / FILE_ICON).unlink()
    assert not is_registered(checkout)


def test_a_kill_between_two_files_leaves_none_that_is_taken_for_a_persons(
    checkout, data, tools, monkeypatch, tmp_path
):
    register(checkout)
    (checkout / "resources/icons/attache.svg").write_text("<svg>new</svg>")
    (checkout / "resources/icons/attache-document.svg").write_text("<svg>new too</svg>")
    written = []

    def killed(path, content, **more):
        if written and path.suffix == ".svg":
            raise KeyboardInterrupt
        if path.suffix == ".svg":
            written.append(path)
        whole(path, content, **more)

    from desktop.registration import linux  # noqa: PLC0415 -- its name is looked up at each call

    whole = linux.write_whole
    monkeypatch.setattr(linux, "write_whole", killed)
    with pytest.raises(KeyboardInterrupt):
        register(checkout)
    monkeypatch.setattr(linux, "write_whole", whole)
    assert len(unregister().sentences) == 1
    assert not any((data / file).exists() for file in WRITTEN)


def test_without_the_tools_it_is_done_and_the_sentences_name_the_packages(
    checkout, tmp_path, monkeypatch
):
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    report = register(checkout)
    assert report.done
    assert "install the package shared-mime-info" in report.text()
    assert "desktop-file-utils" in report.text()


def test_a_tool_that_fails_is_a_sentence(checkout, tools):
    (tools / "update-mime-database").write_text("#!/bin/sh\necho no room >&2\nexit 3\n")
    report = register(checkout)
    assert report.done
    assert "update-mime-database failed (no room)" in report.text()


def test_a_tool_that_hangs_is_stopped_and_told_of(checkout, tools, monkeypatch):
    (tools / "update-desktop-database").write_text("#!/bin/sh\nexec tail -f /dev/null\n")
    monkeypatch.setattr(system_tools, "SECONDS", 0.2)
    report = register(checkout)
    assert report.done
    assert "update-desktop-database did not end and was stopped" in report.text()


def test_a_tool_that_is_no_program_is_a_sentence(checkout, tools):
    (tools / "update-mime-database").write_bytes(b"\x00\x01")
    assert "update-mime-database could not be started" in register(checkout).text()


def test_a_folder_in_the_way_is_a_sentence(checkout, data, tools):
    (data / "mime").parent.mkdir(parents=True)
    (data / "mime").write_text("a file")
    report = register(checkout)
    assert not report.done
    assert "could not be written" in report.text()


def test_a_checkout_lacking_a_file_is_a_sentence_and_writes_nothing(checkout, tools, tree):
    (checkout / "resources/launcher/attache.xml").unlink()
    report = register(checkout)
    assert not report.done
    assert "is not whole" in report.text()
    assert tree() == {}


@pytest.mark.parametrize("name", ["line\nbreak", "no\udcffutf"])
def test_a_checkout_that_the_desktop_cannot_name_is_a_sentence(tmp_path, tools, tree, name):
    report = register(tmp_path / name)
    assert not report.done
    assert "has a name that the desktop cannot start" in report.text()
    assert tree() == {}


@pytest.mark.parametrize(
    "manifest",
    [
        "no json",
        "[]",
        "[" * 100_000,
        '{"format": 99}',
        '{"format": 1, "files": 3, "folders": {}}',
        '{"format": 1, "files": {"../../victim": ["x"], "/victim": []}, "generated": [1]}',
    ],
)
def test_a_manifest_that_is_none_of_ours_removes_nothing(data, manifest, home):
    (data / PLACE).parent.mkdir(parents=True)
    (data / PLACE).write_text(manifest)
    (home / "victim").write_text("dear")
    assert unregister().sentences == ("Attaché was not registered.",)
    assert (home / "victim").exists()


def test_a_manifest_from_elsewhere_cannot_remove_other_files(checkout, data, home, tools):
    register(checkout)
    manifest = json.loads((data / PLACE).read_text())
    manifest["generated"] = ["../../victim", "applications/../../../victim"]
    manifest["folders"] = ["../.."]
    (data / PLACE).write_text(json.dumps(manifest))
    (home / "victim").write_text("dear")
    unregister()
    assert (home / "victim").exists()


def test_with_the_data_home_alone_the_default_program_is_left(checkout, home, tools, tmp_path):
    register(checkout, data_home=tmp_path / "data")
    assert not (home / ".config").exists()
    assert is_registered(checkout, data_home=tmp_path / "data")
    assert not is_registered(checkout)


def test_a_relative_data_home_is_ignored(checkout, home, tools, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", "relative")
    monkeypatch.delenv("XDG_CONFIG_HOME")
    register(checkout)
    assert (home / ".local/share" / ENTRY).exists()
    assert (home / ".config/mimeapps.list").exists()


def test_the_commands_register_this_checkout_and_take_it_back(tools, data):
    code, text = register_command()
    assert (code, text) == (0, "Attaché is in the menu, and opens references by double-click.")
    assert str(Path(registration.__file__).parents[2]) in (data / ENTRY).read_text()
    assert unregister_command()[0] == 0


def test_a_command_that_fails_ends_with_1(data, tools):
    data.parent.mkdir(parents=True)
    data.write_text("a file")
    code, text = register_command()
    assert code == 1
    assert "could not be written" in text


@pytest.mark.parametrize(("platform", "word"), [("win32", "run.cmd"), ("darwin", "./run")])
def test_where_installers_will_register_it_says_so(checkout, monkeypatch, tree, platform, word):
    monkeypatch.setattr(registration.sys, "platform", platform)
    assert not registration.supported()
    for report in (register(checkout), unregister()):
        assert not report.done
        assert f"open a reference with {word} FILE.attache" in report.text()
    assert not is_registered(checkout)
    assert tree() == {}


def test_the_launcher_passes_its_arguments_to_run_and_ends_as_it_does(checkout):
    launcher = checkout / "resources/launcher/double-click"
    ended = subprocess.run([launcher, "a file.attache", "$x `y`"], check=False)
    assert ended.returncode == 0
    assert (checkout / "arguments").read_text() == "a file.attache\n$x `y`\n"


def test_the_launcher_shows_the_last_sentence_of_a_start_that_failed(checkout, tools, tmp_path):
    (checkout / "run").write_text("#!/bin/sh\necho on the way >&2\necho No Python. >&2\nexit 1\n")
    (tools / "zenity").write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" >"{tmp_path}/shown"\n')
    (tools / "zenity").chmod(0o755)
    ended = subprocess.run(
        [checkout / "resources/launcher/double-click"], check=False, capture_output=True, text=True
    )
    assert ended.returncode == 1
    assert ended.stderr == "on the way\nNo Python.\n"
    assert "--text=No Python." in (tmp_path / "shown").read_text()
