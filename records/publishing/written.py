"""What a publication wrote: rows of the register, read from it when they are asked for, since there may be very many."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import QuerySet

from records.published import Published
from records.publishing.index import nothing_to_find


class Written(Sequence[Published]):
    """The rows after one sequence number and up to another. What is large in them is read when it is looked at."""

    def __init__(self, *, after: int = 0, up_to: int = 0) -> None:
        self._after = after
        self._up_to = up_to

    def __len__(self) -> int:
        return self._up_to - self._after

    def __iter__(self) -> Iterator[Published]:
        return self._rows.iterator(chunk_size=500) if self else iter(())

    def __getitem__(self, at: Any) -> Any:
        sequences = range(self._after + 1, self._up_to + 1)[at]
        if isinstance(sequences, range):
            return list(self._rows.filter(sequence__in=sequences))
        return self._rows.get(sequence=sequences)

    @property
    def _rows(self) -> "QuerySet[Published]":
        rows = Published.objects.filter(sequence__gt=self._after, sequence__lte=self._up_to)
        return rows.defer("document", *nothing_to_find()).order_by("sequence")
