"""What the benchmark measures with: invented documents that the kinds accept, always the same. Nothing here is timed."""

from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from benchmarks.synthetic import Records, cited_documents, make_world
from records.kinds import KINDS

BENCHMARKS = Path(__file__).resolve().parents[2] / "benchmarks"
SIZE = 400
MODULES = sorted(file.stem for file in BENCHMARKS.glob("[a-z]*.py"))


def invented() -> list[dict[str, Any]]:
    """Fifty records, and some of each thing that they cite."""
    world = make_world(SIZE)
    records = Records(world)
    return [
        *(records.document(number) for number in range(1, 51)),
        *islice(cited_documents(world), 0, None, 4),
    ]


@pytest.mark.parametrize("name", MODULES)
def test_every_module_of_the_benchmark_can_be_imported(name: str) -> None:
    assert import_module(f"benchmarks.{name}").__doc__


def test_an_invented_register_is_the_same_every_time() -> None:
    assert invented() == invented()


@pytest.mark.parametrize("document", invented(), ids=lambda document: document["id"])
def test_an_invented_document_is_one_that_its_kind_accepts(document: dict[str, Any]) -> None:
    read = KINDS[document["kind"]].document(data=document)
    assert read.is_valid(), read.errors
