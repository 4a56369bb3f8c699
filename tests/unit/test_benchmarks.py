"""What the benchmark measures with: invented documents that the kinds accept, always the same. Nothing here is timed."""

import os
import re
import subprocess
import sys
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from benchmarks.http1 import Reader
from benchmarks.questions import FREQUENT
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


def test_the_words_that_are_searched_for_are_in_what_was_invented() -> None:
    texts = " ".join(str(document.get("summary", "")) for document in invented())
    for word in make_world(SIZE).words.items[FREQUENT]:
        assert word in texts


@pytest.mark.parametrize("name", MODULES)
def test_every_module_of_the_benchmark_can_be_imported(name: str) -> None:
    assert import_module(f"benchmarks.{name}").__doc__


LOAD_THE_MODELS = """
import sys
from importlib.metadata import packages_distributions

class NothingElse:
    def find_spec(self, name, path=None, target=None):
        if distributions := known.get(name.partition(".")[0]):
            if not {each.lower().replace("_", "-") for each in distributions} & pinned:
                raise ImportError(f"{name} is not pinned for the peers")

known, pinned = packages_distributions(), set(sys.argv[1:])
sys.meta_path.insert(0, NothingElse())

import django
from benchmarks.peers.django_settings import settings as shared
from django.conf import settings

settings.configure(**shared("benchmarks"))
django.setup()
"""


def test_the_django_peers_have_what_the_models_need() -> None:
    pinned = re.findall(r"^([a-z0-9-]+)==", (BENCHMARKS / "requirements.txt").read_text(), re.MULTILINE)
    ran = subprocess.run(
        [sys.executable, "-c", LOAD_THE_MODELS, *pinned],
        cwd=BENCHMARKS.parent,
        env={**os.environ, "DATABASE_URL": "postgresql://nobody@%2Fnowhere/none"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr


def test_an_invented_register_is_the_same_every_time() -> None:
    assert invented() == invented()


@pytest.mark.parametrize("document", invented(), ids=lambda document: document["id"])
def test_an_invented_document_is_one_that_its_kind_accepts(document: dict[str, Any]) -> None:
    read = KINDS[document["kind"]].document(data=document)
    assert read.is_valid(), read.errors


ANSWERS = {
    "length": (b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello", 200, b"hello"),
    "chunks": (
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n2;a=b\r\nlo\r\n0\r\n\r\n",
        200,
        b"hello",
    ),
    "nothing": (b"HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n", 304, b""),
}


@pytest.mark.parametrize(("sent", "status", "body"), ANSWERS.values(), ids=ANSWERS)
@pytest.mark.parametrize("at_once", [1, 2, 7, 1_000])
def test_the_load_client_reads_an_answer_however_it_is_cut_up(
    sent: bytes, status: int, body: bytes, at_once: int
) -> None:
    reader = Reader(keep=True)
    complete = [reader.feed(sent[start : start + at_once]) for start in range(0, len(sent), at_once)]
    assert complete == [False] * (len(complete) - 1) + [True]
    assert (reader.status, b"".join(reader.body)) == (status, body)
