"""OPTIONS says what may be asked at an address, and says the same as the query is read by and as OpenAPI has it."""

from functools import cache

import pytest
import yaml
from asking import CLIENT, PROBLEM, ROOT, get
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from records.api.formats.offered import FORMS
from records.api.schema.build import example_address
from records.kinds import KINDS
from records.kinds.base.vocabulary import Status


@cache
def paths():
    return yaml.load((settings.BASE_DIR / "openapi.yaml").read_text(), Loader=yaml.CSafeLoader)["paths"]


def told(address, **headers):
    answer = CLIENT.options(address, headers=headers)
    assert answer.status_code == 200, answer.content
    assert answer["Content-Type"] == "application/json"
    return answer.json()


def parameters(address):
    return {parameter["name"]: parameter for parameter in told(address)["parameters"]}


@pytest.mark.parametrize("path", paths())
def test_it_names_the_parameters_and_formats_that_openapi_names(path):
    operation = paths()[path]["get"]
    answer = told(example_address(path).partition("?")[0])
    in_query = [given for given in operation.get("parameters", []) if given["in"] == "query"]
    assert [given["name"] for given in in_query] == [given["name"] for given in answer["parameters"]]
    for openapi, given in zip(in_query, answer["parameters"], strict=True):
        assert openapi["description"].startswith(given["meaning"])
    assert {form["media_type"] for form in answer["formats"]} == set(operation["responses"]["200"]["content"])
    assert (answer["name"], answer["description"]) == (operation["summary"], operation["description"])


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_every_choice_it_lists_is_taken_and_another_word_is_not(kind):
    address = f"{ROOT}{kind.collection}/"
    listed = {name: given for name, given in parameters(address).items() if given["choices"]}
    assert {"format", "ordering"} <= set(listed)
    for name, given in listed.items():
        for choice in given["choices"]:
            problem = get(f"{address}?{name}={choice}").json() if name not in ("format", "manifest") else {}
            errors = [error for error in problem.get("errors", ()) if error["code"] != "conflict"]
            assert errors == [], (name, choice)
        assert get(f"{address}?{name}=zebrafinch").status_code == 400


def test_closed_lists_of_words_and_booleans_have_their_choices_and_the_rest_has_none():
    given = parameters(f"{ROOT}records/")
    assert given["status"]["choices"] == Status.values
    assert given["contested"]["choices"] == ["true", "false"]
    assert given["kind"]["choices"] == [kind.name for kind in KINDS.values() if kind.is_record]
    assert given["actor"]["choices"] is None
    assert given["actor"]["takes_several"]
    assert not given["search"]["takes_several"]


def test_numbers_have_their_bounds_and_defaults():
    size = parameters(f"{ROOT}figures/")["page_size"]
    assert (size["type"], size["minimum"], size["maximum"], size["default"]) == ("integer", 1, 200, 50)


def test_formats_say_whether_they_are_installed_here():
    formats = {form["name"]: form for form in told(f"{ROOT}figures/")["formats"]}
    assert list(formats) == ["json", *(name for name in FORMS if FORMS[name].suits(("figure",)))]
    assert {name for name, form in formats.items() if not form["is_installed"]} == set()


def test_every_key_is_always_there():
    keys = [set(given) for path in paths() for given in told(example_address(path))["parameters"]]
    assert all(each == keys[0] for each in keys)


def test_it_asks_the_database_nothing_and_says_the_same_of_every_id():
    with CaptureQueriesContext(connection) as asked:
        known, unknown = (
            CLIENT.options(f"{ROOT}actors/{slug}/").content for slug in ("armenia", "nobody-at-all")
        )
    assert known == unknown
    assert len(asked) == 0


def test_the_one_address_that_takes_forms_says_so():
    assert told(f"{ROOT}reconcile/")["methods"] == ["GET", "HEAD", "OPTIONS", "POST"]
    answer = CLIENT.options(f"{ROOT}figures/")
    assert answer["Allow"] == ", ".join(answer.json()["methods"]) == "GET, HEAD, OPTIONS"


def test_it_is_answered_whatever_is_accepted_and_whatever_stands_in_the_query():
    plain = told(f"{ROOT}figures/")
    assert told(f"{ROOT}figures/?colour=red", accept="text/html") == plain


def test_a_page_elsewhere_may_read_it():
    answer = CLIENT.options(f"{ROOT}figures/", headers={"origin": "https://example.org"})
    assert answer.status_code == 200
    assert answer["Access-Control-Allow-Origin"] == "*"


def test_a_browser_that_asks_whether_it_may_ask_gets_its_leave_and_nothing_else():
    asked = {"origin": "https://example.org", "access-control-request-method": "GET"}
    answer = CLIENT.options(f"{ROOT}figures/", headers=asked)
    assert (answer.status_code, answer.content) == (204, b"")
    assert answer["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize(
    "address",
    [f"{ROOT}nothing/", f"{ROOT}figures/x/nothing/", "/api/nothing", "/health/x", f"{ROOT}{'a' * 400}/"],
)
def test_where_there_is_nothing_it_is_a_problem_as_for_every_method_that_reads(address):
    answer = CLIENT.options(address)
    assert (answer.status_code, answer["Content-Type"]) == (404, PROBLEM)
    assert answer.content == get(address).content
    assert answer["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("address", ["/health/live", "/api/docs/", "/api/schema/"])
def test_where_there_is_no_data_only_the_methods_are_named(address):
    answer = CLIENT.options(address)
    assert (answer.status_code, answer.content, answer["Allow"]) == (204, b"", "GET, HEAD, OPTIONS")


@pytest.mark.parametrize(
    ("address", "status"),
    [
        (f"{ROOT}figures/{'a' * 400}/", 200),
        (f"{ROOT}figures/{'a' * 400}/versions/1/", 200),
        (f"{ROOT}figures/{'a' * 400}", 301),
        (f"{ROOT}figures", 301),
        (f"{ROOT}figures/x/nothing/", 404),
        ("/api/nothing", 404),
    ],
)
def test_every_answer_names_the_methods_whichever_way_it_was_found(address, status):
    answer = CLIENT.options(address)
    assert (answer.status_code, answer.get("Allow")) == (status, "GET, HEAD, OPTIONS")


def test_an_id_too_long_for_an_entry_has_the_same_answer_as_any_id():
    short, long = (CLIENT.options(f"{ROOT}figures/{slug}/") for slug in ("x", "a" * 400))
    assert (short.content, short["Allow"]) == (long.content, long["Allow"])
