"""What an entry leaves open and may well leave open, said to whoever submits it: it stands in nobody's way."""

from collections.abc import Iterator
from typing import Any

from django.utils.text import get_text_list

from records.kinds.base import Kind, row_lists


def hints_about(kind: Kind, document: dict[str, Any]) -> list[str]:
    """A sentence for each of the kind's own lists that is empty, where readers look for entries by what stands in it."""
    return [
        f"It has no {name}: readers who ask by {get_text_list(asked, 'or')} do not find it."
        for name in row_lists(kind.document())
        if not document[name] and (asked := list(_asked_by(kind, name)))
    ]


def _asked_by(kind: Kind, name: str) -> Iterator[str]:
    """Names of the filters that look nowhere but into this list."""
    for each in kind.filters:
        if each.help and all(path.startswith(f"{name}.") for path in each.paths):
            yield f"“{each.name}”"
