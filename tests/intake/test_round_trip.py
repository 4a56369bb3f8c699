"""What is exported is imported again as exactly the same, in either format."""

import pytest
from uploading import steps_of

from records.intake.export import export
from records.kinds import KINDS

EVERY_KIND = pytest.mark.parametrize("kind", KINDS.values(), ids=list(KINDS))
EVERY_FORMAT = pytest.mark.parametrize("table_format", ["csv", "xlsx"])


@EVERY_KIND
@EVERY_FORMAT
def test_every_entry_of_the_fixtures_comes_back_unchanged(kind, table_format: str) -> None:
    raw = export(kind=kind, ids=None, table_format=table_format)
    steps = steps_of(f"table.{table_format}", raw)
    assert len(steps) == kind.model._default_manager.count()
    assert {(step.slug, str(step.outcome)) for step in steps} == {(s.slug, "unchanged") for s in steps}
