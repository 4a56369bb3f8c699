"""What the reconciliation service offers, as serializers that only describe: nothing is rendered through them."""

from typing import Any

from rest_framework import serializers


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
