"""Measures: what a figure counts, defined once so that claims of it can be set side by side."""

from django.db import models

from records.kinds.base import HEAD, NAME_LENGTH, Document, Editor, Filter, Kind, Publishable


class Measure(Publishable):
    kind_name = "measure"
    collection = "measures"

    # Identification
    name = models.CharField(max_length=NAME_LENGTH, help_text="Short name of what is counted.")
    definition = models.TextField(help_text="What is counted and what is not.")
    unit = models.CharField(max_length=60, help_text="What one unit is, e.g. people.")
    population = models.CharField(
        max_length=NAME_LENGTH, blank=True, default="", help_text="Among whom it is counted."
    )


class MeasureDocument(Document):
    class Meta:
        model = Measure
        fields = (*HEAD, "name", "definition", "unit", "population")


KIND = Kind(
    model=Measure,
    document=MeasureDocument,
    summary="What figures count; each lists every claim of it side by side.",
    example="armenians-held-by-azerbaijan",
    filters=(Filter("unit", ("unit",), "What one unit is.", "text", usual=True),),
    date=None,
    search=("name", "definition", "population"),
    editor=Editor(
        fields=("name", "definition", "unit", "population"),
        list_columns=("unit",),
        list_filters=("unit",),
    ),
)
