"""What can be deleted at the desk, and that nothing goes by the list."""

from typing import Any

import pytest
from desk_pages import address, sign_in
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from records.kinds import KINDS

EVERY_KIND = pytest.mark.parametrize("kind", KINDS.values(), ids=list(KINDS))


@pytest.mark.parametrize("model", list(admin.site._registry), ids=lambda model: model.__name__)
def test_no_list_deletes_what_is_selected(writer: Client, model: Any) -> None:
    page = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
    keys = list(model._default_manager.values_list("pk", flat=True))
    forged = {"action": "delete_selected", "_selected_action": [str(key) for key in keys], "post": "yes"}
    writer.post(page, forged)
    assert set(model._default_manager.values_list("pk", flat=True)) == set(keys)


@EVERY_KIND
def test_what_was_published_cannot_be_deleted(writer: Client, kind) -> None:
    before = kind.model._default_manager.count()
    assert writer.post(address(kind, "delete", kind.example), {"post": "yes"}).status_code == 403
    assert kind.model._default_manager.count() == before


def test_account_that_did_something_is_frozen_and_not_deleted(writer: Client) -> None:
    busy, idle = (get_user_model()._default_manager.create_user(name) for name in ("busy", "idle"))
    LogEntry.objects.log_actions(busy.pk, [idle], 2, change_message="", single_object=True)
    assert writer.post(reverse("admin:auth_user_delete", args=[busy.pk]), {"post": "yes"}).status_code == 403
    assert writer.post(reverse("admin:auth_user_delete", args=[idle.pk]), {"post": "yes"}).status_code == 302
    assert set(get_user_model()._default_manager.values_list("username", flat=True)) == {"writer", "busy"}


def test_name_of_a_deleted_account_stays_on_what_it_wrote(writer: Client) -> None:
    sign_in("passing")
    entry = KINDS["actor"].model._default_manager.get(pk=KINDS["actor"].example)
    entry.edited_by = "passing"
    entry.save()
    gone = get_user_model()._default_manager.get(username="passing")
    assert writer.post(reverse("admin:auth_user_delete", args=[gone.pk]), {"post": "yes"}).status_code == 302
    assert "passing" in writer.get(address("actor", "change", entry.pk)).content.decode()
