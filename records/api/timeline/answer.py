"""What a timeline says, whichever form it is written in."""

from dataclasses import dataclass
from typing import Any

from records.api.timeline.buckets import Placed
from records.published import as_text
from records.reading.timeline import Timeline, Unit


@dataclass(frozen=True)
class Answer:
    """Counts in their buckets, as they stood at a moment; `address` is where the same is found for ever, but for the form."""

    found: Timeline
    placed: Placed
    unit: Unit
    address: str

    @property
    def sequence(self) -> int:
        return self.found.sequence or 0

    @property
    def count(self) -> int:
        """How many were counted."""
        return self.found.stretches.total() + self.found.undated

    @property
    def moment(self) -> str | None:
        return as_text(self.found.published_at) if self.found.published_at else None

    @property
    def source(self) -> str:
        """Where it is from, to be printed beside it."""
        return f"Whereabouts, sequence {self.sequence}, {self.moment}"

    def address_of(self, form: str) -> str:
        """Where this form of it is found for ever."""
        return f"{self.address}&format={form}"

    def as_dict(self) -> dict[str, Any]:
        """The same as JSON has it. Every counted record is in one of the four numbers above the buckets."""
        found, placed = self.found, self.placed
        return {
            "sequence": self.sequence,
            "as_of": self.moment,
            "interval": self.unit,
            "count": self.count,
            "exact": found.is_whole,
            "counted_from": found.counted_from and found.counted_from.isoformat(),
            "certain": placed.certain,
            "only_possible": placed.only_possible,
            "unbounded": placed.unbounded,
            "undated": found.undated,
            **({"redacted": found.redacted} if found.redacted else {}),
            "buckets": placed.buckets,
        }
