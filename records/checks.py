"""System checks: no new kind is silently absent, no citation leads nowhere. They read declarations, never the database."""

import pkgutil
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.checks import WARNING, CheckMessage, Error, register

from records import kinds
from records.history.tracking import event_model_of, is_on_the_desk
from records.kinds import KINDS
from records.kinds.base.publishable import Publishable, concrete_kinds

SHARED = f"{kinds.__name__}.base"


@register()
def every_kind_module_is_listed(**_: Any) -> list[CheckMessage]:
    """A module that defines a kind of its own must stand in KINDS."""
    listed = {kind.model.__module__ for kind in KINDS.values()}
    modules = {f"{kinds.__name__}.{found.name}" for found in pkgutil.iter_modules(kinds.__path__)}
    silent = sorted(modules - listed - {SHARED})
    return [
        Error(
            f"{module} is not listed in records/kinds/__init__.py.",
            hint="Add its module to KINDS; what kinds share belongs in records/kinds/base/.",
            id="records.E001",
        )
        for module in silent
    ]


@register()
def every_publishable_model_has_a_kind(**_: Any) -> list[CheckMessage]:
    """A model that can be published needs a Kind, or nothing would load, publish or list it."""
    declared = {kind.model for kind in KINDS.values()}
    return [
        Error(
            f"{model.__name__} has no Kind.",
            hint="Write its KIND and list its module in KINDS.",
            id="records.E002",
        )
        for model in concrete_kinds(Publishable)
        if model not in declared
    ]


@register()
def every_table_of_the_desk_has_a_history(**_: Any) -> list[CheckMessage]:
    """A table that the history does not watch could be changed without a trace."""
    found = [model for model in apps.get_app_config(__package__).get_models() if is_on_the_desk(model)]
    return [
        Error(
            f"{model.__name__} has no history.",
            hint="Import its module in records/models.py, before the models are tracked.",
            id="records.E003",
        )
        for model in found
        if event_model_of(model) is None
    ]


@register(deploy=True)
def citations_name_a_host(**_: Any) -> list[CheckMessage]:
    """A citation that is printed somewhere else needs more than a path."""
    if settings.PUBLIC_ADDRESS.startswith("https://"):
        return []
    return [
        CheckMessage(
            WARNING,
            "Citations will not lead here: PUBLIC_ADDRESS is no address that begins with https://.",
            hint="Set PUBLIC_ADDRESS to what readers type, such as https://register.example, before publishing.",
            id="records.W001",
        )
    ]
