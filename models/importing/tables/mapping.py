"""What each column of a table becomes: chosen by a person, proposed from the headings."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Final

from models.capture.delimited_text import DELIMITERS
from models.fields.registry import fields_of
from models.names.folding import fold
from models.reference.problems import ProblemError
from models.schema.vocabulary import CONNECTIONS, ROLES

KINDS: Final = (
    "meeting", "official", "organization", "statement", "agreement", "relation", "place",
)  # fmt: skip
"""What a row can be."""

LABEL: Final = "label"
NAME: Final = "name"
TAG: Final = "tag"
NOTE: Final = "note"
IDENTIFIER: Final = "identifier"
POST: Final = "post"
POST_OF: Final = "post of"
POST_FROM: Final = "post from"
POST_UNTIL: Final = "post until"
THEIR_COUNTRY: Final = "their country"
THEIR_POST: Final = "their post"
NAMED: Final = ("official", "organization", "place")
"""Kinds with names of their own."""
AGREEMENTS: Final = {f"agreement {how}": how for how in CONNECTIONS}
"""What leads from a meeting to agreements, and how they are connected."""
_LABELS: Final = {
    ("meeting", "part_of"): "Part of the meeting",
    ("statement", "meeting"): "At the meeting",
    ("statement", "capacity"): "Post of the speaker",
}
"""What a field is called where no form stands around it."""
_LONGEST: Final = 200


class BadMappingError(ProblemError):
    """A mapping that cannot be used; the sentence says why."""


@dataclass(frozen=True, slots=True)
class Target:
    """What a column can become: its name in a mapping, and in words."""

    name: str
    label: str
    several: bool = False


def targets(kind: str) -> tuple[Target, ...]:
    """Return what the columns of a table of `kind` can become, in the order people see them."""
    called = "Name" if kind in NAMED else "Called"
    found = [] if kind == "statement" else [Target(LABEL, called)]
    if kind in NAMED:
        found.append(Target(NAME, "Another spelling of the name", several=True))
    for one in fields_of(kind):
        if one.connection_column is None:
            label = _LABELS.get((kind, one.name), one.label)
            found.append(Target(one.name, label, one.several))
    if kind == "meeting":
        found += [
            Target(name, f"Agreement {how}", several=True) for name, how in AGREEMENTS.items()
        ]
    if kind in ("meeting", "agreement"):
        for party, word in (("official", "Official"), ("organization", "Organization")):
            for role in ROLES:
                words = f"{word} present" if role == "principal" else f"{word} as {role}"
                found.append(Target(f"{party}:{role}", words, several=True))
        found += [
            Target(THEIR_COUNTRY, "Country of the official on the left", several=True),
            Target(THEIR_POST, "Post of the official on the left", several=True),
        ]
    if kind == "official":
        found += [
            Target(POST, "Post held"),
            Target(POST_OF, "Post held: of which organization"),
            Target(POST_FROM, "Post held: from"),
            Target(POST_UNTIL, "Post held: until"),
        ]
    return (
        *found,
        Target(TAG, "Tag", several=True),
        Target(NOTE, "Note"),
        Target(IDENTIFIER, "Identifier in the register that the heading names"),
    )


@dataclass(frozen=True, slots=True)
class Mapping:
    """How a table is read.

    Each row is a record of `kind`; `columns` leads from headings to targets, and columns it does
    not name are not imported. `separator` parts several values in a cell. `key` is the heading of
    a column whose value identifies a row for ever; without it a row is known by the file's hash
    and its number. `register` is the name under which keys are kept, the file's where it is None:
    a table that goes on under another file name keeps its register. `sheet` is the sheet of a
    workbook, `heading_row` the row with the headings (None: the first that holds something, 0:
    there is none).
    """

    kind: str
    columns: dict[str, str] = field(default_factory=dict)
    separator: str = ";"
    key: str | None = None
    register: str | None = None
    sheet: str | None = None
    heading_row: int | None = None
    delimiter: str | None = None
    encoding: str | None = None

    def to_json(self) -> str:
        """Return the mapping as a text that `from_json` reads."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=2)

    @classmethod
    def from_json(cls, text: str) -> Mapping:
        """Read a mapping that a person may have written.

        Raises:
            BadMappingError: it is none.
        """
        try:
            found = json.loads(text)
        except (ValueError, RecursionError) as error:
            raise _bad(f"It is no JSON: {error}.") from error
        if not isinstance(found, dict):
            raise _bad("It is not an object with “kind” and “columns”.")
        strange = sorted(found.keys() - set(cls.__dataclass_fields__))
        if strange:
            raise _bad(f"It says “{strange[0][:60]}”, which means nothing here.")
        return cls(**_checked(found))

    def check(self, headings: Sequence[str]) -> None:
        """Make sure that a table with these headings can be read so.

        Raises:
            BadMappingError: a column is not there, or nothing would come of a row.
        """
        for name in (*self.columns, *([self.key] if self.key else [])):
            if name not in headings:
                raise _bad(f"The table has no column “{name[:60]}”.")
        chosen = list(self.columns.values())
        for name in {LABEL, POST, POST_OF, POST_FROM, POST_UNTIL} & set(chosen):
            if chosen.count(name) > 1:
                raise _bad(f"Two columns cannot both be “{name}”.")
        single = {one.name for one in fields_of(self.kind) if not one.several}
        twice = sorted(name for name in single & set(chosen) if chosen.count(name) > 1)
        if twice:
            raise _bad(f"Two columns cannot both be “{twice[0]}”.")
        if not is_enough(self.kind, chosen):
            raise _bad(NEEDED[self.kind])


NEEDED: Final = {
    "meeting": "Choose the column that says who met, when, or what the meeting is called.",
    "official": "Choose the column with the official’s name.",
    "organization": "Choose the column with the organization’s name.",
    "place": "Choose the column with the place’s name.",
    "agreement": "Choose the column that says what the agreement is called.",
    "statement": "Choose the column with the words that were said.",
    "relation": "Choose the columns with the two parties, or what the relation is called.",
}
"""What is missing where a row would be nothing."""


def is_enough(kind: str, chosen: Sequence[str]) -> bool:
    """Whether a row of `kind` with these columns can be a record."""
    if kind == "statement":
        return "words" in chosen
    if LABEL in chosen:
        return True
    if kind == "meeting":
        return "date" in chosen or any(":" in name for name in chosen)
    return kind == "relation" and {"subject", "object"} <= set(chosen)


def _bad(sentence: str) -> BadMappingError:
    return BadMappingError(f"The mapping cannot be used. {sentence}", "Nothing was imported.")


def _checked(found: dict[str, Any]) -> dict[str, Any]:
    if found.get("kind") not in KINDS:
        raise _bad(f"“kind” is one of {', '.join(KINDS)}.")
    known = {one.name for one in targets(found["kind"])}
    columns = found.get("columns", {})
    if not isinstance(columns, dict):
        raise _bad("“columns” leads from headings to what they become.")
    for heading, name in columns.items():
        if name not in known:
            raise _bad(f"“{heading[:60]}” cannot become “{str(name)[:60]}” in a {found['kind']}.")
    for name in ("key", "register", "sheet", "encoding", "delimiter"):
        value = found.get(name)
        if value is not None and (not isinstance(value, str) or len(value) > _LONGEST):
            raise _bad(f"“{name}” is a text.")
    if found.get("delimiter") is not None and found["delimiter"] not in DELIMITERS:
        raise _bad("“delimiter” is a comma, a semicolon, a tab or a bar.")
    row = found.get("heading_row")
    if row is not None and (type(row) is not int or row < 0):
        raise _bad("“heading_row” is the number of a row, 0 where there is none.")
    if not isinstance(found.get("separator", ""), str) or len(found.get("separator", "")) > 8:
        raise _bad("“separator” is what stands between two values in a cell.")
    return found


_WORDS: Final[dict[str, dict[str, str]]] = {
    "meeting": {
        "date": "date|when|day|date of meeting|meeting date",
        "place": "place|where|location|city|venue",
        "form": "kind|form|type of meeting|meeting type",
        "occurrence": "occurrence",
        "topics": "topic|topics|about|subject|subjects|matters discussed",
        "agenda": "agenda",
        "summary": "summary|description|what happened",
        "part_of": "part of|part of meeting|part of visit|during|visit",
        "agreement discussed": "agreement|agreements|outcome|outcomes|agreements discussed",
        "agreement announced": "agreements announced|announced",
        "agreement signed": "agreements signed|documents signed|signed",
        LABEL: "meeting|event|called|name|title of meeting|meeting title|meeting name",
        "official:principal": "participant|participants|official|officials|who|present|attendees|"
        "attendee|counterpart|who met",
        "official:host": "host|hosts|hosted by|received by",
        "official:visitor": "visitor|visitors|guest|guests",
        "organization:principal": "organization|organizations|organisation|organisations|parties",
        THEIR_COUNTRY: "country|countries|state|nationality",
        THEIR_POST: "post|position|title|rank|office|role",
    },
    "official": {
        LABEL: "name|official|full name|person|who",
        NAME: "other name|other names|also known as|alias|aliases|spelling|original name",
        "country": "country|nationality|state",
        "birth": "born|birth|date of birth|birth date|birthday",
        "death": "died|death|date of death",
        "description": "description|biography|about",
        POST: "post|position|title|office|rank|role",
        POST_OF: "organization|organisation|ministry|institution|agency|employer",
        POST_FROM: "from|since|start|started|appointed|in office since|start date",
        POST_UNTIL: "until|to|end|ended|left|end date",
    },
    "organization": {
        LABEL: "name|organization|organisation|ministry|institution|company",
        NAME: "other name|other names|also known as|abbreviation|acronym|original name",
        "type": "type|kind",
        "country": "country|state",
        "part_of": "part of|parent|parent organization|belongs to",
        "start": "founded|established|start",
        "end": "dissolved|end|ended",
        "description": "description|about",
    },
    "statement": {
        "words": "words|statement|quote|quotation|text|what was said|said",
        "speaker": "speaker|who|official|said by|by|name",
        "addressees": "to|addressee|addressees|audience",
        "date": "date|when|day",
        "place": "place|where|location|city",
        "mode": "speech|mode",
        "meeting": "meeting|at|occasion|event",
        "capacity": "post|position|capacity|office|role",
        "language": "language",
    },
    "agreement": {
        LABEL: "agreement|treaty|name|title|document|called",
        "form": "kind|form|type",
        "stage": "stage|status",
        "date": "date|when|signed on|date signed|signed",
        "place": "place|where|signed at|city",
        "topics": "topic|topics|about|subject",
        "summary": "summary|description",
        "official:signatory": "signatory|signatories|signed by",
        "organization:principal": "parties|party|organization|organizations|countries|states",
    },
    "relation": {
        LABEL: "relation|called",
        "type": "kind|type|relation type",
        "subject": "subject|from|party|first party|who|source",
        "object": "object|to|other party|second party|against|with whom|target",
        "matter": "matter|about|over|subject matter",
        "reasons": "why|reason|reasons|because",
        "standing": "standing",
        "start": "since|start|from date|start date|date",
        "end": "until|end|end date",
    },
    "place": {
        LABEL: "place|name|city|venue|location",
        "type": "type|kind",
        "within": "within|in|lies in|country|region|part of",
    },
}
_EVERYWHERE: Final = {
    TAG: "tag|tags|keyword|keywords",
    NOTE: "note|notes|remark|remarks|comment|comments",
    IDENTIFIER: "wikidata|qid|opensanctions|lei|orcid|viaf|isni",
}
_KEYS: Final = frozenset({"id", "key", "no", "nr", "number", "uid", "record id"})
_TELLING: Final = {
    "meeting": {"date", "when", "meeting", "participants", "host", "visitor", "attendees"},
    "official": {"official", "full name", "born", "position", "post", "name"},
    "statement": {"words", "statement", "speaker", "quote", "quotation"},
    "organization": {"organization", "organisation", "founded", "ministry", "company", "acronym"},
    "agreement": {"agreement", "treaty", "signatories", "signed by", "stage"},
    "relation": {"relation", "subject", "object", "standing"},
    "place": {"within", "lies in"},
}


def propose(headings: Sequence[str], kind: str | None = None) -> Mapping | None:
    """Return what the headings seem to mean; with `kind`, as a table of that kind.

    None where no kind makes sense of them: a person has to choose.
    """
    folded = {heading: fold(heading.replace("_", " ")).strip(" .:#") for heading in headings}
    if kind is not None:
        return _proposal(kind, folded)
    best: tuple[int, Mapping] | None = None
    for one in KINDS:
        found = _proposal(one, folded)
        if not is_enough(one, list(found.columns.values())):
            continue
        telling = sum(2 for heading in found.columns if folded[heading] in _TELLING[one])
        worth = telling + len(found.columns)
        if best is None or worth > best[0]:
            best = (worth, found)
    return best[1] if best else None


def _proposal(kind: str, folded: dict[str, str]) -> Mapping:
    single = {one.name for one in targets(kind) if not one.several} - {IDENTIFIER}
    words = {
        word: name
        for name, listed in (_EVERYWHERE | _WORDS[kind]).items()
        for word in listed.split("|")
    }
    columns: dict[str, str] = {}
    key = None
    for heading, plain in folded.items():
        if plain in _KEYS and key is None:
            key = heading
        name = words.get(plain)
        if name is None or (name in single and name in columns.values()):
            continue
        if name in (THEIR_COUNTRY, THEIR_POST) and not any(
            one.startswith("official:") for one in columns.values()
        ):
            continue
        columns[heading] = name
    return Mapping(kind, columns, key=key)
