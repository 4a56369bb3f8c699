"""No list, search, sort or autocompletion of the desk answers questions about a column that it does not show.

Walks every registered admin, so that the next one is asked the same on the day it is registered.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.admin.options import ModelAdmin
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import models
from django.test import Client
from django.urls import NoReverseMatch, reverse
from random_searches import some_of

LOOKUPS = (
    "",
    "__startswith",
    "__contains",
    "__regex",
    "__gt",
    "__isnull",
    "__in",
    "__year",
    "__range",
    "__has_key",
)
DECLARED = ("", "__exact", "__id__exact", "__isnull", "__in")
VALUES = ("", "0", "a", "True", "99999999999999999999", "(", "2024-13-99")


def changelists() -> Iterator[tuple[str, ModelAdmin]]:
    for model, model_admin in admin.site._registry.items():
        try:
            yield reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist"), model_admin
        except NoReverseMatch:
            continue


EVERY_LIST = pytest.mark.parametrize(
    ("address", "listed"), [pytest.param(*found, id=found[0]) for found in changelists()]
)


def parameters(listed: ModelAdmin) -> set[str]:
    """What the list's own filters are called."""
    named = (given[0] if isinstance(given, tuple | list) else given for given in listed.list_filter)
    return {getattr(name, "parameter_name", name) for name in named}


def paths(model: type[models.Model], *, deep: bool = True) -> Iterator[str]:
    """Every column of a model, and of what it is related to in either direction."""
    for column in model._meta.get_fields():
        yield column.name
        if deep and column.related_model:
            yield from (f"{column.name}__{below}" for below in paths(column.related_model, deep=False))


@EVERY_LIST
def test_no_column_is_a_filter_unless_the_list_says_so(
    writer: Client, address: str, listed: ModelAdmin
) -> None:
    declared = parameters(listed)
    for path in paths(listed.model):
        for lookup in LOOKUPS:
            if path.removesuffix("__id") in declared:
                continue
            assert not listed.lookup_allowed(path + lookup, "a", None), path + lookup


@EVERY_LIST
def test_an_undeclared_filter_is_refused_whatever_it_asks(
    writer: Client, address: str, listed: ModelAdmin
) -> None:
    declared = parameters(listed)
    hidden = [path for path in paths(listed.model, deep=False) if path not in declared]
    for number, path in enumerate(hidden):
        lookup, value = LOOKUPS[number % len(LOOKUPS)], VALUES[number % len(VALUES)]
        assert writer.get(address, {path + lookup: value}).status_code == 400, path + lookup


@EVERY_LIST
def test_a_declared_filter_takes_any_value_without_failing(
    writer: Client, address: str, listed: ModelAdmin
) -> None:
    """Every value, as the list's own links give it or with a lookup: some of these for each filter, all in `make fuzz`."""
    for name in sorted(parameters(listed)):
        for value in VALUES:
            for lookup in some_of(DECLARED, 1, seed=f"{address}{name}{value}"):
                given = {name + lookup: value}
                assert writer.get(address, given).status_code in (200, 302), given


@EVERY_LIST
def test_a_filter_of_nothing_known_is_refused(writer: Client, address: str, listed: ModelAdmin) -> None:
    for name in (
        "nothing",
        "pk",
        "password",
        "user__password",
        "edited_by__password",
        "__class__",
        "x" * 4000,
    ):
        assert writer.get(address, {name: "a"}).status_code == 400, name[:60]


@EVERY_LIST
def test_parameters_of_the_page_itself_change_nothing_that_is_shown(
    writer: Client, address: str, listed: ModelAdmin
) -> None:
    """`e` says that a filter was wrong; `_popup`, `_facets` and the rest are about the page."""
    everything = rows(writer, address, {"all": ""})
    for given in (
        {"e": "1"},
        {"_popup": "1"},
        {"_facets": "True"},
        {"p": "x"},
        {"o": "-99"},
        {"o": "x.y"},
    ):
        assert rows(writer, address, {"all": ""} | given) in (everything, None), given


def rows(client: Client, address: str, given: dict[str, str]) -> set[Any] | None:
    """The entries of a list; None where it leads elsewhere."""
    answer = client.get(address, given)
    assert answer.status_code in (200, 302), given
    return {entry.pk for entry in answer.context["cl"].result_list} if answer.status_code == 200 else None


@EVERY_LIST
def test_popups_return_no_column_but_the_key(writer: Client, address: str, listed: ModelAdmin) -> None:
    assert writer.get(address, {"_popup": "1", "_to_field": listed.model._meta.pk.name}).status_code in (
        200,
        400,
    )
    for column in (column.name for column in listed.model._meta.fields if not column.primary_key):
        assert not listed.to_field_allowed(None, column) or column == "password", column
        assert writer.get(address, {"_popup": "1", "_to_field": column}).status_code == 400, column


@EVERY_LIST
def test_lists_sort_by_what_they_show(writer: Client, address: str, listed: ModelAdmin) -> None:
    private = {"password", "email", "last_login", "created_by", "edited_by", "secret", "text"}
    shown = {str(column) for column in listed.list_display}
    assert not shown & private
    assert listed.date_hierarchy is None
    assert not {column.split("__")[-1] for column in listed.search_fields} & (private - {"text"})


PRIVATE_OF_ACCOUNTS = ("email", "password", "last_login")


@pytest.fixture
def somebody(db: None) -> Any:
    accounts: Any = get_user_model()._default_manager
    return accounts.create_user(
        "somebody", email="planted-address@example.org", password="planted-password-7"
    )


def test_list_of_accounts_shows_no_address_and_no_password(writer: Client, somebody: Any) -> None:
    page = writer.get(reverse("admin:auth_user_changelist")).content.decode()
    assert "somebody" in page
    assert "planted-address" not in page
    assert somebody.password not in page


def test_accounts_are_not_found_by_their_address(writer: Client, somebody: Any) -> None:
    found = rows(writer, reverse("admin:auth_user_changelist"), {"q": "planted-address"})
    assert found == set()


def test_page_of_an_account_does_not_show_how_its_password_is_kept(writer: Client, somebody: Any) -> None:
    page = writer.get(reverse("admin:auth_user_change", args=[somebody.pk])).content.decode()
    assert "A password is set." in page
    assert somebody.password.split("$")[0] not in page
    assert "iterations" not in page


@pytest.mark.parametrize(
    "column", ["date_joined__year", "last_login__year", "password__startswith", "email__contains"]
)
def test_accounts_are_not_guessed_by_filtering(writer: Client, column: str) -> None:
    assert writer.get(reverse("admin:auth_user_changelist"), {column: "0"}).status_code == 400


def test_groups_are_found_by_name_and_never_by_who_is_in_them(writer: Client, somebody: Any) -> None:
    group = Group.objects.create(name="A circle")
    somebody.groups.add(group)
    page = reverse("admin:auth_group_changelist")
    assert rows(writer, page, {"q": "circle"}) == {group.pk}
    assert writer.get(page, {"user__password__startswith": "a"}).status_code == 400
