"""Shapes of the change feed."""

from itertools import product

from benchmarks.kinds_asked import EVERY, ONE, PAGE

# From half-way on: pairs of action and kind, reasons, and how many a page.
FEEDS = {
    "half-way": (None, None, PAGE),
    "a long page": (None, None, 1_000),
    "a kind": (tuple(product(("publish", "revise", "withdraw", "redact"), ONE)), None, PAGE),
    "a rare kind": (tuple(product(("publish", "revise", "withdraw", "redact"), ("measure",))), None, PAGE),
    "a rare action": (tuple(product(("withdraw",), EVERY)), None, PAGE),
    "an action that never was": (tuple(product(("redact",), EVERY)), None, PAGE),
    "a long page of revisions": (tuple(product(("revise",), EVERY)), None, 1_000),
    "a reason": (tuple(product(("withdraw", "redact"), EVERY)), ("error",), PAGE),
    "a reason that never was": (tuple(product(("withdraw", "redact"), EVERY)), ("legal",), PAGE),
    "every kind and action by name": (
        tuple(product(("publish", "revise", "withdraw", "redact"), EVERY)),
        None,
        PAGE,
    ),
}
