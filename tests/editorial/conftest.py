"""Two people at the desk, one who writes and one who reviews, over the published fixtures."""

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client


def sign_in(name: str, *, superuser: bool = True) -> Client:
    """A browser with an account's session."""
    accounts: Any = get_user_model()._default_manager
    user = accounts.create_user(
        name, is_staff=True, is_superuser=superuser
    )  # no password: hashing one takes time
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def writer(db: None) -> Client:
    return sign_in("writer")


@pytest.fixture
def reviewer(db: None) -> Client:
    return sign_in("reviewer")
