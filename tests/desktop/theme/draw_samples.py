"""Read samples from the input and tell which characters no face has; run by test_fonts.py."""

import json
import sys

from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication, QTextLayout

from desktop.theme.fonts import load_fonts


def is_drawn(text: str, font: QFont) -> bool:
    layout = QTextLayout(text, font)
    layout.beginLayout()
    layout.createLine().setLineWidth(100_000)
    layout.endLayout()
    runs = layout.glyphRuns()
    return bool(runs) and not any(0 in run.glyphIndexes() for run in runs)


def main() -> None:
    application = QGuiApplication(["attache"])
    before = QFontDatabase.families()
    samples: dict[str, str] = json.load(sys.stdin)
    fonts = load_fonts()
    faces = {"ui": fonts.ui_font(10), "reading": fonts.reading_font(10)}
    missing = {
        f"{face}, {name}": [word for word in sample.split() if not is_drawn(word, font)]
        for face, font in faces.items()
        for name, sample in samples.items()
        if not is_drawn(sample, font)
    }
    answer = {
        "before": before,
        "control": not is_drawn("漢", faces["ui"]),
        "missing": missing,
        "problems": fonts.problems,
        "families": [fonts.ui_family, fonts.reading_family],
    }
    print(json.dumps(answer))  # noqa: T201  the answer
    application.quit()


main()
