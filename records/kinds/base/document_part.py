"""A mapping in a public document: its fields come from a model's columns, and unknown keys are refused.

Reading and rendering go past the framework's own ways, which ask of every mapping anew what never changes.
"""

from collections.abc import Callable
from functools import cached_property
from operator import attrgetter
from typing import Any, ClassVar

from django.db import models
from rest_framework import serializers

from records.kinds.base.document_fields import (
    Quantity,
    Reference,
    Text,
    WholeNumber,
    Word,
    YesNo,
    read_with_unknown_keys,
)
from records.kinds.base.fields import QuantityField

ROWS = "_rows"  # where an entry that was read whole keeps its rows, by the name of their relation

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
        """The fields that are lists of rows in a table of their own."""
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
