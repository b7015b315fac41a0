"""A small seed that is in order, for tests that break it or load it."""

from pathlib import Path

import pytest

TEXT = """Ministers meet
On Monday, Anna Berg met Li Wei in Oslo. “It’s done,” Berg said.
On Tuesday, Berg met with the press in Oslo.
"""

REFERENCE = """\
attache-seed: 1
title: A small story
description: Two people meet.
namespace: 1b671a64-40d5-491e-99b0-da01ff1f3341
created: 2024-05-17T09:30:00Z
sources:
  story:
    title:
      value: Ministers meet
      claims:
        - {quote: headline, printed: Ministers meet}
    date: 2024-05-15
    authors:
      - {family: Doe, given: Jane}
    csl: {volume: "12"}
    snapshots:
      text:
        file: story.txt
        media type: text/plain
        captured: 2024-05-17T09:30:00Z
        method: written for a test
quotes:
  story:
    headline: Ministers meet
    met: On Monday, Anna Berg met Li Wei in Oslo.
    said: “It’s done,” Berg said.
    oslo:
      words: in Oslo
      occurrence: 2
      locator: line 3
attributions:
  berg:
    - {printed: Berg, party: berg}
records:
  official:
    berg:
      tags: [minister]
      identifiers: {wikidata: Q1}
      holds:
        - {quote: met, words: Anna Berg}
      tenures:
        minister:
          title: Minister
      names:
        full:
          text:
            value: Anna Berg
            claims:
              - {quote: met, printed: Anna Berg}
        persian:
          form: alias
          text: آنا برگ
    li:
      label: Li Wei
      tags: [minister]
  place:
    oslo: {label: Oslo, type: city}
  meeting:
    talks:
      label: Berg – Li talks
      date:
        value: 2024-05-13
        claims:
          - quote: met
            printed: On Monday
            inferred: [source date]
          - quote: headline
            value: 2024-05-14
            rank: deprecated
            reason: A slip.
            denies: true
            inferred: [{editor: For the test.}]
      place:
        value: oslo
        claims:
          - {quote: met, words: in Oslo, printed: Oslo}
      topics:
        - peace
      participations:
        berg:
          participant: berg
          capacity: berg/minister
        li:
          participant: li
  statement:
    done:
      label: It’s done
      speaker: berg
      words:
        value: It’s done
        claims:
          - {quote: said, printed: It’s done, attribution: berg}
"""


class Seed:
    """A seed on disk; `change` rewrites its main file."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.text = REFERENCE
        folder.mkdir()
        (folder / "story.txt").write_text(TEXT, encoding="utf-8", newline="\n")
        self.write(REFERENCE)

    def write(self, text: str, file: str = "reference.yaml") -> None:
        (self.folder / file).write_text(text, encoding="utf-8", newline="\n")

    def change(self, old: str, new: str) -> int:
        """Put `new` for the one `old`; return the line (from 1) on which that starts."""
        assert self.text.count(old) == 1, f"{old!r} stands there {self.text.count(old)} times"
        line = self.text[: self.text.index(old)].count("\n") + 1
        self.text = self.text.replace(old, new)
        self.write(self.text)
        return line


@pytest.fixture
def seed(tmp_path):
    return Seed(tmp_path / "small")
