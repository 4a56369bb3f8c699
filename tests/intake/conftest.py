"""Who imports: an account with the right to, one without, and a superuser."""

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.test import Client


def client_of(name: str, **options: Any) -> Client:
    accounts: Any = get_user_model()._default_manager
    client = Client()
    client.force_login(accounts.create_user(name, is_staff=True, **options))
    return client


@pytest.fixture
def importer(db: None) -> Client:
    return client_of("importer", is_superuser=True)


@pytest.fixture
def onlooker(db: None) -> Client:
    """May see everything, and import nothing."""
    client = client_of("onlooker")
    user: Any = get_user_model()._default_manager.get(username="onlooker")
    user.user_permissions.set(Permission.objects.filter(codename__startswith="view_"))
    return client


@pytest.fixture
def colleague(db: None) -> Client:
    return client_of("colleague", is_superuser=True)


@pytest.fixture
def newcomer(db: None) -> Client:
    """Has an account, and no permission at all."""
    return client_of("newcomer")


@pytest.fixture
def contributor(db: None) -> Client:
    """Writes and imports, and reviews nothing."""
    client = client_of("contributor")
    user: Any = get_user_model()._default_manager.get(username="contributor")
    user.groups.add(Group.objects.get(name="Contributor"))
    return client
