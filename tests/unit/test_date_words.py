"""What is found of a date are the days, months and years that it names, and none of the words for how vague it is."""

import re
from datetime import date

import pytest
from hypothesis import given
from test_dates import any_text, parse_or_error

from records.date_words import words_to_find
from records.dates import NAMES, EDTFError

WORDS = {
    "2022-10-04": "4 October 2022",
    "2022-10": "October 2022",
    "2022": "2022",
    "2021-24": "winter 2021",
    "2022-10-04T10:11:12+14:00": "4 October 2022",
    "2021-05-04%": "4 May 2021",
    "2021-06~": "June 2021",
    "199X": "1990s",
    "199X-05-04": "4 May 1990s",
    "19XX": "",
    "XXXX": "",
    "XXXX-06-04": "4 June",
    "2022-10-XX": "October 2022",
    "2022-10-1X": "October 2022",
    "2022-XX-12": "2022",
    "2023-1X": "2023",
    "2022-12-12/..": "12 December 2022",
    "/1994-05": "May 1994",
    "../2022": "2022",
    "199X/1994": "1990s or 1994",
    "2020-09-27/2020-11-10": "27 September 2020 or 10 November 2020",
    "[2022-10-04,2022-10-11]": "4 October 2022 or 11 October 2022",
    "{2020,2022-05}": "2020 or May 2022",
    "[2020-11-10..]": "10 November 2020",
    "[2023-05-11..2023-05-13]": "11 May 2023 or 12 May 2023 or 13 May 2023",
    "2023-05-30~/2023-06-01": "30 May 2023 or 31 May 2023 or 1 June 2023",
    "[2023-05-01..2023-05-07]": " or ".join(f"{day} May 2023" for day in range(1, 8)),
    "[2023-05-01..2023-05-08]": "1 May 2023 or 8 May 2023",
    "2023-05-04/2023-05-04": "4 May 2023",
    "2023-05-1X/2023-05-20": "May 2023 or 20 May 2023",
}
MONTHS = [*NAMES.values()][:12]
DAY = re.compile(rf"(\d\d?) ({'|'.join(MONTHS)}) (\d{{4}})(?!\d)")
TYPED = re.compile(rf"or|\d\d?|\d{{4}}|\d{{3}}0s|{'|'.join(NAMES.values())}")


@pytest.mark.parametrize(("text", "words"), WORDS.items())
def test_a_date_is_found_by_the_days_months_and_years_that_it_names(text, words):
    assert words_to_find(text) == words


def test_what_is_no_date_is_refused():
    with pytest.raises(EDTFError):
        words_to_find("2023-02-29")


@given(any_text)
def test_whatever_the_date_its_words_are_those_that_somebody_types(text):
    if not isinstance(parse_or_error(text), EDTFError):
        assert all(TYPED.fullmatch(word) for word in words_to_find(text).split())


@given(any_text)
def test_no_day_is_named_that_the_date_cannot_be(text):
    found = parse_or_error(text)
    if not isinstance(found, EDTFError):
        days = DAY.findall(words_to_find(text))
        named = [date(int(year), MONTHS.index(month) + 1, int(day)) for day, month, year in days]
        assert all((found.earliest or date.min) <= day <= (found.latest or date.max) for day in named)
