"""The data files and their data sets as sources: publisher, title, licence, part of what."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Final

from models.capture.historian_xml import Entry
from models.importing.historian.countries import PUBLISHER
from models.importing.historian.drafts import (
    ClaimDraft,
    Passage,
    RecordDraft,
    passage_of,
    says,
)
from models.importing.historian.people import ENCYCLOPEDIA
from models.text.segments import Span

NAMED_BY_ITS_ID: Final = "The data set names each file by the id that the file gives."
LICENCE: Final = json.dumps({"license": "Public domain (United States); CC0 1.0"})


@dataclass(frozen=True, slots=True)
class DataSet:
    """One data set, published as one repository."""

    folder: str
    title: str
    url: str


DATA_SETS: Final = (
    DataSet(
        "pocom",
        "Principal Officers and Chiefs of Mission of the U.S. Department of State",
        "https://github.com/HistoryAtState/pocom",
    ),
    DataSet(
        "travels",
        "Travels of the President and of the Secretary of State",
        "https://github.com/HistoryAtState/travels",
    ),
    DataSet(
        "visits",
        "Visits by Foreign Leaders",
        "https://github.com/HistoryAtState/visits",
    ),
)


def data_set_sources() -> list[RecordDraft]:
    """Return the data sets. What they are called stands in no data file: it has no quote."""
    return [
        RecordDraft(
            key=f"source/{one.folder}",
            kind="source",
            label=one.title,
            values={"type": "dataset", "title": one.title, "url": one.url, "language": "en"},
            links={"publisher": PUBLISHER},
            identifier=("historian/data-sets", one.folder),
            csl=LICENCE,
        )
        for one in DATA_SETS
    ]


def file_source(name: str) -> RecordDraft:
    """Return the source that one data file is: a part of its data set."""
    return RecordDraft(
        key=f"file/{name}",
        kind="source",
        label=name,
        values={"type": "dataset", "title": name, "language": "en"},
        links={"publisher": PUBLISHER, "part_of": f"source/{name.partition('/')[0]}"},
        identifier=("historian/files", name),
        csl=LICENCE,
    )


def name_from_within(draft: RecordDraft, file: str, entry: Entry) -> None:
    """Quote the title of a data file where the file gives the id it is named by."""
    stem = file.rpartition("/")[2].removesuffix(".xml")
    for word in entry.words:
        if word.text == stem:
            passage = passage_of(file, entry)
            draft.claims.append(says("title", passage, word, text=file, note=NAMED_BY_ITS_ID))
            return


def taken_from(draft: RecordDraft, file: str, start: int, end: int, printed: str) -> None:
    """Say that a data file was taken from the page whose address it prints."""
    passage = Passage(file, Span(start, end))
    span = Span(start, end)
    draft.claims += [
        ClaimDraft(
            "derived_from", passage, record=ENCYCLOPEDIA, decisive=span, printed=printed
        ),
        ClaimDraft(
            "derivation", passage, text="excerpt",
            note="The list keeps a part of what the page at this address holds.",
        ),
    ]  # fmt: skip
