"""A session stands as long as the account is what it was when it signed in.

Django ends sessions when a password changes or an account is frozen. Here they also end when its groups, permissions or
second factor change, however that was done, and when they are ended by hand: each session keeps a hash of all that.
"""

import hashlib
from typing import Any

from django.contrib.auth.models import Group, Permission, User
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.http import HttpRequest

ACCOUNT, CODE_GIVEN = "account", "second_factor"  # what a session says of its account
WHAT_IT_MAY = (
    "is_staff",
    "is_superuser",
    "in_groups",
    "with_permissions",
    "session_round__number",
    "second_factor__made_at",
)


def remember_account(sender: Any, request: HttpRequest, user: User, **_: Any) -> None:
    """Note in a session what its account is; called at every signing in."""
    request.session[ACCOUNT] = _hash(_account(user))


def remember_code(request: HttpRequest) -> None:
    """Note that a code of the second factor was given."""
    request.session[CODE_GIVEN] = True


def stands(request: Any) -> bool:
    """Whether the account is still what it was, and gave a code if it has a second factor."""
    account = _account(request.user)
    has_factor = account is not None and account[-1] is not None
    same = account is not None and request.session.get(ACCOUNT) == _hash(account)
    return same and (not has_factor or request.session.get(CODE_GIVEN) is True)


def _account(user: Any) -> tuple[Any, ...] | None:
    groups = Group.objects.filter(user=OuterRef("pk")).order_by("pk").values("pk")
    permissions = Permission.objects.filter(user=OuterRef("pk")).order_by("pk").values("pk")
    found = User.objects.filter(pk=user.pk).annotate(
        in_groups=ArraySubquery(groups), with_permissions=ArraySubquery(permissions)
    )
    return found.values_list(*WHAT_IT_MAY).first()


def _hash(account: tuple[Any, ...] | None) -> str:
    return hashlib.sha256(repr(account).encode()).hexdigest()
