"""Words beside a quote that are not those of the text, and how a test tells of them."""


def one_letter_late(text):
    return text[5:9]


def more_than_there_is(text):
    return text[4:] + "more"


def told(changed):
    """Return what is changed in words that are the same in every process."""
    return str({column: getattr(value, "__name__", value) for column, value in changed.items()})
