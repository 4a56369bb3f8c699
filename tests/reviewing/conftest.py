"""An entry of one's own on the way to the register."""

from collections.abc import Callable
from typing import Any

import pytest

from records.kinds.incident import Incident


@pytest.fixture
def make() -> Callable[..., Incident]:
    """A draft that may be published by anybody but its author."""

    def make_incident(slug: str = "event", **changes: Any) -> Incident:
        columns = {"title": "An event", "status": "reported", "category": "other", "sensitivity": "low"}
        by = {"created_by": "author", "edited_by": "author"}
        incident = Incident.objects.create(id=slug, **columns | by | changes)
        source = "azerbaijan-releases-17-prisoners"
        incident.evidence.create(source_id=source, paragraph=3, phrase="a phrase")
        return incident

    return make_incident
