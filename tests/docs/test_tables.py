"""The tables of the documentation say what the code declares; `make docs` writes them anew."""

from pathlib import Path

import pytest
from console import REWRITES, pages
from tables import PLACE, TABLES, with_tables

PAGES = [page for page in pages() if PLACE.search(page.read_text())]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_tables_of_a_page_are_those_of_the_code(page: Path) -> None:
    now = with_tables(page)
    if REWRITES:
        page.write_text(now)
    assert page.read_text() == now, "run `make docs`"


def test_every_table_stands_on_a_page() -> None:
    assert {found[1] for page in PAGES for found in PLACE.findall(page.read_text())} == set(TABLES)
