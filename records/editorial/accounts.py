"""Accounts and groups on the desk, in place of Django's own pages: these show and compare nothing that signs anybody in.

An account that did something is frozen, never deleted: what it did stays under its name.
"""

from typing import Any

from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.auth import admin as stock
from django.contrib.auth.forms import ReadOnlyPasswordHashWidget, UserChangeForm
from django.contrib.auth.hashers import is_password_usable
from django.contrib.auth.models import Group, User
from django.http import HttpRequest

from records.editorial.account_door import AccountDoor
from records.editorial.account_limits import WithinOnesOwnRights
from records.editorial.lookups import DeclaredLookups


class PasswordIsSet(ReadOnlyPasswordHashWidget):
    """Whether there is a password, and the way to change it; Django's own shows how it is stored."""

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        says = "A password is set." if is_password_usable(value) else "No password is set."
        return context | {"summary": [{"label": says}]}


class AccountForm(UserChangeForm):
    """An account's own columns."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if "password" in self.fields:
            self.fields["password"].widget = PasswordIsSet()


class AccountAdmin(DeclaredLookups, AccountDoor, WithinOnesOwnRights, stock.UserAdmin):
    """Accounts: lists name people and roles, and no address of anybody."""

    form = AccountForm
    change_form_template = "records/desk/account_form.html"
    list_display = ("username", "first_name", "last_name", "is_active", "is_superuser")
    list_filter = ("is_active", "is_superuser", "groups")
    search_fields = ("username", "first_name", "last_name")
    readonly_fields = ("last_login", "date_joined")
    add_fieldsets = (
        (None, {"classes": ("wide",), "fields": ("username", "usable_password", "password1", "password2")}),
        ("What it may do", {"fields": ("groups",)}),
    )

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Whoever gets an account gets in; what they find there is up to their groups."""
        obj.is_staff = obj.is_staff or not change
        super().save_model(request, obj, form, change)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """An account is deleted only while nothing was done with it."""
        signed = obj is not None and LogEntry.objects.filter(user=obj).exists()
        return super().has_delete_permission(request, obj) and not signed


class GroupAdmin(DeclaredLookups, stock.GroupAdmin):
    """Groups are few, and found by their name."""


def register_accounts(site: admin.AdminSite) -> None:
    """Put these in place of Django's own."""
    site.unregister([User, Group])
    site.register(User, AccountAdmin)
    site.register(Group, GroupAdmin)
