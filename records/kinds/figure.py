"""Figures: one number, of one measure, as one claimant gives it. Figures that differ stand side by side."""

from django.db import models

from records.kinds.base import (
    RECORD_HEAD,
    RECORD_TAIL,
    Breakdown,
    Editor,
    Filter,
    Kind,
    QuantityField,
    Record,
    RecordDocument,
    Standing,
    actor_column,
    breakdown_column,
    low_is_not_above_high,
    of_whom_column,
    one_of,
)


class Figure(Record):
    kind_name = "figure"
    collection = "figures"

    # What happened
    measure = models.ForeignKey(
        "records.Measure", models.PROTECT, related_name="figures", help_text="What is counted."
    )
    value = QuantityField(help_text="The number claimed.")
    claimed_by = actor_column("Who gives the number; null when the source states it itself.")
    of_whom = of_whom_column()
    standing = models.CharField(
        max_length=20,
        choices=Standing.choices,
        default=Standing.CLAIMED,
        help_text="How the claimant stands by it.",
    )
    breakdown = breakdown_column()

    class Meta:
        constraints = [low_is_not_above_high(table="figure", field="value"), one_of("standing", Standing)]


class FigureDocument(RecordDocument):
    breakdown = Breakdown(many=True, required=False, help_text="Parts of the number: of whom, and how many.")

    class Meta:
        model = Figure
        fields = (
            *RECORD_HEAD,
            "measure",
            "value",
            "claimed_by",
            "of_whom",
            "standing",
            "breakdown",
            *RECORD_TAIL,
        )


KIND = Kind(
    model=Figure,
    document=FigureDocument,
    summary="Numbers as their claimants give them, each of one measure.",
    example="2021-06-armenia-claims-about-200-held",
    filters=(
        Filter("actor", ("claimed_by.id",), ""),
        Filter("claimant", ("claimed_by.id",), ""),
        Filter("measure", ("measure.id",), "Counts this measure.", usual=True),
        Filter(
            "standing", ("standing",), "How the claimant stands by the number.", "word", Standing, usual=True
        ),
    ),
    quantity="value",
    search=("measure.name", "of_whom", "breakdown.of"),
    editor=Editor(
        fields=("measure", "value", "claimed_by", "of_whom", "standing", "breakdown"),
        list_columns=("measure", "claimed_by", "standing"),
        list_filters=("standing", "measure"),
    ),
)
