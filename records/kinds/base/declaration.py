"""How a kind declares itself: one frozen value that the loader, publisher, API, admin and documentation walk.

A `Kind` holds plain fields only. Behaviour belongs in the kind's own module or in the layer that needs it; there are no
hooks here. A `Filter` says which values of the published document a query parameter looks at, so that the register's
index can be rebuilt from the documents alone.
"""

from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from typing import Any, Literal

from django.db.models import TextChoices
from django.utils.text import slugify

from records.folding import fold
from records.kinds.base.publishable import Publishable
from records.kinds.base.record import Record
from records.kinds.base.vocabulary import Status

Values = Literal["id", "word", "text", "code", "yes-no"]


@dataclass(frozen=True)
class Filter:
    """A query parameter, and where in the document its values stand.

    `paths` are dotted; lists are searched through, and `participants[role=host].actor.id` keeps only the items that
    match. `values` says how a value is written: an id, a word of `words`, free text (compared as a slug), a code in
    capitals, or true/false. `usual` says that most documents state it, so that the index marks those that do not, and
    otherwise those that do.
    """

    name: str
    paths: tuple[str, ...]
    help: str
    values: Values = "id"
    words: type[TextChoices] | None = None
    usual: bool = False

    @property
    def mark(self) -> str:
        """The term of documents that do not state it, where most do; or else of those that do."""
        return f"without-any:{self.name}" if self.usual else f"with-any:{self.name}"

    @property
    def choices(self) -> tuple[Any, ...]:
        """Every value it can have, where that is a closed list."""
        if self.values == "yes-no":
            return (True, False)
        return tuple(self.words.values) if self.words else ()

    def term(self, value: Any) -> str:
        """How a value of it stands in the register's index: `contested:true`, `publisher:the-armenian-report`."""
        if self.values == "yes-no":
            return f"{self.name}:{'true' if value else 'false'}"
        if self.values == "text":
            return f"{self.name}:{as_slug(str(value))}"
        return f"{self.name}:{value}"


@lru_cache(maxsize=2_000)
def as_slug(text: str) -> str:
    """Free text as a term has it; not every name is in Latin letters."""
    folded = fold(text)
    return slugify(folded, allow_unicode=True) or folded


@dataclass(frozen=True)
class Editor:
    """What the admin shows for a kind beyond the common parts."""

    fields: tuple[str, ...] = ()
    list_columns: tuple[str, ...] = ()
    list_filters: tuple[str, ...] = ()


@dataclass(frozen=True)
class Kind:
    """One kind of thing in the register."""

    model: type[Publishable]
    document: type[Any]
    summary: str
    example: str
    filters: tuple[Filter, ...] = ()
    quantity: str | None = None
    date: str | None = "date"
    search: tuple[str, ...] = ()
    editor: Editor = field(default_factory=Editor)

    @property
    def name(self) -> str:
        """`prisoner-release`: the value of `kind` in documents."""
        return self.model.kind_name

    @property
    def collection(self) -> str:
        """`prisoner-releases`: the segment of the address."""
        return self.model.collection

    @property
    def is_record(self) -> bool:
        return issubclass(self.model, Record)

    @cached_property
    def all_filters(self) -> tuple[Filter, ...]:
        """The kind's filters and, for records, the common ones; paths of the same name are joined."""
        joined: dict[str, Filter] = {}
        for given in (*(RECORD_FILTERS if self.is_record else ()), *self.filters):
            known = joined.get(given.name)
            joined[given.name] = _join(known, given) if known else given
        return tuple(joined.values())

    @property
    def search_paths(self) -> tuple[str, ...]:
        common = ("title", "summary", "outcomes.text") if self.is_record else ()
        return (*common, *self.search)


def _join(known: Filter, more: Filter) -> Filter:
    return replace(known, paths=(*known.paths, *more.paths))


def _in_role(role: str) -> tuple[str, ...]:
    return (f"participants[role={role}].actor.id", f"participants[role={role}].represents.id")


_ALSO = " A person also counts for the state or body they represent."

RECORD_FILTERS = (
    Filter(
        "actor",
        ("participants.actor.id", "participants.represents.id"),
        "Took part in any role." + _ALSO,
        usual=True,
    ),
    Filter("party", _in_role("party"), "Took part as a party." + _ALSO, usual=True),
    Filter("mediator", _in_role("mediator"), "Mediated." + _ALSO),
    Filter("host", _in_role("host"), "Hosted." + _ALSO),
    Filter("claimant", _in_role("claimant"), "Made the claim or the allegation." + _ALSO),
    Filter("place", ("places.id",), "Happened at this place.", usual=True),
    Filter(
        "country", ("places.country",), "Happened in this country (ISO 3166-1 alpha-2).", "code", usual=True
    ),
    Filter("source", ("evidence.source.id",), "Rests on this source.", usual=True),
    Filter(
        "publisher",
        ("evidence.source.publisher",),
        "Rests on a source of this publisher.",
        "text",
        usual=True,
    ),
    Filter("status", ("status",), "How far the event had come.", "word", Status, usual=True),
    Filter(
        "contested",
        ("contested",),
        "Whether sources or claimants contradict each other.",
        "yes-no",
        usual=True,
    ),
)
