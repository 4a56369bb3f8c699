"""Administrators manage accounts and roles, and cannot give themselves or others more than they have."""

import pytest
from desk_pages import form_on, sign_in
from django.contrib.auth.models import Group, Permission, User
from django.test import Client
from django.urls import reverse

NEW = {"usable_password": "true", "password1": "a-long-enough-word-7", "password2": "a-long-enough-word-7"}
MORE = {
    "is_superuser": "on",
    "user_permissions": "1",
    "is_staff": "on",
    "is_active": "on",
}


@pytest.fixture
def chief(db: None) -> Client:
    return sign_in("chief", role="Administrator")


@pytest.fixture
def root(db: None) -> Client:
    return sign_in("root")


def page_of(name: str, page: str = "change") -> str:
    route = "admin:auth_user_password_change" if page == "password" else f"admin:auth_user_{page}"
    return reverse(route, args=[User.objects.get(username=name).pk])


def group(name: str) -> str:
    return str(Group.objects.get(name=name).pk)


def rights(name: str) -> set[str]:
    return User.objects.get(username=name).get_all_permissions()


def test_administrator_makes_an_account_with_a_role(chief: Client) -> None:
    typed = NEW | {"username": "ana", "groups": group("Contributor")}
    assert chief.post(reverse("admin:auth_user_add"), typed).status_code == 302
    ana = User.objects.get(username="ana")
    assert (ana.is_staff, ana.is_superuser) == (True, False)
    assert [each.name for each in ana.groups.all()] == ["Contributor"]


def test_administrator_changes_a_role_and_freezes_an_account(chief: Client) -> None:
    sign_in("ana", role="Contributor")
    typed = {"groups": group("Reviewer"), "is_staff": "on", "email": ""}
    assert chief.post(page_of("ana"), typed).status_code == 302
    ana = User.objects.get(username="ana")
    assert [each.name for each in ana.groups.all()] == ["Reviewer"]
    assert not ana.is_active


def test_administrator_cannot_become_or_make_a_superuser(chief: Client) -> None:
    sign_in("ana", role="Contributor")
    before = {name: rights(name) for name in ("chief", "ana")}
    for name, role in (("chief", "Administrator"), ("ana", "Contributor")):
        assert chief.post(page_of(name), MORE | {"groups": group(role)}).status_code == 302
        assert not User.objects.get(username=name).is_superuser
        assert rights(name) == before[name]
    made = MORE | NEW | {"username": "bo"}
    assert chief.post(reverse("admin:auth_user_add"), made).status_code == 302
    assert (User.objects.get(username="bo").is_superuser, rights("bo")) == (False, set())


def test_administrator_cannot_give_a_group_that_can_more(chief: Client) -> None:
    stronger = Group.objects.create(name="Stronger")
    stronger.permissions.set(Permission.objects.filter(codename="change_group"))
    sign_in("ana", role="Contributor")
    for name in ("chief", "ana"):
        typed = {"groups": str(stronger.pk), "is_staff": "on", "is_active": "on"}
        assert "Select a valid choice" in chief.post(page_of(name), typed).content.decode()
        assert "auth.change_group" not in rights(name)


def test_administrator_cannot_touch_an_account_that_can_more(chief: Client, root: Client) -> None:
    sign_in("keeper", role="Contributor")
    keeper = User.objects.get(username="keeper")
    keeper.user_permissions.set(Permission.objects.filter(codename="change_group"))
    User.objects.filter(username="keeper").update(is_active=False)
    for name in ("root", "keeper"):
        before = User.objects.get(username=name).password
        assert chief.get(page_of(name)).status_code == 200
        assert chief.post(page_of(name), {"is_active": "on", "is_staff": "on"}).status_code == 403
        assert chief.post(page_of(name, "password"), NEW | {"set-password": "1"}).status_code == 403
        assert chief.post(page_of(name, "delete"), {"post": "yes"}).status_code == 403
        assert User.objects.get(username=name).password == before
    assert not User.objects.get(username="keeper").is_active


def test_administrator_cannot_change_what_groups_may_do(chief: Client) -> None:
    page = reverse("admin:auth_group_change", args=[group("Contributor")])
    assert chief.get(page).status_code == 200
    assert chief.post(page, {"name": "Contributor", "permissions": "1"}).status_code == 403
    assert chief.post(reverse("admin:auth_group_add"), {"name": "Other"}).status_code == 403


def test_superuser_gives_any_right(root: Client) -> None:
    sign_in("ana", role="Contributor")
    given = str(Permission.objects.get(codename="change_group").pk)
    typed = {"is_superuser": "on", "user_permissions": given, "is_staff": "on", "is_active": "on"}
    assert root.post(page_of("ana"), form_on(root, page_of("ana")).values | typed).status_code == 302
    assert User.objects.get(username="ana").is_superuser


@pytest.mark.parametrize("who", ["chief", "root"])
def test_nobody_gets_another_name_and_so_another_pair_of_eyes(
    who: str, request: pytest.FixtureRequest
) -> None:
    client = request.getfixturevalue(who)
    typed = {"username": "someone-else", "is_staff": "on", "is_active": "on", "is_superuser": "on"}
    client.post(page_of(who), typed)
    assert not User.objects.filter(username="someone-else").exists()


@pytest.mark.parametrize("role", ["Contributor", "Reviewer"])
def test_other_roles_do_not_see_accounts(role: str) -> None:
    client = sign_in("ana", role=role)
    for page in ("changelist", "add"):
        assert client.get(reverse(f"admin:auth_user_{page}")).status_code == 403
    assert client.post(page_of("ana"), MORE).status_code == 403
    assert not User.objects.get(username="ana").is_superuser
