"""Places, with each name they go by and who uses it. A place that is contested carries no country."""

from decimal import Decimal
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from rest_framework import serializers

from records.kinds.base import (
    HEAD,
    NAME_LENGTH,
    Document,
    DocumentPart,
    Editor,
    Filter,
    Kind,
    Part,
    PointPrecision,
    Publishable,
    Row,
    actor_column,
    country_column,
    one_of,
    wikidata_column,
)


class Place(Publishable):
    kind_name = "place"
    collection = "places"

    # Identification
    name = models.CharField(
        max_length=NAME_LENGTH, help_text="The name most used in English-language sources."
    )
    summary = models.TextField(blank=True, default="", help_text="What this place is, in neutral words.")
    country = country_column("Country, as an ISO 3166-1 alpha-2 code; null where that is contested.")
    wikidata = wikidata_column()

    # Where
    latitude = models.DecimalField(
        max_digits=4,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
        help_text="Degrees north, two decimals at most (about a kilometre).",
    )
    longitude = models.DecimalField(
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
        help_text="Degrees east, two decimals at most.",
    )
    precision = models.CharField(
        max_length=20,
        choices=PointPrecision.choices,
        blank=True,
        default="",
        help_text="What the point stands for.",
    )

    class Meta(Publishable.Meta):
        constraints = [
            *Publishable.Meta.constraints,
            one_of("precision", PointPrecision, blank=True),
            models.CheckConstraint(
                condition=Q(latitude=None, longitude=None, precision="")
                | (Q(latitude__isnull=False, longitude__isnull=False) & ~Q(precision="")),
                name="a_point_is_whole_or_absent",
                violation_error_message="A point needs latitude, longitude and precision together.",
            ),
        ]


class PlaceName(Row):
    """One name of a place, and who uses it."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="names")
    name = models.CharField(max_length=NAME_LENGTH, help_text="The name as its users write it.")
    used_by = actor_column("Who uses this name.")
    language = models.CharField(max_length=35, blank=True, default="", help_text="Language tag, e.g. hy.")

    class Meta(Row.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["place", "name", "used_by"], name="a_name_of_a_place_is_listed_once_for_each_user"
            ),
            models.UniqueConstraint(
                fields=["place", "name"],
                condition=Q(used_by=None),
                name="a_name_of_a_place_without_a_user_is_listed_once",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class PlaceNameDocument(DocumentPart):
    class Meta:
        model = PlaceName
        fields = ("name", "used_by", "language")


class Point(Part):
    """`{latitude, longitude, precision}` or null."""

    latitude = serializers.DecimalField(
        4, 2, min_value=-90, max_value=90, coerce_to_string=False, help_text="Degrees north."
    )
    longitude = serializers.DecimalField(
        5, 2, min_value=-180, max_value=180, coerce_to_string=False, help_text="Degrees east."
    )
    precision = serializers.ChoiceField(PointPrecision.choices, help_text="What the point stands for.")

    def run_validation(self, data: Any = serializers.empty) -> Any:
        if data is None or data is serializers.empty:
            return {"latitude": None, "longitude": None, "precision": ""}
        return super().run_validation(data)

    def to_representation(self, instance: Any) -> Any:
        return None if instance.latitude is None else _numbers(super().to_representation(instance))


def _numbers(point: dict[str, Any]) -> dict[str, Any]:
    return {key: float(part) if isinstance(part, Decimal) else part for key, part in point.items()}


class PlaceDocument(Document):
    names = PlaceNameDocument(
        many=True, required=False, help_text="Every name the place goes by, with who uses it."
    )
    point = Point(
        source="*", required=False, allow_null=True, help_text="Where it is, to about a kilometre; or null."
    )

    class Meta:
        model = Place
        fields = (*HEAD, "name", "summary", "names", "country", "point", "wikidata")


KIND = Kind(
    model=Place,
    document=PlaceDocument,
    summary="Where things happened, under every side's name.",
    example="nagorno-karabakh",
    filters=(Filter("country", ("country",), "Country (ISO 3166-1 alpha-2).", "code", usual=True),),
    date=None,
    search=("name", "names.name", "summary"),
    editor=Editor(
        fields=("name", "summary", "country", "wikidata", "latitude", "longitude", "precision"),
        list_columns=("country",),
        list_filters=("country",),
    ),
)
