"""Form fields for small lists that are typed one item a line: texts, parts of a number, paragraphs of a digest.

Each shows what is stored as the lines one would type, and reads them back to the same. Blank lines are left out.
"""

import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from records import quantity_words
from records.kinds.base import Breakdown
from records.loading.validate import flatten
from records.quantities import QuantityError

_LINE_BREAK = re.compile(r"\r\n|\r|\n")  # splitlines() knows a dozen more, which may stand inside a text
_PART = re.compile(r"^(?P<of>.+?)\s*=\s*(?P<count>[^=(]*(?:\(.*\))?)$")
_PARAGRAPH = re.compile(r"^\[(?P<number>[1-9][0-9]{0,4})\]\s*(?P<text>\S.*)$")


class LinesField(forms.CharField):
    """A list, one item a line. Subclasses say and read one item."""

    how = "One a line."
    rows = 4

    def __init__(self, *, help_text: str = "", **options: Any) -> None:
        options.setdefault("widget", forms.Textarea({"rows": self.rows, "class": "vLargeTextField"}))
        super().__init__(help_text=f"{help_text} {self.how}".strip(), **options)

    def say_item(self, item: Any) -> str:
        """One item as its line; a line break inside it becomes a blank, for these texts have no paragraphs."""
        return " ".join(str(item).split())

    def read_item(self, line: str) -> Any:
        """One line as its item; raises ValidationError."""
        return line

    def gather(self, items: list[Any]) -> Any:
        """What is stored, from the items in order."""
        return items

    def spread(self, stored: Any) -> list[Any]:
        """The items of what is stored."""
        return list(stored or [])

    def to_python(self, value: Any) -> Any:
        lines = enumerate(_LINE_BREAK.split(str(super().to_python(value))), start=1)
        return self.gather([self._read_line(number, line.strip()) for number, line in lines if line.strip()])

    def _read_line(self, number: int, line: str) -> Any:
        try:
            return self.read_item(line)
        except ValidationError as error:
            raise ValidationError([f"Line {number}: {said}" for said in error.messages]) from error

    def prepare_value(self, value: Any) -> Any:
        return (
            value if isinstance(value, str) else "\n".join(self.say_item(item) for item in self.spread(value))
        )

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool(self.to_python(data) != self.to_python(self.prepare_value(initial)))
        except ValidationError:
            return True


class TextsField(LinesField):
    """A list of texts."""


class BreakdownField(LinesField):
    """Parts of a number, as `of whom = how many`."""

    how = (
        "One part a line, as: Armenian soldiers = 4. After the equals sign write a number, at least 5, at most 5, "
        "about 80, 10 to 20, withheld, unknown or not stated; the source's wording may follow in brackets."
    )

    def say_item(self, item: Any) -> str:
        return f"{super().say_item(item['of'])} = {quantity_words.say(item['count'])}"

    def read_item(self, line: str) -> dict[str, Any]:
        found = _PART.match(line)
        if found is None:
            raise ValidationError("write of whom, an equals sign and how many, as in: Armenian soldiers = 4.")
        try:
            part = {"of": found["of"], "count": quantity_words.read(found["count"])}
        except QuantityError as error:
            raise ValidationError(str(error), code="quantity") from error
        return _checked(part)


def _checked(part: Mapping[str, Any]) -> dict[str, Any]:
    reader = Breakdown(data=dict(part))
    if not reader.is_valid():
        raise ValidationError([says for _, says in flatten(reader.errors)])
    return dict(reader.validated_data)


class DigestField(LinesField):
    """Paragraphs of a source in our own words, as `[n] text`."""

    how = "One paragraph a line, as: [3] What paragraph 3 says."
    rows = 14

    def say_item(self, item: Any) -> str:
        return f"[{item['paragraph']}] {super().say_item(item['text'])}"

    def read_item(self, line: str) -> dict[str, Any]:
        found = _PARAGRAPH.match(line)
        if found is None:
            raise ValidationError("write the paragraph's number in square brackets, a blank and the text.")
        return {"paragraph": int(found["number"]), "text": found["text"]}
