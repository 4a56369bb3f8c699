"""Serializer fields of the documents: references, dates, quantities, and text in which unknown is null.

Each reads what it writes, so that a published document can be loaded again. None of them asks the database whether a
reference exists; the loader does that once for everything.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

from django.core.validators import ProhibitNullCharactersValidator
from rest_framework import serializers
from rest_framework.validators import ProhibitSurrogateCharactersValidator

from records import dates, quantities
from records.characters import FORBIDDEN, with_plain_newlines
from records.kinds.base.fields import SLUG, SLUG_LENGTH

_SLUG = re.compile(SLUG)
LETTER_BY_LETTER = (ProhibitNullCharactersValidator, ProhibitSurrogateCharactersValidator)


def read_with_unknown_keys(serializer: Any, data: Any, read: Callable[[Any], Any]) -> Any:
    """What `read` makes of a mapping. Keys that are no fields are refused together with what else is wrong with it."""
    unknown = [key for key in data if key not in serializer.fields] if isinstance(data, Mapping) else []
    says = f"Unknown field. The fields here are: {', '.join(serializer.fields)}."
    problems: dict[str, Any] = {str(key)[:60]: [says] for key in unknown}
    try:
        value = read(data)
    except serializers.ValidationError as error:
        wrong: Any = error.detail
        raise serializers.ValidationError({**wrong, **problems} if problems else wrong) from error
    if problems:
        raise serializers.ValidationError(problems)
    return value


class Text(serializers.CharField):
    """Text; the column's empty string is null in the document, and the other way round."""

    def __init__(self, **options: Any) -> None:
        if options.get("allow_blank"):
            options["allow_null"] = True
        super().__init__(**options)
        # FORBIDDEN has them all, and is looked for in one step instead of letter by letter
        self.validators = [known for known in self.validators if not isinstance(known, LETTER_BY_LETTER)]

    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str | int) or isinstance(data, bool):
            self.fail("invalid")
        if FORBIDDEN.search(with_plain_newlines(str(data))):
            raise serializers.ValidationError(
                "Remove control characters and text-direction marks.", code="characters"
            )
        return str(super().to_internal_value(with_plain_newlines(str(data))))

    def run_validation(self, data: Any = serializers.empty) -> Any:
        if type(data) is str and self._stays_as_it_is(data):
            self.run_validators(data)
            return data
        value = super().run_validation(data)
        return "" if value is None else value

    def _stays_as_it_is(self, text: str) -> bool:
        """Whether there is nothing to trim, to change or to refuse but by the validators: most text is so."""
        return text != "" and text == text.strip() and "\r" not in text and not FORBIDDEN.search(text)

    def to_representation(self, value: Any) -> Any:
        return with_plain_newlines(str(value)) if value != "" or not self.allow_null else None


class Word(serializers.ChoiceField):
    """One of a closed list of words; empty is null."""

    def __init__(self, **options: Any) -> None:
        if options.get("allow_blank"):
            options["allow_null"] = True
        super().__init__(**options)
        self.error_messages["invalid_choice"] = f"Use one of: {', '.join(map(str, self.choices))}."

    def run_validation(self, data: Any = serializers.empty) -> Any:
        if type(data) is str and data in self.choice_strings_to_values and not self.validators:
            return self.choice_strings_to_values[data]
        value = super().run_validation(data)
        return "" if value is None else value

    def to_representation(self, value: Any) -> Any:
        return str(value) if value else None


class WholeNumber(serializers.IntegerField):
    """A whole number written as one: `012`, `1_000`, `"17"` and `true` are refused."""

    def to_internal_value(self, data: Any) -> int:
        if not isinstance(data, int) or isinstance(data, bool):
            self.fail("invalid")
        return data


class YesNo(serializers.BooleanField):
    """true, false or, where allowed, null; never a word that looks like one."""

    def to_internal_value(self, data: Any) -> bool:
        if not isinstance(data, bool):
            raise serializers.ValidationError("Write true or false.", code="invalid")
        return data


class Quantity(serializers.Field):
    """A whole number or `{low, high, qualifier, text}`; always the mapping in a document."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("allow_null", True)
        super().__init__(**options)

    def to_internal_value(self, data: Any) -> dict[str, Any]:
        try:
            return quantities.parse(data).as_dict()
        except quantities.QuantityError as error:
            raise serializers.ValidationError(str(error), code="quantity") from error

    def to_representation(self, value: Any) -> Any:
        return quantities.parse(value).as_dict()


class When(serializers.Field):
    """`{edtf, note, earliest, latest}`, or null; EDTF text alone is read too. `earliest` and `latest` are derived."""

    KEYS = ("edtf", "note", "earliest", "latest")

    def __init__(self, **options: Any) -> None:
        options.update(source="*", allow_null=True, required=False)
        super().__init__(**options)

    def run_validation(self, data: Any = serializers.empty) -> Any:
        absent = data is None or data is serializers.empty
        return {"date": "", "date_note": ""} if absent else self.to_internal_value(data)

    def to_internal_value(self, data: Any) -> dict[str, str]:
        if not isinstance(data, dict):
            data = {"edtf": data}
        unknown = [key for key in data if key not in self.KEYS]
        if unknown:
            raise serializers.ValidationError(
                {str(unknown[0])[:60]: ["Unknown field: a date has edtf and note."]}
            )
        if data.get("edtf") is None:
            raise serializers.ValidationError(
                {"edtf": ["This field is required; for no date at all write date: null."]}
            )
        return {"date": _edtf(data["edtf"]), "date_note": _note(data.get("note"))}

    def to_representation(self, instance: Any) -> dict[str, Any] | None:
        if not instance.date:
            return None
        read = dates.parse(instance.date)
        return {
            "edtf": instance.date,
            "note": instance.date_note or None,
            "earliest": read.earliest and read.earliest.isoformat(),
            "latest": read.latest and read.latest.isoformat(),
        }


def _edtf(value: Any) -> str:
    try:
        return dates.parse(str(value)).text
    except dates.EDTFError as error:
        raise serializers.ValidationError({"edtf": [str(error)]}) from error


def _note(value: Any) -> str:
    try:
        return str(_NOTE.run_validation(value))
    except serializers.ValidationError as error:
        raise serializers.ValidationError({"note": error.detail}) from error


_NOTE = Text(allow_blank=True)


class Reference(serializers.Field):
    """A citation of something else in the register: an id to read, `{id, …, url}` to publish.

    `cites` is the kind of what is cited; None where it may be of several.
    """

    def __init__(
        self, *, shows: tuple[str, ...] = ("name",), cites: str | None = None, **options: Any
    ) -> None:
        self.shows = shows
        self.cites = cites
        super().__init__(**options)

    def run_validation(self, data: Any = serializers.empty) -> Any:
        if type(data) is str and not self.read_only and not self.validators:
            return self.to_internal_value(data)
        return super().run_validation(data)

    def to_internal_value(self, data: Any) -> str:
        slug = data.get("id") if isinstance(data, dict) else data
        if not isinstance(slug, str) or len(slug) > SLUG_LENGTH or not _SLUG.match(slug):
            raise serializers.ValidationError(
                "Write the id of what is meant, such as armenia.", code="reference"
            )
        return slug

    def to_representation(self, value: Any) -> dict[str, Any]:
        shown = {name: getattr(value, name) or None for name in self.shows}
        return {"id": value.pk, **shown, "url": value.public_path}
