"""What is wrong is said whole: every error of every file, with file, line and field, and nothing is written."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from records.loading.load import load
from records.loading.problems import LoadError

Ask = Callable[[], Any]
Write = Callable[[str, str], Path]
Report = Callable[..., list[str]]

ACTORS = """\
sensitivity: secret
actros: []
actors:
- {id: good-actor, name: Good, type: state, sensitivity: low}
- {id: bad-actor, name: "", type: kingdom, country: Armenia, part_of: nobody}
- name: Without an id
"""
RECORDS = """\
source: azerbaijan-releases-17-prisoners
sensitivity: low
records:
- kind: prisoner-release
  id: bad-release
  title: A release
  date: 2022-02-30
  status: done
  count: {low: 5, high: 1, qualifier: range}
  participants:
  - {actor: armenia, role: releasing}
  - {actor: armenia, role: releasing}
  evidence:
  - {paragraph: 0, phrase: one two three four five six seven eight nine, states: {}}
  - {paragraph: 3, phrase: fine, states: {headcount: 5}}
  headcount: 17
- kind: prisoner-relaese
  id: typo
- kind: incident
  id: repeated
  title: A clash
  status: reported
  category: clash
  participants:
  - {actor: armenia, role: party}
  - {actor: armenia, role: party}
  related:
  - {type: follows, record: nowhere}
- id: never-made
  title: Changed from here
  evidence: [{paragraph: 1, phrase: nothing}]
"""
MORE = """\
source: no-such-source
sensitivity: low
records:
- id: bad-release
  evidence:
  - paragraph: 1
    phrase: fine

  - paragraph: 2
    phrase: fine
    states: {legs.0.count: 1}
- kind: figure
  id: bad-release
  title: A figure
  status: reported
  measure: no-such-measure
"""
BROKEN = "records:\n- {kind: incident\n  id: x}\n"

EXPECTED = [
    "actors.yaml:2: actros: Unknown key. Use some of: actors, figures, incidents, measures, missing-person-talks, "
    "negotiation-rounds, places, prisoner-releases, records, sensitivity, source, sources.",
    "actors.yaml:6: actors.2: Each entry is a mapping with an id.",
]


@pytest.fixture
def report(tmp_path: Path) -> Report:
    """The lines of the report on a load that is refused, with the folder left out."""

    def refuse(*paths: Path, **options: Any) -> list[str]:
        with pytest.raises(LoadError) as refused:
            load(paths=list(paths), **options)
        lines = str(refused.value).splitlines()
        assert len(lines) == len(refused.value.problems)
        return [line.replace(f"{tmp_path}/given/", "") for line in lines]

    return refuse


def test_what_cannot_be_gathered_is_reported_together(write: Write, report: Report) -> None:
    for name, text in (("a.yaml", ACTORS), ("b.yaml", BROKEN), ("c.yaml", MORE), ("d.yaml", RECORDS)):
        path = write(name, text)
    print("\n".join("@@" + x for x in report(path.parent)))


def test_every_error_of_every_entry_is_reported_at_once(write: Write, report: Report, desk: Ask) -> None:
    before = desk()
    actors = ACTORS.replace("actros: []\n", "").replace("- name: Without an id\n", "")
    records = RECORDS.replace("  title: Changed from here\n", "")
    more = MORE[: MORE.index("- kind: figure")]
    for name, text in (("actors.yaml", actors), ("more.yaml", more), ("records.yaml", records)):
        path = write(name, text)
    print("\n".join("@@" + x for x in report(path.parent)))
    assert desk() == before
