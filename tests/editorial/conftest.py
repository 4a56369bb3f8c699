"""Two people at the desk, one who writes and one who reviews, over the published fixtures; and a browser to look with."""

from collections.abc import Iterator

import pytest
from desk_pages import sign_in
from django.test import Client
from in_a_browser import Desk, Window
from served_here import served


@pytest.fixture
def writer(db: None) -> Client:
    return sign_in("writer")


@pytest.fixture
def reviewer(db: None) -> Client:
    return sign_in("reviewer")


@pytest.fixture(scope="module")
def window() -> Iterator[Window]:
    opened = Window()
    yield opened
    opened.close()


@pytest.fixture
def desk(db: None, window: Window) -> Iterator[Desk]:
    with served() as origin:
        opened = Desk(window, origin)
        opened.shows()
        yield opened
        opened.close()
