"""What others build on the API: a client generated from openapi.yaml, and a reader of Data Packages, over real HTTP."""

import importlib
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml
from frictionless import Package
from loaded import copy_loaded
from served import ROOT, Served, served

from config.embedded.cluster import Cluster
from records.kinds import KINDS

GENERATED = "whereabouts_client"
# Formatting what is generated needs programs of its own; the client is used as it is.
CONFIGURATION = "post_hooks: []\n"


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    made = tmp_path_factory.mktemp("clients") / "var"
    made.mkdir()
    copy_loaded(made, tmp_path_factory)
    with served(made) as running:
        yield running
    Cluster.below(made).remove()
    shutil.rmtree(made, ignore_errors=True)


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder of a client that was generated without a warning, on the path of imports."""
    folder = tmp_path_factory.mktemp("generated")
    (folder / "how.yaml").write_text(CONFIGURATION)
    command = ["generate", "--path", str(ROOT / "openapi.yaml"), "--output-path", str(folder / "client")]
    command += ["--config", str(folder / "how.yaml"), "--fail-on-warning"]
    done = subprocess.run(
        [sys.executable, "-m", "openapi_python_client", *command], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "WARNING" not in done.stdout
    sys.path.insert(0, str(folder / "client"))
    yield folder / "client" / GENERATED
    sys.path.remove(str(folder / "client"))


class Api:
    """The generated client: each operation by its name."""

    def __init__(self, client: Any) -> None:
        self.client = client

    def ask(self, operation: str, *, status: int = 200, **arguments: Any) -> Any:
        """What the client makes of an answer, which says what was answered."""
        answer = operation_of(operation).sync_detailed(client=self.client, **arguments)
        assert answer.status_code == status, answer.content[:300]
        assert answer.parsed is not None
        assert as_answered(answer.parsed.to_dict()) == json.loads(answer.content)
        return answer.parsed


def operation_of(name: str) -> ModuleType:
    return importlib.import_module(f"{GENERATED}.api.{tag_of(name)}.{name}")


def tag_of(operation: str) -> str:
    tags = (each["get"]["tags"][0] for each in paths().values() if each["get"]["operationId"] == operation)
    return next(tags).replace("-", "_")


@cache
def paths() -> dict[str, Any]:
    document = yaml.load((ROOT / "openapi.yaml").read_text(), Loader=yaml.CSafeLoader)
    found: dict[str, Any] = document["paths"]
    return found


def as_answered(value: Any) -> Any:
    """Times as the API spells them."""
    if isinstance(value, dict):
        return {name: as_answered(part) for name, part in value.items()}
    if isinstance(value, list):
        return [as_answered(part) for part in value]
    return value.replace("+00:00", "Z") if isinstance(value, str) else value


@pytest.fixture(scope="module")
def api(generated: Path, register: Served) -> Iterator[Api]:
    with importlib.import_module(GENERATED).Client(base_url=register.address) as client:
        yield Api(client)


def test_the_client_has_every_operation(generated: Path) -> None:
    modules = {file.stem for file in (generated / "api").rglob("*.py")} - {"__init__"}
    assert modules == {each["operationId"] for item in paths().values() for each in item.values()}


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_the_client_reads_every_list_entry_history_and_version(api: Api, kind: Any) -> None:
    one, many = kind.name.replace("-", "_"), kind.collection.replace("-", "_")
    listed = api.ask(f"list_{many}", page_size=200)
    assert listed.count == len(listed.results) > 0
    for entry in listed.results:
        assert api.ask(f"get_{one}", slug=entry.id) == entry
        history = api.ask(f"list_{one}_versions", slug=entry.id)
        assert [version.version for version in history.versions] == [entry.version]
        assert api.ask(f"get_{one}_version", slug=entry.id, version=entry.version) == entry


def test_the_client_tells_records_of_different_kinds_apart(api: Api) -> None:
    for record in api.ask("list_records", page_size=200).results:
        assert type(record).__name__ == KINDS[record.kind].document.__name__


def test_the_client_reads_the_claims_of_every_measure(api: Api) -> None:
    for measure in api.ask("list_measures").results:
        assert api.ask("list_measure_claims", slug=measure.id).measure == measure


def test_the_client_follows_the_changes_to_the_end(api: Api) -> None:
    seen, page = [], api.ask("list_changes", page_size=50)
    while True:
        seen += [change.sequence for change in page.results]
        if page.next_ is None:
            break
        asked = parse_qs(urlsplit(page.next_).query)
        page = api.ask("list_changes", page_size=50, after=int(asked["after"][0]))
    assert seen == list(range(1, page.sequence + 1))


def test_the_client_pages_by_cursor(api: Api) -> None:
    first = api.ask("list_actors", page_size=5)
    asked = parse_qs(urlsplit(first.next_).query)
    second = api.ask("list_actors", page_size=5, cursor=asked["cursor"][0], as_of=asked["as_of"][0])
    assert {actor.id for actor in first.results}.isdisjoint(actor.id for actor in second.results)


def test_several_values_given_to_the_client_mean_all_of_them_and_commas_any(
    api: Api, register: Served
) -> None:
    found = api.ask("list_negotiation_rounds", party=["armenia", "azerbaijan"])
    raw = register.ask("/api/v1/negotiation-rounds/?party=armenia&party=azerbaijan")
    assert [entry.id for entry in found.results] == [entry["id"] for entry in raw["results"]] != []
    either = api.ask("list_records", mediator=["united-states,european-union"])
    assert either.count > api.ask("list_records", mediator=["united-states"]).count > 0


@pytest.mark.parametrize("operation", ["list_collections", "export_register", "reconcile"])
def test_the_client_reads_what_stands_beside_the_collections(api: Api, operation: str) -> None:
    assert api.ask(operation)


def test_the_client_reads_problems(api: Api) -> None:
    assert "was published" in api.ask("get_actor", slug="nobody-at-all", status=404).detail
    (error,) = api.ask("list_actors", country=["Armenia"], status=400).errors
    assert (error.parameter, error.code.value) == ("country", "invalid")


def test_a_reader_of_data_packages_opens_the_register_by_its_address(register: Served) -> None:
    package = Package.from_descriptor(f"{register.address}/api/v1/export/")
    report = package.validate()
    assert report.valid, report.flatten(["title", "message"])
    assert {resource.name for resource in package.resources} >= {kind.collection for kind in KINDS.values()}
