"""What Hypothesis may ask of each collection: its parameters, with values that the seeds state."""

from functools import cache

from asking import documents
from hypothesis import strategies as st
from oracle import BOUNDS, NUMBERS, stated

from records.kinds import KINDS, RECORD_KINDS
from records.kinds.base.declaration import RECORD_FILTERS

KINDS_OF = {"records": tuple(RECORD_KINDS), **{kind.collection: (kind.name,) for kind in KINDS.values()}}
FILTERS_OF = {
    "records": ("kind", *(given.name for given in RECORD_FILTERS)),
    **{kind.collection: tuple(given.name for given in kind.all_filters) for kind in KINDS.values()},
}
DATED = {"records", *(kind.collection for kind in KINDS.values() if kind.date)}
COUNTED = {"records", *(kind.collection for kind in KINDS.values() if kind.quantity)}


@cache
def held_by(collection):
    """The seeds, read once: call it before the test publishes anything."""
    return documents(*KINDS_OF[collection])


def known_values(collection, name):
    return sorted({value for found in held_by(collection) for value in stated(found, name)})


def bounds(first, second, order):
    """Texts for one or both ends of a range, never crossed."""
    choice = st.lists(st.sampled_from(order), min_size=2, max_size=2).map(
        lambda two: sorted(two, key=order.index)
    )
    ends = choice.map(lambda two: {first: [two[0]], second: [two[1]]})
    return st.tuples(ends, st.sets(st.sampled_from([first, second]), min_size=1)).map(
        lambda drawn: {name: text for name, text in drawn[0].items() if name in drawn[1]}
    )


def texts_of(name, values):
    """One or two texts of a filter: any of up to three values, anything but one, anything, nothing."""
    any_of = st.lists(st.sampled_from(values), min_size=1, max_size=3, unique=True).map(",".join)
    but = st.sampled_from(values).map("!{}".format)
    text = st.one_of(any_of, any_of, but, *([] if name == "kind" else [st.sampled_from(["*", "!*"])]))
    return st.lists(text, min_size=1, max_size=2).map(lambda texts: {name: texts})


def single_parameters(collection):
    """A strategy for each parameter of a collection, with values that its documents state."""
    match = st.sampled_from(["possible", "certain"]).map(lambda word: {"date_match": [word]})
    values = {
        name: [text for text in known_values(collection, name) if "," not in text]
        for name in FILTERS_OF[collection]
    }
    found = [texts_of(name, stated_values) for name, stated_values in values.items() if stated_values]
    if collection in DATED:
        found.append(
            st.tuples(bounds("date_from", "date_to", sorted(BOUNDS, key=BOUNDS.get)), match).map(
                lambda two: two[0] | two[1]
            )
        )
    return found + ([bounds("count_min", "count_max", NUMBERS)] if collection in COUNTED else [])


def leaves(collection):
    """Up to three parameters that hold together, each with one text."""
    several = st.lists(st.one_of(single_parameters(collection)), min_size=1, max_size=3)
    return several.map(lambda asked: {name: texts[0] for one in asked for name, texts in one.items()}).filter(
        is_in_order
    )


def trees(leaf, *, deep=4):
    """A tree of such leaves, as JSON has it."""
    if deep == 0:
        return leaf
    below = trees(leaf, deep=deep - 1)
    several = st.lists(below, min_size=1, max_size=3)
    return st.one_of(
        leaf,
        several.map(lambda parts: {"any": parts}),
        several.map(lambda parts: {"all": parts}),
        below.map(lambda part: {"not": part}),
    )


def is_in_order(asked):
    """Whether the bounds of what is asked are not crossed, though they were drawn apart."""
    texts = {name: given if isinstance(given, str) else given[0] for name, given in asked.items()}
    days = [BOUNDS[texts[name]][end] for end, name in enumerate(("date_from", "date_to")) if name in texts]
    counts = [int(texts[name]) for name in ("count_min", "count_max") if name in texts]
    return days == sorted(days) and counts == sorted(counts)
