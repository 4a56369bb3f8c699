"""Forget: what the admin's log calls an entry and says was changed in it goes. Who did something to it, and when, stays."""

from django.apps import apps
from django.db import models


def forget_log(*, model: type[models.Model], slug: str) -> None:
    """Leave only the id of the entry in its lines of the log."""
    of_model = {
        "content_type__app_label": model._meta.app_label,
        "content_type__model": model._meta.model_name,
    }
    log = apps.get_model("admin", "LogEntry")  # a read node has none
    log._default_manager.filter(object_id=slug, **of_model).update(object_repr=slug, change_message="")
