"""The feed and histories as serializers that only describe: nothing is rendered through them."""

from rest_framework import serializers

from records.api.schema.problem_shapes import REPLACED_BY
from records.published import Action, ReasonClass


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


class Versions(serializers.Serializer):
    id = serializers.CharField(help_text="Id of the entry.")
    kind = serializers.CharField(help_text="Kind of the entry.")
    versions = Change(many=True, help_text="Every version, oldest first.")
