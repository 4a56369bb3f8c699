"""The specification of errors: every one under `/api/` and `/health/` is a problem document of exactly this shape.

    type, title, status, detail     a URN, its words, the status again, and what to do
    errors                          one item a parameter in error: parameter, code, detail
    did_you_mean                    only in a 404 of an entry's address, where something published is near or elsewhere
    action, reason_class, replaced_by, version, removed_at      only in a 410, and a 308

None shows a traceback, SQL, a path of the machine, or more than 60 characters of what was sent.
"""

import json
import time
from contextlib import contextmanager

import pytest
from asking import PROBLEM, get, path_of, remove
from broken_urls import SECRET
from django.db import connection, connections
from django.db.backends.postgresql.base import DatabaseWrapper
from django.test import Client

from records.publishing.merge import merge

KEYS = ["type", "title", "status", "detail", "errors"]
GONE_KEYS = [*KEYS, "action", "reason_class", "replaced_by", "version", "removed_at"]
TITLES = {
    308: "Moved",
    400: "Bad request",
    404: "Not found",
    405: "Method not allowed",
    406: "Not acceptable",
    410: "Gone",
    500: "Internal error",
    503: "Temporarily unavailable",
}
FIGURE = "2023-05-33-confirmed-prisoners"
LEAKS = (
    "Traceback",
    "SELECT",
    "psycopg",
    "django",
    "/work",
    ".py",
    "site-packages",
    "Exception",
    "127.0.0.1",
)

STRICT = Client(enforce_csrf_checks=True, raise_request_exception=False)

READABLE = [
    "/api/v1/",
    "/api/v1/records/",
    "/api/v1/changes/",
    "/api/schema/",
    "/api/docs/",
    "/health/live",
    "/health/ready",
]
BAD_REQUESTS = {
    "an unknown parameter": "/api/v1/records/?colour=red",
    "an unknown parameter of the root": "/api/v1/?colour=red",
    "an unknown parameter of a document": "/api/v1/actors/armenia/?colour=red",
    "an unknown parameter of a history": "/api/v1/actors/armenia/versions/?colour=red",
    "an unknown parameter of a version": "/api/v1/actors/armenia/versions/1/?colour=red",
    "an unknown parameter of the claims": "/api/v1/measures/armenians-held-by-azerbaijan/claims/?colour=red",
    "an unknown parameter of the feed": "/api/v1/changes/?colour=red",
    "an unknown format of the schema": "/api/schema/?format=xml",
    "two parameters that contradict": "/api/v1/records/?date_from=2023&date_to=2022",
    "a forged cursor": "/api/v1/records/?cursor=abc",
    "too many parameters for us": "/api/v1/records/?" + "&".join(f"p{n}=1" for n in range(300)),
    "too many parameters for Django": "/api/v1/records/?" + "&".join(f"p{n}=1" for n in range(3000)),
}
NOT_FOUND = [
    "/api/",
    "/api/v2/records/",
    "/api/v1/nothing/",
    "/api/v1/records/1/",
    "/api/v1/figures/no-such-figure/",
    "/api/v1/figures/no-such-figure/versions/",
    "/api/v1/figures/no-such-figure/versions/1/",
    f"/api/v1/figures/{FIGURE}/versions/2/",
    f"/api/v1/figures/{FIGURE}/versions/0/",
    f"/api/v1/figures/{FIGURE}/versions/-1/",
    f"/api/v1/figures/{FIGURE}/versions/{2**63}/",
    f"/api/v1/figures/{FIGURE}/versions/{'9' * 5000}/",
    f"/api/v1/figures/{FIGURE}.json",
    f"/api/v1/figures/{'a' * 4000}/",
    "/api/v1/figures/%00/",
    "/api/v1/figures/%ff%fe/",
    "/api/v1/figures/..%2f..%2fetc%2fpasswd/",
    "/api/v1/measures/no-such-measure/claims/",
    "/api/v1/.env",
    "/health/",
    "/health/nothing",
]  # fmt: skip


def problem(answer, status, keys=KEYS):
    """The body of a problem, after everything was checked that holds for all of them."""
    assert answer.status_code == status
    assert answer["Content-Type"] == PROBLEM
    body = json.loads(answer.content)
    assert list(body) == keys
    assert (body["status"], body["title"]) == (status, TITLES[status])
    assert body["type"] == f"urn:whereabouts:problem:{TITLES[status].lower().replace(' ', '-')}"
    assert body["detail"].endswith(".")
    assert all(list(error) == ["parameter", "code", "detail"] for error in body["errors"])
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == ("no-store" if status >= 500 else "no-cache")
    assert not [leak for leak in LEAKS if leak in answer.content.decode()]
    return body


@pytest.mark.parametrize("address", BAD_REQUESTS.values(), ids=BAD_REQUESTS)
def test_a_request_that_cannot_be_understood_is_a_problem(address):
    problem(get(address), 400)


def test_a_forged_host_is_a_problem_and_is_not_reflected():
    answer = get("/api/v1/records", host="evil.example")
    assert "evil" not in str(problem(answer, 400))
    assert "Location" not in answer


@pytest.mark.parametrize("port", ["0", "00000", "65536", "99999", "9" * 5000, "99999x", "-1"])
@pytest.mark.parametrize("address", ["/api/v1/actors/armenia/", "/api/v1/", "/health/live"])
def test_a_port_that_cannot_be_is_a_problem_and_is_not_reflected(address, port):
    answer = get(address, host=f"localhost:{port}")
    said = f"{problem(answer, 400)}{answer.headers}"
    assert f"localhost:{port}" not in said


@pytest.mark.parametrize("host", ["localhost", "localhost:1", "localhost:65535", "[::1]", "[::1]:8000"])
def test_links_name_the_host_and_port_that_were_asked(host, settings):
    settings.PUBLIC_ADDRESS = ""
    assert f"<http://{host}/api/v1/figures/?" in get("/api/v1/figures/?format=csv", host=host)["Link"]


@pytest.mark.parametrize("host", ["localhost", "localhost:8000"])
def test_links_name_the_public_address_where_there_is_one(host, settings):
    settings.PUBLIC_ADDRESS = "https://register.example"
    links = get("/api/v1/figures/?format=csv", host=host)["Link"]
    assert "<https://register.example/api/v1/figures/?" in links
    assert host not in links


@pytest.mark.parametrize("address", NOT_FOUND, ids=lambda address: address[:60])
def test_an_address_with_nothing_behind_it_is_a_problem(address):
    assert problem(get(address), 404)["errors"] == []


@pytest.mark.parametrize("below", ["", "versions/", "versions/1/"])
def test_an_id_beside_a_published_one_is_a_problem_that_offers_it(below):
    body = problem(get(f"/api/v1/actors/ARMENIA/{below}"), 404, [*KEYS, "did_you_mean"])
    assert list(body["did_you_mean"][0]) == ["parameter", "value", "instead", "name", "address"]


def test_an_unknown_address_is_not_repeated():
    assert "something" not in str(problem(get("/api/v1/something-private/"), 404))


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND", "LOCK"])
@pytest.mark.parametrize("address", [*READABLE, "/api/v1/actors/armenia/", "/api/v1/nothing/"])
def test_every_method_that_writes_is_refused_everywhere(method, address):
    answer = STRICT.generic(method, address, b'{"title": "changed"}', "application/json")
    assert problem(answer, 405)["errors"] == []
    assert answer["Allow"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize(
    "address", ["/api/v1/", "/api/v1/figures/", f"/api/v1/figures/{FIGURE}/", "/api/v1/changes/"]
)
def test_a_form_that_is_not_offered_is_a_problem(address):
    problem(get(address, accept="image/png"), 406)


def test_what_was_withdrawn_is_a_problem_with_its_reason_class():
    remove("figure", FIGURE, reason_class="legal")
    body = problem(get(f"/api/v1/figures/{FIGURE}/"), 410, GONE_KEYS)
    assert (body["action"], body["reason_class"], body["version"], body["errors"]) == (
        "withdraw",
        "legal",
        2,
        [],
    )


def test_what_was_merged_is_a_problem_that_leads_on():
    other = "thousands-of-armenians-searching-for-missing"
    merge(entries=[("figure", FIGURE)], into=("figure", other))
    body = problem(get(f"/api/v1/figures/{FIGURE}/"), 308, GONE_KEYS)
    assert (body["replaced_by"], body["errors"]) == (other, [])


@pytest.mark.urls("broken_urls")
@pytest.mark.parametrize("address", ["/api/plain/", "/api/framework/"])
def test_a_defect_is_a_problem_that_tells_nothing_about_itself(address, caplog):
    body = problem(get(address), 500)
    assert body["errors"] == []
    assert SECRET in caplog.text  # the operator is told


ASKING_THE_REGISTER = [
    "/api/v1/",
    "/api/v1/figures/",
    f"/api/v1/figures/{FIGURE}/",
    "/api/v1/changes/",
    "/api/v1/records/?as_of=1",
    "/health/ready",
]


@contextmanager
def register_away():
    """The reading connection points at an address where nothing listens."""
    usual = connections["register"]
    nowhere = {"HOST": "127.0.0.1", "PORT": "9", "USER": "private-user"}
    dead = DatabaseWrapper(usual.settings_dict | nowhere, "register")
    connections["register"] = dead
    try:
        yield
    finally:
        connections["register"] = usual


@pytest.mark.parametrize("address", ASKING_THE_REGISTER)
def test_a_register_that_cannot_be_reached_is_a_problem_within_a_second(address):
    took = []
    with register_away():
        for _ in range(3):  # the quickest counts: a busy machine makes any one of them wait
            began = time.monotonic()
            answer = get(address)
            took.append(time.monotonic() - began)
    assert "private-user" not in str(problem(answer, 503))
    assert int(answer["Retry-After"]) > 0
    assert min(took) < 1


def test_the_register_is_asked_again_once_it_is_back():
    with register_away():
        assert get("/health/ready").status_code == 503
    assert get("/health/ready").status_code == 200


def test_a_question_that_takes_too_long_is_told_to_ask_for_less():
    with connection.cursor() as cursor:
        cursor.execute("CREATE SCHEMA slow")
        cursor.execute(
            "CREATE VIEW slow.records_published AS"
            " SELECT published.* FROM public.records_published AS published, (SELECT pg_sleep(0.2)) AS waiting"
        )
        cursor.execute("SET LOCAL search_path = slow, public")
        cursor.execute("SET LOCAL statement_timeout = 100")
    answer = get("/api/v1/records/?facets=actor&count=exact")
    assert "narrow it" in problem(answer, 503)["detail"]
    assert int(answer["Retry-After"]) > 0


def test_the_process_is_alive_while_the_register_is_away():
    with register_away():
        assert get("/health/live").json() == {"status": "ok"}


LONG = "a-rather-long-and-very-private-word-" * 8
ECHOES = {
    "a name": {LONG: "1"},
    "a search": {"search": "\x01" + LONG},
    "an id": {"actor": LONG.upper()},
    "a word": {"status": LONG},
    "a number": {"count_min": "9" * 200},
    "a date": {"date_from": "X" * 90},
    "a moment": {"as_of": LONG},
    "a cursor": {"cursor": LONG},
    "a country": {"country": LONG},
    "an ordering": {"ordering": LONG},
}


@pytest.mark.parametrize("parameters", ECHOES.values(), ids=ECHOES)
def test_no_more_than_60_characters_of_what_was_sent_come_back(parameters):
    answer = get(path_of("records", **parameters))
    body = json.dumps(problem(answer, 400))
    sent = next(text for pair in parameters.items() for text in pair if len(text) > 61)
    assert not [part for part in (sent[n : n + 61] for n in range(len(sent) - 60)) if part in body]


def test_a_name_that_is_echoed_has_no_character_that_a_terminal_would_obey():
    body = problem(get("/api/v1/records/?%1b%5B31m%e2%80%ae=1"), 400)
    assert body["errors"][0]["parameter"] == "�[31m�"
