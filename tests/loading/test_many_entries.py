"""More entries than are handled at a time: what holds for a few holds across the pieces."""

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from django.contrib.postgres.search import SearchQuery

from records.loading.load import load
from records.loading.problems import LoadError
from records.published import Published
from records.publishing.batches import BATCH

Ask = Callable[[], Any]
Write = Callable[[str, str], Path]

MANY = BATCH + 20
EVIDENCE = "evidence: [{source: azerbaijan-releases-17-prisoners, paragraph: 1, phrase: x}]"

NAMED = SearchQuery("Zanzibar", config="english")


def actor(number: int, more: str = "") -> str:
    """An actor that is part of one in another piece."""
    return f"- {{id: many-{number:04}, name: Many {number}, type: state, part_of: many-{MANY - number:04}{more}}}\n"


def many(more: str = "") -> str:
    actors = "".join(actor(number, more if number == MANY - 1 else "") for number in range(MANY + 1))
    incident = f"{{id: many, title: Many, status: reported, category: clash, {EVIDENCE}"
    party = f"participants: [{{actor: many-{MANY:04}, role: party}}]"
    return f"sensitivity: low\nactors:\n{actors}incidents:\n- {incident}, {party}}}\n"


def write_many(write: Write, more: str = "") -> Path:
    """But for the one in the middle, which would be part of itself."""
    middle = f"name: Many {MANY // 2}, type: state, part_of: many-{MANY // 2:04}"
    return write("a.yaml", many(more).replace(middle, "name: Middle, type: state"))


def test_many_are_stored_and_published_together_and_only_once(write: Write, desk: Ask) -> None:
    path = write_many(write)
    last = Published.objects.latest("sequence").sequence
    loaded = load(paths=[path], publish_as="reviewer")
    assert (loaded.outcomes, loaded.held_back) == ({"created": MANY + 2}, {})
    assert [row.sequence for row in loaded.published] == list(range(last + 1, last + MANY + 3))
    assert all(earlier.published_at < later.published_at for earlier, later in pairwise(loaded.published))
    assert str(loaded.published[-1].document).startswith('{"id":"many"')
    before = desk()
    again = load(paths=[path], publish_as="reviewer")
    assert (again.outcomes, [*again.published], desk()) == ({"unchanged": MANY + 2}, [], before)


def test_names_are_found_across_the_pieces(write: Write) -> None:
    load(paths=[write_many(write, ", aliases: [Zanzibar]")], publish_as="reviewer")
    found = Published.objects.current().filter(search=NAMED).values_list("slug", flat=True)
    assert set(found) == {f"many-{MANY - 1:04}", "many-0001"}


def test_one_that_may_not_be_published_holds_back_what_cites_it_wherever_it_stands(write: Write) -> None:
    loaded = load(paths=[write_many(write, ", summary: a@example.org")], publish_as="reviewer")
    assert sorted(loaded.held_back) == ["actor/many-0001", f"actor/many-{MANY - 1:04}"]
    assert len(loaded.published) == MANY


def test_many_changes_are_published_as_one_revision_each(write: Write) -> None:
    path = write_many(write)
    load(paths=[path], publish_as="reviewer")
    path.write_text(path.read_text().replace("name: Many", "name: Zanzibar"))
    loaded = load(paths=[path], publish_as="reviewer")
    assert loaded.outcomes == {"changed": MANY, "unchanged": 2}
    assert {(row.version, row.action) for row in loaded.published} == {(2, "revise")}
    assert len(loaded.published) == MANY + 1  # what cites a changed name shows it
    current = Published.objects.current().filter(slug__startswith="many")
    assert list(current.exclude(version=2).values_list("slug", flat=True)) == [f"many-{MANY // 2:04}"]
    assert current.filter(search=NAMED).count() == MANY + 1


def test_the_one_among_many_that_the_database_refuses_is_named(write: Write, desk: Ask) -> None:
    before = desk()
    with pytest.raises(LoadError) as refused:
        load(paths=[write("a.yaml", many())])
    (problem,) = refused.value.problems
    assert problem.says == "The database refuses this entry: no actor is part of itself."
    assert problem.line == 3 + MANY // 2
    assert desk() == before
