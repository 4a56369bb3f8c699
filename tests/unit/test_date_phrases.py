"""Phrases as articles print them: an offer always parses, contains what the phrase can mean, and invents no year."""

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records import dates
from records.date_phrases import PhraseError, read_phrase
from records.dates import MONTHS

MONTH_NAMES = MONTHS.split()
DAYS = st.dates(date(1000, 1, 2), date(9998, 12, 30))

OFFERS = {
    "4 June 2023": "2023-06-04",
    "June 4, 2023": "2023-06-04",
    "on the 4th of June 2023": "2023-06-04",
    "Sunday, June 4, 2023": "2023-06-04",
    "Sept. 2023": "2023-09",
    "May 2023": "2023-05",
    "May": "XXXX-05",
    "June 4": "XXXX-06-04",
    "2023": "2023",
    "1990s": "199X",
    "the 1990s": "199X",
    "1990s?": "199X?",
    "12 May 2021 ?": "2021-05-12?",
    "early 1990s": "199X",
    "early May 2023": "[2023-05-01..2023-05-10]",
    "beginning of May 2023": "[2023-05-01..2023-05-10]",
    "mid-May": "[XXXX-05-11..XXXX-05-20]",
    "Late May 2023": "[2023-05-21..2023-05-31]",
    "the end of February 2023": "[2023-02-21..2023-02-28]",
    "late February": "[XXXX-02-21..XXXX-02-29]",
    "first half of May 2023": "[2023-05-01..2023-05-16]",
    "second half of May 2023": "[2023-05-15..2023-05-31]",
    "late 2022": "2022",
    "first half of 2022": "2022",
    "spring 2022": "2022-21",
    "fall of 2020": "2020-23",
    "late winter": "XXXX-24",
    "between 1 and 4 May 2023": "[2023-05-01..2023-05-04]",
    "between May 1 and 4, 2023": "[2023-05-01..2023-05-04]",
    "between 28 May and 3 June 2023": "[2023-05-28..2023-06-03]",
    "between spring and autumn 2022": "[2022-21..2022-23]",
    "1–4 May 2023": "2023-05-01/2023-05-04",
    "from November 2020 to May 2021": "2020-11/2021-05",
    "2020-2023": "2020/2023",
    "1 or 2 May": "[XXXX-05-01,XXXX-05-02]",
    "13 and 14 May 2023": "{2023-05-13,2023-05-14}",
    "before 2020": "[..2019]",
    "before March 2020": "[..2020-02]",
    "before 1 March 2020": "[..2020-02-29]",
    "after the 1990s": "[2000..]",
    "by 2020": "[..2020]",
    "until May 2020": "../2020-05",
    "since 2020": "2020/..",
    "from 2020 onwards": "2020/..",
    "about 1991": "1991~",
    "c. 1991": "1991~",
    "perhaps May 1991": "1991-05?",
}


@pytest.mark.parametrize(("phrase", "edtf"), OFFERS.items(), ids=list(OFFERS))
def test_phrase_is_offered_as_edtf(phrase: str, edtf: str) -> None:
    assert read_phrase(phrase) == dates.parse(edtf).text


@pytest.mark.parametrize(
    ("phrase", "says"),
    [
        ("04/05/2023", "Write the month as a word"),
        ("4.5.23", "Write the month as a word"),
        ("yesterday", "counts from another day"),
        ("last Tuesday", "counts from another day"),
        ("Tuesday", "counts from another day"),
        ("a month later", "counts from another day"),
        ("31 June 2023", "cannot be"),
        ("31 June", "cannot be"),
        ("between December and February 2023", "the end lies before the start"),
        ("early 4 May 2023", "not read as a date"),
        ("before June 4", "not read as a date"),
        ("after 9999", "not read as a date"),
        ("before 0001", "not read as a date"),
        ("0000", "cannot be"),
        ("4", "not read as a date"),
        ("3 and 4", "not read as a date"),
        ("?", "not read as a date"),
        ("about 2020?", "not read as a date"),
        ("Easter 2020", "not read as a date"),
        ("", "not read as a date"),
        ("x" * 81, "80 characters at most"),
        ("May ٢٠٢٣", "cannot be"),
    ],
)
def test_what_is_not_read_is_said_so(phrase: str, says: str) -> None:
    with pytest.raises(PhraseError, match=says):
        read_phrase(phrase)


PIECES = re.findall(
    r"\S+",
    "early mid late end of between and from to before after since until by about - , may june 4 31 2020 "
    "1990s 0000 9999 99 spring winter or first second half the tuesday last ago",
)
ANYTHING = st.one_of(
    st.text(max_size=90),
    st.lists(
        st.sampled_from(PIECES),
        max_size=8,
    ).map(" ".join),
)


@given(ANYTHING)
def test_whatever_is_offered_parses_and_has_no_year_that_was_not_given(phrase: str) -> None:
    try:
        edtf = read_phrase(phrase)
    except PhraseError:
        return
    dates.parse(edtf)
    dates.describe(edtf)
    shifted = re.search("before|prior|after", phrase.lower())
    for year in re.findall(r"(?<![\dX-])\d{3}[\dX](?!\d)", edtf):
        near = [str(int(year[:3] + "0") + step) for step in range(-1, 11)] if shifted else []
        assert year.replace("X", "0") in phrase or any(other in phrase for other in [year, *near])


def contains(edtf: str, day: date) -> bool:
    read = dates.parse(edtf)
    return (read.earliest or date.min) <= day <= (read.latest or date.max)


@given(DAYS)
def test_every_way_to_write_a_day_means_that_day(day: date) -> None:
    month = MONTH_NAMES[day.month - 1]
    for phrase in (
        f"{day.day} {month} {day.year}",
        f"{month} {day.day}, {day.year}",
        f"{month[:3]}. {day.day}, {day.year}",
    ):
        assert read_phrase(phrase) == day.isoformat()


@given(DAYS, st.integers(0, 400))
def test_periods_contain_their_days_and_no_more_is_claimed(first: date, length: int) -> None:
    last = min(first + timedelta(length), date.max)
    said = [f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year}" for day in (first, last)]
    for phrase in (f"between {said[0]} and {said[1]}", f"from {said[0]} to {said[1]}"):
        read = dates.parse(read_phrase(phrase))
        assert (read.earliest, read.latest) == (first, last)


@given(DAYS)
def test_thirds_and_halves_of_a_month_leave_out_no_day(day: date) -> None:
    month = f"{MONTH_NAMES[day.month - 1]} {day.year}"
    thirds = [read_phrase(f"{part} {month}") for part in ("early", "mid", "late")]
    assert sum(contains(edtf, day) for edtf in thirds) == 1
    assert any(contains(read_phrase(f"{part} half of {month}"), day) for part in ("first", "second"))


@given(DAYS)
def test_before_and_after_leave_out_the_day_itself_and_nothing_else(day: date) -> None:
    said = f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year}"
    before, after = read_phrase(f"before {said}"), read_phrase(f"after {said}")
    assert [contains(before, day + timedelta(step)) for step in (-1, 0, 1)] == [True, False, False]
    assert [contains(after, day + timedelta(step)) for step in (-1, 0, 1)] == [False, False, True]
    for bound in ("by", "until"):
        assert dates.parse(read_phrase(f"{bound} {said}")).latest == day
    assert dates.parse(read_phrase(f"since {said}")).earliest == day


@given(DAYS)
def test_parts_of_a_year_or_a_decade_are_offered_as_the_whole(day: date) -> None:
    for part in ("early", "mid", "late", "end of", "first half of"):
        assert contains(read_phrase(f"{part} {day.year}"), day)
        assert contains(read_phrase(f"{part} {day.year // 10}0s"), day)
