"""The public document: one schema that validates fixtures, renders publications and describes itself.

A kind's document is a `Document` whose public fields are written out one by one. Help texts, word lists and limits
come from the model, so that the admin, the loader and the API documentation say the same. Rendering needs no request.
"""

from collections.abc import Callable
from functools import cached_property
from operator import attrgetter
from typing import Any, ClassVar, cast

from django.db import models
from rest_framework import serializers

from records.kinds.base import record
from records.kinds.base.document_fields import (
    Quantity,
    Reference,
    Text,
    When,
    WholeNumber,
    Word,
    YesNo,
    read_with_unknown_keys,
)
from records.kinds.base.evidence import check_states, conflicts, with_years_as_text
from records.kinds.base.fields import SLUG, SLUG_LENGTH, QuantityField, is_slug
from records.kinds.base.publishable import address_of

SCHEMA = 2

ROWS = "_rows"  # where an entry that was read whole keeps its rows, by the name of their relation

STAMPED = ("version", "published_at", "version_url", "citation")  # null until publication adds them
HEAD = ("id", "kind", "url", *STAMPED, "schema")
RECORD_HEAD = (*HEAD, "title", "summary", "date", "status", "status_note")
RECORD_TAIL = ("participants", "places", "outcomes", "related", "evidence", "contested")

# What a citation of each kind of thing shows besides its id and address.
CITATION_SHOWS = {
    "actor": ("name", "type"),
    "place": ("name", "country"),
    "measure": ("name",),
    "source": ("title", "publisher"),
    "record": ("kind", "title"),
}


class DocumentPart(serializers.ModelSerializer):
    """A mapping that refuses unknown keys and derives its fields from the model's columns."""

    serializer_field_mapping: ClassVar[dict[Any, Any]] = {
        models.CharField: Text,
        models.TextField: Text,
        models.IntegerField: WholeNumber,
        models.PositiveIntegerField: WholeNumber,
        models.PositiveSmallIntegerField: WholeNumber,
        models.BooleanField: YesNo,
        models.JSONField: serializers.JSONField,
        QuantityField: Quantity,
    }
    serializer_choice_field = Word
    serializer_related_field: ClassVar[Any] = Reference

    @cached_property
    def row_lists(self) -> dict[str, Any]:
        """See the function of this name."""
        return {
            name: field
            for name, field in self.fields.items()
            if isinstance(field, serializers.ListSerializer) and isinstance(field.child, DocumentPart)
        }

    def as_mapping(self, data: Any) -> Any:
        """A row as a mapping of its fields, however it is written."""
        return data

    def get_validators(self) -> list[Any]:
        return []  # uniqueness is the loader's business and the database's, not a single document's

    def build_standard_field(self, field_name: str, model_field: Any) -> tuple[Any, dict[str, Any]]:
        field_class, options = super().build_standard_field(field_name, model_field)
        options["validators"] = [v for v in options.get("validators", []) if not _asks_database(v)]
        if field_class is Quantity:
            options = {k: options[k] for k in ("help_text", "required") if k in options}
        return field_class, options

    def build_relational_field(self, field_name: str, relation_info: Any) -> tuple[Any, dict[str, Any]]:
        column = relation_info.model_field
        shows = CITATION_SHOWS[relation_info.related_model._meta.model_name]
        cites = getattr(relation_info.related_model, "kind_name", None)
        options = {"shows": shows, "cites": cites, "help_text": column.help_text}
        return Reference, options | ({"allow_null": True, "required": False} if column.null else {})

    def run_validation(self, data: Any = serializers.empty) -> Any:
        """As the framework does it; rows with nothing to check but their fields are not asked what they are first."""
        if self._is_its_fields and type(data) is dict:
            return self.to_internal_value(data)
        return super().run_validation(data)

    @cached_property
    def _is_its_fields(self) -> bool:
        return not self.read_only and type(self).validate is serializers.Serializer.validate

    def to_internal_value(self, data: Any) -> Any:
        """As the framework does it, for plain mappings: this is what checking calls most."""
        if type(data) is not dict:
            return read_with_unknown_keys(self, data, super().to_internal_value)
        if data.keys() <= self._known:
            return self._read(data)
        return read_with_unknown_keys(self, data, self._read)

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset(self.fields)

    def _read(self, data: dict[str, Any]) -> dict[str, Any]:
        read: dict[str, Any] = {}
        problems: dict[str, Any] = {}
        for name, source, run_validation, checked, may_be_left_out in self._written:
            given = data.get(name, serializers.empty)
            if given is serializers.empty and may_be_left_out:
                continue
            try:
                value = run_validation(given)
                value = checked(value) if checked else value
            except serializers.SkipField:
                continue
            except serializers.ValidationError as error:
                problems[name] = error.detail
            else:
                read.update(value if source == "*" else {source: value})
        if problems:
            raise serializers.ValidationError(problems)
        return read

    def run_validators(self, value: Any) -> None:
        """There are none: see `get_validators`. The framework would look for defaults first, mapping after mapping."""

    @cached_property
    def _written(self) -> list[tuple[str, str, Callable[[Any], Any], Callable[[Any], Any] | None, bool]]:
        """Each field that can be written: its name, where its value goes, what checks it, and whether it may be absent."""
        return [
            (
                name,
                str(field.source),
                field.run_validation,
                getattr(self, f"validate_{name}", None),
                _may_be_left_out(field),
            )
            for name, field in self.fields.items()
            if not field.read_only
        ]

    def to_representation(self, instance: Any) -> dict[str, Any]:
        """As the framework does it, for columns and relations that always exist: this is the most called of all."""
        return {
            name: None if (value := attribute_of(instance)) is None else shown(value)
            for name, attribute_of, shown in self._shown
        }

    @cached_property
    def _shown(self) -> list[tuple[str, Callable[[Any], Any], Callable[[Any], Any]]]:
        """Each field with what it takes of an entry, and how it shows that."""
        return [
            (name, itself if field.source == "*" else self._getter(name, field), field.to_representation)
            for name, field in self.fields.items()
        ]

    def _getter(self, name: str, field: Any) -> Callable[[Any], Any]:
        return rows_of(field.source) if name in self.row_lists else attrgetter(field.source)


def _may_be_left_out(field: Any) -> bool:
    try:
        field.run_validation(serializers.empty)
    except serializers.SkipField:
        return True
    except serializers.ValidationError:
        return False
    return False


def rows_of(source: str) -> Callable[[Any], Any]:
    """What returns the rows of an entry: those it was read with, or else the database's."""

    def rows(instance: Any) -> Any:
        read: dict[str, Any] | None = instance.__dict__.get(ROWS)
        return getattr(instance, source) if read is None else read[source]

    return rows


def itself(instance: Any) -> Any:
    """What a field shows that looks at the whole entry."""
    return instance


def _asks_database(validator: Any) -> bool:
    return "Unique" in type(validator).__name__


class Document(DocumentPart):
    """The head that every published document carries."""

    id = serializers.RegexField(
        SLUG,
        max_length=SLUG_LENGTH,
        help_text="Permanent id.",
        error_messages={"invalid": str(is_slug.message)},
    )
    kind = serializers.SerializerMethodField(help_text="Kind of thing this document describes.")
    url = serializers.SerializerMethodField(help_text="Path of this document, the same on every host.")
    version = serializers.SerializerMethodField(
        help_text="1 for the first publication, one more for each later one."
    )
    published_at = serializers.SerializerMethodField(help_text="When this version was published (UTC).")
    version_url = serializers.SerializerMethodField(
        help_text="Permanent path of this version, the same on every host."
    )
    citation = serializers.SerializerMethodField(
        help_text="Ready to print: what it is called and is, version, day of publication (UTC), permanent address."
    )
    schema = serializers.SerializerMethodField(
        help_text="Number of the document schema this version was written in."
    )

    def get_kind(self, instance: Any) -> str:
        return str(type(instance).kind_name)

    def get_url(self, instance: Any) -> str:
        return address_of(type(instance).kind_name, str(instance.pk))

    def get_version(self, instance: Any) -> int:
        return self.context.get("version")  # type: ignore[return-value]

    def get_published_at(self, instance: Any) -> str:
        return self.context.get("published_at")  # type: ignore[return-value]

    def get_version_url(self, instance: Any) -> str:
        return self.context.get("version_url")  # type: ignore[return-value]

    def get_citation(self, instance: Any) -> str:
        return self.context.get("citation")  # type: ignore[return-value]

    def get_schema(self, instance: Any) -> int:
        return SCHEMA


def row_lists(serializer: Any) -> dict[str, Any]:
    """The fields of a document that are lists of rows in a table of their own."""
    found: dict[str, Any] = serializer.row_lists
    return found


def shared(document: type[Any]) -> Any:
    """The one serializer of a document that reads and writes all entries.

    It holds no state between them, and building its fields costs more than using them.
    """
    if document not in _SHARED:
        _SHARED[document] = document()
    return _SHARED[document]


_SHARED: dict[type[Any], Any] = {}


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
