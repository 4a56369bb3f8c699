"""The claims of a measure are taken away as figures: the same ones in every form, with an address and a manifest."""

import csv
import io
import json

import openpyxl
import pyarrow.parquet
import pytest
from asking import ROOT, ask, codes, document, get, problem_at, remove, revise

from records.api.claims import drawn
from records.api.claims.drawn import draw_claims
from records.api.claims.views import TABLES

HELD = f"{ROOT}measures/armenians-held-by-azerbaijan/claims/"
FIGURE = "2023-05-33-confirmed-prisoners"


def taken(form, **query):
    address = f"{HELD}?format={form}" + "".join(f"&{name}={value}" for name, value in query.items())
    answer = get(address)
    assert answer.status_code == 200
    return answer, b"".join(answer.streaming_content)


def ids_in(form, text):
    if form == "ndjson":
        return [json.loads(line)["id"] for line in text.splitlines()]
    if form == "parquet":
        return pyarrow.parquet.read_table(io.BytesIO(text))["id"].to_pylist()
    if form == "xlsx":
        heading, *rows = openpyxl.load_workbook(io.BytesIO(text), read_only=True)["entries"].values
        return [row[heading.index("id")] for row in rows]
    rows = list(csv.DictReader(io.StringIO(text.decode())))
    return [row["id"] for row in rows if not row["id"].startswith("#")]


@pytest.mark.parametrize("form", TABLES)
def test_each_form_has_the_claims_oldest_first(form):
    _, text = taken(form)
    assert ids_in(form, text) == [claim["id"] for claim in ask(HELD)["claims"]]


@pytest.mark.parametrize("form", TABLES)
def test_each_form_is_described_by_a_manifest_at_an_address_that_stays(form):
    answer, text = taken(form)
    manifest = ask(HELD, format=form, manifest="true")
    assert (manifest["rows"], manifest["bytes"]) == (4, len(text))
    assert manifest["address"] in answer["Link"]
    revise("figure", FIGURE, value=34)
    again = get(manifest["address"].removeprefix("http://testserver"))
    assert b"".join(again.streaming_content) == text
    assert taken(form)[1] != text


@pytest.mark.parametrize("form", [*TABLES, "svg"])
def test_an_unknown_measure_has_no_claims_in_any_form(form):
    problem_at(f"{ROOT}measures/nothing/claims/?format={form}", status=404)


@pytest.mark.parametrize("form", [*TABLES, "svg"])
def test_the_claims_of_a_withdrawn_measure_are_gone_in_every_form(form):
    remove("figure", "2021-06-armenia-claims-no-azerbaijani-soldiers-held")
    remove("measure", "azerbaijani-soldiers-held-by-armenia")
    problem_at(f"{ROOT}measures/azerbaijani-soldiers-held-by-armenia/claims/?format={form}", status=410)


@pytest.mark.parametrize("form", ["json", "svg"])
def test_a_manifest_describes_tables_alone(form):
    assert codes(problem_at(f"{HELD}?manifest=true&format={form}")) == [("manifest", "conflict")]


@pytest.mark.parametrize("form", ["json", *TABLES, "svg"])
def test_each_form_has_a_tag_of_its_own(form):
    tags = {each: get(f"{HELD}?format={each}")["ETag"] for each in ("json", *TABLES, "svg")}
    assert len(set(tags.values())) == len(tags)
    assert get(f"{HELD}?format={form}", **{"if-none-match": tags[form]}).status_code == 304


def awkward(**changes):
    """A claim that is like one of the seeds but for this."""
    return json.dumps(document("figure", FIGURE) | changes).encode()


def draw(*claims):
    measure = json.dumps(document("measure", "armenians-held-by-azerbaijan")).encode()
    return draw_claims(measure, claims, source="A source", address="http://testserver/")


def quantity(low, high, qualifier):
    return {"low": low, "high": high, "qualifier": qualifier, "text": None}


def test_claims_without_bounds_without_numbers_and_without_a_claimant_are_drawn():
    picture = draw(
        awkward(value=quantity(10_000_000_000, None, "at-least")),
        awkward(value=quantity(None, 7, "at-most"), claimed_by=None, date=None),
        awkward(value=quantity(None, None, "withheld"), of_whom=None),
        awkward(value=None),
    )
    assert "at least 10,000,000,000" in picture
    assert "The source itself: at most 7, date unknown" in picture
    assert picture.count("no number given") == 2
    assert "of whom is not said" in picture


def test_a_number_that_a_source_speaks_of_without_giving_it_is_drawn_in_its_words():
    thousands = {"low": None, "high": None, "qualifier": "unknown", "text": "Thousands of people"}
    assert "The source itself: “Thousands of people”" in draw(awkward(value=thousands, claimed_by=None))
    assert "unknown" in draw(awkward(value=thousands | {"text": None}))


def test_names_are_escaped_and_folded_and_nothing_is_lost_of_them():
    name = "<script>alert(1)</script> & " + "A very long name of a commission " * 20
    picture = draw(awkward(claimed_by={"id": "x", "name": name, "type": "institution", "url": "/"}))
    assert "<script" not in picture
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; A very" in picture
    assert picture.count("A very long name of a commission") > 20


def test_of_very_many_claims_the_oldest_are_drawn_and_it_says_so(monkeypatch):
    monkeypatch.setattr(drawn, "MOST_DRAWN", 3)
    assert "Only the oldest 3 claims are drawn." in draw(*[awkward()] * 4)
    assert "Only the oldest" not in draw(*[awkward()] * 3)


def test_a_measure_without_claims_says_so():
    assert "No figure of this measure is in the register." in draw()


def test_the_words_of_a_picture_do_not_judge():
    picture = draw(awkward(value=quantity(5, 5, "exact")), awkward(value=quantity(9, 9, "exact"))).lower()
    for word in ("admit", "claims that", "alleg", "lie ", "truth", "deny", "concede", "insist"):
        assert word not in picture
