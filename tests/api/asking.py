"""How the API tests ask, and how they change the register: through the project's own publishing verbs."""

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from django.test import Client

from records.kinds import KINDS, RECORD_KINDS
from records.published import Published
from records.publishing.publish import publish
from records.publishing.withdraw import withdraw

ROOT = "/api/v1/"
PROBLEM = "application/problem+json"
EDITOR, PUBLISHER = "an-editor", "a-reviewer"
MOST_PAGES = 300
STRICT_UNKNOWN = "an-unknown-id"
CLIENT = Client(raise_request_exception=False)  # one for all: making one lists every static file


def path_of(collection: str, **parameters: Any) -> str:
    """The address of a collection with parameters; a list repeats one, an absolute path is taken as it is."""
    path = collection if collection.startswith("/") else f"{ROOT}{collection}/"
    return f"{path}?{urlencode(parameters, doseq=True)}" if parameters else path


def get(address: str, **headers: str) -> Any:
    """The raw answer of an address; a defect answers 500 here, as it would to anyone."""
    return CLIENT.get(address, headers=headers)


def ask(collection: str, **parameters: Any) -> Any:
    """The JSON of a 200."""
    address = path_of(collection, **parameters)
    answer = get(address)
    assert answer.status_code == 200, f"{address[:200]}: {answer.status_code} {answer.content[:300]!r}"
    return json.loads(answer.content)


def refusal(collection: str, **parameters: Any) -> Any:
    """The JSON of a 400."""
    return problem_at(path_of(collection, **parameters))


def problem_at(address: str, *, status: int = 400) -> Any:
    answer = get(address)
    assert answer.status_code == status, f"{address[:200]}: {answer.status_code} {answer.content[:300]!r}"
    assert answer["Content-Type"] == PROBLEM
    return json.loads(answer.content)


def codes(problem: Any) -> list[tuple[str, str]]:
    """(parameter, code) of each error of a problem."""
    return [(error["parameter"], error["code"]) for error in problem["errors"]]


def ids(collection: str, **parameters: Any) -> list[str]:
    """Ids of every entry that answers, over all pages, in their order."""
    return [
        found["id"]
        for page in pages(path_of(collection, **{"page_size": 200} | parameters))
        for found in page
    ]


def pages(address: str) -> Iterator[list[Any]]:
    """The results of each page, following `next` to the end."""
    for answer in walk(address):
        yield answer["results"]


def walk(address: str, *, step: str = "next") -> Iterator[Any]:
    """Every page from an address on; pages without an end are a defect."""
    for _ in range(MOST_PAGES):
        answer = ask(address)
        yield answer
        if answer[step] is None:
            return
        address = answer[step]
    raise AssertionError(f"more than {MOST_PAGES} pages")


def document(kind: str, slug: str) -> Any:
    """What the register says of an entry now."""
    row = Published.objects.current().entry(kind, slug).get()
    return json.loads(str(row.document))


def documents(*kinds: str) -> list[Any]:
    """What the register says now of every entry of these kinds."""
    rows = Published.objects.current().filter(kind__in=kinds or KINDS)
    return [json.loads(str(text)) for text in rows.values_list("document", flat=True)]


def record_documents() -> list[Any]:
    return documents(*RECORD_KINDS)


def revise(kind: str, slug: str, **changes: Any) -> Published:
    """Change an entry at the desk and publish it; the row written."""
    item = KINDS[kind].model._default_manager.get(pk=slug)
    for name, value in changes.items():
        setattr(item, name, value)
    item.edited_by = EDITOR
    item.save()
    return publish(items=[item], by=PUBLISHER)[0]


def remove(kind: str, slug: str, *, reason_class: str = "error") -> Published:
    """Withdraw an entry; the tombstone written."""
    return withdraw(entries=[(kind, slug)], reason_class=reason_class)[0]
