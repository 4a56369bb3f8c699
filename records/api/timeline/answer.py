"""What a timeline says, whichever form it is written in."""

from dataclasses import dataclass
from typing import Any

from records.api.answers import redacted_since, state
from records.api.timeline.buckets import Placed
from records.reading.timeline import Timeline, Unit


@dataclass(frozen=True)
class Answer:
    """Counts in their buckets, as they stood at a moment; `address` is where this form of it is found for ever."""

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

    def as_dict(self) -> dict[str, Any]:
        """The same as JSON has it. Every counted record is in one of the four numbers above the buckets."""
        found, placed = self.found, self.placed
        return {
            **state(self.sequence, found.published_at),
            "interval": self.unit,
            "count": self.count,
            "exact": found.is_whole,
            "counted_from": found.counted_from and found.counted_from.isoformat(),
            "certain": placed.certain,
            "only_possible": placed.only_possible,
            "unbounded": placed.unbounded,
            "undated": found.undated,
            **redacted_since(found.redacted),
            "outside": placed.outside,
            "buckets": placed.buckets,
        }
