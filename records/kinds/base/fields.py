"""Sorts of column that the kinds share: permanent ids, EDTF dates and quantities.

Each validates itself and, where it can, in the database too. How a value looks in a document is said in
`documents.py`; how it is edited is said in `records.editorial`.
"""

import re
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator, URLValidator
from django.db import models
from django.db.models.fields.json import KT
from django.db.models.functions import Cast
from django.db.models.lookups import LessThanOrEqual

from records import dates, quantities

SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
SLUG_LENGTH = 100
TRACKER = re.compile(r"(?:^|&)(?:utm_\w+|fbclid|gclid)=", re.IGNORECASE)
is_slug = RegexValidator(
    SLUG, "Use lower-case ASCII letters, digits and single hyphens, for example 2022-08-31-brussels."
)


def is_edtf(text: str) -> None:
    """Refuse text that is not in our EDTF profile, naming the position."""
    try:
        dates.parse(text)
    except dates.EDTFError as error:
        raise ValidationError(str(error), code="edtf") from error


def is_public_address(text: str) -> None:
    """Refuse what no reader should be sent to: other schemes, credentials, private machines, trackers."""
    URLValidator(["http", "https"], message="Write a web address that begins with https:// or http://.")(text)
    parts = urlsplit(text)
    if "@" in parts.netloc:
        raise ValidationError("Remove the user name and password from the address.", code="address")
    if _is_private(parts.hostname or ""):
        raise ValidationError("Only a private network knows this address; give a public one.", code="address")
    if TRACKER.search(parts.query):
        raise ValidationError(
            "Remove what tracks readers (utm_…, fbclid, gclid) from the address.", code="address"
        )


def _is_private(host: str) -> bool:
    try:
        return not ip_address(host).is_global
    except ValueError:
        return "." not in host or host.endswith((".localhost", ".local", ".internal"))


class SlugId(models.CharField):
    """The permanent public id: the primary key, so that references read as text and load in any order."""

    def __init__(self, **options: Any) -> None:
        options.update(max_length=SLUG_LENGTH, primary_key=True)
        options.setdefault("validators", [is_slug])
        super().__init__(**options)

    def deconstruct(self) -> Any:
        name, path, args, options = super().deconstruct()
        for fixed in ("max_length", "primary_key", "validators"):
            options.pop(fixed, None)
        return name, path, args, options


class EdtfField(models.CharField):
    """EDTF text, the truth of a date; empty where the source gives none."""

    def __init__(self, **options: Any) -> None:
        options.update(max_length=100, blank=True, default="", validators=[is_edtf])
        super().__init__(**options)

    def deconstruct(self) -> Any:
        name, path, args, options = super().deconstruct()
        for fixed in ("max_length", "blank", "default", "validators"):
            options.pop(fixed, None)
        return name, path, args, options


class QuantityField(models.JSONField):
    """`{low, high, qualifier, text}`, or null when the source gives no such number."""

    def __init__(self, **options: Any) -> None:
        options.update(null=True, blank=True)
        super().__init__(**options)

    def deconstruct(self) -> Any:
        name, path, args, options = super().deconstruct()
        for fixed in ("null", "blank"):
            options.pop(fixed, None)
        return name, path, args, options

    def clean(self, value: Any, model_instance: models.Model | None) -> Any:
        return super().clean(normalised(value), model_instance)

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        value = normalised(getattr(model_instance, self.attname))
        setattr(model_instance, self.attname, value)
        return value


def normalised(value: Any) -> dict[str, Any] | None:
    """A quantity in its stored shape; raises ValidationError in the words of QuantityError."""
    if value in (None, "", {}):
        return None
    try:
        return quantities.parse(value).as_dict()
    except quantities.QuantityError as error:
        raise ValidationError(str(error), code="quantity") from error


def low_is_not_above_high(*, table: str, field: str) -> models.CheckConstraint:
    """The part of a quantity's coherence that the database can hold by itself."""
    low, high = (Cast(KT(f"{field}__{end}"), models.BigIntegerField()) for end in ("low", "high"))
    return models.CheckConstraint(
        condition=LessThanOrEqual(low, high),
        name=f"{table}_{field}_low_is_not_above_high",
        violation_error_message=f"{field}: low must not be above high.",
    )
