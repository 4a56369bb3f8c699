"""Records over time as serializers that only describe: nothing is rendered through them."""

from typing import Any

from rest_framework import serializers

from records.api.schema.envelopes import redacted_since


class Bucket(serializers.Serializer):
    label: Any = serializers.CharField(
        help_text="The year or the month (EDTF); in `outside`, `before` or `after` one."
    )
    certain = serializers.IntegerField(help_text="Records whose period lies wholly in it.")
    possible = serializers.IntegerField(help_text="Records that may fall in it, and outside as well.")
    unbounded = serializers.IntegerField(help_text="How many of the possible have no bound on a side.")


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
    redacted = redacted_since("records")
    outside = Bucket(
        many=True,
        help_text="What lies in no bucket, because it is too far from the others: `before 1991`, `after 2023`. Mostly empty.",
    )
    buckets = Bucket(many=True, help_text="Years or months in order, the empty ones between too.")
