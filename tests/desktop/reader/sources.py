"""Sources with passages, unused sentences and labels, for the tests of the reader."""

from collections.abc import Sequence

from models.queries.views import Passage, RecordLink, SnapshotView, Span

MEETING = RecordLink(51, "meeting", "Bagheri – Khrenin talks")
KHRENIN = RecordLink(12, "official", "Viktor Khrenin")
MARKUP = RecordLink(77, "organization", "R&D <b>Office</b>")

ARTICLE = (
    "Iran, Belarus seek closer collaboration\n"
    "Top military officials met on Wednesday in Tehran. Nobody quotes this sentence.\n"
    "وزیر دفاع بلاروس ویکتور خرنین در تهران دیدار کرد.\n"
    "שר ההגנה נפגש בטהרן. And so does nobody this.\n"
    "The 👩‍👩‍👧 delegation 🤝 met <b>at noon</b> & left."
)


def span_of(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def passage(
    text: str, quote_id: int, words: str, *records: RecordLink, decisive: Sequence[str] = ()
) -> Passage:
    place = span_of(text, words)
    return Passage(
        quote_id,
        place.start,
        place.end,
        tuple(span_of(text, part) for part in decisive),
        records,
    )


def snapshot(
    text: str,
    passages: Sequence[Passage] = (),
    unused: Sequence[Span] = (),
    inserted: Sequence[Span] = (),
) -> SnapshotView:
    return SnapshotView(
        id=9,
        source=RecordLink(1, "source", "Iran, Belarus <i>seek</i> closer collaboration"),
        publisher="Iran International",
        published_edtf="2023-08-02",
        text=text,
        language="en",
        media_type="text/plain",
        captured="2026-03-01T10:00:00Z",
        method="pasted by hand",
        extractor="plain-text 1",
        text_sha256="3fa4" * 16,
        original_sha256="81bc" * 16,
        original_size=len(text),
        passages=tuple(passages),
        unused=tuple(unused),
        inserted=tuple(inserted),
    )


def article() -> SnapshotView:
    return snapshot(
        ARTICLE,
        [
            passage(
                ARTICLE,
                101,
                "Top military officials met on Wednesday in Tehran",
                MEETING,
                KHRENIN,
                decisive=["on Wednesday"],
            ),
            passage(ARTICLE, 102, "ویکتور خرنین در تهران", KHRENIN),
            passage(ARTICLE, 103, "delegation 🤝 met <b>at noon</b>", MARKUP, MEETING),
        ],
        [
            span_of(ARTICLE, "Nobody quotes this sentence."),
            span_of(ARTICLE, "And so does nobody this."),
        ],
    )
