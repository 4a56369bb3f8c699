"""The slow, obvious answer to a filter: read every document and look. It knows nothing of terms, ranges or SQL.

A parameter that is not named in `SPECIAL` means the document's field of the same name, so that a new kind's own filters
are asked as well.
"""

from collections.abc import Callable, Collection
from datetime import date
from typing import Any

from records.kinds import KINDS

Searched = Callable[
    [str], Collection[str]
]  # ids of what has these words; texts are the search's own business

# What a bound means: the text to send, its first day and its last.
BOUNDS = {
    "2020": (date(2020, 1, 1), date(2020, 12, 31)),
    "2021-06": (date(2021, 6, 1), date(2021, 6, 30)),
    "2021-06-10": (date(2021, 6, 10), date(2021, 6, 10)),
    "2022-02~": (date(2022, 2, 1), date(2022, 2, 28)),
    "2022-08-31T23:59:59Z": (date(2022, 8, 31), date(2022, 8, 31)),
    "2022-10-04": (date(2022, 10, 4), date(2022, 10, 4)),
    "2022-10-04/2022-10-25": (date(2022, 10, 4), date(2022, 10, 25)),
    "2023-04-1X": (date(2023, 4, 10), date(2023, 4, 19)),
    "[2023-05-01,2023-05-11]": (date(2023, 5, 1), date(2023, 5, 11)),
    "199X": (date(1990, 1, 1), date(1999, 12, 31)),
    "9999": (date(9999, 1, 1), date(9999, 12, 31)),
}
NUMBERS = [
    "0",
    "1",
    "17",
    "32",
    "33",
    "34",
    "70",
    "80",
    "200",
    "2000",
    "6500",
    "30000",
    "1000001",
    "10000000000",
]


def stated(document: Any, name: str) -> set[str]:
    """The values of a filter that a document states, as they are written in an address."""
    found = SPECIAL[name](document) if name in SPECIAL else [document.get(name)]
    return {text for value in found for text in _texts(value)}


def _texts(value: Any) -> list[str]:
    if value is None:
        return []
    if isinstance(value, bool):
        return [str(value).lower()]
    return [value["id"] if isinstance(value, dict) else str(value)]


def _people(document: Any, role: str | None = None) -> list[Any]:
    parts = [part for part in document.get("participants", []) if role in (None, part["role"])]
    return [part["actor"] for part in parts] + [part["represents"] for part in parts]


def _legs(document: Any, *keys: str) -> list[Any]:
    return [leg[key] for leg in document.get("legs", []) for key in keys]


def _claimants(document: Any) -> list[Any]:
    return [*_people(document, "claimant"), document.get("claimed_by"), document.get("alleged_by")]


SPECIAL = {
    "actor": lambda document: (
        [*_people(document), *_legs(document, "from", "to", "via"), document.get("claimed_by"), document.get("alleged_by")]
    ),
    "party": lambda document: _people(document, "party"),
    "mediator": lambda document: _people(document, "mediator"),
    "host": lambda document: _people(document, "host"),
    "claimant": _claimants,
    "place": lambda document: document["places"],
    "country": lambda document: [place["country"] for place in document.get("places", [document])],
    "source": lambda document: [proof["source"] for proof in document["evidence"]],
    "publisher": lambda document: [
        proof["source"]["publisher"] for proof in document.get("evidence", [{"source": document}])
    ],
    "from": lambda document: _legs(document, "from"),
    "to": lambda document: _legs(document, "to"),
    "category": lambda document: _legs(document, "category") if "legs" in document else [document["category"]],
}  # fmt: skip


def answers(document: Any, asked: dict[str, list[str]], *, searched: Searched | None = None) -> bool:
    """Whether a document belongs to the answer of a query, given as the texts of each parameter."""
    plain = {name: texts for name, texts in asked.items() if name not in _OTHERWISE}
    every = all(_has(stated(document, name), text) for name, texts in plain.items() for text in texts)
    return (
        every
        and _in_period(document, asked)
        and _in_range(document, asked)
        and all(document["published_at"] >= time for time in asked.get("changed_since", ()))
        and all(searched and document["id"] in searched(words) for words in asked.get("search", ()))
    )


def holds(document: Any, tree: dict[str, Any], *, searched: Searched) -> bool:
    """Whether a tree holds of a document, as its words say."""
    if "any" in tree:
        return any(holds(document, part, searched=searched) for part in tree["any"])
    if "all" in tree:
        return all(holds(document, part, searched=searched) for part in tree["all"])
    if "not" in tree:
        return not holds(document, tree["not"], searched=searched)
    return answers(document, {name: [text] for name, text in tree.items()}, searched=searched)


def _has(found: set[str], text: str) -> bool:
    if text in ("*", "!*"):
        return bool(found) is (text == "*")
    if text.startswith("!"):
        return text[1:] not in found
    return bool(found & set(text.split(",")))


_OTHERWISE = ("date_from", "date_to", "date_match", "count_min", "count_max", "changed_since", "search")


def _in_period(document: Any, asked: dict[str, list[str]]) -> bool:
    if not {"date_from", "date_to"} & asked.keys():
        return True
    when = document.get("date") or document.get("published")
    if when is None:
        return False
    first = BOUNDS[asked["date_from"][0]][0] if "date_from" in asked else date.min
    last = BOUNDS[asked["date_to"][0]][1] if "date_to" in asked else date.max
    earliest = date.fromisoformat(when["earliest"]) if when["earliest"] else None
    latest = date.fromisoformat(when["latest"]) if when["latest"] else None
    if asked.get("date_match") != ["certain"]:
        return (earliest or date.min) <= last and (latest or date.max) >= first
    starts_inside = "date_from" not in asked or (earliest is not None and earliest >= first)
    ends_inside = "date_to" not in asked or (latest is not None and latest <= last)
    return starts_inside and ends_inside


def _in_range(document: Any, asked: dict[str, list[str]]) -> bool:
    if not {"count_min", "count_max"} & asked.keys():
        return True
    number = document.get(KINDS[document["kind"]].quantity or "")
    if number is None or (number["low"] is None and number["high"] is None):
        return False
    low = number["low"] if number["low"] is not None else float("-inf")
    high = number["high"] if number["high"] is not None else float("inf")
    return low <= int(asked.get("count_max", ["99999999999"])[0]) and high >= int(
        asked.get("count_min", ["0"])[0]
    )
