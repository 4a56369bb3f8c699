"""What no import changes: states, ids, a sensitivity that somebody set, and the entries that only get more evidence."""

from uploading import as_csv, imported, incident, steps_of, troubles

from records.kinds import KINDS
from records.kinds.incident import Incident

EXAMPLE = KINDS["incident"].example
SOURCE = "azerbaijan-releases-17-prisoners"


def sensitivity(slug: str, cell: str) -> bytes:
    return as_csv(("kind", "id", "title", "sensitivity"), ("incident", slug, "Renamed", cell))


def test_sensitivity_that_somebody_set_is_neither_lowered_nor_raised() -> None:
    Incident.objects.filter(pk=EXAMPLE).update(sensitivity="medium")
    for cell in ("low", "high"):
        (found,) = troubles("one.csv", sensitivity(EXAMPLE, cell))
        assert (found.place, found.field) == ("Row 2", "sensitivity")
        assert "The desk says medium, and an import does not change that" in found.says
    for cell in ("", "medium"):
        (step,) = steps_of("one.csv", sensitivity(EXAMPLE, cell))
        assert step.fields == ["title"]
    fixture = f"sensitivity: high\nrecords:\n  - {{id: {EXAMPLE}, evidence: []}}\n".encode()
    (step,) = steps_of("one.yaml", fixture)
    assert str(step.outcome) == "unchanged"


def test_sensitivity_is_set_where_there_is_none() -> None:
    Incident.objects.filter(pk=EXAMPLE).update(sensitivity="")
    (step,) = steps_of("one.csv", sensitivity(EXAMPLE, "low"))
    assert step.fields == ["title", "sensitivity"]
    imported("new.csv", as_csv(*incident("new-one", sensitivity="high")))
    assert Incident.objects.get(pk="new-one").sensitivity == "high"
    (found,) = troubles("one.csv", as_csv(*incident("one", sensitivity="none at all")))
    assert found.says == "Use one of: low, medium, high."


def test_state_is_no_column_and_stays() -> None:
    (found,) = troubles("one.csv", as_csv(("kind", "id", "state"), ("incident", EXAMPLE, "draft")))
    assert "Unknown column" in found.says
    imported("one.csv", sensitivity(EXAMPLE, ""))
    assert Incident.objects.get(pk=EXAMPLE).state == "published"


def test_a_fixture_may_only_add_evidence() -> None:
    before = Incident.objects.get(pk=EXAMPLE).evidence.count()
    cited = "{paragraph: 3, phrase: in invented words}"
    fixture = f"source: {SOURCE}\nrecords:\n  - {{id: {EXAMPLE}, evidence: [{cited}]}}\n".encode()
    (step,) = steps_of("more.yaml", fixture)
    assert step.fields == ["evidence"]
    imported("more.yaml", fixture)
    assert Incident.objects.get(pk=EXAMPLE).evidence.count() == before + 1
