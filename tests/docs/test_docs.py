"""The documentation names everything there is, and nothing that is not there."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
from console import ROOT, pages

from records.kinds import KINDS

PAGES = [*pages(), ROOT / "CHANGELOG.md", ROOT / "SECURITY.md"]
OPERATIONS = (ROOT / "docs" / "operations.md").read_text()
API = (ROOT / "docs" / "api.md").read_text()
MODEL = (ROOT / "docs" / "model.md").read_text()

READ_IN_CODE = re.compile(
    r"""(?:environ(?:ment)?\.get\(|environ\[|is_on\(|require\(|read_number\(|read_megabytes\(|read_address\()\s*"([A-Z_]+)\""""
)
# Set by the project itself or by every shell, never by an operator.
NOT_SETTINGS = {"PATH", "DJANGO_SETTINGS_MODULE"}
OF_A_REQUEST = {"REQUEST_METHOD", "PATH_INFO", "CONTENT_LENGTH"}  # what a web server tells of one

LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
CODE_BLOCK = re.compile(r"^```.*?^```$", re.DOTALL | re.MULTILINE)
PATH = re.compile(r"`((?:records|config|tests|docs|seeds|fixtures)/[\w./-]*)`")
FOREIGN = re.compile(
    r"py[p]i|python[h]osted|npm[j]s|crates\.io|registry\.|artifactor|(?<![\w.-])/(?:work|root|home|tmp|Users|mnt)/",
    re.IGNORECASE,
)


def each_page(*, without: set[str] = frozenset()) -> pytest.MarkDecorator:
    shown = [page for page in PAGES if page.name not in without]
    return pytest.mark.parametrize("page", shown, ids=lambda page: str(page.relative_to(ROOT)))


def settings_in_code() -> set[str]:
    files = [*(ROOT / "config").rglob("*.py"), *(ROOT / "records" / "management").rglob("*.py")]
    return (
        {name for file in files for name in READ_IN_CODE.findall(file.read_text())}
        - NOT_SETTINGS
        - OF_A_REQUEST
    )


def settings_on_the_page() -> set[str]:
    table = OPERATIONS.partition("## Settings")[2].partition("\n## ")[0]
    rows = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `")]
    return {name for row in rows for name in re.findall(r"`([A-Z_]+)`", row)}


def test_every_setting_is_described_and_every_described_setting_is_read() -> None:
    assert settings_on_the_page() == settings_in_code()


def test_every_command_is_described() -> None:
    commands = {file.stem for file in (ROOT / "records" / "management" / "commands").glob("[a-z]*.py")}
    table = OPERATIONS.partition("## Commands")[2].partition("\n## ")[0]
    assert commands <= set(re.findall(r"`(\w+)`", table))


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_every_kind_and_each_of_its_filters_is_described(kind) -> None:
    assert f"| `{kind.name}` | `{kind.collection}` |" in MODEL
    assert f"**{kind.name}**" in MODEL
    missing = {given.name for given in kind.all_filters if f"| `{given.name}` |" not in API}
    assert not missing


@each_page()
def test_every_link_within_the_documentation_leads_somewhere(page: Path) -> None:
    for target in LINK.findall(CODE_BLOCK.sub("", page.read_text())):
        if "://" in target:
            continue
        name, _, anchor = target.partition("#")
        found = (page.parent / name).resolve() if name else page
        assert found.exists(), f"{target} does not exist"
        assert not anchor or anchor in anchors(found), f"{target} has no such heading"


def anchors(page: Path) -> set[str]:
    headings = re.findall(r"^#+ (.*)$", CODE_BLOCK.sub("", page.read_text()), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@each_page(without={"adding-a-kind.md"})
def test_every_file_that_is_named_exists(page: Path) -> None:
    named = {path for path in PATH.findall(page.read_text()) if "…" not in path and "<" not in path}
    assert {path for path in named if not (ROOT / path).exists()} == set()


@each_page()
def test_every_make_target_that_is_named_exists(page: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    named = set(re.findall(r"`(?:\w+=\S+ )*make ([a-z]+)", page.read_text()))
    assert named | set(re.findall(r"^\$ make ([a-z]+)", page.read_text(), re.MULTILINE)) <= targets


@each_page()
def test_no_page_names_a_package_registry_or_a_path_of_someones_machine(page: Path) -> None:
    assert FOREIGN.findall(page.read_text()) == []


def test_decisions_are_numbered_without_a_gap_and_all_listed() -> None:
    folder = ROOT / "docs" / "decisions"
    found = sorted(path.name for path in folder.glob("[0-9]*.md"))
    numbers = [int(name[:4]) for name in found]
    assert numbers[0] == 1
    assert all(after == before + 1 for before, after in pairwise(numbers))
    listed = LINK.findall((folder / "README.md").read_text())
    assert listed == found
