"""Small references in a test's own folder, made row by row without Qt.

Every function takes the open connection first and is called inside `reference.step(label=…)`;
`make_story` puts a whole small reference together and says which ids it gave.
"""

from __future__ import annotations

import hashlib
import uuid
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from models.dates import parse_edtf
from models.fields.registry import FIELD_BY_NAME, FieldType
from models.names.folding import search_text
from models.names.skeleton import skeletons
from models.reference.database import ReferenceDatabase
from models.reference.reference import Reference, now
from models.schema.evidence import (
    Attribution,
    Claim,
    FieldEntry,
    InsertedLabel,
    Original,
    Premise,
    Quote,
    Snapshot,
)
from models.schema.records import TYPED_TABLES, Record
from models.summaries.refresh import refresh
from models.text.reading_text import reading_text

TEXT = (
    "Iran, Belarus seek closer military collaboration\n"
    "\n"
    "Iran’s armed forces chief of staff Mohammad Bagheri met Belarus’s Defense Minister "
    "Viktor Khrenin in Tehran on Wednesday, state media reported.\n"
    "\n"
    "“Our ties are old,” Bagheri told Khrenin, according to IRNA.\n"
    "\n"
    "The two signed a memorandum. Nobody quoted this sentence.\n"
)
AROUND = 12


def uid() -> str:
    """Return a fresh identity."""
    return str(uuid.uuid4())


def make_reference(path: Path, *, title: str = "A reference") -> Reference:
    """Return a new empty reference at `path`, open."""
    return Reference.create(path, title=title)


def date_columns(prefix: str, edtf: str, printed: str | None = None) -> dict[str, str | None]:
    """Return the four columns of an uncertain date."""
    date = parse_edtf(edtf)
    return {
        f"{prefix}_edtf": edtf,
        f"{prefix}_min": date.earliest,
        f"{prefix}_max": date.latest,
        f"{prefix}_printed": printed,
    }


def add_record(
    database: ReferenceDatabase,
    kind: str,
    label: str,
    *,
    owner: int | None = None,
    review: str = "draft",
    trashed: str | None = None,
    **columns: Any,
) -> int:
    """Add a record with its typed row and return its id; a date is given as `date="2023-08-02"`.

    A link to a party gets its kind column by itself.
    """
    record_id = int(
        Record.insert(
            uid=uid(),
            kind=kind,
            owner=owner,
            label=label,
            review=review,
            trashed=trashed,
            created=now(),
            modified=now(),
        ).execute(database)
    )
    typed: dict[str, Any] = {}
    for name, value in columns.items():
        field = FIELD_BY_NAME.get((kind, name))
        if field is not None and field.type is FieldType.DATE and value is not None:
            typed |= date_columns(name, value)
        elif field is not None and field.type is FieldType.DATE:
            continue
        elif field is not None and field.type is FieldType.RECORD:
            typed[field.column] = value
            if field.kind_column and value is not None:
                typed[field.kind_column] = kind_of(database, value)
        else:
            typed[name] = value
    table = TYPED_TABLES[kind]
    known = {field.column_name: field.name for field in table._meta.sorted_fields}
    table.insert(
        record_id=record_id, **{known[column]: value for column, value in typed.items()}
    ).execute(database)
    return record_id


def kind_of(database: ReferenceDatabase, record_id: int) -> str:
    """Return the kind of a record."""
    return str(database.rows("SELECT kind FROM record WHERE id = ?", (record_id,))[0][0])


def label_of(database: ReferenceDatabase, record_id: int) -> str:
    """Return what a record is called."""
    return str(database.rows("SELECT label FROM record WHERE id = ?", (record_id,))[0][0])


def add_name(database: ReferenceDatabase, bearer: int, text: str, **columns: Any) -> int:
    """Add one spelling of the name of `bearer`."""
    return add_record(
        database,
        "name",
        text,
        owner=bearer,
        bearer_id=bearer,
        text=text,
        folded=search_text(text),
        skeleton=" ".join(skeletons(text)),
        **columns,
    )


def add_tenure(database: ReferenceDatabase, official: int, title: str, **columns: Any) -> int:
    """Add a post of `official`."""
    organization = columns.get("organization")
    label = f"{title}, {label_of(database, organization)}" if organization else title
    return add_record(
        database, "tenure", label, owner=official, official_id=official, title=title, **columns
    )


def add_participation(
    database: ReferenceDatabase, event: int, participant: int, **columns: Any
) -> int:
    """Let `participant` take part in `event`."""
    return add_record(
        database,
        "participation",
        label_of(database, participant),
        owner=event,
        event_id=event,
        event_kind=kind_of(database, event),
        participant=participant,
        **columns,
    )


def add_snapshot(
    database: ReferenceDatabase,
    source: int,
    text: str = TEXT,
    *,
    labels: Sequence[tuple[int, int]] = (),
    extractor: str = "by hand",
) -> int:
    """Add a captured copy of `source` whose original is the text's own bytes, compressed."""
    original = text.encode()
    digest = hashlib.sha256(original).hexdigest()
    read = reading_text(text)
    snapshot_id = int(
        Snapshot.insert(
            uid=uid(),
            source=source,
            text=text,
            length=len(text),
            text_sha256=digest,
            original_sha256=digest,
            original_size=len(original),
            media_type="text/plain",
            captured="2023-08-03T00:00:00Z",
            method="file",
            extractor=extractor,
            extractor_version="1",
            unicode_version=read.unicode_version,
            was_normalized=int(read.was_normalized),
        ).execute(database)
    )
    Original.insert(
        snapshot=snapshot_id, compression="zlib", content=zlib.compress(original)
    ).execute(database)
    for start, end in labels:
        InsertedLabel.insert(snapshot=snapshot_id, start=start, end=end).execute(database)
    return snapshot_id


def add_source_with_text(
    database: ReferenceDatabase,
    text: str = TEXT,
    *,
    title: str = "A story",
    labels: Sequence[tuple[int, int]] = (),
    **columns: Any,
) -> tuple[int, int]:
    """Add a source and one captured copy of it; return the ids of both."""
    source = add_record(database, "source", title, title=title, **columns)
    return source, add_snapshot(database, source, text, labels=labels)


def quote_columns(text: str, start: int, end: int) -> dict[str, Any]:
    """Return what a true quote of `text` from `start` to `end` stores."""
    exact = text[start:end]
    return {
        "start": start,
        "end": end,
        "exact": exact,
        "before": text[max(0, start - AROUND) : start],
        "after": text[end : end + AROUND],
        "paragraph": text.count("\n\n", 0, start) + 1,
        "folded": search_text(exact),
    }


def add_quote(database: ReferenceDatabase, snapshot: int, words: str) -> int:
    """Quote the first place of the snapshot where `words` stand; return the quote's id."""
    text = database.rows("SELECT text FROM snapshot WHERE id = ?", (snapshot,))[0][0]
    start = text.index(words)
    found = database.rows(
        'SELECT id FROM quote WHERE snapshot_id = ? AND start = ? AND "end" = ?',
        (snapshot, start, start + len(words)),
    )
    if found:
        return int(found[0][0])
    columns = quote_columns(text, start, start + len(words))
    return int(Quote.insert(uid=uid(), snapshot=snapshot, **columns).execute(database))


def add_claim(
    database: ReferenceDatabase,
    record: int,
    quote: int,
    field: str | None = None,
    value: str | int | None = None,
    *,
    printed: str | None = None,
    decisive: str | None = None,
    premises: Iterable[dict[str, Any]] = (),
    hops: Iterable[tuple[str, int | None, bool]] = (),
    **columns: Any,
) -> int:
    """Let `quote` claim `value` for `field` of `record`; return the claim's id.

    An integer value is a record, a value of a date field EDTF, anything else words. `decisive`
    are words of the quote. A hop is (as printed, record or None, whether it is a publisher).
    """
    kind = kind_of(database, record)
    start, exact = database.rows("SELECT start, exact FROM quote WHERE id = ?", (quote,))[0]
    given: dict[str, Any] = dict(columns)
    if field is not None:
        entry = FieldEntry.select(FieldEntry.id, FieldEntry.type).where(
            FieldEntry.kind == kind, FieldEntry.name == field
        )
        field_id, type_ = next(iter(entry.tuples().execute(database)))
        given["field_id"] = field_id
        if type_ == "date":
            date = parse_edtf(str(value))
            given |= {
                "value_edtf": value,
                "value_min": date.earliest,
                "value_max": date.latest,
            }
        elif isinstance(value, int):
            given["value_record"] = value
        else:
            given["value_text"] = value
    if decisive is not None:
        first = start + exact.index(decisive)
        given |= {"span_start": first, "span_end": first + len(decisive)}
    if printed is None and field is not None and given.get("directness", "direct") == "direct":
        printed = decisive or exact
    claim_id = int(
        Claim.insert(
            uid=uid(), record_id=record, record_kind=kind, quote=quote, printed=printed, **given
        ).execute(database)
    )
    for position, premise in enumerate(premises):
        Premise.insert(claim=claim_id, position=position, **premise).execute(database)
    for position, (words, party, publisher) in enumerate(hops):
        Attribution.insert(
            claim=claim_id,
            position=position,
            printed=words,
            party_id=party,
            party_kind=kind_of(database, party) if party is not None else None,
            publisher=int(publisher),
        ).execute(database)
    return claim_id


@dataclass(frozen=True, slots=True)
class Story:
    """The ids of `make_story`."""

    iran: int
    belarus: int
    irna: int
    tehran: int
    bagheri: int
    khrenin: int
    chief: int
    minister: int
    meeting: int
    bagheri_present: int
    khrenin_present: int
    statement: int
    agreement: int
    relation: int
    source: int
    snapshot: int
    met: int
    """The quote that the two met."""
    said: int
    claim_date: int


def fill_story(database: ReferenceDatabase) -> Story:
    """Add a small story that passes Verify: two officials met, one spoke, they signed."""
    land = add_record(database, "place", "Iran", type="country")
    tehran = add_record(database, "place", "Tehran", type="city", within=land)
    iran = add_record(database, "organization", "Iran", type="state", territory=land)
    belarus = add_record(database, "organization", "Belarus", type="state")
    irna = add_record(database, "organization", "IRNA", type="agency")
    bagheri = add_record(database, "official", "Mohammad Bagheri", country=iran)
    khrenin = add_record(database, "official", "Viktor Khrenin", country=belarus)
    add_name(database, bagheri, "Mohammad Bagheri")
    add_name(database, khrenin, "Viktor Khrenin")
    add_name(database, khrenin, "Віктар Хрэнін", language="be", script="Cyrl", form="alias")
    chief = add_tenure(
        database,
        bagheri,
        "chief of staff",
        organization=iran,
        start="[..2023-08-02]",
    )
    minister = add_tenure(database, khrenin, "Defense Minister", organization=belarus)
    source, snapshot = add_source_with_text(
        database, title="Iran, Belarus seek closer military collaboration", date="2023-08-03"
    )
    meeting = add_record(
        database,
        "meeting",
        "Bagheri meets Khrenin",
        form="meeting",
        occurrence="reported",
        place=tehran,
        date="2023-08-02",
        date_printed="on Wednesday",
    )
    bagheri_present = add_participation(
        database, meeting, bagheri, role="principal", capacity=chief, side=iran
    )
    khrenin_present = add_participation(
        database, meeting, khrenin, role="principal", capacity=minister
    )
    statement = add_record(
        database,
        "statement",
        "“Our ties are old”",
        speaker=bagheri,
        words="Our ties are old",
        mode="direct",
        meeting=meeting,
    )
    database.run(
        "INSERT INTO addressee (statement_id, party_id, party_kind) VALUES (?, ?, 'official')",
        (statement, khrenin),
    )
    agreement = add_record(database, "agreement", "Memorandum", form="memorandum", stage="signed")
    relation = add_record(
        database, "relation", "Iran and Belarus", type="ties", subject=iran, object=belarus
    )
    database.run(
        "INSERT INTO meeting_agreement (meeting_id, agreement_id, connection) "
        "VALUES (?, ?, 'signed')",
        (meeting, agreement),
    )
    met = add_quote(
        database,
        snapshot,
        "Iran’s armed forces chief of staff Mohammad Bagheri met Belarus’s Defense Minister "
        "Viktor Khrenin in Tehran on Wednesday",
    )
    said = add_quote(database, snapshot, "“Our ties are old,” Bagheri told Khrenin")
    claim_date = add_claim(
        database,
        meeting,
        met,
        "date",
        "2023-08-02",
        printed="on Wednesday",
        decisive="on Wednesday",
        directness="inferred",
        premises=[{"type": "source date", "source": source}],
    )
    add_claim(database, meeting, met, "place", tehran, decisive="Tehran")
    add_claim(database, meeting, met, "form", "meeting", decisive="met")
    add_claim(database, bagheri_present, met, "participant", bagheri, decisive="Mohammad Bagheri")
    add_claim(
        database, bagheri_present, met, "capacity", chief, decisive="armed forces chief of staff"
    )
    add_claim(database, khrenin_present, met, "participant", khrenin, decisive="Viktor Khrenin")
    add_claim(database, khrenin_present, met, "capacity", minister, decisive="Defense Minister")
    add_claim(database, chief, met, "title", "chief of staff", decisive="chief of staff")
    add_claim(
        database,
        statement,
        said,
        "words",
        "Our ties are old",
        decisive="Our ties are old",
        hops=[("Bagheri", bagheri, False), ("IRNA", irna, True)],
        credibility="2",
    )
    add_claim(
        database,
        statement,
        said,
        "speaker",
        bagheri,
        decisive="Bagheri",
        hops=[("IRNA", irna, True)],
    )
    story = Story(
        iran=iran,
        belarus=belarus,
        irna=irna,
        tehran=tehran,
        bagheri=bagheri,
        khrenin=khrenin,
        chief=chief,
        minister=minister,
        meeting=meeting,
        bagheri_present=bagheri_present,
        khrenin_present=khrenin_present,
        statement=statement,
        agreement=agreement,
        relation=relation,
        source=source,
        snapshot=snapshot,
        met=met,
        said=said,
        claim_date=claim_date,
    )
    refresh(database)
    return story


def make_story(path: Path) -> tuple[Reference, Story]:
    """Return a small whole reference at `path`, open, and the ids in it."""
    reference = make_reference(path, title="The small story")
    with reference.step(label="A small story"):
        story = fill_story(reference.database)
    return reference, story
