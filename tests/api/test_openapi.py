"""The OpenAPI document is true: it is built from the code, its examples are real, and every answer fits it."""

import json
import re
from functools import cache

import jsonschema
import pytest
import yaml
from asking import ROOT, ask, get, remove, revise
from crawl import addresses
from django.conf import settings
from drf_spectacular.validation import validate_schema

from records.api.schema.build import build
from records.kinds import KINDS
from records.published import Published
from records.publishing.merge import merge
from records.publishing.redact import redact

FILE = settings.BASE_DIR / "openapi.yaml"
FIGURE = "2023-05-33-confirmed-prisoners"
MERGED = "2020-war-soldiers-killed"
SPARSE = {"$ref": "#/components/schemas/SparseDocument"}
DIALECT = {"$schema": "https://json-schema.org/draft/2020-12/schema"}


@cache
def document():
    return yaml.load(FILE.read_text(), Loader=yaml.CSafeLoader)


def operations():
    return [(path, item["get"]) for path, item in document()["paths"].items()]


def test_the_committed_document_is_what_the_code_and_the_seeds_give():
    assert build() == FILE.read_text(), "run `make openapi` and read what changed"


def test_it_is_valid_openapi_3_1():
    validate_schema(document())
    assert document()["openapi"].startswith("3.1")


def test_every_public_address_of_every_kind_is_an_operation():
    paths = set(document()["paths"])
    for kind in KINDS.values():
        here = f"{ROOT}{kind.collection}/"
        assert {
            here,
            f"{here}{{slug}}/",
            f"{here}{{slug}}/versions/",
            f"{here}{{slug}}/versions/{{version}}/",
        } <= paths
    assert {"/api/v1/", f"{ROOT}records/", f"{ROOT}changes/", f"{ROOT}measures/{{slug}}/claims/"} <= paths


def test_every_operation_only_reads_and_has_a_name_of_its_own():
    by_form = {path for path, item in document()["paths"].items() if set(item) != {"get"}}
    assert by_form == {f"{ROOT}reconcile/"}
    assert set(document()["paths"][f"{ROOT}reconcile/"]) == {"get", "post"}
    names = [each["operationId"] for item in document()["paths"].values() for each in item.values()]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(("path", "operation"), [pytest.param(*each, id=each[0]) for each in operations()])
def test_every_operation_describes_itself_its_parameters_and_its_answers(path, operation):
    assert operation["summary"]
    assert operation["description"]
    assert operation["responses"]["200"]["content"]["application/json"]["examples"]
    assert {"304", "400", "406", "503"} <= set(operation["responses"])
    assert [p["name"] for p in operation.get("parameters", []) if not p.get("description")] == []
    assert [
        status for status, answer in operation["responses"].items() if not answer.get("description")
    ] == []


def test_every_operation_stands_in_a_group_that_is_introduced():
    introduced = {tag["name"] for tag in document()["tags"] if tag["description"]}
    assert {name for _, operation in operations() for name in operation["tags"]} == introduced


def test_no_parameter_is_filled_in_unasked():
    """The page sends an example of a parameter, or of its schema, as soon as somebody tries the operation."""
    for path, operation in operations():
        for parameter in operation.get("parameters", []):
            if parameter["in"] != "path":
                assert not {"example", "examples"} & set(parameter), (path, parameter["name"])
                assert "example" not in parameter["schema"]


def test_every_property_is_described():
    schemas = document()["components"]["schemas"]
    assert [missing for name, schema in schemas.items() for missing in undescribed(schema, name)] == []


def undescribed(schema, name):
    for key, part in schema.get("properties", {}).items():
        if not (part.get("description") or "$ref" in part):
            yield f"{name}.{key}"
        yield from undescribed(part, f"{name}.{key}")
        yield from undescribed(part.get("items", {}), f"{name}.{key}[]")


def test_every_property_is_always_there_but_for_what_lists_say_only_of_some_answers():
    for name, schema in document()["components"]["schemas"].items():
        optional = set(schema.get("properties", {})) - set(schema.get("required", []))
        assert optional <= {"redacted", "highlights", "did_you_mean"}, name


# Answers


@cache
def templates():
    """A pattern for each path of the document, the most literal first."""
    found = [(re.compile(re.sub(r"\{\w+\}", "[^/]+", path)), path) for path in document()["paths"]]
    return sorted(found, key=lambda each: each[1].count("{"))


@cache
def validator(path, status, media, *, is_sparse):
    answer = document()["paths"][path]["get"]["responses"][status]["content"][media]["schema"]
    schema = {"components": document()["components"]} | answer
    return jsonschema.Draft202012Validator(DIALECT | (schema if is_sparse else whole(schema)))


def whole(schema):
    """The schema of answers without `fields`, where a sparse document would be a defect."""
    if isinstance(schema, list):
        return [whole(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    if SPARSE in schema.get("anyOf", ()):
        (alone,) = [part for part in schema["anyOf"] if part != SPARSE]
        schema = {key: part for key, part in schema.items() if key != "anyOf"} | alone
    return {key: whole(part) for key, part in schema.items()}


def check(address):
    """The answer of an address fits the schema of its status and media type."""
    answer = get(address)
    path = next(path for pattern, path in templates() if pattern.fullmatch(address.partition("?")[0]))
    media = answer["Content-Type"].partition(";")[0]
    checker = validator(path, str(answer.status_code), media, is_sparse="fields=" in address)
    found = next(checker.iter_errors(json.loads(answer.content)), None)
    assert found is None, f"{address}: {found.json_path} {found.message[:300]}"
    return answer.status_code


def strict(schema):
    """The schema with every object closed, so that a key nobody described is an error too."""
    if isinstance(schema, list):
        return [strict(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    closed = (
        {"additionalProperties": False} if "properties" in schema and schema.get("type") == "object" else {}
    )
    return {key: strict(part) for key, part in schema.items()} | closed


def test_every_answer_fits_its_schema():
    asked = [address for address in addresses() if address.startswith(ROOT)]
    assert {check(address) for address in asked} == {200}
    assert len(asked) > 300


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_facets_and_sparse_documents_fit_their_schemas(kind):
    here = f"{ROOT}{kind.collection}/"
    names = ",".join(given.name for given in kind.all_filters)
    assert check(f"{here}?facets={names}") == 200
    assert check(f"{here}?fields=schema&facets={names}") == check(f"{here}{kind.example}/?fields=url") == 200


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_no_document_has_a_key_that_is_not_described(kind):
    reference = document()["paths"][f"{ROOT}{kind.collection}/{{slug}}/"]["get"]["responses"]["200"][
        "content"
    ]
    schema = {"components": strict(document()["components"])} | reference["application/json"]["schema"]
    checker = jsonschema.Draft202012Validator(DIALECT | whole(schema))
    for text in Published.objects.current().filter(kind=kind.name).values_list("document", flat=True):
        assert [error.message[:200] for error in checker.iter_errors(json.loads(str(text)))] == []


def test_every_problem_fits_its_schema():
    sequence = ask("records")["sequence"]
    revise("figure", "2023-05-80-unconfirmed-prisoners", title="Changed")
    remove("figure", "thousands-of-armenians-searching-for-missing", reason_class="legal")
    redact(entries=[("figure", FIGURE)], reason_class="safety")
    merge(entries=[("figure", MERGED)], into=("figure", "2023-05-80-unconfirmed-prisoners"))
    assert check(f"{ROOT}figures/{MERGED}/") == 308
    assert check(f"{ROOT}figures/{MERGED}/versions/") == 200
    here = f"{ROOT}figures/{FIGURE}/"
    for gone in (here, f"{here}versions/1/", f"{here}versions/2/", f"{here}?as_of={sequence}"):
        assert check(gone) == 410
    for unknown in (
        "figures/nothing/",
        "figures/nothing/versions/",
        "figures/nothing/versions/1/",
        "measures/nothing/claims/",
    ):
        assert check(ROOT + unknown) == 404
    for path, _ in operations():
        assert check(path.replace("{slug}", "nothing").replace("{version}", "1") + "?colour=red") == 400
    for past in ("records/", "figures/", "measures/armenians-held-by-azerbaijan/claims/"):
        assert check(f"{ROOT}{past}?as_of={sequence}") == 200
    assert check(f"{ROOT}changes/?page_size=200") == check(f"{here}versions/") == 200
