"""Sentences are translated whole, and their placeholders are simple names."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, QTranslator

from desktop.text.translate import CONTEXT, grouped, tr, tr_count


class Translations(QTranslator):
    """A translation file's stand-in."""

    def __init__(self, sentences: dict[tuple[str, bool | None], str]) -> None:
        super().__init__()
        self._sentences = sentences

    def translate(
        self, context: str, source: str, disambiguation: str | None = None, n: int = -1
    ) -> str | None:
        del disambiguation
        if context != CONTEXT:
            return None
        return self._sentences.get((source, None if n < 0 else n == 1))

    def isEmpty(self) -> bool:  # noqa: N802  Qt's name
        return False


@pytest.fixture
def translations(qapp: QCoreApplication) -> Iterator[Translations]:
    translator = Translations(
        {
            ("{name} met {other}", None): "{other} traf {name}",
            ("Careless {name}", None): "Achtlos {nmae}",
            ("Reach {name}", None): "{name.__class__} {name!r} {name[0]} {name}",
            ("{count} records of {kind}", True): "{count} Eintrag von {kind}",
            ("{count} records of {kind}", False): "{count} Einträge von {kind}",
        }
    )
    qapp.installTranslator(translator)
    yield translator
    qapp.removeTranslator(translator)


@pytest.fixture
def english() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedStates))
    yield
    QLocale.setDefault(before)


def test_without_a_translation_the_sentence_is_its_own() -> None:
    assert tr("{name} was born in {year}", name="A", year=1953) == "A was born in 1953"
    assert tr("{{braces}} stay") == "{braces} stay"


def test_a_value_with_braces_is_not_filled_again() -> None:
    assert tr("{name} met {other}", name="{other}", other="B") == "{other} met B"


def test_a_missing_placeholder_is_a_bug_that_shows() -> None:
    with pytest.raises(KeyError):
        tr("{name} met {other}", name="A")


@pytest.mark.usefixtures("translations")
def test_a_translation_may_reorder_the_placeholders() -> None:
    assert tr("{name} met {other}", name="A", other="B") == "B traf A"


@pytest.mark.usefixtures("translations")
def test_a_faulty_translation_falls_back_to_the_english_sentence() -> None:
    assert tr("Careless {name}", name="A") == "Careless A"


@pytest.mark.usefixtures("translations")
def test_a_translation_cannot_reach_into_a_value() -> None:
    assert tr("Reach {name}", name="A") == "{name.__class__} {name!r} {name[0]} A"


@pytest.mark.usefixtures("english")
@pytest.mark.parametrize(
    ("count", "expected"),
    [(0, "0 records"), (1, "1 record"), (2, "2 records"), (41_233, "41,233 records")],
)
def test_counting_uses_the_right_form_and_groups_thousands(count: int, expected: str) -> None:
    assert tr_count("{count} record", "{count} records", count) == expected


@pytest.mark.usefixtures("english", "translations")
def test_counting_is_translated_by_form() -> None:
    def counted(count: int) -> str:
        return tr_count(
            "{count} record of {kind}", "{count} records of {kind}", count, kind="meeting"
        )

    assert counted(1) == "1 Eintrag von meeting"
    assert counted(3_000_000_000) == "3,000,000,000 Einträge von meeting"


def test_grouping_follows_the_default_locale() -> None:
    before = QLocale()
    try:
        QLocale.setDefault(QLocale(QLocale.Language.German, QLocale.Country.Germany))
        assert grouped(12_345) == "12.345"
        QLocale.setDefault(QLocale.c())
        assert grouped(12_345) == "12,345"
    finally:
        QLocale.setDefault(before)
