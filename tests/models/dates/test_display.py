import pytest

from models.dates import DateError, display_date, parse_edtf


@pytest.mark.parametrize(
    ("edtf", "words", "short"),
    [
        ("2023-08-02", "2 August 2023", "2 Aug 2023"),
        ("2023-03", "March 2023", "Mar 2023"),
        ("2023", "2023", "2023"),
        ("0987", "AD 987", "AD 987"),
        ("2023-03~", "about March 2023", "c. Mar 2023"),
        ("2023-03?", "perhaps March 2023", "Mar 2023?"),
        ("2023-03%", "perhaps about March 2023", "c. Mar 2023?"),
        ("202X", "2020s", "2020s"),
        ("200X", "between 2000 and 2009", "between 2000 and 2009"),
        ("20XX", "between 2000 and 2099", "between 2000 and 2099"),
        ("2023-XX", "2023", "2023"),
        ("2023-XX-XX", "2023", "2023"),
        ("2023-03-XX", "March 2023", "Mar 2023"),
        ("2023-21", "spring 2023", "spring 2023"),
        ("2023-24?", "perhaps winter 2023", "winter 2023?"),
        ("[..2023-08-02]", "2 August 2023 or earlier", "≤ 2 Aug 2023"),
        ("[2023-08..]", "August 2023 or later", "≥ Aug 2023"),
        ("[2023-07-31,2023-08-02]", "31 July 2023 or 2 August 2023", "31 Jul 2023 or 2 Aug 2023"),
        ("[2019,2020,2021]", "2019, 2020 or 2021", "2019, 2020 or 2021"),
        ("[2019,2021..]", "2019, or 2021 or later", "2019, or ≥ 2021"),
        (
            "[2023-07-31..2023-08-02]",
            "between 31 July 2023 and 2 August 2023",
            "between 31 Jul 2023 and 2 Aug 2023",
        ),
        ("2023-08-01/2023-08-03", "1 – 3 August 2023", "1 – 3 Aug 2023"),
        ("2023-08-01/2023-09-02", "1 August 2023 – 2 September 2023", "1 Aug 2023 – 2 Sep 2023"),
        ("2023-08-02/2023-08-02", "2 August 2023", "2 Aug 2023"),
        ("2023-03/2023-05", "March 2023 – May 2023", "Mar 2023 – May 2023"),
        ("2004-06~/2006?", "about June 2004 – perhaps 2006", "c. Jun 2004 – 2006?"),
        ("2019/..", "since 2019", "since 2019"),
        ("../2019", "until 2019", "until 2019"),
        ("2019/", "from 2019, end unknown", "2019 – ?"),
        ("/2019", "until 2019, beginning unknown", "? – 2019"),
        ("2023-08-02T14:30", "2 August 2023, 14:30", "2 Aug 2023, 14:30"),
        ("2023-08-02T14:30Z", "2 August 2023, 14:30 UTC", "2 Aug 2023, 14:30 UTC"),
        ("2023-08-02T14:30-05:00", "2 August 2023, 14:30 UTC−05:00", "2 Aug 2023, 14:30 UTC−05:00"),
        (
            "2023-08-02T14:30/2023-08-02T16:00",
            "2 August 2023, 14:30 – 16:00",
            "2 Aug 2023, 14:30 – 16:00",
        ),
    ],
)
def test_a_date_is_shown_as_firm_as_it_is(edtf, words, short):
    assert display_date(edtf) == words
    assert display_date(edtf, short=True) == short
    assert display_date(parse_edtf(edtf)) == words


def test_what_is_no_date_is_not_shown_as_one():
    with pytest.raises(DateError):
        display_date("on Wednesday")
