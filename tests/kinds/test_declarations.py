"""Promises of every kind's declaration: what it imports, what it explains, and that no kind is silently absent."""

import ast
import inspect
import pkgutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.test.utils import isolate_apps
from rest_framework import serializers

from records import kinds
from records.checks import every_kind_module_is_listed, every_publishable_model_has_a_kind
from records.kinds import KINDS
from records.kinds.base import Filter, Kind, Publishable, Reference, When
from records.published import Published

EVERY_KIND = pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
DESK_MODELS = [
    model
    for model in apps.get_app_config("records").get_models()
    if model.__module__.startswith("records.kinds")
]
COLUMNS = [
    pytest.param(model, column, id=f"{model.__name__}.{column.name}")
    for model in DESK_MODELS
    for column in model._meta.local_fields
]
WORDS = [given for given in COLUMNS if given.values[1].choices]


def imported_by(module: Any) -> Iterator[str]:
    for node in ast.walk(ast.parse(inspect.getsource(module))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "written relatively"
            yield from (f"{node.module}.{name.name}" for name in node.names)


@EVERY_KIND
def test_a_kind_sees_django_the_serializers_and_the_base_and_nothing_else(kind: Kind) -> None:
    allowed = ("django.db", "django.core", "rest_framework.serializers", "records.kinds.base.")
    standard = sys.stdlib_module_names
    outside = [
        name
        for name in imported_by(sys.modules[kind.model.__module__])
        if not name.startswith(allowed) and name.partition(".")[0] not in standard
    ]
    assert outside == []


@pytest.mark.parametrize(("model", "column"), COLUMNS)
def test_every_column_explains_itself(model: type[models.Model], column: models.Field) -> None:
    belongs_to = isinstance(column, models.ForeignKey) and column.name in (
        "record",
        "release",
        "incident",
        "place",
    )
    its_own = column.primary_key and (column.auto_created or isinstance(column, models.OneToOneField))
    assert belongs_to or its_own or column.help_text.strip().endswith((".", "?"))


@pytest.mark.parametrize(("model", "column"), WORDS)
def test_the_database_refuses_a_word_that_is_not_on_the_list(
    model: type[models.Model], column: models.Field
) -> None:
    row = model._default_manager.order_by("pk").first()
    assert row is not None
    whole_point = {"latitude": 1, "longitude": 1} if column.name == "precision" else {}
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        model._default_manager.filter(pk=row.pk).update(**{column.name: "nonsense"}, **whole_point)
    expected = f"{model._meta.model_name}_{column.name}_is_a_known_word"
    assert refused.value.__cause__.diag.constraint_name == expected


@EVERY_KIND
def test_the_example_of_a_kind_is_published(kind: Kind) -> None:
    assert Published.objects.current().entry(kind.name, kind.example).exists()


def fields_on(serializer: Any, path: str) -> Any:
    """The field that a path of a filter or of the search reaches; raises KeyError where there is none."""
    field = serializer
    for step in path.split("."):
        field = getattr(field, "child", field)
        name = step.partition("[")[0]
        shown = name if isinstance(field, serializers.Serializer) else None
        if shown and hasattr(field, "as_mapping") and name not in field.fields:
            field = field.fields["place"]  # a place stands in its list as the citation alone
            shown = None
        if shown:
            field = field.fields[name]
        elif not (isinstance(field, Reference) and name in ("id", *field.shows)):
            raise KeyError(path)
    return field


@EVERY_KIND
def test_every_path_of_a_kind_reaches_a_field_of_its_document(kind: Kind) -> None:
    document = kind.document()
    paths = [path for given in kind.all_filters for path in given.paths]
    for path in (*paths, *kind.search_paths, *filter(None, [kind.quantity])):
        fields_on(document, path)
    assert kind.date is None or isinstance(document.fields[kind.date], When)


@EVERY_KIND
def test_a_filter_offers_the_words_of_the_column_it_looks_at(kind: Kind) -> None:
    document = kind.document()
    for given in kind.all_filters:
        for path in given.paths if given.words else ():
            assert given.words is not None
            assert set(fields_on(document, path).choices) == set(given.words.values)


@EVERY_KIND
def test_the_editor_shows_columns_that_exist(kind: Kind) -> None:
    columns = {column.name for column in kind.model._meta.get_fields()}
    shown = (*kind.editor.fields, *kind.editor.list_columns, *kind.editor.list_filters)
    assert [name for name in shown if name not in columns] == []


def test_no_two_kinds_share_a_name_or_an_address() -> None:
    assert len(
        {kind.name for kind in KINDS.values()} | {kind.collection for kind in KINDS.values()}
    ) == 2 * len(KINDS)


def test_a_common_filter_keeps_its_words_when_a_kind_adds_paths() -> None:
    joined = {given.name: given for given in KINDS["figure"].all_filters}["claimant"]
    assert isinstance(joined, Filter)
    assert "claimed_by.id" in joined.paths
    assert "participants[role=claimant].actor.id" in joined.paths
    assert joined.help


# The checks that shout


def test_nothing_is_missing_now() -> None:
    assert [*every_kind_module_is_listed(), *every_publishable_model_has_a_kind()] == []


def test_a_kind_module_that_is_not_listed_fails_the_check(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "court_case.py").write_text("")
    monkeypatch.setattr(kinds, "__path__", [*kinds.__path__, str(tmp_path)])
    assert "court_case" in {found.name for found in pkgutil.iter_modules(kinds.__path__)}
    (error,) = every_kind_module_is_listed()
    assert (error.id, error.msg) == (
        "records.E001",
        "records.kinds.court_case is not listed in records/kinds/__init__.py.",
    )


@isolate_apps("records")
def test_a_publishable_model_without_a_kind_fails_the_check() -> None:
    class CourtCase(Publishable):
        kind_name = "court-case"
        collection = "court-cases"

        class Meta(Publishable.Meta):
            app_label = "records"

    (error,) = every_publishable_model_has_a_kind()
    assert (error.id, error.msg) == ("records.E002", "CourtCase has no Kind.")
    # A class cannot be undefined: it stays below Publishable, so it must stop being a kind.
    del CourtCase.kind_name
