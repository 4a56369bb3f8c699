"""Dates mean exactly the days their text allows, and every other text is refused with one EDTFError."""

import pickle
import re
from calendar import isleap, monthrange
from datetime import date, timedelta

import pytest
from edtf import parse_edtf
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from undate import Undate, UndateInterval

from records.dates import Edtf, EDTFError, describe, disjoint, parse

PERIODS = {
    "2022-10-04": ("2022-10-04", "2022-10-04"),
    "2024-02": ("2024-02-01", "2024-02-29"),
    "0001": ("0001-01-01", "0001-12-31"),
    "9999-12-31": ("9999-12-31", "9999-12-31"),
    "2022-10-04T23:59:60Z": ("2022-10-04", "2022-10-04"),
    "2022-10-04T00:30:00+04:00": ("2022-10-04", "2022-10-04"),
    "2022-10-04T00:30:00": ("2022-10-04", "2022-10-04"),
    "2021-21": ("2021-01-01", "2021-12-31"),
    "2021-23": ("2021-01-01", "2021-12-31"),
    "2021-24": ("2021-01-01", "2022-02-28"),
    "2023-24": ("2023-01-01", "2024-02-29"),
    "199X-24": ("1990-01-01", "2000-02-29"),
    "9999-24": ("9999-01-01", "9999-12-31"),
    "199X": ("1990-01-01", "1999-12-31"),
    "000X": ("0001-01-01", "0009-12-31"),
    "20X5": ("2005-01-01", "2095-12-31"),
    "2021-05-2X": ("2021-05-20", "2021-05-29"),
    "2021-02-XX": ("2021-02-01", "2021-02-28"),
    "2023-02-2X": ("2023-02-20", "2023-02-28"),
    "2023-XX-12": ("2023-01-12", "2023-12-12"),
    "2023-XX-31": ("2023-01-31", "2023-12-31"),
    "2023-X2": ("2023-02-01", "2023-12-31"),
    "20XX-02-29": ("2000-02-29", "2096-02-29"),
    "1XXX-02-29": ("1004-02-29", "1996-02-29"),
    "XXXX": (None, None),
    "XXXX-06-04": (None, None),
    "XXXX-02-29": (None, None),
    "XXXX-24": (None, None),
    "2022/..": ("2022-01-01", None),
    "2022/": ("2022-01-01", None),
    "../2022-06": (None, "2022-06-30"),
    "/2022-06": (None, "2022-06-30"),
    "2022-05~/2022-06-10?": ("2022-05-01", "2022-06-10"),
    "2022-05-10/2022-05": ("2022-05-10", "2022-05-31"),
    "XXXX-06-04/2020": (None, "2020-12-31"),
    "[2023-05-01..2023-05-04]": ("2023-05-01", "2023-05-04"),
    "[1667,1668-12,1670..1672]": ("1667-01-01", "1672-12-31"),
    "[2021,2019-03]": ("2019-03-01", "2021-12-31"),
    "{199X,2020}": ("1990-01-01", "2020-12-31"),
    "[..2020-01]": (None, "2020-01-31"),
    "[2020-01..]": ("2020-01-01", None),
    "{..1983,1985..}": (None, None),
    "[..0001,0001]": (None, "0001-12-31"),
    "[0001,XXXX,XXXX-05]": (None, None),
}

DESCRIPTIONS = {
    "2022-10-04": "4 October 2022",
    "2022-10": "October 2022",
    "2022": "2022",
    "2021-24": "winter 2021",
    "2022-10-04T10:11:12Z": "4 October 2022 at 10:11:12 UTC",
    "2021-05~": "about May 2021",
    "2021-05-04?": "possibly 4 May 2021",
    "2021%": "possibly about 2021",
    "199X": "some time in the 1990s",
    "19XX": "some time between 1900 and 1999",
    "20X5": "one year matching 20X5 (X: any digit)",
    "XXXX": "year unknown",
    "XXXX-06-04": "June 4, year unknown",
    "XXXX-XX-XX": "one day, year unknown",
    "199X-05": "May, some time in the 1990s",
    "2021-05-XX": "one day in May 2021",
    "2021-XX-XX": "one day in 2021",
    "2021-05-2X": "one day between 20 and 29 May 2021",
    "2023-1X": "some time between October and December 2023",
    "2023-XX-12": "day 12 of one month in 2023",
    "2023-XX-1X": "one day matching 2023-XX-1X (X: any digit)",
    "2023-05-11/": "from 11 May 2023, end unknown",
    "2023-05-11/..": "from 11 May 2023 onwards",
    "/2022": "until 2022, start unknown",
    "../2022": "up to 2022",
    "2022-05-30/2022-06-02": "from 30 May to 2 June 2022",
    "199X-05/199X-06": "from May, some time in the 1990s to June, some time in the 1990s",
    "2021-05~/2021-05?": "from about May to possibly May 2021",
    "[2023-05-01..2023-05-04]": "one day between 1 and 4 May 2023",
    "[1667,1670..1672]": "1667 or some time between 1670 and 1672",
    "[..2020-01]": "January 2020 or earlier",
    "[2020-01..]": "January 2020 or later",
    "{199X,2020}": "some time in the 1990s and 2020",
    "{2023-05-01..2023-05-04}": "all dates from 1 to 4 May 2023",
    "{..1983,1985..}": "all dates up to 1983 and all dates from 1985 on",
}

REFUSED = {  # text: where it goes wrong
    "": 0, " 2022": 0, "2022 ": 4, "2022\n": 4, "\0": 0, "2022\0": 4, "٢022": 0, "2022-1٢": 6,
    "２０２２": 0, "0000": 0, "0000-01-01": 0, "12023": 4, "Y12023": 0, "Y-2023": 0, "-0044": 0, "+2022": 0,
    "2022E3": 4, "2022-13": 5, "2022-00": 5, "2022-25": 5, "2022-2X": 5, "2022-21-01": 5,
    "2022-01-00": 8, "2022-01-32": 8, "2023-02-29": 8, "2024-02-30": 8, "1900-02-29": 8,
    "XXXX-02-30": 8, "2023-02-3X": 8, "XXX1-02-29": 8, "20": 2, "2022-": 5, "2022-1": 6, "2022-1-05": 6,
    "2022-01-1": 9, "20221004": 4, "2022-01-011": 10, "199x": 3, "199u": 3, "2021?-05": 4, "?2021": 0,
    "2021??": 4, "~": 0, "2022/?": 5, "October": 0, "2022-10-04T25:00:00": 10, "2022-10-04T10:11": 10,
    "2022-10-04T10:11:12\n": 10, "2022-10-0XT10:11:12": 10, "2022-10-04T1٢:11:12": 10,
    "2022-10-04T10:11:12Z/2023": 10, "2022-10T10:11:12": 7, "2022-02-30T10:11:12": 8,
    "2021/2022-02-30T10:11:12": 15, "/": 0, "../..": 0, "../": 0, "/..": 0, "2022/...": 5,
    "2022/2023/2024": 9, "2022-05/2022-03": 8, "2023/2022": 5, "[2020]/2021": 11, "2020/[2021]": 5,
    "[2022..2021]": 7, "[": 1, "{": 1, "]": 0, "[]": 1, "{}": 1, "[..]": 1, "[....]": 1, "[2020": 5,
    "{2020]": 6, "[2020]?": 7, "[2020,]": 6, "[,2020]": 1, "[2020, 2021]": 6, "[2020..,2021]": 5,
    "[2020,..2021]": 5, "[2020...2021]": 5, "[2020..2021..2022]": 11, "[2020/2021]": 5, "[[2020]]": 1,
    "[2020-02-30]": 9, "2020..2021": 4, "2" * 101: 100,
}  # fmt: skip


def iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def brute_force_days(pattern: str) -> list[str]:
    """Every real day that the pattern matches, by looking at all days of all years that fit it."""
    wanted, wanted_year = (re.compile(text.replace("X", "[0-9]")) for text in (pattern, pattern[:4]))
    years = [year for year in range(1, 10000) if wanted_year.fullmatch(f"{year:04}")]
    days = (date(year, 1, 1) + timedelta(n) for year in years for n in range(365 + isleap(year)))
    return [text for text in map(str, days) if wanted.match(text)]


def parse_or_error(text: str) -> Edtf | EDTFError:
    try:
        return parse(text)
    except EDTFError as error:
        return error


years = st.integers(1, 9999).map("{:04}".format)
months = st.builds("{}-{:02}".format, years, st.integers(1, 12))
days = st.dates().map(str)
plain = st.one_of(years, months, days)


@st.composite
def patterns(draw: st.DrawFn) -> str:
    """A date with up to two unknown digits in its year, and any number in its month and day."""
    marks = list(draw(plain))
    unknown = draw(st.sets(st.integers(0, len(marks) - 1)))
    assume(len(unknown & {0, 1, 2, 3}) <= 2)
    return "".join(
        "-" if mark == "-" else "X" if place in unknown else mark for place, mark in enumerate(marks)
    )


dates = st.one_of(plain, patterns(), st.builds("{}-2{}".format, years, st.sampled_from("1234")))
qualified = st.builds("{}{}".format, dates, st.sampled_from(["", "?", "~", "%"]))
ends = st.one_of(qualified, st.sampled_from(["", ".."]))
members = st.lists(
    st.one_of(qualified, st.builds("{}..{}".format, qualified, qualified)), min_size=1, max_size=4
)
sets = st.builds("{0[0]}{2}{1}{3}{0[1]}".format, st.sampled_from(["[]", "{}"]),
                 members.map(",".join), st.sampled_from(["", ".."]), st.sampled_from(["", ".."]))  # fmt: skip
nearly_valid = st.one_of(qualified, st.builds("{}/{}".format, ends, ends), sets)
mistyped = st.tuples(nearly_valid, st.integers(0, 30), st.characters()).map(
    lambda made: made[0][: made[1]] + made[2] + made[0][made[1] + 1 :]
)
jumble = st.text("0123456789X-/.,[]{}?~%TZ:+Y \n\0", max_size=110)
any_text = st.one_of(st.text(), jumble, nearly_valid, mistyped)


@pytest.mark.parametrize(("text", "period"), PERIODS.items())
def test_period_is_exact(text, period):
    found = parse(text)
    assert (found.text, iso(found.earliest), iso(found.latest)) == (text, *period)


@pytest.mark.parametrize(("text", "position"), REFUSED.items())
def test_everything_else_is_refused_with_its_position(text, position):
    with pytest.raises(EDTFError) as caught:
        parse(text)
    assert caught.value.position == position
    assert f"position {position} " in str(caught.value)


@pytest.mark.parametrize("text", ["0000", "-0044", "Y12023", "12023"])
def test_a_year_out_of_range_is_told_the_range(text):
    with pytest.raises(EDTFError, match=r"0001.*9999"):
        parse(text)


def test_error_survives_pickling():
    copy = pickle.loads(pickle.dumps(EDTFError("the reason.", 3)))
    assert (copy.position, str(copy)) == (3, str(EDTFError("the reason.", 3)))


@pytest.mark.parametrize(("text", "words"), DESCRIPTIONS.items())
def test_description_is_plain_english(text, words):
    assert describe(text) == words


def test_describe_refuses_what_parse_refuses():
    with pytest.raises(EDTFError):
        describe("2023-02-29")


@pytest.mark.parametrize(
    ("text", "day"),
    [("2022-05/2023", date(2022, 5, 1)), ("../2022", date(2022, 12, 31)), ("XXXX-06-04", date.min)],
)
def test_sort_date_is_first_day_else_last_else_before_everything(text, day):
    assert parse(text).sort_date == day


@pytest.mark.parametrize(
    ("a", "b", "apart"),
    [
        ("2022", "2023", True),
        ("2022", "2022-05-04", False),
        ("2022/..", "2021", True),
        ("2022/", "2030", False),
        ("../2022", "2022-12-31/..", False),
        ("../2022", "2023/..", True),
        ("XXXX-06-04", "2022-01-01", False),
        ("[2020,2022]", "2021", False),
    ],
)
def test_periods_are_disjoint_only_when_they_share_no_day(a, b, apart):
    assert disjoint(parse(a), parse(b)) is disjoint(parse(b), parse(a)) is apart


@settings(deadline=None)
@given(patterns())
@example("XXX4-02-29")
@example("9XXX-XX-31")
@example("000X-02-2X")
def test_period_is_the_hull_of_all_matching_days(pattern):
    matching = brute_force_days(pattern)
    if not matching:
        with pytest.raises(EDTFError):
            parse(pattern)
    else:
        assert (iso(parse(pattern).earliest), iso(parse(pattern).latest)) == (matching[0], matching[-1])


@given(st.integers(1, 12), st.integers(1, 31))
def test_a_day_without_a_year_is_accepted_when_some_year_has_it(month, day):
    text, exists = f"XXXX-{month:02}-{day:02}", day <= monthrange(2000, month)[1]
    if exists:
        assert parse(text).sort_date == date.min
    else:
        with pytest.raises(EDTFError):
            parse(text)


@given(any_text)
def test_any_text_is_either_described_or_refused_at_a_place_within_it(text):
    found = parse_or_error(text)
    if isinstance(found, EDTFError):
        assert 0 <= found.position <= len(text)
        assert str(found).isprintable()
        assert str(found).isascii()
    else:
        assert re.fullmatch(r"\S[^{}\[\]]*\S", describe(text))
        assert None in (found.earliest, found.latest) or found.earliest <= found.latest


@given(dates, st.sampled_from("?~%"))
def test_a_qualifier_changes_no_period(text, mark):
    plainly, hedged = parse_or_error(text), parse_or_error(text + mark)
    assume(isinstance(plainly, Edtf))
    assert (hedged.earliest, hedged.latest) == (plainly.earliest, plainly.latest)


@given(st.lists(plain, min_size=2, max_size=5))
def test_a_set_spans_its_members(texts):
    found, each = parse(f"[{','.join(texts)}]"), [parse(text) for text in texts]
    assert found.earliest == min(one.earliest for one in each)
    assert found.latest == max(one.latest for one in each)


@given(st.lists(days, min_size=2, max_size=2, unique=True).map(sorted))
def test_an_interval_runs_forward_only(ends):
    assert (iso(parse("/".join(ends)).earliest), iso(parse("/".join(ends)).latest)) == tuple(ends)
    with pytest.raises(EDTFError):
        parse("/".join(reversed(ends)))


# The two published libraries, each on what it gets right: `edtf` cannot read half a day or month,
# accepts 29 February in any year and stops open ends after ten years; `undate` has no sets or date-times.

trailing = st.one_of(
    st.integers(1, 999).map("{:03}X".format),
    st.integers(1, 99).map("{:02}XX".format),
    years.map("{}-XX".format),
    years.map("{}-XX-XX".format),
    months.map("{}-XX".format),
)
maybe_hedged = st.builds("{}{}".format, st.one_of(plain, trailing), st.sampled_from(["", "?", "~", "%"]))


listed = st.lists(plain, min_size=2, max_size=4).map(",".join)
forward = st.lists(plain, min_size=2, max_size=2).map(
    lambda pair: sorted(pair, key=lambda text: parse(text).earliest)
)
half_known = st.builds("{}-{}X".format, months, st.sampled_from("01"))


@settings(deadline=None)
@given(st.one_of(maybe_hedged, listed.map("[{}]".format), listed.map("{{{}}}".format), forward.map("/".join)))
def test_edtf_library_agrees(text):
    theirs = parse_edtf(text)
    ours = parse(text)
    assert ours.earliest.timetuple()[:3] == theirs.lower_strict()[:3]
    assert ours.latest.timetuple()[:3] == theirs.upper_strict()[:3]


@settings(deadline=None)
@given(st.one_of(maybe_hedged, half_known))
def test_undate_library_agrees(text):
    theirs, ours = Undate.parse(text, "EDTF"), parse(text)
    assert (iso(ours.earliest), iso(ours.latest)) == (str(theirs.earliest), str(theirs.latest))


@pytest.mark.parametrize(("text", "start", "end"), [("2022/..", "2022", None), ("../2022", None, "2022")])
def test_undate_library_agrees_on_open_ends(text, start, end):
    theirs = Undate.parse(text, "EDTF")
    assert isinstance(theirs, UndateInterval)
    assert [str(theirs.earliest), str(theirs.latest)] == [str(start), str(end)]
    assert [parse(text).earliest is None, parse(text).latest is None] == [start is None, end is None]
