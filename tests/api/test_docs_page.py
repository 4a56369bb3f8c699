"""The documentation: the OpenAPI document and Swagger UI, from this host alone, under a strict policy."""

import json
import os
import re
import subprocess
import sys

import pytest
import yaml
from asking import get, problem_at
from django.conf import settings
from django.contrib.staticfiles import finders

PAGE = "/api/docs/"
SCHEMA = "/api/schema/"


def test_the_schema_is_the_committed_file():
    answer = get(SCHEMA)
    assert answer.content == (settings.BASE_DIR / "openapi.yaml").read_bytes()
    assert answer["Content-Type"] == "application/vnd.oai.openapi"
    assert get(f"{SCHEMA}?format=yaml").content == answer.content


def test_the_schema_says_the_same_as_json():
    answer = get(f"{SCHEMA}?format=json")
    assert answer["Content-Type"] == "application/vnd.oai.openapi+json"
    assert json.loads(answer.content) == yaml.load(get(SCHEMA).content, Loader=yaml.CSafeLoader)


AS_JSON = """
import django
django.setup()
from django.test import Client
print(Client(headers={"host": "localhost"}).get("/api/schema/?format=json").status_code)
"""


def test_the_schema_is_json_on_a_system_of_another_encoding():
    ascii_alone = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    environment = os.environ | ascii_alone | {"DJANGO_SETTINGS_MODULE": "config.settings"}
    said = subprocess.run(
        [sys.executable, "-c", AS_JSON],
        cwd=settings.BASE_DIR,
        env=environment,
        capture_output=True,
        check=False,
    )
    assert said.stdout == b"200\n", said.stderr[-500:]


@pytest.mark.parametrize(
    "query", ["format=xml", "version=%00", "version=2", "lang=../../x", "format=json&format=yaml", "format="]
)
def test_the_schema_takes_no_other_parameter(query):
    problem_at(f"{SCHEMA}?{query}")


@pytest.mark.parametrize(
    "query",
    [
        "",
        "version=%00",
        "script=",
        "script=%00",
        "lang=%ff",
        "format=json",
        "format=%00",
        "x[]=1",
        "a" * 5000,
        "version=a&version=b",
    ],
)
def test_the_page_answers_whatever_is_asked(query):
    assert get(f"{PAGE}?{query}").status_code == 200


def test_the_page_names_no_other_host():
    for address in (PAGE, f"{PAGE}?script="):
        hosts = set(re.findall(r"(?:https?:)?//([\w.-]+\.\w+)", get(address).content.decode()))
        assert hosts <= {"testserver"}


def test_what_was_asked_is_not_written_into_the_page():
    for address in (PAGE, f"{PAGE}?script="):
        marker = "zebrafinch"
        joined = "&" if "?" in address else "?"
        assert (
            marker not in get(f"{address}{joined}version={marker}&lang={marker}&x={marker}").content.decode()
        )


def test_every_file_of_the_page_is_served_from_here():
    files = re.findall(r'(?:src|href)="([^"]+)"', get(PAGE).content.decode())
    assert len(files) >= 4
    for file in files:
        known = file.startswith(PAGE) or finders.find(file.removeprefix(settings.STATIC_URL))
        assert known, file


@pytest.mark.parametrize("address", [PAGE, f"{PAGE}?script=", "/"])
def test_a_strict_policy_goes_with_the_page(address):
    policy = dict(
        part.strip().partition(" ")[::2] for part in get(address)["Content-Security-Policy"].split(";")
    )
    assert policy["default-src"] == policy["frame-ancestors"] == "'none'"
    assert (
        policy["script-src"] == policy["style-src"] == policy["connect-src"] == policy["base-uri"] == "'self'"
    )
    assert "unsafe" not in str(policy)


def test_nothing_in_the_pages_needs_an_exception_from_the_policy():
    for address in (PAGE, "/"):
        text = get(address).content.decode()
        assert not re.search(r"<script(?![^>]*\bsrc=)|\son\w+=|<style|\sstyle=|javascript:", text)


def test_the_front_page_says_what_cannot_be_asked_for_again_and_that_this_is_no_list_of_the_missing():
    text = " ".join(get("/").content.decode().split())
    assert "Every state it ever had can be asked for again, but for text that was redacted since." in text
    assert "no list of missing people or of prisoners" in text


def test_the_front_page_counts_what_is_there_and_leads_on():
    text = get("/").content.decode()
    for collection in get("/api/v1/").json()["collections"]:
        assert f'href="{collection["url"]}"' in text
    for link in re.findall(r'href="(/[^"]*)"', text):
        if not link.startswith(settings.STATIC_URL):
            assert get(link).status_code in (200, 302), link
