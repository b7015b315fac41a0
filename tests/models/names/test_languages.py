"""Guessing a name's language from letters that few languages have."""

import pytest

from models.names.languages import language_guess


@pytest.mark.parametrize(
    ("name", "language"),
    [
        ("Віктар Хрэнікаў", "be"),
        ("Сергей Шойгу Быков", "ru"),
        ("Володимир Зеленський її", "uk"),
        ("محمد باقری", "fa"),
        ("金正恩", "zh"),
        ("Lech Wałęsa", "pl"),
    ],
)
def test_letters_that_few_languages_have_speak_for_one(name, language):
    assert language_guess(name) == language


@pytest.mark.parametrize("name", ["Viktor Khrenin", "Иван", "محمد", "🤝", ""])
def test_letters_that_many_languages_have_speak_for_none(name):
    assert language_guess(name) == ""
