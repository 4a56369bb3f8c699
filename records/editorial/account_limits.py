"""What managing accounts does not include: rights that whoever manages them lacks, and other names for old hands.

Django's own page lets anyone who may change accounts make themselves a superuser, or set a superuser's password.
"""

from typing import Any

from django.contrib.auth import admin as stock
from django.contrib.auth.models import Group, Permission, User
from django.db.models import Q, QuerySet
from django.http import HttpRequest

RIGHTS = ("is_superuser", "user_permissions")


class WithinOnesOwnRights(stock.UserAdmin):
    """Nobody gives, or takes over, what they do not have themselves. A superuser has everything."""

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """A name stays: entries remember who changed them by name, and nobody publishes what they changed."""
        name = ("username",) if obj else ()
        rights = () if request.user.is_superuser else RIGHTS
        return (*super().get_readonly_fields(request, obj), *name, *rights)

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **options: Any) -> Any:
        if db_field.name == "groups":
            options["queryset"] = groups_within(request.user)
        return super().formfield_for_manytomany(db_field, request, **options)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and (obj is None or is_within(request.user, obj))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_delete_permission(request, obj) and (obj is None or is_within(request.user, obj))


def is_within(own: Any, account: User) -> bool:
    """Whether an account, frozen or not, has no right that one's own lacks."""
    if own.is_superuser:
        return True
    return not account.is_superuser and not _rights_of(account).exclude(pk__in=_rights_of(own)).exists()


def groups_within(own: Any) -> QuerySet[Group]:
    """The groups that give nothing beyond one's own rights."""
    if own.is_superuser:
        return Group.objects.all()
    return Group.objects.exclude(permissions__in=Permission.objects.exclude(pk__in=_rights_of(own)))


def _rights_of(account: Any) -> QuerySet[Permission]:
    return Permission.objects.filter(Q(group__user=account) | Q(user=account))
