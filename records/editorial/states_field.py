"""The form field for what a source states: one line for each field of the record, as `field: value`.

How a line is said and read is the business of `records.loading.stated`. Whether the field exists is checked here, and
what needs the whole record is checked once the record is whole.
"""

from typing import Any

from records.editorial.line_fields import LinesField
from records.kinds.base import Kind
from records.loading import stated
from records.loading.stated import Stated


class StatesField(LinesField):
    how = (
        "One field a line, as: count: 17, or date: 2022-10-04, or legs.0.count: at least 5 (items of a list "
        "count from 0)."
    )

    def __init__(self, *, kind: Kind, **options: Any) -> None:
        self.document = kind.document()  # only asked which fields it has
        super().__init__(**options)

    def spread(self, stored: Any) -> list[Stated]:
        return list((stored or {}).items())

    def gather(self, items: list[Stated]) -> dict[str, Any]:
        return stated.gathered(items)

    def say_item(self, item: Stated) -> str:
        return stated.say(self.document, item)

    def read_item(self, line: str) -> Stated:
        return stated.read(self.document, line)
