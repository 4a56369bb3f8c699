"""Each format, read by the library its users would take: the same question gives the same ids in each."""

import csv
import io
import json
from datetime import date

import feedparser
import hxl
import openpyxl
import polars
import pyarrow.parquet
import pytest
from icalendar import Calendar
from pyld import jsonld

from records.api.formats.columns import columns_of
from records.api.formats.offered import FORMS, names_for
from records.kinds import KINDS, RECORD_KINDS
from records.publishing.publish import publish

COLLECTIONS = {"records": tuple(RECORD_KINDS)} | {kind.collection: (kind.name,) for kind in KINDS.values()}
OFFERED = [(collection, form) for collection, kinds in COLLECTIONS.items() for form in names_for(kinds)[1:]]
QUESTIONS = [{}, {"actor": "armenia"}, {"date_from": "2022", "date_to": "2023"}, {"search": "prisoners"}]


def ids_in_ndjson(text):
    return [json.loads(line)["id"] for line in text.splitlines()]


def ids_in_csv(text):
    return polars.read_csv(text, infer_schema=False)["id"].to_list() if text.count(b"\n") > 1 else []


def ids_in_hxl(text):
    with hxl.data(io.BytesIO(text), hxl.InputOptions(allow_local=True)) as found:
        return [row.get("#event+id") for row in found]


def ids_in_geojson(text):
    return [feature["properties"]["id"] for feature in json.loads(text)["features"]]


def ids_in_jsonld(text):
    expanded = jsonld.expand(json.loads(text), {"documentLoader": refuse_to_fetch})
    nodes = expanded[0].get("@graph", []) if expanded else []
    return [node["https://schema.org/identifier"][0]["@value"] for node in nodes]


def refuse_to_fetch(url, options):
    raise AssertionError(f"{url} would have been fetched")


def ids_in_atom(text):
    feed = feedparser.parse(text)
    assert not feed.bozo
    return [entry.id.rstrip("/").rpartition("/")[2] for entry in feed.entries]


def ids_in_ics(text):
    calendar = Calendar.from_ical(text)
    return [part["url"].rstrip("/").rpartition("/")[2] for part in calendar.subcomponents]


def ids_in_xlsx(text):
    rows = openpyxl.load_workbook(io.BytesIO(text), read_only=True)["entries"].values
    heading = next(rows)
    return [row[heading.index("id")] for row in rows]


def ids_in_parquet(text):
    return pyarrow.parquet.read_table(io.BytesIO(text))["id"].to_pylist()


READERS = {name: globals()[f"ids_in_{name}"] for name in FORMS}


@pytest.mark.parametrize(("collection", "form"), OFFERED)
def test_it_holds_every_entry_of_the_collection_in_the_same_order(export, collection, form):
    expected = ids_in_ndjson(export(collection, "ndjson"))
    assert expected
    assert READERS[form](export(collection, form)) == expected


@pytest.mark.parametrize("question", QUESTIONS, ids=str)
@pytest.mark.parametrize("form", FORMS)
def test_it_answers_the_same_question_with_the_same_ids(export, form, question):
    expected = ids_in_ndjson(export("records", "ndjson", **question))
    assert READERS[form](export("records", form, **question)) == expected


@pytest.mark.parametrize("form", FORMS)
def test_nothing_found_is_still_a_file_of_its_form(export, form):
    assert READERS[form](export("records", form, actor="nobody-at-all")) == []


@pytest.mark.parametrize(("collection", "form"), OFFERED)
def test_the_same_moment_gives_the_same_bytes(export, collection, form):
    assert export(collection, form, as_of="100") == export(collection, form, as_of="100")


# What each of them says


def test_csv_has_its_lines_and_quotes_by_rfc_4180(export):
    text = export("incidents", "csv").decode()
    rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    assert {len(row) for row in rows} == {len(rows[0])}
    assert text.endswith("\r\n")
    written = io.StringIO(newline="")
    csv.writer(written, lineterminator="\r\n").writerows(rows)
    assert written.getvalue() == text


def test_csv_says_what_the_document_says(export):
    (row,) = [
        row
        for row in csv.DictReader(io.StringIO(export("prisoner-releases", "csv").decode(), newline=""))
        if row["id"] == "2022-10-azerbaijan-frees-17"
    ]
    assert row["count.low"] == row["count.high"] == "17"
    assert row["date.edtf"].startswith("[2022-10-04")
    roles = dict(
        zip(row["participants.actor.id"].split("|"), row["participants.role"].split("|"), strict=True)
    )
    assert roles["united-states"] == "mediator"
    assert row["contested"] in ("true", "false")


def test_unknown_is_empty_and_zero_is_zero(export):
    frame = polars.read_csv(export("figures", "csv"), infer_schema=False)
    documents = [json.loads(line) for line in export("figures", "ndjson").splitlines()]
    said = [
        str(document["value"]["low"]) if document["value"] and document["value"]["low"] is not None else None
        for document in documents
    ]
    assert frame["value.low"].to_list() == said


def test_parquet_has_numbers_truths_and_text(export):
    table = pyarrow.parquet.read_table(io.BytesIO(export("figures", "parquet")))
    assert table.schema.field("value.low").type == "int64"
    assert table.schema.field("contested").type == "bool"
    assert table.schema.field("date.edtf").type == "string"
    assert table.schema.field("value.low").metadata[b"description"]


def test_xlsx_has_numbers_as_numbers_and_says_what_its_columns_are(export):
    book = openpyxl.load_workbook(io.BytesIO(export("figures", "xlsx")), read_only=True)
    rows = list(book["entries"].values)
    place = rows[0].index("value.low")
    assert all(isinstance(row[place], int | None) for row in rows[1:])
    told = {row[0]: row[2] for row in book["columns"].values}
    assert set(rows[0]) <= set(told)
    assert all(told[name] for name in rows[0])


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_xlsx_has_whole_days_as_days_and_edtf_as_text(export, collection):
    heading, *rows = openpyxl.load_workbook(io.BytesIO(export(collection, "xlsx")))["entries"].rows
    documents = [json.loads(line) for line in export(collection, "ndjson").splitlines()]
    for place, column in enumerate(columns_of(COLLECTIONS[collection])):
        assert heading[place].value == column.name
        if column.type == "day" and not column.is_list:
            shown = [row[place] for row in rows]
            stated = [column.of(document) for document in documents]
            assert [cell.value and cell.value.date().isoformat() for cell in shown] == stated
            assert {cell.number_format for cell in shown if cell.value} <= {"yyyy-mm-dd"}
        elif column.name.endswith(".edtf"):
            assert all(isinstance(row[place].value, str | None) for row in rows)


@pytest.mark.parametrize(("day", "is_day"), [("1900-02-28", False), ("1900-03-01", True), ("0622", False)])
def test_xlsx_has_days_as_text_where_spreadsheets_count_them_differently(export, day, is_day):
    record = KINDS["incident"].model._default_manager.get(pk="2023-05-11-fighting")
    record.date = day
    record.edited_by = "an-editor"
    record.save()
    publish(items=[record], by="a-reviewer")
    heading, *rows = openpyxl.load_workbook(io.BytesIO(export("incidents", "xlsx")))["entries"].values
    (row,) = [row for row in rows if row[0] == record.pk]
    cell = row[heading.index("date.earliest")]
    assert (cell.date().isoformat() if is_day else cell) == (f"{day}-01-01" if len(day) == 4 else day)


def test_hxl_knows_every_column_by_its_own_tag(export):
    for collection in COLLECTIONS:
        with hxl.data(io.BytesIO(export(collection, "hxl")), hxl.InputOptions(allow_local=True)) as found:
            tags = [column.display_tag for column in found.columns]
        assert len(tags) == len(set(tags))
        assert all(tags)


def test_geojson_puts_records_where_their_places_are(export):
    places = {
        feature["properties"]["id"]: feature["geometry"]
        for feature in json.loads(export("places", "geojson"))["features"]
    }
    for feature in json.loads(export("records", "geojson"))["features"]:
        named = (feature["properties"]["places.id"] or "").split("|")
        points = [places[slug]["coordinates"] for slug in named if slug and places[slug]]
        drawn = feature["geometry"]
        if not points:
            assert drawn is None
        else:
            assert drawn["coordinates"] == (points if len(points) > 1 else points[0])
            precise = feature["properties"]["places.precision"].split("|")
            assert len(precise) == len(named)
            assert any(precise)


def test_a_calendar_ends_the_day_after_and_says_uncertain_dates_in_words(export):
    documents = {
        (found := json.loads(line))["id"]: found for line in export("records", "ndjson").splitlines()
    }
    for part in Calendar.from_ical(export("records", "ics")).subcomponents:
        document = documents[part["url"].rstrip("/").rpartition("/")[2]]
        when = document["date"]
        if part.name == "VJOURNAL":
            assert when is None or when["earliest"] is None or when["latest"] is None
            assert "dtstart" not in part
            continue
        assert part["dtstart"].dt == date.fromisoformat(when["earliest"])
        assert (part["dtend"].dt - date.fromisoformat(when["latest"])).days == 1
        certain = when["edtf"] == when["earliest"] == when["latest"]  # 2023-04-14~ is not
        assert (str(part["summary"]) == document["title"]) == certain


def test_a_scheduled_round_is_tentative_in_the_calendar(export):
    scheduled = ids_in_ndjson(export("records", "ndjson", status="scheduled"))
    assert scheduled
    parts = Calendar.from_ical(export("records", "ics", status="scheduled")).subcomponents
    assert {str(part["status"]) for part in parts if part.name == "VEVENT"} <= {"TENTATIVE"}


@pytest.mark.parametrize("status", ["completed", "reported", "denied"])
def test_a_calendar_confirms_nothing_that_is_only_reported_or_denied(export, status):
    round_ = KINDS["negotiation-round"].model.objects.get(pk="2022-10-prague")
    round_.status = status
    round_.save()
    publish(items=[round_], by="a-reviewer")
    parts = Calendar.from_ical(export("records", "ics", status=status)).subcomponents
    said = {part.get("status") for part in parts if part.name == "VEVENT"}
    assert said == ({"CONFIRMED"} if status == "completed" else {None})


def test_a_feed_is_followed_at_its_own_question_and_not_at_the_moment_it_was_read(export):
    feeds = [
        feedparser.parse(export("records", "atom", **question)).feed
        for question in ({}, {"actor": "armenia"}, {"actor": "armenia", "as_of": "100"})
    ]
    links = [{link["rel"]: link["href"] for link in feed.links} for feed in feeds]
    root = "http://testserver/api/v1/records/"
    assert [feed.id for feed in feeds] == [root, f"{root}?actor=armenia", f"{root}?actor=armenia"]
    assert [link["self"] for link in links[:2]] == [
        f"{root}?format=atom",
        f"{root}?actor=armenia&format=atom",
    ]
    assert links[2] == {
        "self": links[1]["self"],
        "canonical": f"{root}?actor=armenia&format=atom&as_of=100",
    }


def test_a_feed_of_measures_says_what_each_counts(export):
    measures = [json.loads(line) for line in export("measures", "ndjson").splitlines()]
    entries = feedparser.parse(export("measures", "atom")).entries
    assert [entry.summary for entry in entries] == [measure["definition"] for measure in measures]


def test_json_ld_says_an_exact_day_only_where_the_source_does(export):
    graph = json.loads(export("records", "jsonld"))["@graph"]
    documents = [json.loads(line) for line in export("records", "ndjson").splitlines()]
    for node, document in zip(graph, documents, strict=True):
        exact = (
            document["date"] and len(document["date"]["edtf"]) == 10 and "X" not in document["date"]["edtf"]
        )
        assert ("startDate" in node) == bool(exact)
        assert node.get("edtf") == (document["date"] and document["date"]["edtf"])
        assert node["citedAs"] == document["citation"]
        assert len(node["derivedFrom"]) == len({item["source"]["id"] for item in document["evidence"]})


def test_json_ld_says_who_alleges_and_how_a_number_is_meant(export):
    documents = {
        (found := json.loads(line))["id"]: found for line in export("records", "ndjson").splitlines()
    }
    for node in json.loads(export("records", "jsonld"))["@graph"]:
        document = documents[node["identifier"]]
        if alleged_by := document.get("alleged_by"):
            claimants = [
                each["agent"] for each in node["qualifiedAssociation"] if each["hadRole"] == "claimant"
            ]
            assert f"http://testserver{alleged_by['url']}" in claimants
        if document["kind"] == "figure":
            assert node["mainEntity"]["additionalType"] == document["value"]["qualifier"]


@pytest.mark.parametrize(
    ("status", "said"), [("cancelled", "EventCancelled"), ("postponed", "EventPostponed"), ("denied", None)]
)
def test_json_ld_says_of_an_event_that_it_was_cancelled_or_postponed(export, status, said):
    round_ = KINDS["negotiation-round"].model.objects.get(pk="2023-05-13-brussels")
    round_.status = status
    round_.save()
    publish(items=[round_], by="a-reviewer")
    (node,) = json.loads(export("records", "jsonld", status=status))["@graph"]
    assert node.get("eventStatus") == (said and {"@id": f"https://schema.org/{said}"})


def test_json_ld_makes_no_person_of_a_byline_and_no_organisation_of_the_unnamed(export):
    sources = json.loads(export("sources", "jsonld"))["@graph"]
    assert {source["author"]["@type"] for source in sources if "author" in source} == {"Thing"}
    actors = {actor["identifier"]: actor for actor in json.loads(export("actors", "jsonld"))["@graph"]}
    assert actors["released-soldiers-2021"]["@type"] == ["Thing", "prov:Agent"]


def test_json_ld_expands_to_known_vocabularies_alone(export):
    for collection in COLLECTIONS:
        expanded = jsonld.expand(
            json.loads(export(collection, "jsonld")), {"documentLoader": refuse_to_fetch}
        )
        known = ("https://schema.org/", "http://www.w3.org/ns/prov#", "http://purl.org/dc/terms/", "@")
        assert all(key.startswith(known) for key in keys_of(expanded))


def keys_of(value):
    if isinstance(value, list):
        return {key for item in value for key in keys_of(item)}
    if isinstance(value, dict):
        return set(value) | {key for item in value.values() for key in keys_of(item)}
    return set()
