"""Pictures: round axes, honest proportions, escaped words, and a title and a description in each."""

from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records.drawing.columns import Column, draw_columns
from records.drawing.ranges import Range, draw_ranges
from records.drawing.scale import MOST_SPANS, spans_of_years, steps_to

SVG = "{http://www.w3.org/2000/svg}"
SAID = {"name": "it", "title": "<Title> & all", "description": "What it shows"}


def of(picture: str, kind: str) -> list[ElementTree.Element]:
    return [each for each in ElementTree.fromstring(picture).iter() if each.get("class") == kind]


@pytest.mark.parametrize(
    ("largest", "steps"),
    [
        (0, [0, 1]),
        (1, [0, 1]),
        (3, [0, 1, 2, 3]),
        (19, [0, 5, 10, 15, 20]),
        (224.0, [0, 100, 200, 300]),
        (1_120_000.0, [0, 500_000, 1_000_000, 1_500_000]),
    ],
)
def test_axis_is_marked_with_round_numbers(largest: float, steps: list[int]) -> None:
    assert steps_to(largest) == steps


@given(st.floats(0, 2e10))
def test_axis_reaches_what_it_shows_in_few_steps(largest: float) -> None:
    steps = steps_to(largest)
    assert steps[-1] >= largest
    assert len(steps) <= 6


@given(st.integers(1, 9999), st.integers(1, 9999))
def test_spans_of_years_cover_all_years_once(one: int, other: int) -> None:
    first, last = min(one, other), max(one, other)
    spans = spans_of_years(first, last)
    assert len(spans) <= MOST_SPANS
    assert spans[0].first <= first <= spans[0].last
    assert spans[-1].first <= last <= spans[-1].last
    assert all(after.first == before.last + 1 for before, after in pairwise(spans))


def test_few_years_stand_by_themselves_and_many_together() -> None:
    assert [span.label for span in spans_of_years(2021, 2023)] == ["2021", "2022", "2023"]
    assert spans_of_years(1905, 2023)[0].label == "1905–1909"


def test_columns_are_as_high_as_their_numbers() -> None:
    picture = draw_columns([Column("2021", 10), Column("2022", 20, marked=5), Column("2023", 0)], **SAID)
    low, high = (float(bar.get("height", 0)) for bar in of(picture, "bar"))
    assert high == pytest.approx(2 * low, abs=0.02)
    (marked,) = of(picture, "marked")
    assert float(marked.get("height", 0)) == pytest.approx(high / 4, abs=0.02)


def test_ranges_stand_where_their_numbers_are() -> None:
    said = [Range("exact", 50, 50, point=50), Range("about", 90, 110, point=100), Range("range", 50, 100)]
    picture = draw_ranges(said, **SAID)
    half, whole = (float(point.get("cx", 0)) for point in of(picture, "point"))
    about, between = of(picture, "band")
    assert float(between.get("x", 0)) == pytest.approx(half, abs=0.02)
    assert float(between.get("width", 0)) == pytest.approx(whole - half, abs=0.02)
    assert float(about.get("x", 0)) < whole < float(about.get("x", 0)) + float(about.get("width", 0))


def test_what_has_no_upper_end_points_beyond_the_axis() -> None:
    picture = draw_ranges([Range("at least", 1_000_000, None), Range("exact", 10, 10, point=10)], **SAID)
    (open_end,) = of(picture, "band")
    assert open_end.tag == f"{SVG}polygon"
    tip = max(float(point.split(",")[0]) for point in open_end.get("points", "").split())
    assert tip > max(float(line.get("x1", 0)) for line in of(picture, "grid"))


def test_a_number_that_is_not_given_is_said_in_words() -> None:
    picture = draw_ranges([Range("withheld", None, None)], **SAID)
    assert "no number given" in picture
    assert not of(picture, "band")


def test_long_labels_are_cut_and_words_are_escaped() -> None:
    picture = draw_ranges([Range("<script>" + "a" * 100, 1, 1, point=1)], **SAID)
    assert "<script" not in picture
    (label,) = of(picture, "label")
    assert (label.text or "").endswith("a…")


@pytest.mark.parametrize("picture", [draw_columns([], **SAID), draw_ranges([], **SAID)])
def test_a_picture_says_what_it_shows_without_inline_style(picture: str) -> None:
    root = ElementTree.fromstring(picture)
    title, described = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert root.get("role") == "img"
    assert title is not None
    assert described is not None
    assert (title.text, title.get("id")) == ("<Title> & all", root.get("aria-labelledby"))
    assert (described.text, described.get("id")) == ("What it shows", root.get("aria-describedby"))
    assert " style=" not in picture
