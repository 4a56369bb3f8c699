"""Incidents: what happened around the talks, from clashes to visits, with casualties as each source gives them."""

from django.db import models

from records.kinds.base import (
    NAME_LENGTH,
    RECORD_HEAD,
    RECORD_TAIL,
    DocumentPart,
    Editor,
    Filter,
    IncidentCategory,
    Kind,
    QuantityField,
    Record,
    RecordDocument,
    Row,
    actor_column,
    low_is_not_above_high,
    one_of,
)


class Incident(Record):
    kind_name = "incident"
    collection = "incidents"

    # What happened
    category = models.CharField(
        max_length=30, choices=IncidentCategory.choices, help_text="What sort of incident."
    )
    alleged_by = actor_column("Who alleges it; null when the source states it itself.")

    class Meta:
        constraints = [one_of("category", IncidentCategory)]


class Casualty(Row):
    """Killed and wounded among one group of people."""

    incident = models.ForeignKey(Incident, models.CASCADE, related_name="casualties")
    of = models.CharField(max_length=NAME_LENGTH, help_text="Among whom, in neutral words.")
    killed = QuantityField(help_text="How many were killed; null when no source says.")
    wounded = QuantityField(help_text="How many were wounded; null when no source says.")

    class Meta(Row.Meta):
        verbose_name_plural = "casualties"
        constraints = [
            low_is_not_above_high(table="casualty", field="killed"),
            low_is_not_above_high(table="casualty", field="wounded"),
        ]

    def __str__(self) -> str:
        return self.of


class CasualtyDocument(DocumentPart):
    class Meta:
        model = Casualty
        fields = ("of", "killed", "wounded")


class IncidentDocument(RecordDocument):
    casualties = CasualtyDocument(many=True, required=False, help_text="Killed and wounded, by group.")

    class Meta:
        model = Incident
        fields = (*RECORD_HEAD, "category", "alleged_by", "casualties", *RECORD_TAIL)


KIND = Kind(
    model=Incident,
    document=IncidentDocument,
    summary="What happened around the talks: clashes, detentions, visits, appeals, allegations.",
    example="2023-04-11-clash-near-lachin",
    filters=(
        Filter("actor", ("alleged_by.id",), ""),
        Filter("claimant", ("alleged_by.id",), ""),
        Filter("category", ("category",), "What sort of incident.", "word", IncidentCategory, usual=True),
    ),
    search=("casualties.of",),
    editor=Editor(
        fields=("category", "alleged_by"),
        list_columns=("category", "alleged_by"),
        list_filters=("category",),
    ),
)
