"""What everything on the desk shares: a permanent id, an editorial state, and who touched it last.

Nothing here is public by itself: the register is filled by `records.publishing`, and only by it. Editors are remembered by
account name, as text, so that the desk's history outlives an account and a read node needs no account tables.
"""

from collections.abc import Iterable
from functools import cache
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from records import dates
from records.kinds.base.fields import SLUG, EdtfField, SlugId
from records.kinds.base.vocabulary import Sensitivity, State

NAME_LENGTH = 200


def one_of(field: str, words: type[models.TextChoices], *, blank: bool = False) -> models.CheckConstraint:
    """The database's own copy of a closed word list."""
    allowed = [*words.values, *([""] if blank else [])]
    return models.CheckConstraint(
        condition=Q(**{f"{field}__in": allowed}), name=f"%(class)s_{field}_is_a_known_word"
    )


class Publishable(models.Model):
    """Anything that can be published: records, and the sources, actors, places and measures they cite."""

    kind_name: ClassVar[str]
    collection: ClassVar[str]

    # Identification
    id = SlugId(help_text="Permanent id, used in the address and in citations. It cannot be changed later.")

    # Editorial
    state = models.CharField(
        max_length=20,
        choices=State.choices,
        default=State.DRAFT,
        help_text="Where this stands between draft and the public register.",
    )
    sensitivity = models.CharField(
        max_length=10,
        choices=Sensitivity.choices,
        blank=True,
        default="",
        help_text="Whether publishing could put anyone at risk. Must be set before publication; never public.",
    )
    created_by = models.CharField(max_length=150, editable=False, help_text="Account that made the entry.")
    created_at = models.DateTimeField(auto_now_add=True, editable=False, help_text="When the entry was made.")
    edited_by = models.CharField(max_length=150, editable=False, help_text="Account that changed it last.")
    edited_at = models.DateTimeField(auto_now=True, editable=False, help_text="When it was changed last.")

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(id__regex=SLUG),
                name="%(class)s_id_is_a_slug",
                violation_error_message="The id must be lower-case letters, digits and single hyphens.",
            ),
            one_of("state", State),
            one_of("sensitivity", Sensitivity, blank=True),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """What people call it: the title or the name."""
        return str(getattr(self, "title", None) or getattr(self, "name", self.pk))

    @property
    def public_path(self) -> str:
        """Path of its public document, the same on every host."""
        return address_of(self.kind_name, str(self.pk))


class Dated(models.Model):
    """An EDTF date with its note and the hull of days derived from it at save."""

    date = EdtfField(
        help_text="When it happened, as EDTF text and never more precise than the source, e.g. 2022-08-31, "
        "2021-05, XXXX-06-04 (year unknown) or [2023-05-01..2023-05-10] (one day among these)."
    )
    date_note = models.TextField(
        blank=True,
        default="",
        help_text="How the date was derived, when the source does not simply print it.",
    )
    earliest = models.DateField(
        null=True, blank=True, editable=False, help_text="First day it can mean; null: no bound."
    )
    latest = models.DateField(
        null=True, blank=True, editable=False, help_text="Last day it can mean; null: no bound."
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(earliest__lte=models.F("latest")), name="%(class)s_earliest_is_not_after_latest"
            )
        ]

    def save(self, **options: Any) -> None:
        self.derive_period()
        super().save(**options)

    def derive_period(self) -> None:
        """Recompute `earliest` and `latest` from the EDTF text."""
        read = dates.parse(self.date) if self.date else None
        self.earliest = read.earliest if read else None
        self.latest = read.latest if read else None


@cache
def _collections() -> dict[str, str]:
    return {model.kind_name: model.collection for model in concrete_kinds(Publishable)}


def concrete_kinds(model: type[models.Model]) -> list[Any]:
    """Every model below `model` that names a kind of its own."""
    below = [found for child in model.__subclasses__() for found in concrete_kinds(child)]
    return [*below, model] if "kind_name" in model.__dict__ else below


def address_of(kind: str, slug: str) -> str:
    """`/api/v1/<collection>/<id>/` for a kind's name and an id."""
    return f"/api/v1/{_collections()[kind]}/{slug}/"


def version_address_of(address: str, version: int) -> str:
    """The permanent address of one version of what stands at an address; works for paths and whole addresses."""
    return f"{address}versions/{version}/"


def entries_at(paths: Iterable[str]) -> dict[str, list[str]]:
    """Ids by kind of the entries at these paths: the inverse of `address_of`."""
    kinds = {collection: kind for kind, collection in _collections().items()}
    found: dict[str, list[str]] = {}
    for path in sorted(set(paths)):
        collection, slug = path.strip("/").split("/")[-2:]
        found.setdefault(kinds[collection], []).append(slug)
    return found
