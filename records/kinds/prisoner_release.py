"""Releases and exchanges of people held: how many in total, and each leg from holder to receiver."""

from django.db import models

from records.kinds.base import (
    RECORD_HEAD,
    RECORD_TAIL,
    Breakdown,
    DetaineeCategory,
    DocumentPart,
    Editor,
    Filter,
    Kind,
    QuantityField,
    Record,
    RecordDocument,
    Row,
    actor_column,
    breakdown_column,
    low_is_not_above_high,
    of_whom_column,
    one_of,
)


class PrisonerRelease(Record):
    kind_name = "prisoner-release"
    collection = "prisoner-releases"

    # What happened
    count = QuantityField(help_text="How many people were released in all; null when no source says.")
    exchange = models.BooleanField(
        null=True, blank=True, help_text="Whether each side released people; null when no source says."
    )

    class Meta:
        constraints = [low_is_not_above_high(table="prisonerrelease", field="count")]


class Leg(Row):
    """One movement of released people from a holder to a receiver."""

    release = models.ForeignKey(PrisonerRelease, models.CASCADE, related_name="legs")
    from_actor = actor_column("Who held and released them.", verbose_name="from")
    to_actor = actor_column("Who received them.", verbose_name="to")
    via = actor_column("Through whose hands or territory they passed.")
    category = models.CharField(
        max_length=20,
        choices=DetaineeCategory.choices,
        default=DetaineeCategory.UNSTATED,
        help_text="What the source calls the people released.",
    )
    of_whom = of_whom_column()
    count = QuantityField(help_text="How many people; null when no source says.")
    breakdown = breakdown_column()

    class Meta(Row.Meta):
        constraints = [
            low_is_not_above_high(table="leg", field="count"),
            one_of("category", DetaineeCategory),
        ]

    def __str__(self) -> str:
        return f"{self.from_actor_id or '?'} → {self.to_actor_id or '?'}"


class LegDocument(DocumentPart):
    breakdown = Breakdown(many=True, required=False, help_text="Parts of the number: of whom, and how many.")

    class Meta:
        model = Leg
        fields = ("from", "to", "via", "category", "of_whom", "count", "breakdown")
        extra_kwargs = {"from": {"source": "from_actor"}, "to": {"source": "to_actor"}}


class PrisonerReleaseDocument(RecordDocument):
    legs = LegDocument(many=True, required=False, help_text="Each movement from a holder to a receiver.")

    class Meta:
        model = PrisonerRelease
        fields = (*RECORD_HEAD, "count", "exchange", "legs", *RECORD_TAIL)


KIND = Kind(
    model=PrisonerRelease,
    document=PrisonerReleaseDocument,
    summary="Releases and exchanges of people held.",
    example="2022-10-azerbaijan-frees-17",
    filters=(
        Filter("actor", ("legs.from.id", "legs.to.id", "legs.via.id"), ""),
        Filter("exchange", ("exchange",), "Whether each side released people.", "yes-no", usual=True),
        Filter(
            "category",
            ("legs.category",),
            "What the source calls the people released.",
            "word",
            DetaineeCategory,
            usual=True,
        ),
        Filter("from", ("legs.from.id",), "Who held and released them.", usual=True),
        Filter("to", ("legs.to.id",), "Who received them.", usual=True),
    ),
    quantity="count",
    search=("legs.of_whom", "legs.breakdown.of"),
    editor=Editor(fields=("count", "exchange"), list_columns=("exchange",), list_filters=("exchange",)),
)
