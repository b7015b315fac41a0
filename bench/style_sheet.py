"""Writes Attaché's style sheet and its pictures into a folder, for a program without Attaché.

python -m bench.style_sheet FOLDER
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from desktop.theme.icons import write_glyphs
from desktop.theme.stylesheet import stylesheet
from desktop.theme.theme import Theme


def main(folder: Path) -> None:
    theme = Theme(QApplication(["bench"]))
    path = folder / "style.qss"
    glyphs = write_glyphs(folder, theme.palette)
    path.write_text(stylesheet(theme.palette, theme.metrics, glyphs), encoding="utf-8")
    print(json.dumps({"path": str(path)}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
