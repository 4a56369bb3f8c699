"""An entry that is read with all it shows in one statement is the entry that the models read one table at a time."""

from typing import Any

import orjson
import pytest
from django.db import models
from hypothesis import given, settings
from hypothesis import strategies as st
from invented_entries import LEAST, WHOLE, Put
from random_searches import examples

from records.characters import FORBIDDEN
from records.kinds import KINDS
from records.kinds.base import read_whole, row_lists, shared
from records.kinds.base.fields import EdtfField, QuantityField
from records.publishing.document import render

EVERY_KIND = pytest.mark.parametrize("kind", KINDS)
EVERY_INVENTED = pytest.mark.parametrize("kind", WHOLE)
HELD_BY_THE_DATABASE = {"kind", "phrase", "sha256"}  # to a form that most texts do not have

TEXTS = st.text(st.characters(exclude_categories=["Cs"])).map(
    lambda text: FORBIDDEN.sub("", text.replace("\0", ""))
)
DATES = ["", "2021-05-2X?", "XXXX-06-04", "2022-10-04", "[2023-05-01..2023-05-10]", "1994/..", "2020-21"]
QUANTITIES = [
    None,
    {"low": 0, "high": 0, "qualifier": "exact", "text": None},
    {"low": None, "high": None, "qualifier": "withheld", "text": "“many”"},
    {"low": 33, "high": None, "qualifier": "at-least", "text": None},
]


def by_tables(kind: str) -> dict[str, bytes]:
    """Every entry of a kind as Django's models read it."""
    return {entry.pk: orjson.dumps(render(entry)) for entry in KINDS[kind].model._default_manager.all()}


def whole(kind: str, ids: Any) -> dict[str, bytes]:
    """The same in one statement."""
    return {entry.pk: orjson.dumps(render(entry)) for entry in read_whole(KINDS[kind].document, ids)}


@EVERY_KIND
def test_every_published_entry_reads_the_same(kind: str) -> None:
    expected = by_tables(kind)
    assert expected
    assert whole(kind, expected) == expected
    assert list(whole(kind, reversed(expected))) == sorted(expected)


@EVERY_INVENTED
@pytest.mark.parametrize("entries", [WHOLE, LEAST], ids=["whole", "least"])
def test_nothing_left_out_and_nothing_filled_in(kind: str, entries: dict[str, Any], put: Put) -> None:
    put(kind, **entries[kind])
    slug = entries[kind]["id"]
    assert whole(kind, [slug]) == {slug: by_tables(kind)[slug]}


@EVERY_INVENTED
def test_whatever_the_columns_hold_is_read_the_same(kind: str, put: Put) -> None:
    put(kind, **WHOLE[kind])
    slug = WHOLE[kind]["id"]
    entries = KINDS[kind].model._default_manager.filter(pk=slug)

    @settings(max_examples=examples(5), deadline=None)
    @given(data=st.data())
    def reads_the_same(data: st.DataObject) -> None:
        scribble(data, entries)
        for field in row_lists(shared(KINDS[kind].document)).values():
            for row in getattr(entries.get(), field.source).all():
                scribble(data, type(row)._default_manager.filter(pk=row.pk))
        assert whole(kind, [slug]) == {slug: by_tables(kind)[slug]}

    reads_the_same()


STRATEGIES: dict[Any, st.SearchStrategy[Any]] = {
    EdtfField: st.sampled_from(DATES),
    QuantityField: st.sampled_from(QUANTITIES),
    models.CharField: TEXTS,
    models.TextField: TEXTS,
    models.BooleanField: st.booleans(),
    models.DecimalField: st.decimals(-90, 90, places=2),
    models.IntegerField: st.integers(1, 30_000),
}


def scribble(data: st.DataObject, found: models.QuerySet[Any]) -> None:
    """Fill the columns of a row with anything that the database takes."""
    drawn = {
        column.name: fitting(column, data.draw(strategy))
        for column in found.model._meta.concrete_fields
        for strategy in strategies_of(column)
    }
    found.update(**drawn)


def fitting(column: Any, value: Any) -> Any:
    return value[: column.max_length] if isinstance(value, str) else value


def strategies_of(column: Any) -> list[st.SearchStrategy[Any]]:
    """One, or none where the database holds the column to a form."""
    if column.name in HELD_BY_THE_DATABASE or column.is_relation or column.primary_key:
        return []
    if column.choices:
        return [st.sampled_from([word for word, _ in column.choices])]
    found = [strategy for of, strategy in STRATEGIES.items() if isinstance(column, of)][:1]
    may_be_null = column.null and not isinstance(column, models.DecimalField)  # half a point is refused
    return [strategy | st.none() if may_be_null else strategy for strategy in found]


def test_rendering_what_was_read_whole_asks_the_database_nothing_more(django_assert_num_queries: Any) -> None:
    ids = list(KINDS["incident"].model._default_manager.values_list("pk", flat=True))
    read = read_whole(KINDS["incident"].document, ids)
    with django_assert_num_queries(0):
        assert all(map(render, read))
