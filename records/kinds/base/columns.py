"""Columns that several kinds have, each said once: what it holds, how it is checked, and what its hint says."""

from typing import Any

from django.core.validators import RegexValidator
from django.db import models

from records.kinds.base.parts import is_breakdown
from records.kinds.base.publishable import NAME_LENGTH
from records.kinds.base.vocabulary import Level, Modality

is_country_code = RegexValidator("^[A-Z]{2}$", "Use two capital letters, for example AM.")
is_wikidata_id = RegexValidator("^Q[1-9][0-9]*$", "Use a Wikidata id, for example Q42.")


def actor_column(help_text: str, *, verbose_name: str | None = None) -> "models.ForeignKey[Any, Any]":
    """An actor, or null."""
    return models.ForeignKey(
        "records.Actor",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=verbose_name,
        help_text=help_text,
    )


def country_column(help_text: str) -> "models.CharField[str, str]":
    """A country as ISO 3166-1 alpha-2; empty where none applies."""
    return models.CharField(
        max_length=2, blank=True, default="", validators=[is_country_code], help_text=help_text
    )


def wikidata_column() -> "models.CharField[str, str]":
    """The same thing in Wikidata; empty where it is not known."""
    return models.CharField(
        max_length=20, blank=True, default="", validators=[is_wikidata_id], help_text="Wikidata id, e.g. Q42."
    )


def level_column() -> "models.CharField[str, str]":
    """Of a meeting."""
    return models.CharField(
        max_length=30, choices=Level.choices, default=Level.UNSTATED, help_text="Who met."
    )


def modality_column() -> "models.CharField[str, str]":
    """Of a meeting."""
    return models.CharField(
        max_length=20, choices=Modality.choices, default=Modality.UNSTATED, help_text="How they met."
    )


def of_whom_column() -> "models.CharField[str, str]":
    """Beside a number."""
    return models.CharField(
        max_length=NAME_LENGTH, blank=True, default="", help_text="Whom the number counts, in neutral words."
    )


def breakdown_column() -> "models.JSONField[Any, Any]":
    """Beside a number."""
    return models.JSONField(
        default=list,
        blank=True,
        validators=[is_breakdown],
        help_text="Parts of the number: of whom, and how many.",
    )
