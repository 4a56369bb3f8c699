"""Talks about the fate and whereabouts of missing people: which round, at what level, and what was on the table."""

from django.db import models
from rest_framework import serializers

from records.kinds.base import (
    RECORD_HEAD,
    RECORD_TAIL,
    Editor,
    Filter,
    Kind,
    Level,
    Modality,
    Record,
    RecordDocument,
    is_texts,
    level_column,
    modality_column,
    one_of,
)


class MissingPersonTalk(Record):
    kind_name = "missing-person-talk"
    collection = "missing-person-talks"

    # What happened
    round_number = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Number of the round, where the source counts them."
    )
    level = level_column()
    modality = modality_column()
    timeline_agreed = models.BooleanField(
        null=True, blank=True, help_text="Whether a timeline was agreed; null when no source says."
    )
    subjects = models.JSONField(
        default=list,
        blank=True,
        validators=[is_texts],
        help_text="What was on the table, one subject an item.",
    )

    class Meta:
        verbose_name = "missing-person talk"
        constraints = [one_of("level", Level), one_of("modality", Modality)]


class MissingPersonTalkDocument(RecordDocument):
    subjects = serializers.ListField(
        child=serializers.CharField(), required=False, default=list, help_text="What was on the table."
    )

    class Meta:
        model = MissingPersonTalk
        fields = (
            *RECORD_HEAD,
            "round_number",
            "level",
            "modality",
            "timeline_agreed",
            "subjects",
            *RECORD_TAIL,
        )


KIND = Kind(
    model=MissingPersonTalk,
    document=MissingPersonTalkDocument,
    summary="Talks about the fate and whereabouts of missing people.",
    example="missing-persons-talks-june-4",
    filters=(
        Filter("level", ("level",), "Who met.", "word", Level, usual=True),
        Filter("modality", ("modality",), "How they met.", "word", Modality, usual=True),
    ),
    search=("subjects",),
    editor=Editor(
        fields=("round_number", "level", "modality", "timeline_agreed", "subjects"),
        list_columns=("round_number", "level"),
        list_filters=("level", "modality"),
    ),
)
