"""What the database refuses by itself, whoever writes to it and however. Each rule is a constraint named as a sentence."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

from records.kinds import KINDS
from records.kinds.actor import Actor
from records.kinds.base import Kind, Record, is_breakdown, is_digest, is_texts
from records.kinds.base.record import Evidence, Participation, Placing, Relation
from records.kinds.figure import Figure
from records.kinds.incident import Casualty
from records.kinds.place import Place, PlaceName
from records.kinds.prisoner_release import Leg, PrisonerRelease
from records.kinds.source import Source

TOO_HIGH = {"low": 5, "high": 1, "qualifier": "range", "text": None}
NINE_WORDS = "one two three four five six seven eight nine"


@contextmanager
def refused_because(rule: str) -> Iterator[None]:
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        yield
    assert refused.value.__cause__.diag.constraint_name == rule


@pytest.mark.parametrize(
    ("model", "columns", "rule"),
    [
        (Evidence, {"paragraph": 0}, "evidence_counts_paragraphs_from_one"),
        (Evidence, {"phrase": NINE_WORDS}, "an_evidence_phrase_has_at_most_eight_words"),
        (Evidence, {"phrase": ""}, "an_evidence_phrase_has_at_most_eight_words"),
        (PrisonerRelease, {"count": TOO_HIGH}, "prisonerrelease_count_low_is_not_above_high"),
        (Leg, {"count": TOO_HIGH}, "leg_count_low_is_not_above_high"),
        (Figure, {"value": TOO_HIGH}, "figure_value_low_is_not_above_high"),
        (Casualty, {"killed": TOO_HIGH}, "casualty_killed_low_is_not_above_high"),
        (Casualty, {"wounded": TOO_HIGH}, "casualty_wounded_low_is_not_above_high"),
        (Relation, {"other": models.F("record")}, "no_record_relates_to_itself"),
        (Participation, {"represents": models.F("actor")}, "no_actor_represents_itself"),
        (Actor, {"part_of": models.F("id")}, "no_actor_is_part_of_itself"),
        (Record, {"earliest": "2022-02-02", "latest": "2022-02-01"}, "record_earliest_is_not_after_latest"),
        (Source, {"earliest": "2022-02-02", "latest": "2022-02-01"}, "source_earliest_is_not_after_latest"),
        (Source, {"sha256": "A" * 64}, "source_sha256_is_hexadecimal"),
        (Place, {"latitude": 1, "longitude": None, "precision": ""}, "a_point_is_whole_or_absent"),
        (Place, {"latitude": 1, "longitude": 1, "precision": ""}, "a_point_is_whole_or_absent"),
    ],
    ids=lambda given: given if isinstance(given, str) else "",
)
def test_a_row_that_breaks_a_rule_is_refused(
    model: type[models.Model], columns: dict[str, Any], rule: str
) -> None:
    row = model._default_manager.order_by("pk").first()
    assert row is not None
    with refused_because(rule):
        model._default_manager.filter(pk=row.pk).update(**columns)


@pytest.mark.parametrize(
    ("model", "which", "rule"),
    [
        (Evidence, {}, "evidence_is_cited_once_in_a_record"),
        (Participation, {}, "an_actor_holds_each_role_once_in_a_record"),
        (Placing, {}, "a_record_names_each_place_once"),
        (Relation, {}, "a_relation_is_stated_once"),
        (PlaceName, {"used_by": None}, "a_name_of_a_place_without_a_user_is_listed_once"),
    ],
)
def test_a_row_is_not_said_twice(model: type[models.Model], which: dict[str, None], rule: str) -> None:
    row = model._default_manager.filter(**which).order_by("pk").first()
    assert row is not None
    row.pk = None
    with refused_because(rule):
        row.save(force_insert=True)


def test_a_name_of_a_place_is_listed_once_for_each_of_its_users() -> None:
    used = {"place_id": "yerevan", "name": "Erivan", "used_by_id": "armenia"}
    PlaceName.objects.create(**used)
    PlaceName.objects.create(**used | {"used_by_id": "azerbaijan"})
    PlaceName.objects.create(**used | {"used_by_id": None})
    with refused_because("a_name_of_a_place_is_listed_once_for_each_user"):
        PlaceName.objects.create(**used)


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
@pytest.mark.parametrize("slug", ["Not A Slug", "double--hyphen", "-edge", "", "аrmenia"])
def test_an_id_that_is_no_slug_is_refused(kind: Kind, slug: str) -> None:
    table: Any = Record if kind.is_record else kind.model
    entry = table._default_manager.get(pk=kind.example)
    entry.pk = slug
    with refused_because(f"{table._meta.model_name}_id_is_a_slug"):
        table._default_manager.bulk_create([entry])


@pytest.mark.parametrize("cited", ["actor", "place", "source", "measure"])
def test_what_a_record_cites_cannot_be_deleted_under_it(cited: str) -> None:
    rows = {"actor": Participation, "place": Placing, "source": Evidence, "measure": Figure}[cited]
    row = rows._default_manager.order_by("pk").first()
    with pytest.raises(models.ProtectedError):
        getattr(row, cited).delete()


def test_a_bare_record_is_never_made() -> None:
    with pytest.raises(TypeError, match="Save a kind of record"):
        Record(id="bare", title="t", status="reported").save()


def test_a_date_gets_its_first_and_last_day_whenever_it_is_saved() -> None:
    figure = Figure.objects.order_by("pk").first()
    assert figure is not None
    figure.date = "2021-02"
    figure.save()
    figure.refresh_from_db()
    assert (str(figure.earliest), str(figure.latest)) == ("2021-02-01", "2021-02-28")


def test_a_number_alone_is_stored_as_a_whole_quantity() -> None:
    figure = Figure.objects.order_by("pk").first()
    assert figure is not None
    figure.value = 7
    figure.save()
    figure.refresh_from_db()
    assert figure.value == {"low": 7, "high": 7, "qualifier": "exact", "text": None}


@pytest.mark.parametrize(
    ("check", "good", "bad"),
    [
        (is_breakdown, [{"of": "Civilians", "count": 3}], [{"of": "Civilians", "count": "3"}]),
        (is_breakdown, [], {"of": "Civilians", "count": 3}),
        (is_breakdown, [{"of": "Civilians", "count": None}], [{"of": "Civilians", "count": None, "age": 9}]),
        (is_digest, [{"paragraph": 1, "text": "x"}], [{"paragraph": 0, "text": "x"}]),
        (is_digest, [], [{"paragraph": 1, "text": ""}]),
        (is_texts, ["Searches"], ["Searches", " "]),
        (is_texts, [], "Searches"),
        (is_texts, ["1"], [1]),
    ],
)
def test_a_list_inside_a_row_has_one_shape(check: Any, good: Any, bad: Any) -> None:
    check(good)
    with pytest.raises(ValidationError):
        check(bad)
