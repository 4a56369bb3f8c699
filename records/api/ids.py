"""Ids in values of filters: of which kind they are, and which one somebody means who writes a name instead."""

from collections.abc import Callable

from records.api import parameters as read
from records.api.names.known import known_names
from records.kinds import KINDS
from records.kinds.base import Filter
from records.kinds.base.declaration import as_slug

LONGEST_ID = 100  # characters; nothing is published under a longer one
SLUG = read.pattern(r"[a-z0-9]+(-[a-z0-9]+)*", "Write an id: lower-case letters, digits and single hyphens.")


def kind_of_ids(given: Filter) -> str | None:
    """The kind whose ids a filter takes, if any: that of the step which has the id; whoever does something is an actor."""
    if given.values != "id" or not given.paths[0].endswith(".id"):
        return None
    step = given.paths[0].split(".")[-2]
    return next((name for name in (step, step.removesuffix("s")) if name in KINDS), "actor")


def id_of(kind: str) -> Callable[[str], str]:
    """A reader of ids of a kind. Of what is none it says whose it is, where one entry alone goes by that name."""

    def read_id(text: str) -> str:
        try:
            return SLUG(text)
        except ValueError as error:
            meant = _id_by_name(text, kind)
            raise ValueError(f"{error} Did you mean {meant}?" if meant else str(error)) from error

    return read_id


def _id_by_name(text: str, kind: str) -> str | None:
    if len(text) > LONGEST_ID:
        return None
    names = known_names()
    if names.has(kind, as_slug(text)):
        return as_slug(text)
    found = names.called(text, kind)
    return found.slug if found else None
