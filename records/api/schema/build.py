"""Builds the OpenAPI document: the generated schema, with an example on every operation that is a real answer.

The examples come from the register of the connection at hand, so build it on one that holds the seeds and nothing else.
What differs from one publication to the next (times, random bytes, hashes, cursors) is replaced by fixed text.
"""

import re
from typing import Any
from urllib.parse import urlencode

import yaml
from django.test import Client
from drf_spectacular.generators import SchemaGenerator

from records.api.accepted import LINK
from records.api.formats.offered import FORMS
from records.api.pictures import SVG
from records.kinds import KINDS
from records.kinds.base import Kind

HEADER = "# Written by `make openapi` from the code and the seeds; a test holds it to both.\n"
MOMENT = "2026-01-31T12:00:00Z"
FIXED = {
    "published_at": MOMENT,
    "as_of": MOMENT,
    "created": MOMENT,
    "removed_at": MOMENT,
    "nonce": "0" * 32,
    "content_hash": "0" * 64,
    "entry_hash": "0" * 64,
}
EXPORT = "/api/v1/export/"
FIRST_COLUMNS = 3
# By status: the name of an example that all operations share, and what is asked for it with which Accept.
PROBLEMS = {
    "400": ("BadRequest", ("/api/v1/records/?mediater=united-states", "*/*")),
    "404": ("NotFound", ("/api/v1/actors/azerbajan/", "*/*")),
    "406": ("NotAcceptable", ("/api/v1/actors/armenia/", "image/png")),
}
BEGINNING = 400  # characters of a text that are shown of a whole answer
_MOMENTS = {
    MOMENT: re.compile(r"(?<=\W)20[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z"),
    "Sat, 31 Jan 2026 12:00:00 GMT": re.compile(
        r"[A-Z][a-z]{2}, [0-9]{2} [A-Z][a-z]{2} 20[0-9]{2} [0-9:]{8} GMT"
    ),
    re.sub("[-:]", "", MOMENT): re.compile(r"20[0-9]{6}T[0-9]{6}Z"),
}
_DAY_CITED = re.compile(r"(Whereabouts, [a-z]+ [0-9]+ of )[0-9-]{10}")
_HASHES = {"0" * 64: re.compile(r"\b[0-9a-f]{64}\b"), "0" * 32: re.compile(r"\b[0-9a-f]{32}\b")}
_CURSOR = re.compile(r"cursor=[\w.=-]+")
TEXTS = {name: form.media for name, form in FORMS.items() if form.is_text} | {"link": LINK, "svg": SVG}


def build() -> str:
    """The document as YAML text."""
    schema = SchemaGenerator().get_schema(request=None, public=True)
    for path, operations in schema["paths"].items():
        add_example(path, operations["get"])
        if "post" in operations:  # the same question, and so the same answer
            operations["post"]["responses"]["200"] = operations["get"]["responses"]["200"]
        for operation in operations.values():
            _add_examples_of_problems(operation)
    schema["components"]["examples"] = {name: _problem(*asked) for name, asked in PROBLEMS.values()}
    return HEADER + yaml.dump(schema, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=140)


def add_example(path: str, operation: dict[str, Any]) -> None:
    """Ask the operation's own address and show the answer beside its description."""
    address = example_address(path)
    answer = Client(SERVER_NAME="localhost").get(address)
    if answer.status_code != 200:
        raise LookupError(f"{address} answered {answer.status_code}: an example must be a 200.")
    content = operation["responses"]["200"]["content"]
    value = with_fixed_text(answer.json())
    summary = f"GET {address}"
    if path == EXPORT:
        value, summary = _beginning_of_package(value), f"{summary}, the beginning"
    content["application/json"]["examples"] = {"seeds": {"summary": summary, "value": value}}
    for name, query in FURTHER.get(path, {}).items():
        asked = Client(SERVER_NAME="localhost").get(path + query)
        example = {"summary": f"GET {path}{query}", "value": with_fixed_text(asked.json())}
        content["application/json"]["examples"][name] = example
    for name, media in TEXTS.items():
        if media in content:
            _add_example_of_form(address.partition("?")[0], name, content[media])


def _add_example_of_form(path: str, name: str, content: dict[str, Any]) -> None:
    """The beginning of an export, or of a TimeMap, as text."""
    address = f"{path}?format={name}"
    text = _with_fixed_words(b"".join(Client(SERVER_NAME="localhost").get(address)).decode())
    beginning = text if len(text) <= BEGINNING else f"{text[:BEGINNING]}…"
    example = {"summary": f"GET {address}, the beginning", "value": beginning}
    content.setdefault("examples", {})[name] = example


def _add_examples_of_problems(operation: dict[str, Any]) -> None:
    for status, (name, _) in PROBLEMS.items():
        for content in operation["responses"].get(status, {}).get("content", {}).values():
            content["examples"] = {name: {"$ref": f"#/components/examples/{name}"}}


def _problem(address: str, accept: str) -> dict[str, Any]:
    answer = Client(SERVER_NAME="localhost").get(address, headers={"accept": accept})
    return {"summary": f"GET {address}", "value": answer.json()}


def _beginning_of_package(told: dict[str, Any]) -> dict[str, Any]:
    """Its first table with the first columns, and that collection's documents."""
    table, documents, *_ = told["resources"]
    schema = table["schema"] | {"fields": table["schema"]["fields"][:FIRST_COLUMNS]}
    return told | {"resources": [table | {"schema": schema}, documents]}


def _with_fixed_words(text: str) -> str:
    for fixed, pattern in (_MOMENTS | _HASHES).items():
        text = pattern.sub(fixed, text)
    return _with_fixed_day(text)


def _with_fixed_day(text: str) -> str:
    return _DAY_CITED.sub(rf"\g<1>{MOMENT[:10]}", text)


ASKED = {
    EXPORT: "",
    "/api/v1/timeline/": "?interval=year",
    "/api/v1/reconcile/": "?" + urlencode({"queries": '{"q0": {"query": "Artsakh", "type": "places"}}'}),
    "/api/v1/reconcile/properties/": "?type=measures",
    "/api/v1/reconcile/suggest/entity/": "?prefix=artsakh",
    "/api/v1/reconcile/suggest/type/": "?prefix=a",
    "/api/v1/reconcile/suggest/property/": "?prefix=country",
}

# What a list says of some questions alone, by the name of the example.
FURTHER = {
    "/api/v1/records/": {
        "highlights": "?search=lachin+blockade&highlight=true&page_size=1",
        "did-you-mean": "?mediator=rusia",
    },
    "/api/v1/actors/": {"typed": "?search=mirz"},
}


def example_address(path: str) -> str:
    """A concrete address for a path of the schema: each kind's own example, one entry a page."""
    if path in ASKED:
        return path + ASKED[path]
    kind = next((kind for kind in KINDS.values() if f"/{kind.collection}/" in path), None)
    address = path.replace("{slug}", kind.example if kind else "").replace("{version}", "1")
    if "{" in path or path.endswith("/v1/"):
        return address
    return f"{address}?page_size=1{_facet_of(path, kind)}"


def _facet_of(path: str, kind: Kind | None) -> str:
    """One facet of a list: of what its kind alone has, where it has that."""
    if path.endswith("/records/"):
        return "&facets=kind"
    return f"&facets={kind.filters[-1].name}" if kind else ""


def with_fixed_text(value: Any, key: str = "") -> Any:
    """An answer in which everything that depends on the moment of publication is replaced."""
    if isinstance(value, dict):
        return {name: with_fixed_text(part, name) for name, part in value.items()}
    if isinstance(value, list):
        return [with_fixed_text(part) for part in value]
    if isinstance(value, str) and key in ("next", "previous"):
        return _CURSOR.sub("cursor=…", value)
    if isinstance(value, str) and key == "citation":
        return _with_fixed_day(value)
    return FIXED.get(key, value) if value is not None else None


class _Dumper(yaml.SafeDumper):
    """YAML without aliases: a reader of the file should not have to look things up."""

    def ignore_aliases(self, data: Any) -> bool:
        return True
