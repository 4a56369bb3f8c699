"""The public document of a record: what the record kinds have in common, and the rows below it."""

from typing import Any, cast

from rest_framework import serializers

from records.kinds.base import record
from records.kinds.base.document_fields import Reference, When
from records.kinds.base.document_part import CITATION_SHOWS, DocumentPart
from records.kinds.base.documents import HEAD, Document
from records.kinds.base.evidence import check_states, conflicts, with_years_as_text

RECORD_HEAD = (*HEAD, "title", "summary", "date", "status", "status_note")
RECORD_TAIL = ("participants", "places", "outcomes", "related", "evidence", "contested")


class ParticipationDocument(DocumentPart):
    class Meta:
        model = record.Participation
        fields = ("actor", "role", "capacity", "represents")


class PlacingDocument(DocumentPart):
    """A place of a record, written as the citation alone."""

    is_citation = True

    class Meta:
        model = record.Placing
        fields = ("place",)

    def as_mapping(self, data: Any) -> Any:
        return {"place": data}

    def to_internal_value(self, data: Any) -> Any:
        return {"place": self.fields["place"].run_validation(data)}

    def to_representation(self, instance: Any) -> Any:
        return self.fields["place"].to_representation(instance.place)


class OutcomeDocument(DocumentPart):
    class Meta:
        model = record.Outcome
        fields = ("text", "status")


class RelationDocument(DocumentPart):
    record = Reference(source="other", shows=CITATION_SHOWS["record"], help_text="The other record.")

    class Meta:
        model = record.Relation
        fields = ("type", "record")


class EvidenceDocument(DocumentPart):
    class Meta:
        model = record.Evidence
        fields = ("source", "paragraph", "phrase", "states")

    def validate_states(self, value: Any) -> Any:
        if not isinstance(value, dict):
            raise serializers.ValidationError(
                "states is a mapping from a field to the value this source gives."
            )
        return value


class RecordDocument(Document):
    """What the five record kinds have in common."""

    date = When(help_text="When it happened, never more precise than the source; null when no source says.")
    participants = ParticipationDocument(many=True, required=False, help_text="Who took part, and as what.")
    places = PlacingDocument(many=True, required=False, source="placings", help_text="Where it happened.")
    outcomes = OutcomeDocument(many=True, required=False, help_text="What came of it, and how firm that was.")
    related = RelationDocument(many=True, required=False, help_text="Links to other records.")
    evidence = EvidenceDocument(
        many=True, required=False, help_text="Who says so: source, paragraph, phrase."
    )
    contested = serializers.SerializerMethodField(
        help_text="True when the evidence gives values that cannot all be true, or when this record disputes another."
    )

    def get_contested(self, instance: Any) -> bool:
        return False  # the rendered document decides, below: all its values must be known first

    def to_representation(self, instance: Any) -> dict[str, Any]:
        document = super().to_representation(instance)
        disputes = any(relation["type"] == "disputes" for relation in document["related"])
        document["contested"] = disputes or bool(conflicts(self, document))
        return document

    def validate(self, attrs: Any) -> Any:
        problems = check_states(self, attrs)
        if problems:
            raise serializers.ValidationError({"evidence": cast("Any", problems)})
        for item in attrs.get("evidence", ()):
            item["states"] = with_years_as_text(self, item.get("states", {}))
        return attrs
