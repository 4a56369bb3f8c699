"""Every change of the desk is kept by the database, however it is made, and what is kept is not changed."""

from importlib import import_module
from pathlib import Path

import pgtrigger
import pytest
from django.apps import apps
from django.db import DatabaseError, connection, models, transaction

from records.articles.article import Article
from records.checks import every_table_of_the_desk_has_a_history
from records.history.changing import because, changing
from records.history.tracking import event_model_of, is_on_the_desk, owner_column
from records.kinds import KINDS
from records.kinds.actor import Actor
from records.kinds.base import Record
from records.kinds.base.record import Evidence, Outcome, Participation, Placing
from records.kinds.figure import Figure
from records.loading.load import load
from records.publishing.publish import publish
from records.publishing.withdraw import withdraw

EVENT = "2022-08-31-brussels"
DESK = [model for model in apps.get_app_config("records").get_models() if is_on_the_desk(model)]
LOADED = [model for model in DESK if model is not Article]  # texts are not in fixtures
EVERY_TABLE = pytest.mark.parametrize("model", DESK, ids=lambda model: model.__name__)


def new_actor(slug: str = "invented") -> Actor:
    return Actor(id=slug, name="Invented", type="unnamed", created_by="a", edited_by="a")


def test_every_table_of_the_desk_is_watched() -> None:
    assert {kind.model for kind in KINDS.values()} < set(DESK)
    assert {Record, Participation, Placing, Outcome, Evidence} < set(DESK)
    assert every_table_of_the_desk_has_a_history() == []


@EVERY_TABLE
def test_history_of_a_table_holds_on_to_no_row(model) -> None:
    events = event_model_of(model)
    assert not [field.name for field in events._meta.get_fields() if field.is_relation]
    with connection.cursor() as cursor:
        assert not [
            name
            for name, rule in connection.introspection.get_constraints(cursor, events._meta.db_table).items()
            if rule["foreign_key"]
        ]


@pytest.mark.parametrize("model", LOADED, ids=lambda model: model.__name__)
def test_what_was_loaded_by_copy_is_in_the_history(model) -> None:
    events = event_model_of(model)
    rows = set(model._default_manager.values_list("pk", flat=True))
    key = model._meta.pk.name
    assert rows
    assert set(events.objects.filter(pgh_label="insert").values_list(key, flat=True)) == rows
    assert {tuple(sorted(said.items())) for said in events.objects.values_list("pgh_context", flat=True)} == {
        (("who", "fixtures"), ("why", "load fixtures"))
    }


def test_saved_update_and_deletion_are_kept_in_order(lines) -> None:
    actor = new_actor()
    actor.save()
    actor.name = "Renamed"
    actor.save()
    actor.delete()
    kept = [(line.pgh_label, line.id, line.name) for line in lines(Actor)]
    assert kept == [
        ("insert", "invented", "Invented"),
        ("update", "invented", "Renamed"),
        ("delete", "invented", "Renamed"),
    ]


def test_update_of_many_is_kept_row_by_row(lines) -> None:
    changed = Outcome.objects.exclude(status="pledged").count()
    Outcome.objects.update(status="pledged")
    assert changed > 1
    assert [line.status for line in lines(Outcome)] == ["pledged"] * changed


def test_bulk_create_is_kept(lines) -> None:
    Actor.objects.bulk_create([new_actor("one"), new_actor("two")])
    assert [line.id for line in lines(Actor)] == ["one", "two"]


def test_bulk_update_is_kept(lines) -> None:
    Actor.objects.bulk_create([new_actor("one"), new_actor("two")])
    Actor.objects.bulk_update([Actor(id="one", name="1"), Actor(id="two", name="2")], ["name"])
    assert {(line.id, line.name) for line in lines(Actor, pgh_label="update")} == {("one", "1"), ("two", "2")}


def test_raw_sql_is_kept_with_the_role_that_ran_it_and_no_name(lines, run) -> None:
    run("UPDATE records_actor SET name = 'By hand' WHERE id = 'armenia'")
    (line,) = lines(Actor)
    assert (line.name, line.pgh_context) == ("By hand", None)
    assert line.pgh_role == connection.settings_dict["USER"]


@EVERY_TABLE
def test_key_by_which_the_history_knows_a_row_is_not_changed(model, run) -> None:
    if model is Article:
        Article(source_id="azerbaijan-releases-17-prisoners", text="A text.", kept_by="anna").save()
    table, key = model._meta.db_table, model._meta.pk
    value = "1000000" if isinstance(key, models.AutoField) else "'another'"
    with pytest.raises(DatabaseError, match="An id is permanent"):
        run(f"UPDATE {table} SET {key.column} = {value}")


def test_row_does_not_leave_its_entry(run) -> None:
    with pytest.raises(DatabaseError, match="a row stays with its entry"):
        run("UPDATE records_evidence SET record_id = %s", EVENT)


def test_update_that_changes_nothing_leaves_no_line(lines, run) -> None:
    run("UPDATE records_actor SET name = name")
    assert lines() == []


def test_places_of_a_record_are_kept_as_they_come_and_go(lines) -> None:
    record = Record.objects.get(pk=EVENT)
    record.places.add("yerevan", through_defaults={"position": 7})
    record.places.remove("yerevan")
    kept = [(line.pgh_label, line.record, line.place) for line in lines(Placing)]
    assert kept == [("insert", EVENT, "yerevan"), ("delete", EVENT, "yerevan")]


def test_deletion_of_a_record_keeps_it_its_kind_and_its_rows(lines) -> None:
    figure = Figure.objects.filter(related_from=None, participants__isnull=False).first()
    assert figure
    slug, rows = figure.pk, figure.evidence.count()
    figure.delete()
    assert [line.id for line in lines(Record, pgh_label="delete")] == [slug]
    assert [line.record_ptr for line in lines(Figure, pgh_label="delete")] == [slug]
    assert [line.record for line in lines(Evidence, pgh_label="delete")] == [slug] * rows


def test_private_text_is_kept_nowhere_in_the_history(lines) -> None:
    article = Article(
        source_id="azerbaijan-releases-17-prisoners", text="Nobody must read this.", kept_by="anna"
    )
    article.save()
    article.text = "Nor this."
    article.save()
    first, second = lines(Article)
    assert (first.word_count, second.word_count) == (4, 2)
    assert not {"text", "paragraphs"} & {column.name for column in event_model_of(Article)._meta.fields}
    assert "Nobody" not in str(first.__dict__)


def test_desk_cannot_be_emptied_past_its_history(run) -> None:
    with pytest.raises(DatabaseError, match="TRUNCATE is refused"):
        run("TRUNCATE records_actor CASCADE")


@EVERY_TABLE
@pytest.mark.parametrize("change", ["UPDATE {} SET pgh_label = ''", "DELETE FROM {}", "TRUNCATE {}"])
def test_kept_lines_are_never_changed(model, change: str, run) -> None:
    with pytest.raises(DatabaseError, match="append-only"):
        run(change.format(event_model_of(model)._meta.db_table))


def test_kept_lines_stay_even_where_triggers_are_ignored() -> None:
    with pgtrigger.ignore(), pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        event_model_of(Actor).objects.all().delete()


def test_new_table_without_a_history_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("records.checks.event_model_of", {}.get)
    assert len(every_table_of_the_desk_has_a_history()) == len(DESK)


def test_what_the_desk_held_before_becomes_the_first_lines(lines) -> None:
    migration = import_module("records.migrations.0007_history")
    with connection.schema_editor(atomic=False) as editor:
        migration.write_first_lines(apps, editor)
    for model in DESK:
        kept = [getattr(line, model._meta.pk.name) for line in lines(model)]
        assert sorted(kept) == sorted(model._default_manager.values_list("pk", flat=True))
    assert {line.pgh_context["why"] for line in lines()} == {"As it stood when the history began"}


# Who and why


def test_who_and_why_are_kept(lines) -> None:
    with changing(who="anna", why="A misprint"):
        Actor.objects.filter(pk="armenia").update(name="Armenia!")
    (line,) = lines()
    assert line.pgh_context == {"who": "anna", "why": "A misprint"}


def test_outermost_words_hold_and_gaps_are_filled(lines) -> None:
    with changing(who="anna"), changing(who="operator", why="publish"):
        Actor.objects.filter(pk="armenia").update(name="Armenia!")
    (line,) = lines()
    assert line.pgh_context == {"who": "anna", "why": "publish"}


def test_reason_of_the_editor_s_own_takes_the_place_of_any_other(lines) -> None:
    with changing(who="anna", why="saved on the desk"):
        because("A misprint")
        Actor.objects.filter(pk="armenia").update(name="Armenia!")
    (line,) = lines()
    assert line.pgh_context["why"] == "A misprint"


def test_reason_outside_a_block_reaches_nobody(lines) -> None:
    because("A misprint")
    Actor.objects.filter(pk="armenia").update(name="Armenia!")
    (line,) = lines()
    assert line.pgh_context is None


def test_what_follows_in_the_transaction_is_nobody_s(lines) -> None:
    with changing(who="anna"):
        Actor.objects.filter(pk="armenia").update(name="Armenia!")
    Actor.objects.filter(pk="azerbaijan").update(name="Azerbaijan!")
    assert [line.pgh_context for line in lines()] == [{"who": "anna"}, None]


def test_who_is_said_again_after_a_savepoint_was_rolled_back(lines) -> None:
    with changing(who="anna"):
        with pytest.raises(DatabaseError), transaction.atomic():
            Actor.objects.filter(pk="armenia").update(type="nonsense")
        Actor.objects.filter(pk="armenia").update(name="Armenia!")
    (line,) = lines()
    assert line.pgh_context == {"who": "anna"}


def test_statements_sent_many_at_once_are_kept_with_who(lines) -> None:
    with changing(who="anna"), connection.cursor() as cursor:
        cursor.executemany(
            "UPDATE records_actor SET name = %s WHERE id = %s", [("A", "armenia"), ("B", "russia")]
        )
    assert [(line.name, line.pgh_context) for line in lines()] == [
        ("A", {"who": "anna"}),
        ("B", {"who": "anna"}),
    ]


def test_statement_with_a_percent_sign_and_no_values_is_left_as_it_is(lines) -> None:
    with changing(who="anna"), connection.cursor() as cursor:
        cursor.execute("UPDATE records_actor SET name = '100%' WHERE id LIKE '%menia' AND id = 'armenia'")
    assert [(line.name, line.pgh_context) for line in lines()] == [("100%", {"who": "anna"})]


@pytest.mark.parametrize("text", ["a\x00b", "a\udc80b", "a\u202eb", "a\x07b"])
def test_reason_that_json_cannot_hold_is_kept_without_it(text: str, lines) -> None:
    with changing(who="anna", why=text):
        Actor.objects.filter(pk="armenia").update(name="Armenia!")
    (line,) = lines()
    assert line.pgh_context["why"] == "ab"


def test_change_of_one_transaction_has_one_number(lines) -> None:
    record = Record.objects.get(pk=EVENT)
    record.title = "Another title"
    record.save()
    record.outcomes.all().delete()
    assert len({(line.pgh_transaction, line.pgh_created_at) for line in lines()}) == 1


def test_load_says_who_loaded_what(tmp_path: Path, lines) -> None:
    path = tmp_path / "more.yaml"
    path.write_text("actors: [{id: invented, name: Invented, type: unnamed}]")
    load(paths=[path], by="anna")
    (line,) = lines()
    assert (line.id, line.pgh_context) == ("invented", {"who": "anna", "why": "load more.yaml"})


def test_publishing_and_withdrawing_say_so(lines) -> None:
    figure = Figure.objects.filter(related_from=None).first()
    assert figure
    Record.objects.filter(pk=figure.pk).update(state="draft", summary="Said anew.")
    publish(items=[figure], by="anna")
    with changing(who="operator"):
        withdraw(entries=[("figure", figure.pk)], reason_class="error")
    assert [(line.state, line.pgh_context) for line in lines(Record)][1:] == [
        ("published", {"who": "anna", "why": "publish"}),
        ("withdrawn", {"who": "operator", "why": "withdraw (error)"}),
    ]


def test_rows_belong_to_one_entry() -> None:
    assert {model.__name__: owner.name for model in DESK if (owner := owner_column(model))} == {
        "Placing": "record",
        "Participation": "record",
        "Outcome": "record",
        "Relation": "record",
        "Evidence": "record",
        "Leg": "release",
        "Casualty": "incident",
        "Article": "source",
        "PlaceName": "place",
    }


@pytest.mark.parametrize("told", [(), ("context_id",), ("context_metadata",)])
def test_what_pghistory_was_not_told_whole_is_attached_to_nothing(told: tuple[str, ...]) -> None:
    assert not is_attached(*told)


def test_what_pghistory_was_told_whole_is_attached() -> None:
    assert is_attached("context_id", "context_metadata")


SAID = {"context_id": "00000000-0000-0000-0000-000000000001", "context_metadata": '{"who": "anna"}'}


def is_attached(*settings: str) -> bool:
    """Whether a change of which these settings were made is given a context."""
    with transaction.atomic(), connection.cursor() as cursor:
        for name in settings:
            cursor.execute("SELECT set_config(%s, %s, true)", [f"pghistory.{name}", SAID[name]])
        cursor.execute("SELECT _pgh_attach_context()::text")
        found = cursor.fetchone()[0]
        cursor.execute("SELECT count(*) FROM pghistory_context WHERE id::text = %s", [found])
        assert cursor.fetchone()[0] == int(found is not None)
    return found == SAID["context_id"]
