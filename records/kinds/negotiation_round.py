"""Rounds of negotiation: at what level, by what means, on which track, and beside which summit."""

from django.db import models

from records.kinds.base import (
    NAME_LENGTH,
    RECORD_HEAD,
    RECORD_TAIL,
    Editor,
    Filter,
    Kind,
    Level,
    Modality,
    Record,
    RecordDocument,
    is_slug,
    level_column,
    modality_column,
    one_of,
)


class NegotiationRound(Record):
    kind_name = "negotiation-round"
    collection = "negotiation-rounds"

    # What happened
    level = level_column()
    modality = modality_column()
    track = models.CharField(
        max_length=60,
        blank=True,
        default="",
        validators=[is_slug],
        help_text="Line of talks it belongs to, e.g. eu-mediated.",
    )
    occasion = models.CharField(
        max_length=NAME_LENGTH, blank=True, default="", help_text="Summit or assembly it was held beside."
    )
    round_number = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Number of the round, where the source counts them."
    )

    class Meta:
        constraints = [one_of("level", Level), one_of("modality", Modality)]


class NegotiationRoundDocument(RecordDocument):
    class Meta:
        model = NegotiationRound
        fields = (*RECORD_HEAD, "level", "modality", "track", "occasion", "round_number", *RECORD_TAIL)


KIND = Kind(
    model=NegotiationRound,
    document=NegotiationRoundDocument,
    summary="Meetings and calls in which the parties negotiated.",
    example="2022-08-31-brussels",
    filters=(
        Filter("level", ("level",), "Who met.", "word", Level, usual=True),
        Filter("modality", ("modality",), "How they met.", "word", Modality, usual=True),
        Filter("track", ("track",), "Line of talks it belongs to, e.g. `eu-mediated`."),
    ),
    search=("occasion",),
    editor=Editor(
        fields=("level", "modality", "track", "occasion", "round_number"),
        list_columns=("level", "modality", "track"),
        list_filters=("level", "modality", "track"),
    ),
)
