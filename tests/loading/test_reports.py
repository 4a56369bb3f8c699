"""What is wrong is said whole: every error of every file, with file, line and field, and nothing is written."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from records.kinds.source import Source
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

ITSELF = "{actor: armenia, role: party, represents: armenia}"

NOT_VALID = """\
actors.yaml:2: actros: Unknown key. Use some of: actors, figures, incidents, measures, missing-person-talks, \
negotiation-rounds, places, prisoner-releases, records, sensitivity, source, sources.
actors.yaml:5: country: Ensure this field has no more than 2 characters.
actors.yaml:5: country: Use two capital letters, for example AM.
actors.yaml:5: name: This field may not be blank.
actors.yaml:5: part_of: No actor has the id 'nobody': add it, or mend the id.
actors.yaml:5: sensitivity: Use one of: low, medium, high.
actors.yaml:5: type: Use one of: state, institution, organisation, person, armed-group, unnamed.
actors.yaml:6: actors.2: Each entry is a mapping with an id.
more.yaml:6: evidence.0.source: No source has the id 'no-such-source': add it, or mend the id.
more.yaml:9: evidence.1.source: No source has the id 'no-such-source': add it, or mend the id.
more.yaml:11: evidence.1.states.legs.0.count: 'legs' is not a field of this record.
more.yaml:16: measure: No measure has the id 'no-such-measure': add it, or mend the id.
records.yaml:5: id: This id is defined twice; the other stands at more.yaml:12.
records.yaml:7: date.edtf: At position 8 (counting from 0): no month meant here has such a day; correct the day, \
the month or the year.
records.yaml:8: status: Use one of: completed, in-progress, scheduled, announced, postponed, suspended, cancelled, \
reported, denied.
records.yaml:9: count: qualifier range needs low below high.
records.yaml:12: participants.1: This repeats an earlier item: an actor holds each role once in a record.
records.yaml:14: evidence.0.paragraph: Ensure this value is greater than or equal to 1.
records.yaml:14: evidence.0.phrase: Quote at most 8 words of the paragraph.
records.yaml:15: evidence.1.states.headcount: 'headcount' is not a field of this record.
records.yaml:16: headcount: Unknown field. The fields here are: id, kind, url, version, published_at, \
version_url, citation, schema, title, summary, date, status, status_note, count, exchange, legs, participants, \
places, outcomes, related, evidence, contested.
records.yaml:17: kind: Unknown kind. Use one of: missing-person-talk, prisoner-release, negotiation-round, figure, \
incident.
records.yaml:26: participants.1: This repeats an earlier item: an actor holds each role once in a record.
records.yaml:28: related.0.record: No record has the id 'nowhere': add it, or mend the id.
records.yaml:29: id: No record has this id, here or on the desk: give its kind, or mend the id.
records.yaml:30: title: Without a kind this only adds evidence to a record made elsewhere: give its kind, or remove \
this.
"""


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


def test_an_unreadable_file_does_not_hide_what_is_wrong_in_the_others(write: Write, report: Report) -> None:
    write("b.yaml", BROKEN)
    path = write("c.yaml", RECORDS)
    said = report(path.parent)
    assert said[0] == 'b.yaml:2: a "{" opened here lacks a "," or its "}"; add it'
    assert any(line.startswith("c.yaml:9: count: ") for line in said)
    assert not any("No record has the id" in line for line in said)  # it may stand in the unreadable file


def test_every_error_of_every_entry_is_reported_at_once(write: Write, report: Report, desk: Ask) -> None:
    before = desk()
    for name, text in (("actors.yaml", ACTORS), ("more.yaml", MORE), ("records.yaml", RECORDS)):
        path = write(name, text)
    assert report(path.parent) == NOT_VALID.splitlines()
    assert desk() == before


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("- a\n", ["1: A fixture file is a mapping with some of: "]),
        ("actors: armenia\n", ["1: actors: Write a list of entries here."]),
        ("actors:\n- armenia\n", ["2: actors.0: Each entry is a mapping with an id."]),
        ("records:\n- {id: 2020-war}\n", ["2: evidence: Write a list of the evidence that this adds."]),
        ("records:\n- {id: 2020-war, evidence: lost}\n", ["2: evidence: Write a list of the evidence"]),
        (
            "records:\n- id: 2020-war\n  evidence:\n  - lost\n",
            ["4: evidence.5: Invalid data. Expected a dictionary"],
        ),
        ("records:\n- {kind: [incident], id: x}\n", ["2: kind: Unknown kind. Use one of: "]),
        (
            "incidents:\n- {id: x, title: t, status: reported, category: clash, evidence: 5}\n",
            ['2: evidence: Expected a list of items but got type "int".'],
        ),
        (
            "incidents:\n- {id: x, title: t, status: reported, category: clash, evidence: [5], places: brussels}\n",
            ["2: evidence.0: Invalid data. Expected a dictionary", "2: places: Expected a list of items"],
        ),
        (
            "records:\n- id: 2020-war\n  evidence: [{source: [a], paragraph: [1], phrase: {b: c}}]\n",
            ["3: evidence.5.paragraph: ", "3: evidence.5.phrase: ", "3: evidence.5.source: Write the id"],
        ),
    ],
)
def test_what_is_misshapen_is_reported_where_it_stands(
    text: str, lines: list[str], write: Write, report: Report
) -> None:
    said = report(write("a.yaml", text))
    assert len(said) == len(lines)
    for line, expected in zip(said, lines, strict=True):
        assert line.startswith(f"a.yaml:{expected}")


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("actors:\n- {id: x, name: X, type: state, part_of: x}\n", "no actor is part of itself"),
        (
            "incidents:\n- {id: x, title: t, status: reported, category: clash, related: [{type: follows, record: x}]}\n",
            "no record relates to itself",
        ),
        (
            f"incidents:\n- {{id: x, title: t, status: reported, category: clash, participants: [{ITSELF}]}}\n",
            "no actor represents itself",
        ),
    ],
)
def test_what_only_the_database_refuses_undoes_the_whole_load(
    text: str, rule: str, write: Write, report: Report, desk: Ask
) -> None:
    before = desk()
    write("a.yaml", "actors:\n- {id: first, name: First, type: state}\n")
    path = write("b.yaml", text)
    assert report(path.parent) == [f"b.yaml:2: id: The database refuses this entry: {rule}."]
    assert desk() == before


def test_a_record_keeps_its_kind(write: Write, report: Report) -> None:
    path = write(
        "a.yaml",
        "figures:\n- {id: 2020-war, title: t, status: reported, measure: russian-peacekeepers-sent}\n",
    )
    assert report(path) == [
        "a.yaml:2: id: This id belongs to another kind, incident, on the desk; choose another id."
    ]


def test_one_id_is_not_given_to_records_of_two_kinds(write: Write, report: Report) -> None:
    text = "figures:\n- {id: one, title: t, status: reported, measure: russian-peacekeepers-sent}\n"
    write("a.yaml", text)
    path = write("b.yaml", "incidents:\n- {id: one, title: t, status: reported, category: clash}\n")
    assert report(path.parent) == ["b.yaml:2: id: This id is defined twice; the other stands at a.yaml:2."]


def test_an_actor_and_a_place_may_share_an_id(write: Write) -> None:
    text = "actors:\n- {id: one, name: One, type: state}\nplaces:\n- {id: one, name: One}\n"
    assert load(paths=[write("a.yaml", text)]).outcomes == {"created": 2}


SEED = """---
id: a-seed
title: A headline
type: report
language: en
%s---

[1] The first.
%s
[3] The third.
"""


def test_a_seed_becomes_a_source_with_its_digest(write: Write) -> None:
    seed = write("seeds/a.md", SEED % ("sensitivity: low\n", ""))
    path = write("a.yaml", "actors: []\n")
    load(paths=[path], seeds=seed.parent)
    source = Source.objects.get(pk="a-seed")
    assert source.digest == [{"paragraph": 1, "text": "The first."}, {"paragraph": 3, "text": "The third."}]
    assert source.sensitivity == "low"


def test_errors_in_seeds_are_reported_with_their_lines(write: Write, report: Report) -> None:
    write("seeds/a.md", SEED % ("", "2 No brackets."))
    seeds = write("seeds/b.md", "---\ntitle: No id\n---\n").parent
    path = write("a.yaml", "actors: []\n")
    assert report(path, seeds=seeds) == [
        "seeds/a.md:9: digest: Write each paragraph as one line: [number] text.",
        "seeds/b.md:1: id: The front matter of a seed needs the source's id.",
    ]
