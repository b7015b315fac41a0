"""Reading the YAML of a seed: mappings, lists and texts, each with its line, and nothing else.

The tree is built from the parser's events, without any of PyYAML's constructors: a value is
always the text that stands there (`no` is "no", `2023-08-02` is "2023-08-02"), and what could
surprise or hurt (tags, anchors and aliases, several documents, keys given twice, endless nesting)
is refused.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, TypeAlias

import yaml

from models.seeds.problems import Complaints, Place, shown

LARGEST_FILE: Final = 4 * 1024 * 1024
"""Bytes; the seeds we know are a hundredth of it. More belongs to an import."""

DEEPEST: Final = 24


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text, exactly as it stands once YAML has taken off its quotation marks."""

    place: Place
    text: str


@dataclass(frozen=True, slots=True)
class Listing:
    """A list."""

    place: Place
    items: list[Node] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys with their values, in the order of the file."""

    place: Place
    entries: dict[str, Node] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    """Where each key stands."""


Node: TypeAlias = Scalar | Listing | Mapping


class _RefusedError(Exception):
    """The file cannot be read any further."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(reason)
        self.line = line
        self.reason = reason


def read_document(path: Path, file: str, complaints: Complaints) -> Mapping | None:
    """Read one YAML file of a seed, named `file` in problems; None where it is unreadable."""
    try:
        root = _Builder(file, complaints).build(_text_of(path))
    except _RefusedError as refused:
        complaints.add(Place(file, refused.line), refused.reason)
        return None
    if not isinstance(root, Mapping):
        complaints.add(root.place, "The file must hold keys and values.")
        return None
    return root


def _text_of(path: Path) -> str:
    try:
        with path.open("rb") as stream:
            content = stream.read(LARGEST_FILE + 1)
    except OSError as error:
        raise _RefusedError(1, f"The file cannot be read ({error.strerror}).") from error
    if len(content) > LARGEST_FILE:
        raise _RefusedError(
            1, f"The file is larger than {LARGEST_FILE // 1024 // 1024} MB; split it."
        )
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise _RefusedError(line, "The file is not UTF-8.") from error
    # Reading texts are in NFC (law 4), so what is looked for in them is, too.
    return unicodedata.normalize("NFC", text)


class _Builder:
    def __init__(self, file: str, complaints: Complaints) -> None:
        self._file = file
        self._complaints = complaints
        self._stack: list[Listing | Mapping] = []
        self._keys: list[Scalar | None] = []
        self._root: Node | None = None

    def build(self, text: str) -> Node:
        documents = 0
        line = 1
        try:
            for event in yaml.parse(text, Loader=yaml.SafeLoader):
                line = event.start_mark.line + 1 if event.start_mark else line
                if isinstance(event, yaml.DocumentStartEvent):
                    documents += 1
                    if documents > 1:
                        raise _RefusedError(line, "A file holds one document; take out “---”.")
                    if event.tags or event.version:
                        raise _RefusedError(line, "Directives (%…) are not used in seeds.")
                elif isinstance(event, yaml.NodeEvent):
                    self._node(event, line)
                elif isinstance(event, yaml.CollectionEndEvent):
                    self._stack.pop()
                    self._keys.pop()
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            reason = error.problem or error.context or "it cannot be read"
            raise _RefusedError(
                mark.line + 1 if mark else line, f"This is not YAML: {reason}."
            ) from error
        except yaml.reader.ReaderError as error:
            line = text.count("\n", 0, error.position) + 1
            raise _RefusedError(
                line, f"The character U+{ord(text[error.position]):04X} cannot stand here."
            ) from error
        if self._root is None:
            raise _RefusedError(1, "The file is empty.")
        return self._root

    def _node(self, event: yaml.NodeEvent, line: int) -> None:
        place = Place(self._file, line)
        if isinstance(event, yaml.AliasEvent) or event.anchor is not None:
            raise _RefusedError(line, "Anchors and aliases (& and *) are not used in seeds.")
        if isinstance(event, yaml.ScalarEvent):
            self._refuse_tag(event.tag, line)
            self._put(Scalar(place, event.value))
            return
        assert isinstance(event, yaml.CollectionStartEvent)
        self._refuse_tag(event.tag, line)
        if len(self._stack) >= DEEPEST:
            raise _RefusedError(line, f"This is nested deeper than {DEEPEST} levels.")
        node: Listing | Mapping = (
            Mapping(place) if isinstance(event, yaml.MappingStartEvent) else Listing(place)
        )
        self._put(node)
        self._stack.append(node)
        self._keys.append(None)

    def _refuse_tag(self, tag: str | None, line: int) -> None:
        if tag is not None:
            raise _RefusedError(line, "Tags (!…) are not used in seeds.")

    def _put(self, node: Node) -> None:
        if not self._stack:
            self._root = node
            return
        owner = self._stack[-1]
        if isinstance(owner, Listing):
            owner.items.append(node)
            return
        key = self._keys[-1]
        if key is None:
            if not isinstance(node, Scalar):
                raise _RefusedError(node.place.line, "A key must be a plain text.")
            self._keys[-1] = node
            return
        self._keys[-1] = None
        if key.text in owner.entries:
            first = owner.places[key.text].line
            self._complaints.add(
                key.place, f"{shown(key.text)} is given twice; it stands in line {first} already."
            )
            return
        owner.entries[key.text] = node
        owner.places[key.text] = key.place
