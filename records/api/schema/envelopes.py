"""What surrounds documents in answers, as serializers that only describe: nothing is rendered through them."""

from typing import Any

from drf_spectacular.utils import inline_serializer
from rest_framework import serializers

from records.api.schema.problem_shapes import Offer
from records.kinds.base import Kind


def redacted_since(what: str) -> serializers.IntegerField:
    """What answers of a past moment say of entries whose text was removed since."""
    told = f"How many {what} stood there at that moment and had their text removed since; left out when none."
    return serializers.IntegerField(required=False, help_text=told)


class Collection(serializers.Serializer):
    name = serializers.CharField(help_text="Name of the collection.")
    url = serializers.CharField(help_text="Its path.")
    summary = serializers.CharField(help_text="What it holds.")
    count = serializers.IntegerField(help_text="How many entries stand there now.")


class Collections(serializers.Serializer):
    sequence = serializers.IntegerField(help_text="Last sequence number of the register.")
    as_of = serializers.DateTimeField(allow_null=True, help_text="When that was written.")
    redacted = redacted_since("entries")
    collections = Collection(many=True, help_text="What there is to ask.")


class Span(serializers.Serializer):
    low = serializers.IntegerField(
        allow_null=True,
        help_text="Smallest number claimed; null where a claim is open below.",
    )
    high = serializers.IntegerField(
        allow_null=True,
        help_text="Largest number claimed; null where a claim is open above.",
    )


class SpanOfSome(Span):
    of_whom = serializers.CharField(
        allow_null=True, help_text="Whom these claims count, as they say; null where they do not."
    )
    date = serializers.CharField(allow_null=True, help_text="The date that these claims have, in EDTF.")
    count = serializers.IntegerField(help_text="How many claims these are.")


class Highlight(serializers.Serializer):
    field = serializers.CharField(help_text="Where in the document, as a JSON pointer (RFC 6901).")
    pieces = serializers.ListField(
        child=serializers.CharField(),
        help_text="The text there in pieces, plain text all of them: the second, fourth and so on are words that were found.",
    )


class FacetValue(serializers.Serializer):
    value = serializers.CharField(
        help_text="As the filter of the facet's name takes it; a year or a month as a date."
    )
    name = serializers.CharField(
        allow_null=True,
        help_text="What an id was called at that moment; null for what is no id, and for what had been withdrawn.",
    )
    count = serializers.IntegerField(help_text="How many of the counted matches have it.")


class Facet(serializers.Serializer):
    values: Any = FacetValue(
        many=True, help_text="The most frequent first, at most 100; of two alike by value."
    )
    others = serializers.IntegerField(help_text="How many further values there are.")
    without = serializers.IntegerField(help_text="How many of the counted matches have no value.")
    counted = serializers.IntegerField(help_text="How many matches were counted.")
    exact = serializers.BooleanField(
        help_text="Whether that is all of them; otherwise it is the newest, and count=exact counts all."
    )


def list_of(kind: Kind | None) -> Any:
    """The envelope of a list of one kind, or of records."""
    name = kind.model.__name__ if kind else "Record"
    shape: Any = kind.document if kind else AnyRecord
    results = shape(many=True, help_text="The entries of this page, as published.")
    return inline_serializer(f"{name}List", {**_envelope(), "results": results})


def claims_of(measure: Kind, figure: Kind) -> Any:
    """A measure with every claim of it."""
    fields = {
        "sequence": serializers.IntegerField(help_text="State of the register that is shown."),
        "as_of": serializers.DateTimeField(allow_null=True, help_text="When that state was reached."),
        "redacted": redacted_since("figures"),
        "measure": measure.document(help_text="The measure, as published."),
        "count": serializers.IntegerField(
            allow_null=True,
            help_text="How many claims there are; null beyond 500, where the oldest 500 are shown.",
        ),
        "range": Span(
            allow_null=True,
            help_text="The numbers that all the claims span, whomever they count and whenever: `ranges` keeps these apart. "
            "Null beyond 500 claims.",
        ),
        "ranges": SpanOfSome(
            many=True,
            allow_null=True,
            help_text="The numbers that claims about the same people at the same time span, for each of these; the oldest "
            "first. Null beyond 500 claims.",
        ),
        "disputed": serializers.BooleanField(
            allow_null=True,
            help_text="Two claimants give numbers for periods that overlap that cannot both be true. Null beyond 500 claims.",
        ),
        "claims": figure.document(many=True, help_text="The claims, oldest first."),
    }
    return inline_serializer("Claims", fields)


def data_package() -> Any:
    """`datapackage.json`."""
    fields: dict[str, Any] = {
        "$schema": serializers.CharField(help_text="The version of the standard."),
        "name": serializers.CharField(help_text="Name of the package."),
        "id": serializers.CharField(help_text="Address of this description for ever."),
        "title": serializers.CharField(help_text="What it is."),
        "description": serializers.CharField(help_text="What is in it, and whose words these are."),
        "homepage": serializers.CharField(help_text="Where the register is."),
        "version": serializers.CharField(help_text="The sequence number as text."),
        "created": serializers.DateTimeField(help_text="When that state of the register was reached."),
        "sequence": serializers.IntegerField(help_text="State of the register that is described."),
        "redacted": redacted_since("entries"),
        "citation": serializers.CharField(help_text="A text to cite it by."),
        "resources": serializers.ListField(
            child=serializers.DictField(),
            help_text="Each file as the standard describes it: address, format, number of rows, and for tables the schema.",
        ),
    }
    return inline_serializer("DataPackage", fields)


class AnyRecord(serializers.Serializer):
    """Any of the record kinds; `kind` tells which."""


def _envelope() -> dict[str, Any]:
    return {
        "sequence": serializers.IntegerField(
            help_text="State of the register that is shown; cite it with as_of."
        ),
        "as_of": serializers.DateTimeField(allow_null=True, help_text="When that state was reached."),
        "count": serializers.IntegerField(
            allow_null=True,
            help_text="How many match; null where counting more than 1,000 entries was not asked for with count=exact.",
        ),
        "next": serializers.CharField(allow_null=True, help_text="Path of the next page."),
        "previous": serializers.CharField(allow_null=True, help_text="Path of the page before."),
        "facets": serializers.DictField(
            child=Facet(),
            allow_null=True,
            help_text="Counts for each value, by the names asked for; null where none were, and after the first page.",
        ),
        "redacted": redacted_since("entries of this collection"),
        "highlights": serializers.ListField(
            child=Highlight(many=True),
            required=False,
            help_text="With highlight=true: for each of the results, in their order, where the words of the search stand.",
        ),
        "did_you_mean": Offer(
            many=True,
            required=False,
            help_text="Where nothing was found, without as_of: what may have been meant. Ids and publishers are the nearest "
            "published; a search finds something.",
        ),
    }
