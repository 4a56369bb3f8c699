"""Who may do what on the desk: three roles, each a group of accounts, in one table.

The groups are made by a migration and given what this table says after every `migrate`, so that a new kind of entry, or a
step that a release adds, needs no migration of its own. For other arrangements make other groups: these three are set
again each time. Nobody publishes their own work, whatever their role: that is the policy's rule.
"""

from typing import Any

from django.apps import apps as installed
from django.apps.registry import Apps
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from django.db import router
from django.db.models import Value
from django.db.models.functions import Concat

from records.kinds import KINDS
from records.reviewing.permissions import REDACT, REVIEW, SUBMIT

CONTRIBUTOR, REVIEWER, ADMINISTRATOR = "Contributor", "Reviewer", "Administrator"

IMPORT, ERASE = "records.import_entries", "records.erase_article"
# Deleting is for drafts alone, whatever the permission says: see `KindAdmin.has_delete_permission`.
ENTRIES = tuple(
    f"records.{verb}_{kind.model._meta.model_name}"
    for kind in KINDS.values()
    for verb in ("view", "add", "change", "delete")
)
ACCOUNTS = ("auth.view_user", "auth.add_user", "auth.change_user", "auth.view_group")

WRITES = (*ENTRIES, SUBMIT, IMPORT)
REVIEWS = (*WRITES, REVIEW)
ROLES = {
    CONTRIBUTOR: WRITES,
    REVIEWER: REVIEWS,
    ADMINISTRATOR: (*REVIEWS, REDACT, ERASE, *ACCOUNTS),
}


def give_roles_their_permissions(using: str = "default", apps: Apps = installed, **_: Any) -> None:
    """Make each role's group what the table says. `apps` is what was migrated so far; a read node has no groups."""
    if "auth" not in apps.app_configs or not router.allow_migrate_model(using, Group):
        return
    for label in (
        "auth",
        "records",
    ):  # Django makes them for one application after another: perhaps not yet for these
        create_permissions(installed.get_app_config(label), verbosity=0, using=using, apps=apps)
    named = Permission.objects.using(using).annotate(
        name_in_full=Concat("content_type__app_label", Value("."), "codename")
    )
    for role, names in ROLES.items():
        group, _made = Group.objects.using(using).get_or_create(name=role)
        group.permissions.set(named.filter(name_in_full__in=names))
