"""The whole register as a Data Package: read and checked by `frictionless`, all of one moment, and equal to the lists."""

import csv
import hashlib
import io
import json
import zipfile

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from frictionless import Package

from records.api.formats.columns import columns_of
from records.api.package.archive import write_archive
from records.api.package.snapshot import snapshot_at
from records.kinds import KINDS
from records.published import Published
from records.publishing.publish import publish
from records.publishing.redact import redact
from records.reading.wanted import NOW

CLIENT = Client(raise_request_exception=False)
EXPORT = "/api/v1/export/"
FIGURE = "2023-05-33-confirmed-prisoners"
NEWEST = 123  # entries that the seeds hold


def archive(query=""):
    answer = CLIENT.get(f"{EXPORT}?format=zip{query}")
    assert answer.status_code == 200, answer.content[:500]
    return b"".join(answer.streaming_content)


def unpacked(text):
    return {name: zipfile.ZipFile(io.BytesIO(text)).read(name) for name in namelist(text)}


def namelist(text):
    return zipfile.ZipFile(io.BytesIO(text)).namelist()


def checked(text, folder):
    """The report of `frictionless` on a package."""
    (folder / "whereabouts.zip").write_bytes(text)
    return Package(str(folder / "whereabouts.zip")).validate()


def packed(files):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as written:
        for name, content in files.items():
            written.writestr(name, content)
    return made.getvalue()


def ids_of_the_list(kind, **query):
    lines = b"".join(CLIENT.get(f"/api/v1/{kind.collection}/", {"format": "ndjson", **query}))
    return [json.loads(line)["id"] for line in lines.splitlines()]


def test_the_archive_is_valid_as_a_whole(tmp_path):
    report = checked(archive(), tmp_path)
    assert report.valid, report.flatten(["title", "message"])
    assert len(report.tasks) == 2 * len(KINDS)


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_each_collection_is_there_as_a_table_and_as_documents_with_the_ids_of_its_list(kind):
    files = unpacked(archive())
    rows = list(csv.DictReader(io.StringIO(files[f"data/{kind.collection}.csv"].decode(), newline="")))
    documents = [json.loads(line) for line in files[f"data/{kind.collection}.ndjson"].splitlines()]
    expected = ids_of_the_list(kind)
    assert expected
    assert [row["id"] for row in rows] == [document["id"] for document in documents] == expected


def test_the_description_in_the_archive_counts_and_hashes_what_is_there():
    files = unpacked(archive())
    told = json.loads(files["datapackage.json"])
    for resource in told["resources"]:
        content = files[resource["path"]]
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        entries = resource.get("rows", resource.get("documents"))
        assert entries == len(ids_of_the_list(kind_of(resource)))
    assert {resource["path"] for resource in told["resources"]} == set(files) - {
        "datapackage.json",
        "README.md",
    }


def kind_of(resource):
    name = resource["name"].removesuffix("-documents")
    return next(kind for kind in KINDS.values() if kind.collection == name)


def test_a_table_that_was_altered_is_noticed(tmp_path):
    files = unpacked(archive())
    files["data/figures.csv"] = files["data/figures.csv"].replace(b",33,33,exact", b",34,34,exact")
    assert not checked(packed(files), tmp_path).valid


def test_a_link_that_leads_nowhere_is_noticed(tmp_path):
    files = unpacked(archive())
    told = json.loads(files["datapackage.json"])
    for resource in told["resources"]:
        for measure in ("hash", "bytes", "rows"):
            resource.pop(measure, None)
    files["datapackage.json"] = json.dumps(told).encode()
    assert checked(packed(files), tmp_path).valid
    files["data/measures.csv"] = files["data/measures.csv"].replace(
        b"\r\narmenians-held-by-azerbaijan,", b"\r\nelsewhere,"
    )
    errors = checked(packed(files), tmp_path).flatten(["type"])
    assert ["foreign-key"] in errors


def test_a_table_s_schema_says_type_meaning_words_and_what_is_always_there():
    fields = {field["name"]: field for field in schema_of("figures")["fields"]}
    assert list(fields) == [column.name for column in columns_of(("figure",))]
    assert all(field["description"] for field in fields.values())
    assert fields["value.low"]["type"] == "integer"
    assert fields["contested"]["type"] == "boolean"
    assert fields["date.earliest"]["type"] == "date"
    assert fields["published_at"]["type"] == "datetime"
    assert "confirmed" in fields["standing"]["constraints"]["enum"]
    assert fields["id"]["constraints"] == {"required": True}
    assert "constraints" not in fields["claimed_by.id"]


def test_ids_of_what_is_cited_lead_to_the_table_that_has_them():
    links = {link["fields"][0]: link["reference"] for link in schema_of("figures")["foreignKeys"]}
    assert links == {
        "measure.id": {"resource": "measures", "fields": ["id"]},
        "claimed_by.id": {"resource": "actors", "fields": ["id"]},
    }
    (of_actors,) = schema_of("actors")["foreignKeys"]
    assert of_actors == {"fields": ["part_of.id"], "reference": {"resource": "", "fields": ["id"]}}


def described(query=""):
    answer = CLIENT.get(f"{EXPORT}{query}")
    assert answer.status_code == 200, answer.content
    return answer.json()


def schema_of(name):
    return next(resource["schema"] for resource in described()["resources"] if resource["name"] == name)


def test_the_description_names_each_file_by_an_address_that_pins_the_moment():
    told = described()
    assert told["sequence"] == NEWEST
    for resource in told["resources"]:
        assert resource["path"].endswith(f"&as_of={NEWEST}")
        text = b"".join(CLIENT.get(resource["path"]))
        entries = len(ids_of_the_list(kind_of(resource)))
        if "schema" in resource:
            heading = [field["name"] for field in resource["schema"]["fields"]]
            assert next(csv.reader(io.StringIO(text.decode()))) == heading
            assert resource["rows"] == entries
        else:
            assert resource["documents"] == len(text.splitlines()) == entries


def test_the_description_is_found_by_one_statement():
    with CaptureQueriesContext(connection) as asked:
        described()
    assert len(asked) == 1


def test_a_past_moment_stays_as_it_was_whatever_is_published():
    before, told = archive(f"&as_of={NEWEST}"), described(f"?as_of={NEWEST}")
    item = KINDS["figure"].model._default_manager.get(pk=FIGURE)
    item.title, item.edited_by = "Changed afterwards", "an-editor"
    item.save()
    publish(items=[item], by="a-reviewer")
    assert archive(f"&as_of={NEWEST}") == before
    assert described(f"?as_of={NEWEST}") == told
    assert b"Changed afterwards" in unpacked(archive())["data/figures.csv"]


def test_everything_is_of_one_moment_even_if_something_is_published_meanwhile():
    pieces = write_archive(snapshot_at(NOW, root="http://testserver"))
    first = next(pieces)
    item = KINDS["figure"].model._default_manager.get(pk=FIGURE)
    item.title, item.edited_by = "Changed meanwhile", "an-editor"
    item.save()
    publish(items=[item], by="a-reviewer")
    files = unpacked(first + b"".join(pieces))
    assert b"Changed meanwhile" not in files["data/figures.csv"] + files["data/figures.ndjson"]
    assert json.loads(files["datapackage.json"])["sequence"] == NEWEST


def test_removed_text_is_in_no_package_of_any_moment(tmp_path):
    title = json.loads(str(Published.objects.current().get(slug=FIGURE).document))["title"]
    redact(entries=[("figure", FIGURE)], reason_class="safety")
    for query in ("", f"&as_of={NEWEST}"):
        text = archive(query)
        assert checked(text, tmp_path).valid
        assert title.encode() not in b"".join(unpacked(text).values())
    by_name = {resource["name"]: resource for resource in described(f"?as_of={NEWEST}")["resources"]}
    assert by_name["figures"]["rows"] == len(ids_of_the_list(KINDS["figure"], as_of=NEWEST))


def test_before_the_first_publication_it_is_empty_and_valid(tmp_path):
    assert checked(archive("&as_of=0"), tmp_path).valid
    assert {resource.get("rows", 0) for resource in described("?as_of=0")["resources"]} == {0}


def test_the_archive_is_written_while_it_is_read():
    pieces = write_archive(snapshot_at(NOW, root="http://testserver"))
    with CaptureQueriesContext(connection) as asked:
        next(pieces)
    assert len(asked) <= 2
    with CaptureQueriesContext(connection) as asked:
        list(pieces)
    assert len(asked) > len(KINDS)


def test_a_reader_who_leaves_ends_it():
    pieces = write_archive(snapshot_at(NOW, root="http://testserver"))
    next(pieces)
    pieces.close()
    assert list(pieces) == []


def test_it_says_how_to_cite_it_and_whose_words_it_holds_and_invents_no_licence():
    files = unpacked(archive())
    told = json.loads(files["datapackage.json"])
    assert told["id"] == f"http://testserver{EXPORT}?as_of={NEWEST}"
    assert told["id"] in told["citation"]
    assert told["citation"] in files["README.md"].decode()
    assert "belong to their publishers" in told["description"]
    assert "licenses" not in told


def test_the_archive_names_its_file_its_address_for_ever_and_its_description():
    answer = CLIENT.head(f"{EXPORT}?format=zip")
    assert b"".join(answer.streaming_content) == b""
    assert answer["Content-Type"] == "application/zip"
    assert answer["Content-Disposition"] == f'attachment; filename="whereabouts-{NEWEST}.zip"'
    address = f"http://testserver{EXPORT}?as_of={NEWEST}"
    assert f'<{address}&format=zip>; rel="canonical"' in answer["Link"]
    assert f'<{address}>; rel="describedby"' in answer["Link"]


def test_accept_asks_for_the_archive_too():
    assert CLIENT.get(EXPORT, headers={"accept": "application/zip"})["Content-Type"] == "application/zip"
    assert CLIENT.get(EXPORT, headers={"accept": "*/*"})["Content-Type"] == "application/json"
    assert CLIENT.get(EXPORT, headers={"accept": "text/csv"}).status_code == 406


@pytest.mark.parametrize("query", ["", "?format=zip", f"?as_of={NEWEST}"])
def test_it_is_confirmed_by_its_tag_while_nothing_changes(query):
    tag = CLIENT.get(f"{EXPORT}{query}")["ETag"]
    assert CLIENT.get(f"{EXPORT}{query}", headers={"if-none-match": tag}).status_code == 304


@pytest.mark.parametrize(
    ("query", "parameter"),
    [("as_of=124", "as_of"), ("format=csv", "format"), ("actor=armenia", "actor"), ("as_of=2999", "as_of")],
)
def test_what_cannot_be_asked_is_named(query, parameter):
    answer = CLIENT.get(f"{EXPORT}?{query}")
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["parameter"] == parameter
