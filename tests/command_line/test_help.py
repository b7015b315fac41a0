"""The `attache` command says what it can do."""

import pytest

from desktop.command_line import main
from models import VERSION


def test_help_names_the_commands_and_the_exit_codes(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--help"])
    assert ended.value.code == 0
    said = capsys.readouterr().out
    for word in ("new", "import", "info", "verify", "register", "unregister", "exit codes", "FILE"):
        assert word in said


@pytest.mark.parametrize("command", ["new", "import", "info", "verify", "register", "unregister"])
def test_each_command_has_a_help_of_its_own(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main([command, "--help"])
    assert ended.value.code == 0
    assert f"attache {command}" in capsys.readouterr().out


def test_the_version_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--version"])
    assert ended.value.code == 0
    assert capsys.readouterr().out == f"Attaché {VERSION}\n"


def test_an_option_nobody_knows_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["info", "--colour"])
    assert ended.value.code == 2
    assert "Traceback" not in capsys.readouterr().err
