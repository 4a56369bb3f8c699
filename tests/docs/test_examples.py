"""Every command on every page prints what the page shows."""

from pathlib import Path

import pytest
from console import ROOT, carry_out, pages

# Its commands change the project; tests/e2e/test_adding_a_kind.py carries it out in a copy.
ELSEWHERE = {ROOT / "docs" / "adding-a-kind.md"}
PAGES = [page for page in pages() if page not in ELSEWHERE and "```console" in page.read_text()]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_prints_what_the_page_shows(page: Path, tmp_path: Path) -> None:
    carry_out(page, tmp_path)
