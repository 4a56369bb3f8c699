"""What surrounds documents in answers, as serializers that only describe: nothing is rendered through them."""

from typing import Any

from drf_spectacular.utils import inline_serializer
from rest_framework import serializers

from records.kinds.base import Kind
from records.published import Action, ReasonClass


class ParameterProblem(serializers.Serializer):
    parameter = serializers.CharField(help_text="The parameter in error.")
    code = serializers.ChoiceField(
        ["unknown", "repeated", "empty", "invalid", "conflict"], help_text="What is wrong with it."
    )
    detail = serializers.CharField(help_text="What to do about it.")


class ProblemDetails(serializers.Serializer):
    """RFC 9457 problem."""

    type = serializers.CharField(help_text="URN of the sort of problem.")
    title = serializers.CharField(help_text="The sort of problem in words.")
    status = serializers.IntegerField(help_text="HTTP status.")
    detail = serializers.CharField(help_text="What happened and what to do.")
    errors: Any = ParameterProblem(
        many=True, help_text="Each parameter in error; empty when it is not about parameters."
    )


class Offer(serializers.Serializer):
    parameter = serializers.CharField(
        help_text="The parameter that may be mistaken; `id` for that in the path."
    )
    value = serializers.CharField(help_text="Its value, or one of its values.")
    instead = serializers.CharField(help_text="The value to ask with.")
    name = serializers.CharField(
        allow_null=True, help_text="Name of the entry of that id; null for a search."
    )
    address = serializers.CharField(help_text="Path of the same question with that.")


class NotFoundDetails(ProblemDetails):
    """There is no such entry, or none by the moment asked for."""

    did_you_mean = Offer(
        many=True,
        required=False,
        help_text="Without as_of: the nearest that are published, where any is near.",
    )


REPLACED_BY = "Id of the entry that stays, where this was merged into it; of the same kind."


class GoneDetails(ProblemDetails):
    """Why an entry cannot be read any more."""

    action = serializers.ChoiceField([Action.WITHDRAW, Action.REDACT], help_text="What happened to it.")
    reason_class = serializers.ChoiceField(ReasonClass.values, allow_null=True, help_text="Why.")
    replaced_by = serializers.CharField(allow_null=True, help_text=REPLACED_BY)
    version = serializers.IntegerField(help_text="The version asked for.")
    removed_at = serializers.DateTimeField(help_text="When.")


class Change(serializers.Serializer):
    sequence = serializers.IntegerField(help_text="Place in the register: 1, 2, 3 … without a gap.")
    action = serializers.ChoiceField(Action.values, help_text="What happened.")
    kind = serializers.CharField(help_text="Kind of the entry.")
    id = serializers.CharField(help_text="Id of the entry.")
    url = serializers.CharField(help_text="Path of its current document.")
    version = serializers.IntegerField(help_text="Version of the entry.")
    version_url = serializers.CharField(help_text="Permanent path of this version.")
    reason_class = serializers.ChoiceField(
        ReasonClass.values, allow_null=True, help_text="Why it was removed."
    )
    replaced_by = serializers.CharField(allow_null=True, help_text=REPLACED_BY)
    published_at = serializers.DateTimeField(help_text="When (UTC).")
    content_hash = serializers.CharField(help_text="SHA-256 of nonce and document, in hexadecimal.")
    entry_hash = serializers.CharField(help_text="Leaf hash of the log (RFC 6962), in hexadecimal.")


class ChangeWithDocument(Change):
    nonce = serializers.CharField(
        allow_null=True, help_text="Bytes that precede the document in the content hash."
    )
    document = serializers.DictField(
        allow_null=True, help_text="The document; null in a tombstone and after a redaction."
    )


class Changes(serializers.Serializer):
    sequence = serializers.IntegerField(help_text="Last sequence number of the register.")
    after = serializers.IntegerField(help_text="Sequence number after which to go on reading, now or later.")
    next = serializers.CharField(allow_null=True, help_text="Path of the next page; null when all was read.")
    results = ChangeWithDocument(many=True, help_text="Changes in sequence.")


class Bucket(serializers.Serializer):
    label: Any = serializers.CharField(
        help_text="The year or the month (EDTF); in `outside`, `before` or `after` one."
    )
    certain = serializers.IntegerField(help_text="Records whose period lies wholly in it.")
    possible = serializers.IntegerField(help_text="Records that may fall in it, and outside as well.")
    unbounded = serializers.IntegerField(help_text="How many of the possible have no bound on a side.")


def _redacted(what: str) -> serializers.IntegerField:
    told = f"How many {what} stood there at that moment and had their text removed since; left out when none."
    return serializers.IntegerField(required=False, help_text=told)


class Timeline(serializers.Serializer):
    sequence = serializers.IntegerField(help_text="State of the register that is shown; cite it with as_of.")
    as_of = serializers.DateTimeField(allow_null=True, help_text="When that state was reached.")
    interval = serializers.ChoiceField(["year", "month"], help_text="How long a bucket is.")
    count = serializers.IntegerField(
        help_text="Records counted: `certain`, `only_possible`, `unbounded` and `undated` together."
    )
    exact = serializers.BooleanField(
        help_text="Whether these are all that match. Otherwise the newest by date were counted; count=exact counts all."
    )
    counted_from = serializers.DateField(
        allow_null=True,
        help_text="Where not all were counted: those that begin later are all there, those that begin earlier are not.",
    )
    certain = serializers.IntegerField(help_text="Records that lie wholly in one year or month.")
    only_possible = serializers.IntegerField(
        help_text="Records that reach over several years or months, from a known day to another."
    )
    unbounded = serializers.IntegerField(
        help_text="Records without a bound on a side: possible in every bucket that lies there."
    )
    undated = serializers.IntegerField(help_text="Records without a date; they are in no bucket.")
    redacted = _redacted("records")
    outside = Bucket(
        many=True,
        help_text="What lies in no bucket, because it is too far from the others: `before 1991`, `after 2023`. Mostly empty.",
    )
    buckets = Bucket(many=True, help_text="Years or months in order, the empty ones between too.")


class Versions(serializers.Serializer):
    id = serializers.CharField(help_text="Id of the entry.")
    kind = serializers.CharField(help_text="Kind of the entry.")
    versions = Change(many=True, help_text="Every version, oldest first.")


class Collection(serializers.Serializer):
    name = serializers.CharField(help_text="Name of the collection.")
    url = serializers.CharField(help_text="Its path.")
    summary = serializers.CharField(help_text="What it holds.")
    count = serializers.IntegerField(help_text="How many entries stand there now.")


class Collections(serializers.Serializer):
    sequence = serializers.IntegerField(help_text="Last sequence number of the register.")
    as_of = serializers.DateTimeField(allow_null=True, help_text="When that was written.")
    redacted = _redacted("entries")
    collections = Collection(many=True, help_text="What there is to ask.")


class Suggestion(serializers.Serializer):
    id = serializers.CharField(help_text="What to ask with.")
    name = serializers.CharField(help_text="What to show.")
    description = serializers.CharField(help_text="What tells it from others.")


class SuggestedType(serializers.Serializer):
    id = serializers.CharField(help_text="The collection.")
    name = serializers.CharField(help_text="What to show.")


class SuggestedEntry(Suggestion):
    notable: Any = SuggestedType(many=True, help_text="Its types.")


class Suggestions(serializers.Serializer):
    result: Any = Suggestion(many=True, help_text="What fits so far.")


class SuggestedEntries(serializers.Serializer):
    result: Any = SuggestedEntry(many=True, help_text="The best first.")


class Properties(serializers.Serializer):
    type = serializers.CharField(allow_null=True, help_text="The type asked for; null: any.")
    properties: Any = Suggestion(many=True, help_text="What its entries have.")


class Span(serializers.Serializer):
    low = serializers.IntegerField(
        allow_null=True,
        help_text="Smallest number claimed; null where a claim is open below.",
    )
    high = serializers.IntegerField(
        allow_null=True,
        help_text="Largest number claimed; null where a claim is open above.",
    )


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
        "redacted": _redacted("figures"),
        "measure": measure.document(help_text="The measure, as published."),
        "count": serializers.IntegerField(
            allow_null=True,
            help_text="How many claims there are; null beyond 500, where the oldest 500 are shown.",
        ),
        "range": Span(allow_null=True, help_text="The numbers that the claims span; null beyond 500 claims."),
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
        "redacted": _redacted("entries"),
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
        "redacted": _redacted("entries of this collection"),
        "highlights": serializers.ListField(
            child=Highlight(many=True),
            required=False,
            help_text="With highlight=true: for each of the results, in their order, where the words of the search stand.",
        ),
        "did_you_mean": Offer(
            many=True,
            required=False,
            help_text="Where nothing was found, without as_of: what may have been meant. Ids are the nearest published; "
            "a search finds something.",
        ),
    }
