"""Two people at the desk, one who writes and one who reviews, over the published fixtures."""

import pytest
from desk_pages import sign_in
from django.test import Client


@pytest.fixture
def writer(db: None) -> Client:
    return sign_in("writer")


@pytest.fixture
def reviewer(db: None) -> Client:
    return sign_in("reviewer")
