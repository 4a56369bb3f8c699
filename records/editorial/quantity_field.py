"""The form field of a quantity: lowest and highest number, what they mean, and the source's wording."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from records.quantities import LARGEST, QUALIFIERS, TEXT_LIMIT, QuantityError, parse

PARTS = ("low", "high", "qualifier", "text")
LABELS = ("Lowest", "Highest", "Meaning", "Source's wording")
MEANINGS = {
    "exact": "Exactly",
    "at-least": "At least the lowest",
    "at-most": "At most the highest",
    "about": "About",
    "range": "From lowest to highest",
    "withheld": "Withheld by those who know",
    "unknown": "Unknown",
}
WHAT_IT_MEANS = "Choose under “Meaning” what the number is: Exactly, About, At least the lowest, and so on."
SINGLE = ("exact", "about")  # one number: the other box may stay empty
_ONE = "write the number under “Lowest” and leave “Highest” empty."
_NONE = "leave “Lowest” and “Highest” empty."
HOW_TO_FILL = {
    "exact": _ONE,
    "at-least": _ONE,
    "at-most": "write the number under “Highest” and leave “Lowest” empty.",
    "about": _ONE,
    "range": "write the smaller number under “Lowest” and the larger one under “Highest”.",
    "withheld": _NONE,
    "unknown": _NONE,
}


class QuantityWidget(forms.MultiWidget):
    """Four inputs, each with a label of its own."""

    template_name = "records/widgets/quantity.html"
    group_label = ""  # what the four together are about, for those who cannot see where they stand

    def __init__(self) -> None:
        choices = [("", "Not stated"), *((name, MEANINGS[name]) for name in QUALIFIERS)]
        number = {"min": 0, "max": LARGEST, "inputmode": "numeric"}
        super().__init__(
            {
                "low": forms.NumberInput(number),
                "high": forms.NumberInput(number),
                "qualifier": forms.Select(choices=choices),
                "text": forms.TextInput({"maxlength": TEXT_LIMIT}),
            }
        )

    def decompress(self, value: dict[str, Any] | None) -> list[Any]:
        """A single number stands in one box, so that correcting it there corrects all of it."""
        parts: dict[str, Any] = value if isinstance(value, dict) else {}
        is_single = parts.get("qualifier") in SINGLE and parts.get("low") == parts.get("high")
        return [None if part == "high" and is_single else parts.get(part) for part in PARTS]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        for label, part in zip(LABELS, context["widget"]["subwidgets"], strict=True):
            part["label"] = label
        context["widget"]["group_label"] = self.group_label
        return context


class QuantityFormField(forms.MultiValueField):
    """`{low, high, qualifier, text}`, or None where everything is left empty."""

    widget = QuantityWidget

    def __init__(self, **options: Any) -> None:
        fields = (
            forms.IntegerField(min_value=0, max_value=LARGEST, required=False),
            forms.IntegerField(min_value=0, max_value=LARGEST, required=False),
            forms.ChoiceField(choices=[("", ""), *((name, name) for name in QUALIFIERS)], required=False),
            forms.CharField(max_length=TEXT_LIMIT, required=False),
        )
        super().__init__(fields, require_all_fields=False, **options)
        self.widget.group_label = str(self.label or "")

    def compress(self, data_list: list[Any]) -> dict[str, Any] | None:
        value: dict[str, Any] = dict(zip(PARTS, data_list or [None] * len(PARTS), strict=True))
        if all(part in (None, "") for part in value.values()):
            return None
        if not value["qualifier"]:
            raise ValidationError(WHAT_IT_MEANS, code="quantity")
        try:
            return parse(_completed(value)).as_dict()
        except QuantityError as error:
            raise ValidationError(_how_to_fill(value["qualifier"]), code="quantity") from error


def _how_to_fill(qualifier: str) -> str:
    """What to do about a quantity that contradicts itself; whatever else is wrong with a part, its own box has said."""
    return f"For “{MEANINGS[qualifier]}”, {HOW_TO_FILL[qualifier]}"


def _completed(value: dict[str, Any]) -> dict[str, Any]:
    """A single number need not be typed twice."""
    if value["qualifier"] in SINGLE and (value["low"] is None) != (value["high"] is None):
        number = value["high"] if value["low"] is None else value["low"]
        return value | {"low": number, "high": number}
    return value
