"""The three roles: made by migrating, and just what the table says."""

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission, User
from django.db.models.signals import post_migrate

from records.editorial.roles import ADMINISTRATOR, CONTRIBUTOR, REVIEWER, ROLES
from records.kinds import KINDS

STEPS = {"records.submit_entry", "records.review_entry", "records.redact_entry", "records.erase_article"}


def member_of(role: str) -> User:
    user = User.objects.create_user(role.lower())
    user.groups.add(Group.objects.get(name=role))
    return user


@pytest.mark.parametrize("role", ROLES)
def test_role_has_each_permission_of_the_table_and_no_other(role: str) -> None:
    assert member_of(role).get_all_permissions() == set(ROLES[role])


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_role_may_write_entries_of_every_kind(role: str, kind: str) -> None:
    model = KINDS[kind].model._meta.model_name
    assert member_of(role).has_perms([f"records.{verb}_{model}" for verb in ("view", "add", "change")])


@pytest.mark.parametrize(
    ("role", "steps"),
    [
        (CONTRIBUTOR, {"records.submit_entry"}),
        (REVIEWER, {"records.submit_entry", "records.review_entry"}),
        (ADMINISTRATOR, STEPS),
    ],
)
def test_steps_that_each_role_may_take(role: str, steps: set[str]) -> None:
    assert STEPS & member_of(role).get_all_permissions() == steps


def test_role_that_lost_its_permissions_or_gained_others_is_mended_by_migrating() -> None:
    Group.objects.get(name=REVIEWER).delete()
    Group.objects.get(name=CONTRIBUTOR).permissions.set(Permission.objects.filter(codename="review_entry"))
    config = apps.get_app_config("records")
    post_migrate.send(config, app_config=config, using="default", verbosity=0, interactive=False, plan=[])
    for role in (CONTRIBUTOR, REVIEWER):
        assert member_of(role).get_all_permissions() == set(ROLES[role])
