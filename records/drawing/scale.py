"""Round numbers for axes, and spans of years that are few enough to draw side by side."""

from collections.abc import Iterator
from dataclasses import dataclass

MOST_SPANS = 40


def steps_to(largest: float, *, about: int = 4) -> list[int]:
    """Round numbers from 0 to at least `largest`, about so many: 0, 5, 10, 15, 20."""
    step = next(step for step in _round_numbers() if step * about >= largest)
    return [step * position for position in range(-(-max(1, int(-(-largest // 1))) // step) + 1)]


def _round_numbers() -> Iterator[int]:
    power = 1
    while True:
        yield from (power, 2 * power, 5 * power)
        power *= 10


@dataclass(frozen=True)
class Span:
    """Years, both included."""

    first: int
    last: int

    @property
    def label(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first}–{self.last}"


def spans_of_years(first: int, last: int) -> list[Span]:
    """Spans of the same round length that cover these years, at most `MOST_SPANS` of them."""
    length = next(step for step in _round_numbers() if last // step - first // step < MOST_SPANS)
    return [
        Span(number * length, number * length + length - 1)
        for number in range(first // length, last // length + 1)
    ]
