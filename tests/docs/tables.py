"""The documentation's tables of kinds, fields, words and parameters, as the code declares them.

A page holds a table between `<!-- table: NAME -->` and `<!-- end -->`. `make docs` writes it; a test compares it.
"""

import re
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any

from django.db.models import TextChoices

from records import dates
from records.api import filters
from records.api.feed import FEED_PARAMETERS
from records.api.formats.columns import Column, columns_of
from records.api.formats.offered import FORMS, Form
from records.api.parameters import Parameter
from records.intake.tables.columns import level_of
from records.kinds import KINDS, RECORD_KINDS
from records.kinds.base import RECORD_HEAD, RECORD_TAIL, Kind, vocabulary
from records.kinds.base.declaration import RECORD_FILTERS
from records.kinds.base.documents import HEAD

EXAMPLE_DATES = (
    "2022-08-31",
    "2022-08",
    "2022",
    "2021-06~",
    "2021-06?",
    "XXXX-06-04",
    "199X",
    "2022-10-XX",
    "2020-09-27/2020-11-10",
    "2022-12-12/..",
    "/1994-05",
    "[2023-05-01..2023-05-10]",
    "[2022-10-04,2022-10-11]",
    "{2020,2022}",
    "2021-22",
)

PLACE = re.compile(r"(<!-- table: ([\w-]+) -->\n).*?(<!-- end -->)", re.DOTALL)


def with_tables(page: Path) -> str:
    """The page's text with each of its tables as the code has it now."""
    return PLACE.sub(lambda found: f"{found[1]}\n{TABLES[found[2]]()}\n\n{found[3]}", page.read_text())


def table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def code(words: Iterable[str]) -> str:
    return ", ".join(f"`{word}`" for word in words)


def kinds() -> str:
    rows = ((f"`{kind.name}`", f"`{kind.collection}`", kind.summary) for kind in KINDS.values())
    return table(("kind", "collection", "what it holds"), rows)


def common_fields() -> str:
    a_record = next(iter(RECORD_KINDS.values()))
    return fields_table(a_record, (*RECORD_HEAD, *RECORD_TAIL))


def own_fields() -> str:
    return "\n\n".join(f"**{kind.name}**\n\n{fields_table(kind, own_names(kind))}" for kind in KINDS.values())


def own_names(kind: Kind) -> list[str]:
    common = {*HEAD, *(RECORD_HEAD + RECORD_TAIL if kind.is_record else ())}
    return [name for name in kind.document().fields if name not in common]


def fields_table(kind: Kind, names: Iterable[str]) -> str:
    shown = kind.document().fields
    return table(("field", "meaning"), ((f"`{name}`", meaning(shown[name])) for name in names))


def meaning(field: Any) -> str:
    parts = getattr(getattr(field, "child", field), "fields", {})
    inside = f" Each: {code(parts)}." if parts and "place" not in parts else ""
    return f"{field.help_text}{inside}"


def words() -> str:
    lists = (
        (name, value)
        for name, value in vars(vocabulary).items()
        if isinstance(value, type) and issubclass(value, TextChoices) and value is not TextChoices
    )
    rows = ((name_of(name), code(value.values)) for name, value in lists)
    return table(("list", "words"), rows)


def name_of(name: str) -> str:
    """`OutcomeStatus` as `outcome status`."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower()


def example_dates() -> str:
    rows = (
        (f"`{text}`", dates.describe(text), day(dates.parse(text).earliest), day(dates.parse(text).latest))
        for text in EXAMPLE_DATES
    )
    return table(("written", "means", "`earliest`", "`latest`"), rows)


def day(found: date | None) -> str:
    return found.isoformat() if found else "`null`"


def parameters() -> str:
    """What lists take besides the filters of their kinds."""
    common = {given.name for given in RECORD_FILTERS}
    return parameters_table(each for each in filters.parameters_of_records() if each.name not in common)


def record_filters() -> str:
    return parameters_table(map(filters.as_parameter, RECORD_FILTERS))


def kind_filters() -> str:
    rows = (
        (f"`{kind.collection}`", f"`{given.name}`", given.help or f"Also looks at {code(given.paths)}.")
        for kind in KINDS.values()
        for given in kind.filters
    )
    return table(("collection", "parameter", "meaning"), rows)


def feed_parameters() -> str:
    return parameters_table(FEED_PARAMETERS)


def parameters_table(asked: Iterable[Parameter]) -> str:
    return table(("parameter", "meaning"), ((f"`{each.name}`", each.help) for each in asked))


def forms() -> str:
    rows = (
        (
            f"`{form.name}`",
            f"`{form.media}`",
            form.help,
            collections_with(form),
            f"`{form.library}`" if form.library else "",
        )
        for form in FORMS.values()
    )
    return table(("`format`", "media type", "what it is", "collections", "needs"), rows)


def collections_with(form: Form) -> str:
    found = [kind.collection for kind in KINDS.values() if form.suits([kind.name])]
    return "all" if len(found) == len(KINDS) else code(["records", *found])


def columns() -> str:
    """Those of every record, then each kind's own."""
    common = columns_of(tuple(RECORD_KINDS))
    shared = [column for column in common if all(column in columns_of((kind,)) for kind in RECORD_KINDS)]
    parts = [f"**every record**\n\n{columns_table(shared)}"]
    for kind in KINDS.values():
        own = [column for column in columns_of((kind.name,)) if column not in shared]
        parts.append(f"**{kind.name}**\n\n{columns_table(own)}" if own else "")
    return "\n\n".join(filter(None, parts))


def columns_table(found: Iterable[Column]) -> str:
    rows = (
        (f"`{each.name}`", f"{each.type}, several" if each.is_list else each.type, each.help)
        for each in found
    )
    return table(("column", "holds", "meaning"), rows)


def import_columns() -> str:
    """The columns of the kind with the deepest lists, as a template explains them."""
    found = level_of("prisoner-release").columns()
    return table(("column", "what it holds"), ((f"`{column.name}`", column.help) for column in found))


TABLES: dict[str, Callable[[], str]] = {
    "kinds": kinds,
    "common-fields": common_fields,
    "own-fields": own_fields,
    "words": words,
    "dates": example_dates,
    "parameters": parameters,
    "feed-parameters": feed_parameters,
    "record-filters": record_filters,
    "kind-filters": kind_filters,
    "import-columns": import_columns,
    "forms": forms,
    "columns": columns,
}
