"""Actors: states, institutions, organisations, people in public office, and groups that sources leave unnamed."""

from django.db import models
from django.db.models import F, Q
from rest_framework import serializers

from records.kinds.base import (
    HEAD,
    NAME_LENGTH,
    ActorType,
    Document,
    Editor,
    Filter,
    Kind,
    Publishable,
    country_column,
    is_texts,
    one_of,
    wikidata_column,
)


class Actor(Publishable):
    kind_name = "actor"
    collection = "actors"

    # Identification
    name = models.CharField(
        max_length=NAME_LENGTH, help_text="The name the actor uses for itself, in English."
    )
    summary = models.TextField(blank=True, default="", help_text="Who this is, in neutral words.")
    type = models.CharField(max_length=20, choices=ActorType.choices, help_text="What sort of actor.")
    aliases = models.JSONField(
        default=list, blank=True, validators=[is_texts], help_text="Other spellings and names, one an item."
    )
    part_of = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="parts",
        help_text="State or body it belongs to.",
    )
    country = country_column("Country, as an ISO 3166-1 alpha-2 code.")
    wikidata = wikidata_column()
    public_role = models.CharField(
        max_length=NAME_LENGTH,
        blank=True,
        default="",
        help_text="The office that makes a person public. Without one a person is not published.",
    )

    class Meta(Publishable.Meta):
        constraints = [
            *Publishable.Meta.constraints,
            one_of("type", ActorType),
            models.CheckConstraint(condition=~Q(id=F("part_of")), name="no_actor_is_part_of_itself"),
        ]


class ActorDocument(Document):
    aliases = serializers.ListField(
        child=serializers.CharField(), required=False, default=list, help_text="Other spellings and names."
    )

    class Meta:
        model = Actor
        fields = (
            *HEAD,
            "name",
            "summary",
            "type",
            "aliases",
            "part_of",
            "country",
            "wikidata",
            "public_role",
        )


KIND = Kind(
    model=Actor,
    document=ActorDocument,
    summary="Those who act: states, institutions, organisations, people in public office.",
    example="armenia",
    filters=(
        Filter("type", ("type",), "What sort of actor.", "word", ActorType, usual=True),
        Filter("country", ("country",), "Country (ISO 3166-1 alpha-2).", "code"),
        Filter("part_of", ("part_of.id",), "Belongs to this state or body."),
    ),
    date=None,
    search=("name", "aliases", "summary", "public_role"),
    editor=Editor(
        fields=("name", "summary", "type", "aliases", "part_of", "country", "wikidata", "public_role"),
        list_columns=("type", "country", "public_role"),
        list_filters=("type", "country"),
    ),
)
