"""Who imports: an account with the right to, one without, and those in between."""

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.test import Client


def client_of(name: str, *, may: Any = (), groups: Any = (), **options: Any) -> Client:
    """A browser in which an account with these rights has signed in."""
    account: Any = get_user_model()._default_manager.create_user(name, is_staff=True, **options)
    account.user_permissions.set(may)
    account.groups.set(groups)
    client = Client()
    client.force_login(account)
    return client


@pytest.fixture
def importer(db: None) -> Client:
    return client_of("importer", is_superuser=True)


@pytest.fixture
def colleague(db: None) -> Client:
    return client_of("colleague", is_superuser=True)


@pytest.fixture
def onlooker(db: None) -> Client:
    """May see everything, and import nothing."""
    return client_of("onlooker", may=Permission.objects.filter(codename__startswith="view_"))


@pytest.fixture
def newcomer(db: None) -> Client:
    """Has an account, and no permission at all."""
    return client_of("newcomer")


@pytest.fixture
def contributor(db: None) -> Client:
    """Writes and imports, and reviews nothing."""
    return client_of("contributor", groups=Group.objects.filter(name="Contributor"))
