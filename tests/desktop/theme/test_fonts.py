"""On a system without a single font every script the window needs is still drawn."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QTextLayout

from desktop.theme.fonts import load_fonts
from desktop.theme.resources import resource_folder

FONTS = resource_folder() / "fonts"

SAMPLES = {
    "Latin": "Ağrı Þór Đoković Łódź Żółć ŠČŘŽ ẞ ç ñ ő ş ț ʿAbd al-Raḥmān ʾ Nguyễn Ə",
    "Cyrillic": "Хрэнін Ўладзімір Ґонґадзе Їжак Ђорђевић Өзбек Қазақстан Ҷумъа ѣ",
    "Greek": "Άθήνα Ἑλλάς ᾶῆ ΐώ",
    "Persian": "تهران گفت‌وگو پچژگ کی ۱۲۳ «نقل» ٪",
    "Arabic": "الدِّيوَان ١٢٣ لا ﷲ",
    "Hebrew": "ירושלים שָׁלוֹם ״ציטוט״ ₪",
    "Punctuation": "“double” ‘single’ „low“ «guillemets» – — … • · † § © ™ № € ₽ £",
    "Signs of the window": "❝ ❞ → ← ↑ ↓ ↗ ↔ ↳ ¶ ✓ ✗ ⚠ ☑ ☐ ○ ● ★ × ⌘ ⇧ ⌥ ⏎ ␀ ␛ ␡ \ufffd",
    "Emoji": "😀 👩‍👩‍👧 🇮🇷 🇧🇾 ❤️ 👍🏽",
}


def drawn_without_system_fonts(tmp_path: Path) -> dict[str, object]:
    """Draw the samples in a process that has the bundled faces and no others."""
    empty = tmp_path / "fonts"
    empty.mkdir()
    configuration = tmp_path / "fonts.conf"
    configuration.write_text(
        f"<?xml version='1.0'?><fontconfig><dir>{empty}</dir>"
        f"<cachedir>{tmp_path / 'cache'}</cachedir></fontconfig>",
        encoding="utf-8",
    )
    program = Path(__file__).with_name("draw_samples.py")
    finished = subprocess.run(
        [sys.executable, str(program)],
        input=json.dumps(SAMPLES),
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
        cwd=resource_folder().parent,
        env={
            **os.environ,
            "FONTCONFIG_FILE": str(configuration),
            "QT_QPA_FONTDIR": str(empty),
            "QT_QPA_PLATFORM": "offscreen",
            "PYTHONPATH": str(resource_folder().parent),
            "PYTHONIOENCODING": "utf-8",
        },
    )
    assert finished.returncode == 0, finished.stderr
    answer = json.loads(finished.stdout)
    assert isinstance(answer, dict)
    return answer


def test_every_sample_is_drawn_with_the_bundled_faces_alone(tmp_path: Path) -> None:
    answer = drawn_without_system_fonts(tmp_path)
    # Fontconfig lists these three names also where nothing stands behind them.
    generic = {"Monospace", "Sans Serif", "Serif"}
    before = answer["before"]
    assert isinstance(before, list)
    assert set(before) <= generic, "the emulation of a system without fonts does not work"
    assert answer["control"], "a character that no bundled face has must be seen to be missing"
    assert answer["missing"] == {}
    assert answer["problems"] == []
    assert answer["families"] == ["Inter", "Source Serif 4"]


def test_a_folder_without_faces_costs_a_sentence_and_no_more(qapp: object, tmp_path: Path) -> None:
    fonts = load_fonts(tmp_path)
    assert len(fonts.problems) == 1
    assert str(tmp_path) in fonts.problems[0]
    assert fonts.ui_family == ""
    assert fonts.ui_font(11).pointSizeF() == 11


def test_a_damaged_face_is_named_and_left_out(qapp: object, tmp_path: Path) -> None:
    (tmp_path / "inter").mkdir()
    (tmp_path / "inter" / "Inter-Regular.ttf").write_bytes(b"not a face")
    fonts = load_fonts(tmp_path)
    assert ["Inter-Regular.ttf" in problem for problem in fonts.problems] == [True]


def test_faces_are_loaded_once(qapp: object) -> None:
    assert load_fonts() is load_fonts()


@pytest.mark.parametrize(
    "folder", sorted(path for path in FONTS.iterdir() if path.is_dir()), ids=lambda path: path.name
)
def test_every_face_has_its_licence_and_a_line_in_the_table(folder: Path) -> None:
    licence = (folder / "OFL.txt").read_text(encoding="utf-8")
    assert licence.startswith("Copyright")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    assert f"`{folder.name}/`" in (FONTS / "README.md").read_text(encoding="utf-8")


def test_the_faces_stay_small() -> None:
    assert sum(path.stat().st_size for path in FONTS.rglob("*") if path.is_file()) < 6_000_000


def test_an_x_between_figures_stays_an_x(qapp):
    def glyphs(text):
        layout = QTextLayout(text, load_fonts().ui_font(10))
        layout.beginLayout()
        layout.createLine()
        layout.endLayout()
        return layout.glyphRuns()[0].glyphIndexes()

    assert glyphs("6x8")[1] == glyphs("x")[0]
