"""How far a random search goes: a little way in every run, and far where FUZZ_EXAMPLES says how far, as `make fuzz` does."""

import os

FUZZ_EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "0"))


def examples(few: int) -> int:
    """How many to try of what there is: these few, or as many as FUZZ_EXAMPLES asks for."""
    return max(few, FUZZ_EXAMPLES)
