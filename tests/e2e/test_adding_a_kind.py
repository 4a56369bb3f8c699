"""A new kind of record touches six files: docs/adding-a-kind.md is carried out, word for word, in a copy of the project.

The copy has a data directory of its own, and so an embedded server, which holds the published fixtures. Everything that is
written into it is taken from the page's code blocks, and the commands are the page's commands.
"""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import yaml
from loaded import copy_loaded

from config.embedded.removal import remove_data

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "adding-a-kind.md").read_text()

MODULE = "records/kinds/aid_delivery.py"
LIST = "records/kinds/__init__.py"
FIXTURE = "fixtures/articles/example-relief-bulletin.yaml"
TEST = "tests/kinds/test_aid_delivery.py"
OPENAPI = "openapi.yaml"
COLLECTION = "/api/v1/aid-deliveries/"
DELIVERY = "2024-03-example-town-medicine"

LEFT_OUT = shutil.ignore_patterns(".*", "__pycache__", "var", "*.egg-info", "node_modules")
RUFF = [sys.executable, "-m", "ruff"]

ASK = """
import json, sys
import django
django.setup()
from django.contrib import admin
from django.test import Client
from records.kinds import KINDS
client = Client(SERVER_NAME="localhost")
answers = {path: client.get(path).json() for path in sys.argv[1:]}
on_the_desk = KINDS["humanitarian-aid-delivery"].model in admin.site._registry
print(json.dumps({"answers": answers, "on_the_desk": on_the_desk}))
"""
ADDRESSES = {
    "detail": f"{COLLECTION}{DELIVERY}/",
    "list": COLLECTION,
    "among records": "/api/v1/records/?kind=humanitarian-aid-delivery",
    "sent": f"{COLLECTION}?from=example-relief-society&count_min=12",
    "not sent": f"{COLLECTION}?from=example-town-hospital",
    "root": "/api/v1/",
}


@dataclass
class Tree:
    """A copy of the project with the new kind in it, and what came of its commands."""

    home: Path
    environment: dict[str, str]
    original: dict[str, bytes]
    said: dict[str, str] = field(default_factory=dict)
    answers: dict[str, Any] = field(default_factory=dict)
    is_on_the_desk: bool = False

    def run(self, command: list[str]) -> str:
        done = subprocess.run(
            command, cwd=self.home, env=self.environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, f"{shlex.join(command)}\n{done.stdout}\n{done.stderr}"
        return done.stdout

    def write(self, path: str, text: str) -> None:
        (self.home / path).parent.mkdir(parents=True, exist_ok=True)
        (self.home / path).write_text(text)


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tree]:
    home = tmp_path_factory.mktemp("project") / "copy"
    shutil.copytree(ROOT, home, ignore=LEFT_OUT)
    data = home / "var"
    unset = {"DATABASE_URL", "REGISTER_DATABASE_URL", "PRODUCTION", "WHEREABOUTS_ROLE", "ALLOW_SELF_PUBLISH"}
    inherited = {name: value for name, value in os.environ.items() if name not in unset}
    ours = {"DATA_DIR": str(data), "DJANGO_SETTINGS_MODULE": "config.settings", "PYTHONPATH": str(home)}
    data.mkdir()
    data.chmod(0o755)
    cluster = copy_loaded(data, tmp_path_factory)
    cluster.ensure_running()
    yield carry_out(Tree(home, inherited | ours, files_of(home)))
    cluster.leave()
    remove_data(data)


def carry_out(tree: Tree) -> Tree:
    """What the page says, in its order."""
    tree.write(MODULE, block_after(MODULE))
    tree.write(LIST, with_changes((tree.home / LIST).read_text(), diffs()))
    tree.write(FIXTURE, block_after(FIXTURE))
    tree.write(TEST, block_after(TEST))
    for command in commands():
        tree.said[command[2]] = tree.run(command)
    written = sorted(name for name in changed_files(tree) if name.endswith(".py"))
    tree.run([*RUFF, "check", "--fix", *written])
    tree.run([*RUFF, "format", *written])
    told = json.loads(tree.run([sys.executable, "-c", ASK, *ADDRESSES.values()]))
    tree.answers = {name: told["answers"][path] for name, path in ADDRESSES.items()}
    tree.is_on_the_desk = told["on_the_desk"]
    return tree


def block_after(path: str) -> str:
    """The code block that the page gives for a file."""
    found = re.search(rf"`{re.escape(path)}`:\n\n```\w+\n(.*?)```", PAGE, re.DOTALL)
    assert found, f"the page has no block for {path}"
    return found[1]


def diffs() -> list[str]:
    return re.findall(r"```diff\n(.*?)```", PAGE, re.DOTALL)


def with_changes(text: str, changes: list[str]) -> str:
    """The text with each diff's added lines put where its unchanged lines stand."""
    for change in changes:
        lines = change.splitlines(keepends=True)
        before = "".join(line[1:] for line in lines if line[0] == " ")
        after = "".join(line[1:] for line in lines)
        assert text.count(before) == 1, f"{before!r} should stand once in {LIST}"
        text = text.replace(before, after)
    return text


def commands() -> list[list[str]]:
    """The page's manage.py commands; `make format` follows, on what was written alone."""
    lines = re.findall(r"^\$ \.venv/bin/python (manage\.py .*)$", PAGE, re.MULTILINE)
    return [[sys.executable, *shlex.split(line)] for line in lines]


def files_of(home: Path) -> dict[str, bytes]:
    skipped = {"var", "__pycache__", "node_modules"}
    found = (path for path in home.rglob("*") if path.is_file())
    relative = {path.relative_to(home): path for path in found}
    kept = {
        name: path
        for name, path in relative.items()
        if not any(part in skipped or part.startswith(".") for part in name.parts)
    }
    return {str(name): path.read_bytes() for name, path in kept.items()}


def changed_files(tree: Tree) -> set[str]:
    before, after = tree.original, files_of(tree.home)
    return {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}


def test_exactly_six_files_are_touched(tree: Tree) -> None:
    migrations = {name for name in changed_files(tree) if name.startswith("records/migrations/")}
    assert len(migrations) == 1
    assert changed_files(tree) == {MODULE, LIST, FIXTURE, TEST, OPENAPI} | migrations


@pytest.mark.parametrize("path", [MODULE, TEST])
def test_what_the_page_prints_is_in_the_house_style(tree: Tree, path: str) -> None:
    assert (tree.home / path).read_text() == block_after(path)


def test_the_new_entry_was_loaded_and_published(tree: Tree) -> None:
    assert "Versions published" in tree.said["load"]
    assert "Not published" not in tree.said["load"]
    document = tree.answers["detail"]
    assert (document["kind"], document["version"]) == ("humanitarian-aid-delivery", 1)
    assert document["to"]["url"] == "/api/v1/actors/example-town-hospital/"
    assert (document["quantity"]["low"], document["contested"]) == (12, False)


@pytest.mark.parametrize("question", ["list", "among records", "sent"])
def test_the_new_kind_is_listed(tree: Tree, question: str) -> None:
    assert [entry["id"] for entry in tree.answers[question]["results"]] == [DELIVERY]


def test_its_own_filter_leaves_out_what_does_not_match(tree: Tree) -> None:
    assert tree.answers["not sent"]["results"] == []


def test_the_new_collection_stands_on_the_front_page(tree: Tree) -> None:
    assert {"aid-deliveries": 1}.items() <= {
        each["name"]: each["count"] for each in tree.answers["root"]["collections"]
    }.items()


def test_the_desk_knows_the_new_kind(tree: Tree) -> None:
    assert tree.is_on_the_desk


def test_the_new_kind_is_documented(tree: Tree) -> None:
    schema = yaml.load((tree.home / OPENAPI).read_text(), yaml.CSafeLoader)
    operation = schema["paths"][COLLECTION]["get"]
    assert {"from", "to", "actor", "count_min"} <= {each["name"] for each in operation["parameters"]}
    assert "AidDelivery" in "".join(schema["components"]["schemas"])


def test_the_tests_that_concern_it_pass(tree: Tree) -> None:
    concern_it = (
        "aid_delivery or aid-delivery"  # the file, and the new kind's turn in the tests of every kind
    )
    told = tree.run([sys.executable, "-m", "pytest", "-q", "-k", concern_it, "tests/kinds"])
    assert "passed" in told
