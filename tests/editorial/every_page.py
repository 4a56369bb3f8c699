"""Every address of the desk, found in Django's own table of addresses, so that a new page is walked without a line here."""

import re
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.urls import get_resolver

from records.kinds import KINDS
from records.kinds.base.vocabulary import State

ARGUMENT = re.compile(r"<(?:\w+:)?(\w+)>")
IN_EVERY_STATE = ("actor", "source")  # all kinds share their pages; one of each is enough for the rest
ELSEWHERE = {
    "(?P<url>.*)$",
    "^(?P<app_label>",
}  # written as regular expressions; the first is the page for no page


def every_address() -> list[str]:
    """One address for each pattern, and for two kinds one for each state that some entry is in."""
    return [address for pattern in _patterns(get_resolver().url_patterns) for address in _addresses(pattern)]


def _patterns(patterns: Any, before: str = "/") -> Iterator[str]:
    for pattern in patterns:
        text = before + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            yield from _patterns(pattern.url_patterns, text)
        elif text.startswith("/admin/"):
            yield text


def _addresses(pattern: str) -> Iterator[str]:
    if "(?P<" in pattern:
        assert any(known in pattern for known in ELSEWHERE), f"{pattern} is walked by nobody"
        yield from ("/admin/records/", "/admin/auth/", "/admin/nothing-here/") if "url" in pattern else ()
        return
    for values in _values(pattern):
        yield ARGUMENT.sub(lambda found, values=values: str(values[found[1]]), pattern)


def _values(pattern: str) -> Iterator[dict[str, Any]]:
    """What stands in a pattern's gaps; a KeyError names one that this walk does not know."""
    fixed = {
        "content_type_id": ContentType.objects.get(model="actor").pk,
        "collection": "actors",
        "table_format": "csv",
        "intake_id": 1,
        "order": 1,
    }
    for key in _keys(pattern):
        yield fixed | {"object_id": key, "id": key}


def _keys(pattern: str) -> list[Any]:
    found = re.match(r"/admin/(\w+)/(\w+)/", pattern)
    if not found or not re.search("<(path:object_id|id)>", pattern):
        return [KINDS["actor"].example]
    model = apps.get_model(found[1], found[2])
    rows = model._default_manager.order_by("pk")
    if found[2] in IN_EVERY_STATE:
        by_state = (rows.filter(state=state).first() for state in State.values)
        return [row.pk for row in by_state if row]
    return [row.pk for row in rows[:1]]
