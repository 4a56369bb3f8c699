"""What a reader GETs, a loader accepts; and what is not written as what it is, no loader takes for it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from invented_entries import LEAST, WHOLE, Put

from records.kinds import KINDS
from records.loading.load import load
from records.loading.problems import LoadError

EVERY_KIND = pytest.mark.parametrize("kind", KINDS)
EVERY_INVENTED = pytest.mark.parametrize("kind", WHOLE)
ALL_KINDS = pytest.mark.parametrize("entries", [WHOLE, LEAST], ids=["whole", "least"])


@pytest.fixture
def problems(tmp_path: Path) -> Callable[[str], dict[str, str]]:
    """What stops a fixture file from loading, by field."""

    def ask(text: str) -> dict[str, str]:
        path = tmp_path / "asked.yaml"
        path.write_text(text, encoding="utf-8")
        try:
            load(paths=[path], check=True)
        except LoadError as error:
            return {problem.field: problem.says for problem in error.problems}
        return {}

    return ask


@EVERY_KIND
def test_published_documents_load_back_and_change_nothing(
    kind: str, published: Callable[[str], list[dict[str, Any]]], tmp_path: Path
) -> None:
    sensitivity = dict(KINDS[kind].model._default_manager.values_list("pk", "sensitivity"))  # never public
    documents = [document | {"sensitivity": sensitivity[document["id"]]} for document in published(kind)]
    path = tmp_path / "got.yaml"
    path.write_text(yaml.safe_dump({KINDS[kind].collection: documents}, sort_keys=False))
    assert load(paths=[path]).outcomes == {"unchanged": len(documents)}


@EVERY_INVENTED
@ALL_KINDS
def test_a_document_loads_back_as_itself(
    kind: str, entries: dict[str, dict[str, Any]], put: Put, tmp_path: Path
) -> None:
    document = put(kind, **entries[kind])
    path = tmp_path / "got.yaml"
    path.write_text(yaml.safe_dump({KINDS[kind].collection: [document]}, sort_keys=False))
    assert load(paths=[path]).outcomes == {"unchanged": 1}


@EVERY_INVENTED
def test_a_field_that_no_kind_has_is_named(kind: str, problems: Callable[[str], dict[str, str]]) -> None:
    text = yaml.safe_dump({KINDS[kind].collection: [WHOLE[kind] | {"tilte": "x", "state": "published"}]})
    found = problems(text)
    assert set(found) == {"tilte", "state"}
    assert found["tilte"].startswith("Unknown field. The fields here are: id, kind, url, version")


@pytest.mark.parametrize(
    "written", ['"17"', "true", "1_000", "012", "17.0", "1e3", "0x11", "٣", "-1", "[17]"]
)
@pytest.mark.parametrize(
    ("entry", "field"),
    [
        ("negotiation-rounds:\n- {id: x, title: t, status: reported, round_number: %s}", "round_number"),
        ("prisoner-releases:\n- {id: x, title: t, status: reported, count: %s}", "count"),
        (
            "incidents:\n- {id: x, title: t, status: reported, category: clash, casualties: [{of: a, killed: %s}]}",
            "casualties.0.killed",
        ),
        ("sources:\n- {id: x, title: t, type: other, word_count: %s}", "word_count"),
        (
            "sources:\n- {id: x, title: t, type: other, digest: [{paragraph: %s, text: x}]}",
            "digest.0.paragraph",
        ),
    ],
    ids=lambda given: given if " " not in given else "",
)
def test_what_only_looks_like_a_whole_number_is_refused(
    entry: str, field: str, written: str, problems: Callable[[str], dict[str, str]]
) -> None:
    assert field in problems(entry % written)
    assert problems(entry % "17") == {}


@pytest.mark.parametrize("written", ['"true"', "yes", "NO", "1", "0", "True"])
def test_what_only_looks_like_yes_or_no_is_refused(
    written: str, problems: Callable[[str], dict[str, str]]
) -> None:
    entry = "prisoner-releases:\n- {id: x, title: t, status: reported, exchange: %s}"
    assert problems(entry % written) == {"exchange": "Write true or false."}
    assert problems(entry % "true") == problems(entry % "null") == {}


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("javascript:alert(1)", "begins with https:// or http://"),
        ("file:///etc/passwd", "begins with https:// or http://"),
        ("ftp://example.org/a", "begins with https:// or http://"),
        ("//example.org/a", "begins with https:// or http://"),
        ("https://user:word@example.org/", "Remove the user name and password"),
        ("http://127.0.0.1/", "Only a private network knows this"),
        ("http://localhost:8000/", "Only a private network knows this"),
        ("http://[::1]/", "Only a private network knows this"),
        ("http://192.168.1.1/", "Only a private network knows this"),
        ("http://printer.local/", "Only a private network knows this"),
        ("https://example.org/?a=1&utm_source=x", "what tracks readers"),
        ("https://example.org/?fbclid=x", "what tracks readers"),
    ],
)
def test_a_source_names_no_address_that_readers_should_not_follow(
    address: str, says: str, problems: Callable[[str], dict[str, str]]
) -> None:
    assert says in problems(f'sources:\n- {{id: x, title: t, type: other, address: "{address}"}}')["address"]


@pytest.mark.parametrize(
    "point", ["{latitude: 40.123, longitude: 44.51}", "{latitude: 91, longitude: 1}", "'40.1, 44.5'"]
)
def test_a_point_is_never_finer_than_a_kilometre_nor_off_the_earth(
    point: str, problems: Callable[[str], dict[str, str]]
) -> None:
    text = f"places:\n- {{id: x, name: t, point: {point.replace('}', ', precision: settlement}')}}}"
    assert any(field.startswith("point") for field in problems(text))


def test_a_part_of_a_point_that_does_not_exist_is_named(problems: Callable[[str], dict[str, str]]) -> None:
    point = "{latitude: 40.1, longitude: 44.5, precision: settlement, altitude: 9}"
    assert "point.altitude" in problems(f"places:\n- {{id: x, name: t, point: {point}}}")


@pytest.mark.parametrize("slug", ["Armenia", "a b", "a_b", "-a", "a--b", "a/b", "аrmenia", "a" * 101])
def test_an_id_is_lower_case_ascii_and_single_hyphens(
    slug: str, problems: Callable[[str], dict[str, str]]
) -> None:
    assert "id" in problems(yaml.safe_dump({"measures": [LEAST["measure"] | {"id": slug}]}))
