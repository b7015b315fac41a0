"""Made-up but lifelike views for the tests of the panes: the seed story and harder scripts.

The words are the seed article's own where they are quoted; ids are arbitrary and stable.
"""

from __future__ import annotations

from dataclasses import replace

from models.queries.views import (
    Backing,
    FieldView,
    Mark,
    QuoteCard,
    RecordDetail,
    RecordLink,
    SectionView,
    Span,
    ValueView,
)

SOURCE = RecordLink(
    1, "source", "Iran, Belarus seek closer military collaboration amid tensions with West"
)
BAGHERI = RecordLink(11, "official", "Mohammad Bagheri")
KHRENIN = RecordLink(12, "official", "Viktor Khrenin")
TEHRAN = RecordLink(31, "place", "Tehran")
COMMISSION = RecordLink(41, "agreement", "Joint commission for military cooperation")
MEETING = RecordLink(51, "meeting", "Bagheri – Khrenin talks")

MET = (
    "Top military officials from Iran and Belarus met on Wednesday to discuss the establishment "
    "of a commission for military cooperation between the two countries"
)
TALKS = (
    "The meeting in Tehran between Iran’s armed forces chief of staff Mohammad Bagheri and "
    "Belarusian Defense Minister Viktor Khrenin included talks about having military attaches "
    "stationed in each other’s territories"
)
COMMISSION_WORDS = (
    "“formation of a joint commission for military cooperation between the two countries,”"
)
PERSIAN = (
    "سرلشکر محمد باقری رئیس ستاد کل نیروهای مسلح ایران با ویکتور خرنین وزیر دفاع بلاروس دیدار کرد."
)
HEBREW = "שר ההגנה של בלארוס נפגש בטהרן עם הרמטכ״ל האיראני."
EMOJI = "Delegation 🇮🇷🤝🇧🇾 arrived 𝐢𝐧 Tehran 😀 today"
LEANS_ON_DATE = (
    "“on Wednesday” is read against 2 August 2023, the day of publication, "
    "which an editor supplied."
)


def span_of(text: str, words: str) -> Span:
    """The span of `words` in `text`; fails where they are not in it."""
    start = text.index(words)
    return Span(start, start + len(words))


def backing(
    slot: str,
    label: str,
    exact: str,
    decisive: str | None = None,
    *,
    mark: Mark = Mark.QUOTED,
    printed: str | None = None,
    denies: bool = False,
    reasons: tuple[str, ...] = (),
) -> Backing:
    """A claim of a quote with the words `exact`."""
    return Backing(
        slot=slot,
        label=label,
        mark=mark,
        decisive=None if decisive is None else span_of(exact, decisive),
        printed=printed,
        denies=denies,
        reasons=reasons,
    )


def quote_card(
    number: int,
    exact: str,
    *backings: Backing,
    before: str = "",
    after: str = "",
    paragraph: int | None = 1,
    chains: tuple[tuple[str, ...], ...] = (),
    publisher: str | None = None,
    published: str | None = "2023-08-02",
    published_sourced: bool = False,
    language: str | None = "en",
    grade: str = "F6",
    source: RecordLink = SOURCE,
) -> QuoteCard:
    """A quote card with sensible values for everything a test does not care about."""
    return QuoteCard(
        id=number,
        snapshot_id=1,
        source=source,
        exact=exact,
        before=before,
        after=after,
        start=len(before),
        end=len(before) + len(exact),
        paragraph=paragraph,
        locator=None,
        publisher=publisher,
        published_edtf=published,
        published_sourced=published_sourced,
        language=language,
        grade=grade,
        chains=chains,
        backings=backings,
        citation=f"“{exact}” — {source.label}, ¶ {paragraph}",
    )


def story_quotes() -> tuple[QuoteCard, ...]:
    """The quotes behind the Wednesday meeting of the seed story."""
    return (
        quote_card(
            101,
            MET,
            backing(
                "when",
                "When",
                MET,
                "on Wednesday",
                mark=Mark.INFERRED,
                printed="on Wednesday",
                reasons=(LEANS_ON_DATE,),
            ),
            backing(
                "about.1", "About", MET, "establishment of a commission for military cooperation"
            ),
            after=", Iranian state media reported.",
            chains=(("Iranian state media",),),
        ),
        quote_card(
            102,
            TALKS,
            backing("where", "Where", TALKS, "in Tehran"),
            backing(
                "present.1", "Present", TALKS, "Iran’s armed forces chief of staff Mohammad Bagheri"
            ),
            backing("present.2", "Present", TALKS, "Belarusian Defense Minister Viktor Khrenin"),
            backing(
                "about.2",
                "About",
                TALKS,
                "having military attaches stationed in each other’s territories",
            ),
            after=" as well as the “formation of a joint commission",
            paragraph=3,
            chains=(("IRNA",),),
            publisher="A Newspaper",
        ),
        quote_card(
            103,
            COMMISSION_WORDS,
            backing("outcome", "Outcome", COMMISSION_WORDS, "joint commission"),
            before="territories as well as the ",
            after=" state news agency IRNA reported.",
            paragraph=3,
            chains=(("IRNA",),),
            grade="B2",
            published_sourced=True,
        ),
    )


def story_meeting() -> RecordDetail:
    """The Wednesday meeting as the detail pane shows it, with one of every mark."""
    fields = (
        FieldView(
            "when",
            "When",
            (
                ValueView(
                    "when",
                    "2 August 2023",
                    Mark.INFERRED,
                    (101,),
                    edtf="2023-08-02",
                    printed="on Wednesday",
                    reasons=(LEANS_ON_DATE,),
                ),
            ),
        ),
        FieldView(
            "where", "Where", (ValueView("where", "Tehran", Mark.QUOTED, (102,), link=TEHRAN),)
        ),
        FieldView(
            "present",
            "Present",
            (
                ValueView(
                    "present.1",
                    "Mohammad Bagheri",
                    Mark.QUOTED,
                    (102,),
                    link=BAGHERI,
                    addition="armed forces chief of staff, Iran",
                ),
                ValueView(
                    "present.2",
                    "Viktor Khrenin",
                    Mark.QUOTED,
                    (102,),
                    link=KHRENIN,
                    addition="Defense Minister, Belarus",
                    warning="The source calls him “Belarusian Defense Minister”.",
                ),
            ),
        ),
        FieldView(
            "about",
            "About",
            (
                ValueView(
                    "about.1", "Joint commission for military cooperation", Mark.QUOTED, (101, 102)
                ),
                ValueView(
                    "about.2",
                    "Military attachés in each other’s territories",
                    Mark.DISPUTED,
                    (102,),
                    printed="having military attaches stationed",
                ),
            ),
        ),
        FieldView(
            "outcome",
            "Outcome",
            (ValueView("outcome", COMMISSION.label, Mark.QUOTED, (103,), link=COMMISSION),),
        ),
        FieldView("country", "Country", (ValueView("country", "Iran", Mark.UNSOURCED),)),
    )
    sections = (
        SectionView(
            "statements",
            "Statements",
            (
                FieldView(
                    "direct",
                    "Direct",
                    (
                        ValueView(
                            "statement.1",
                            "“should be expanded due to the changes”",
                            Mark.QUOTED,
                            (103,),
                            link=RecordLink(61, "statement", "should be expanded"),
                        ),
                    ),
                ),
            ),
        ),
    )
    return RecordDetail(
        id=MEETING.id,
        uid="seed-meeting-1",
        kind="meeting",
        label=MEETING.label,
        review="checked",
        state="reported",
        note=None,
        fields=fields,
        sections=sections,
        quotes=story_quotes(),
        origins=2,
        unsourced=1,
        disputed=1,
    )


def long_official(values: int = 30, statements: int = 300) -> RecordDetail:
    """An official with many lines, to measure and to scroll."""
    fields = tuple(
        FieldView(
            f"field.{number}",
            f"Field {number}",
            (
                ValueView(
                    f"value.{number}",
                    f"Value number {number} of the record",
                    (Mark.QUOTED, Mark.INFERRED, Mark.UNSOURCED)[number % 3],
                    (101,),
                    link=KHRENIN if number % 2 else None,
                ),
            ),
        )
        for number in range(values)
    )
    lines = tuple(
        FieldView(
            f"statement.{number}",
            "2 Aug 2023",
            (ValueView(f"statement.{number}", f"Statement number {number}", Mark.QUOTED, (101,)),),
        )
        for number in range(statements)
    )
    sections = (SectionView("statements", "Statements", lines),) if statements else ()
    return replace(
        story_meeting(),
        id=99,
        kind="official",
        label="Somebody with a long career",
        state=None,
        review="draft",
        fields=fields,
        sections=sections,
    )


def script_quotes() -> tuple[QuoteCard, ...]:
    """Quotes in Persian, in Hebrew, with emoji, and with spaces that widgets change."""
    spaced = "armed\u00a0forces\u2028chief 😀 of\u202fstaff"
    return (
        quote_card(
            201,
            PERSIAN,
            backing("when", "Present", PERSIAN, "محمد باقری"),
            language="fa",
            chains=(("محمد باقری", "ایرنا"),),
            publisher="ایرنا",
        ),
        quote_card(202, HEBREW, backing("where", "Where", HEBREW, "בטהרן"), language="he"),
        quote_card(203, EMOJI, backing("where", "Where", EMOJI, "𝐢𝐧 Tehran")),
        quote_card(204, spaced, backing("present.1", "Present", spaced, "chief 😀")),
        quote_card(
            205,
            "<b>bold</b> & <img src=x> he said\nشنبه دیدار کرد\nand left",
            backing("about.1", "About <i>", "<b>bold</b>", "<b>", denies=True),
        ),
    )
