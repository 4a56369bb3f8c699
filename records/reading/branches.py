"""Branches of a tree, each as a question of its own.

A rare term, or a frequent one in a month: the one is looked up and the other walked to, and no single way is good for both.
The first rows of all are among the first rows of each.
"""

from collections.abc import Iterator
from dataclasses import replace

from records.reading.narrowing import follow_from_trees, narrowed
from records.reading.trees import AnyOf
from records.reading.wanted import Wanted

MOST = 4  # branches that are asked for one by one


def branches_of(wanted: Wanted) -> Iterator[Wanted]:
    """One question for each branch, if a tree has a few; none otherwise. What follows from each tree it says again."""
    tree = next((tree for tree in wanted.trees if isinstance(tree, AnyOf) and len(tree.parts) <= MOST), None)
    if tree is None:
        return
    own = tuple(group for group in wanted.terms if group not in follow_from_trees(wanted))
    others = tuple(other for other in wanted.trees if other is not tree)
    for part in tree.parts:
        yield narrowed(replace(wanted, terms=own, either=(), trees=others), part)
