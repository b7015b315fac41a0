"""What is remembered comes back; what cannot be read is as if it were not there."""

from pathlib import Path

import pytest

from desktop.state.settings import RECENT_LIMIT, Settings


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "attaché 📖.ini"


def again(settings: Settings, path: Path) -> Settings:
    """Return the settings as the next start reads them from the disk."""
    settings.save()
    return Settings(path)


def test_every_kind_of_value_comes_back(path: Path) -> None:
    settings = Settings(path)
    settings.set_layout("a/layout", b"\x00\xff;,\n[x]")
    settings.set_text("a/text", "خرنین, 📖 = “x”; 100 % \\ ünd")
    settings.set_number("a/number", -17)
    settings.set_flag("a/yes", value=True)
    settings.set_flag("a/no", value=False)
    settings.set_words("a/words", ("one, two", "", "three"))
    settings.set_words("a/one", ("alone",))
    settings.set_words("a/none", ())
    found = again(settings, path)
    assert found.layout("a/layout") == b"\x00\xff;,\n[x]"
    assert found.text("a/text") == "خرنین, 📖 = “x”; 100 % \\ ünd"
    assert found.number("a/number", 0) == -17
    assert found.flag("a/yes")
    assert not found.flag("a/no")
    assert found.words("a/words") == ("one, two", "", "three")
    assert found.words("a/one") == ("alone",)
    assert found.words("a/none") == ()


def test_what_is_not_there_is_the_default(path: Path) -> None:
    settings = Settings(path)
    assert settings.layout("x") is None
    assert settings.text("x") == ""
    assert settings.text("x", "y") == "y"
    assert settings.number("x", 3) == 3
    assert not settings.flag("x")
    assert settings.words("x") == ()
    assert settings.recent() == ()


def test_what_cannot_be_read_is_the_default(path: Path) -> None:
    path.write_text("[a]\nlayout=words\nnumber=many\nflag=perhaps\nwords=@Invalid()\n")
    settings = Settings(path)
    assert settings.layout("a/layout") is None
    assert settings.number("a/number", 5) == 5
    assert not settings.flag("a/flag")
    assert settings.words("a/words") == ()


def test_a_file_of_rubbish_is_no_reason_to_stop(path: Path) -> None:
    path.write_bytes(b"\x00\xff\xfe[[[\n=\n\n;;" * 50)
    settings = Settings(path)
    assert settings.text("a/b", "default") == "default"
    settings.set_text("a/b", "new")
    assert again(settings, path).text("a/b") == "new"


def test_recent_references_are_few_each_once_and_the_latest_first(path: Path) -> None:
    settings = Settings(path)
    paths = [Path(f"/somewhere/ärger, {number}.attache") for number in range(RECENT_LIMIT + 5)]
    for one in paths:
        settings.add_recent(one)
    settings.add_recent(paths[8])
    found = again(settings, path).recent()
    assert len(found) == RECENT_LIMIT
    assert found[:2] == (paths[8], paths[-1])
    assert len(set(found)) == len(found)


def test_a_single_recent_reference_comes_back(path: Path) -> None:
    settings = Settings(path)
    settings.add_recent(Path("/a/b.attache"))
    assert again(settings, path).recent() == (Path("/a/b.attache"),)
