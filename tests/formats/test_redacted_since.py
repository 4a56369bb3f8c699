"""What was taken away of a past moment says how much of it was redacted since: a hash that holds no more is understood."""

import io
import json
import zipfile

import pytest
from django.test import Client

from records.api.claims.views import NAMES as CLAIMS_FORMS
from records.api.formats.offered import FORMS
from records.api.timeline.forms import NAMES as TIMELINE_FORMS
from records.publishing.redact import redact
from records.publishing.withdraw import withdraw

CLIENT = Client(raise_request_exception=False)
FIGURE = "2023-05-33-confirmed-prisoners"
CLAIMS = "measures/armenians-held-by-azerbaijan/claims"
NEWEST = 123  # entries that the seeds hold
STREAMED = [
    *(("figures", form) for form in FORMS),
    *((CLAIMS, form) for form in CLAIMS_FORMS if form != "json"),
    *(("timeline", form) for form in TIMELINE_FORMS if form != "json"),
    ("export", "zip"),
]
TABLES = [(path, form) for path, form in STREAMED if form in FORMS and path != "timeline"]
DESCRIBED = [
    ("export", {}),
    (CLAIMS, {}),
    *((path, {"format": form, "manifest": "true"}) for path, form in TABLES),
]


def ask(path, as_of=NEWEST, method=CLIENT.get, **query):
    answer = method(f"/api/v1/{path}/", query | ({"as_of": as_of} if as_of else {}))
    assert answer.status_code == 200, answer.content
    return answer


@pytest.fixture
def redacted():
    """A figure, redacted after the moment that was cited; the sequence number after that."""
    return redact(entries=[("figure", FIGURE)], reason_class="safety")[0].sequence


@pytest.mark.parametrize(("path", "form"), STREAMED)
def test_an_answer_that_is_not_json_says_it_in_a_header_that_any_site_may_read(path, form, redacted):
    for method in (CLIENT.get, CLIENT.head):
        answer = ask(path, method=method, format=form)
        assert answer["Redacted"] == "1"
        assert "Redacted" in answer["Access-Control-Expose-Headers"].split(", ")
    assert "Redacted" not in ask(path, as_of=redacted, format=form)
    assert "Redacted" not in ask(path, as_of=None, format=form)


@pytest.mark.parametrize(("path", "query"), DESCRIBED)
def test_what_describes_or_compares_says_it_as_lists_do(path, query, redacted):
    assert ask(path, **query).json()["redacted"] == ask("figures").json()["redacted"] == 1
    assert "redacted" not in ask(path, as_of=redacted, **query).json()
    assert "redacted" not in ask(path, as_of=None, **query).json()


def test_a_manifest_that_was_kept_differs_by_what_was_redacted():
    query = {"format": "csv", "manifest": "true"}
    kept = ask("records", **query).json()
    redact(entries=[("figure", FIGURE)], reason_class="safety")
    now = ask("records", **query).json()
    assert now["sha256"] != kept["sha256"]
    assert now["rows"] + now["redacted"] == kept["rows"]


def test_the_description_in_the_archive_says_it_too(redacted):
    archive = zipfile.ZipFile(io.BytesIO(b"".join(ask("export", format="zip").streaming_content)))
    assert json.loads(archive.read("datapackage.json"))["redacted"] == 1


def test_only_entries_of_the_kinds_asked_for_are_counted(redacted):
    query = {"format": "csv", "kind": "incident"}
    assert "Redacted" not in ask("records", **query)
    assert "redacted" not in ask("records", **query, manifest="true").json()


@pytest.mark.parametrize(("path", "form"), STREAMED)
def test_what_was_withdrawn_and_kept_is_not_counted(path, form):
    withdraw(entries=[("figure", FIGURE)], reason_class="error")
    assert "Redacted" not in ask(path, format=form)
