import pytest

from models.dates import DateError, read_written_date


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("2023-08-02", "2023-08-02"),
        ("2 Aug 2023", "2023-08-02"),
        ("2 August 2023", "2023-08-02"),
        ("2nd of August 2023", "2023-08-02"),
        ("August 2, 2023", "2023-08-02"),
        ("Aug. 2, 2023", "2023-08-02"),
        ("aug 2nd 2023", "2023-08-02"),
        ("August 2023", "2023-08"),
        ("Sept. 2023", "2023-09"),
        ("Spring 2023", "2023-21"),
        ("fall 2023", "2023-23"),
        ("2020s", "202X"),
        ("2.8.2023", "2023-08-02"),
        ("02. 08. 2023", "2023-08-02"),
        ("2023/8/2", "2023-08-02"),
        ("2023. 8. 2.", "2023-08-02"),
        ("8/2023", "2023-08"),
        ("13/4/2023", "2023-04-13"),
        ("4/13/2023", "2023-04-13"),
        ("4/4/2023", "2023-04-04"),
        ("  2\u00a0Aug\t2023 ", "2023-08-02"),
        ("۲۰۲۳-۰۸-۰۲", "2023-08-02"),
    ],
)
def test_a_date_with_one_reading_is_read(text, edtf):
    assert read_written_date(text).edtf == edtf


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "3/4/2023",
            "“3/4/2023” can mean 3 April 2023 or 4 March 2023; write 2023-04-03 or 2023-03-04.",
        ),
        (
            "03-04-2023",
            "“03-04-2023” can mean 3 April 2023 or 4 March 2023; write 2023-04-03 or 2023-03-04.",
        ),
        ("2000s", "“2000s” can mean 2000 to 2009 or 2000 to 2099; write 200X or 20XX."),
        ("3/4/23", "“3/4/23” needs a year of four digits."),
        ("30 Feb 2023", "30 February 2023 is not a day of the calendar."),
        ("4.13.2023", "13 is not a month (1 to 12)."),
        ("0/4/2023", "“0/4/2023” is not a day of the calendar."),
        ("13/2023", "13 is not a month (1 to 12)."),
        ("14/13/2023", "14 is not a month (1 to 12)."),
    ],
)
def test_a_date_with_two_readings_or_none_is_refused_and_both_are_named(text, sentence):
    with pytest.raises(DateError) as refusal:
        read_written_date(text)
    assert str(refusal.value) == sentence
