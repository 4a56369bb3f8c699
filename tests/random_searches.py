"""How far a random search goes: a little way in every run, and far where FUZZ_EXAMPLES says how far, as `make fuzz` does."""

import os
import random
from collections.abc import Sequence
from typing import TypeVar

FUZZ_EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "0"))

Case = TypeVar("Case")


def examples(few: int) -> int:
    """How many to try: these few, or as many as FUZZ_EXAMPLES asks for."""
    return max(few, FUZZ_EXAMPLES)


def some_of(cases: Sequence[Case], few: int, *, seed: str) -> list[Case]:
    """So many of all the cases there are, the same in every run."""
    return random.Random(seed).sample(cases, min(examples(few), len(cases)))
