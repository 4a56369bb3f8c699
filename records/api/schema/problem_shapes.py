"""Problems as serializers that only describe: nothing is rendered through them."""

from typing import Any

from rest_framework import serializers

from records.published import Action, ReasonClass

REPLACED_BY = "Id of the entry that stays, where this was merged into it; of the same kind."


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
        help_text="The parameter that may be mistaken, in a tree with its place; `id` or `collection` for those in the path."
    )
    value = serializers.CharField(help_text="Its value, or one of its values.")
    instead = serializers.CharField(help_text="The value to ask with.")
    name = serializers.CharField(
        allow_null=True, help_text="Name of the entry of that id, or of the publisher; null for a search."
    )
    address = serializers.CharField(help_text="Path of the same question with that.")


class NotFoundDetails(ProblemDetails):
    """There is no such entry, or none by the moment asked for."""

    did_you_mean = Offer(
        many=True,
        required=False,
        help_text="Without as_of: what is published under this id in another collection, and the nearest in this.",
    )


class GoneDetails(ProblemDetails):
    """Why an entry cannot be read any more."""

    action = serializers.ChoiceField([Action.WITHDRAW, Action.REDACT], help_text="What happened to it.")
    reason_class = serializers.ChoiceField(ReasonClass.values, allow_null=True, help_text="Why.")
    replaced_by = serializers.CharField(allow_null=True, help_text=REPLACED_BY)
    version = serializers.IntegerField(help_text="The version asked for.")
    removed_at = serializers.DateTimeField(help_text="When.")
