"""Pictures stand alone: well formed, described, with nothing that runs or is fetched, under a policy for just that."""

import base64
import hashlib
from xml.etree import ElementTree

import pytest
from asking import ROOT, ask, get, revise

FIGURE = "2023-05-33-confirmed-prisoners"
TIMELINE = f"{ROOT}timeline/?format=svg"
CLAIMS = f"{ROOT}measures/armenians-held-by-azerbaijan/claims/?format=svg"
PICTURES = [TIMELINE, f"{TIMELINE}&interval=month&actor=armenia", f"{TIMELINE}&actor=nobody", CLAIMS]
SVG = "{http://www.w3.org/2000/svg}"


def picture_at(address):
    answer = get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/svg+xml")
    return ElementTree.fromstring(answer.content)


def texts(picture):
    return [(each.text or "") for each in picture.iter(f"{SVG}text")]


@pytest.mark.parametrize("address", PICTURES)
def test_it_says_what_it_shows_to_those_who_cannot_see_it(address):
    picture = picture_at(address)
    named = {each.get("id"): each.text for each in picture if each.get("id")}
    assert picture.get("role") == "img"
    assert named[picture.get("aria-labelledby")]
    assert named[picture.get("aria-describedby")]


@pytest.mark.parametrize("address", PICTURES)
def test_nothing_in_it_runs_or_is_fetched(address):
    picture = picture_at(address)
    tags = {each.tag.removeprefix(SVG) for each in picture.iter()}
    assert tags <= {"svg", "g", "title", "desc", "style", "rect", "line", "text", "circle", "polygon"}
    attributes = {name for each in picture.iter() for name in each.attrib}
    assert not [name for name in attributes if name.startswith("on") or "href" in name or name == "style"]
    assert "url(" not in "".join(picture.itertext())
    assert "@import" not in "".join(picture.itertext())


@pytest.mark.parametrize("address", PICTURES)
def test_its_policy_allows_its_own_style_and_nothing_else(address):
    style = picture_at(address).find(f"{SVG}style").text
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; frame-ancestors 'none'"
    assert get(address)["Content-Security-Policy"] == policy
    assert get(f"{ROOT}timeline/")["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'"


@pytest.mark.parametrize("address", PICTURES)
def test_it_names_the_address_at_which_it_stays_as_it_is(address):
    answer = get(address)
    canonical = answer["Link"].removeprefix("<").partition(">")[0]
    assert canonical.replace(" ", "") in "".join(texts(picture_at(address)))
    revise("figure", FIGURE, date="1999", date_note="")
    assert get(canonical.removeprefix("http://testserver")).content == answer.content


@pytest.mark.parametrize("address", PICTURES)
def test_a_browser_that_shows_a_picture_accepts_it(address):
    plain = address.replace("format=svg&", "").removesuffix("?format=svg")
    answer = get(plain, accept="image/avif,image/webp,image/svg+xml,image/*,*/*;q=0.8")
    assert answer["Content-Type"] == "image/svg+xml"
    assert get(plain)["Content-Type"] == "application/json"


def test_columns_have_the_heights_of_the_numbers():
    buckets = ask("timeline", date_from="2020")["buckets"]
    drawn = {of: heights(f"{TIMELINE}&date_from=2020", of) for of in ("bar", "possible")}
    certain = [bucket["certain"] for bucket in buckets if bucket["certain"]]
    possible = [each for bucket in buckets if (each := bucket["possible"] - bucket["unbounded"])]
    unit = drawn["bar"][0] / certain[0]
    assert drawn["bar"] == pytest.approx([unit * number for number in certain], abs=0.05)
    assert drawn["possible"] == pytest.approx([unit * number for number in possible], abs=0.05)


def heights(address, of):
    """Of the bars of a class, without the mark of the legend."""
    bars = [
        each for each in picture_at(address).find(f"{SVG}g").iter(f"{SVG}rect") if each.get("class") == of
    ]
    return [float(bar.get("height")) for bar in bars]


def test_claims_stand_where_their_numbers_are_and_disputed_ones_are_marked():
    answer = ask("measures/armenians-held-by-azerbaijan/claims")
    rows = list(picture_at(CLAIMS).find(f"{SVG}g").iter(f"{SVG}g"))[1:]
    marks = [next(each for each in row if each.get("class", "").endswith("point")) for row in rows]
    numbers = [claim["value"]["low"] for claim in answer["claims"]]
    left = [float(mark.get("cx", 0)) or float(mark.get("x")) + 5.5 for mark in marks]
    scale = (left[0] - left[2]) / (numbers[0] - numbers[2])
    assert left == pytest.approx([left[0] + (number - numbers[0]) * scale for number in numbers], abs=0.1)
    assert [mark.get("class") for mark in marks] == ["marked-point"] * 2 + ["point"] * 2
    for row, claim in zip(rows, answer["claims"], strict=True):
        said = row.find(f"{SVG}title").text
        assert said.startswith(f"{claim['claimed_by']['name']} says, ")
        assert claim["of_whom"] in said


def test_what_is_not_drawn_is_said():
    revise("figure", FIGURE, date="", date_note="")
    said = " ".join(texts(picture_at(TIMELINE)))
    unbounded = ask("timeline")["unbounded"]
    assert f"Not drawn: records of which no beginning or no end is known ({unbounded})." in said
    assert "Not drawn: records without a date (1)." in said
