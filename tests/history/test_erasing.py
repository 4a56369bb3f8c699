"""One entry's history can be erased where it must be; that it was, by whom and why, is kept for ever."""

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from records.history.changing import changing
from records.history.erasure import Erasure
from records.history.states import state_at
from records.history.timeline import changes_of
from records.history.tracking import event_model_of
from records.kinds import KINDS
from records.kinds.actor import Actor
from records.kinds.base import Record
from records.kinds.base.record import Evidence
from records.kinds.figure import Figure

FIGURE = KINDS["figure"].example


def erase(entry: str = f"figure/{FIGURE}", reason: str = "a court's order") -> None:
    call_command("erase_history", entry, reason=reason, by="anna", verbosity=0)


def test_every_line_of_the_entry_goes_and_no_other(capsys: pytest.CaptureFixture[str]) -> None:
    with changing(who="bert", why="a private matter"):
        Record.objects.filter(pk=FIGURE).update(summary="Nobody should read this.")
        Record.objects.filter(pk=FIGURE).update(summary="Nothing.")
    others = event_model_of(Record).objects.exclude(id=FIGURE).count()
    erase()
    assert "Lines erased: " in capsys.readouterr().out
    assert event_model_of(Record).objects.exclude(id=FIGURE).count() == others
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(e::text, ' ') FROM records_recordevent e WHERE id = %s", [FIGURE])
        (kept,) = cursor.fetchone()
    assert "Nobody" not in kept
    assert "private" not in kept


def test_log_of_the_admin_forgets_what_the_entry_was_called(admin_user: User) -> None:
    def log(slug: str) -> LogEntry:
        about = ContentType.objects.get_for_model(Figure)
        said = {"object_repr": "A private title", "change_message": "A private row", "action_flag": CHANGE}
        return LogEntry.objects.create(user=admin_user, content_type=about, object_id=slug, **said)

    of_the_entry, of_another = log(FIGURE), log("another")
    erase()
    for line in (of_the_entry, of_another):
        line.refresh_from_db()
    assert (of_the_entry.object_repr, of_the_entry.change_message) == (FIGURE, "")
    assert of_the_entry.user == admin_user
    assert (of_another.object_repr, of_another.change_message) == ("A private title", "A private row")


def test_history_begins_anew_with_what_the_desk_says() -> None:
    rows = Evidence.objects.filter(record=FIGURE).count()
    erase()
    (change,) = changes_of(Figure, FIGURE)
    assert (change.who, change.why) == ("anna", "as it stood when its history was erased")
    state = state_at(Figure, FIGURE, order=change.order)
    assert sum(table.model is Evidence for table, _ in state) == rows > 0


def test_deleted_entry_can_be_erased_for_good() -> None:
    figure = Figure.objects.filter(related_from=None).first()
    assert figure
    slug = figure.pk
    figure.delete()
    erase(f"figure/{slug}")
    assert changes_of(Figure, slug) == []
    assert Erasure.objects.get(slug=slug).reason == "a court's order"


def test_erasure_itself_is_kept_for_ever() -> None:
    erase()
    for change in ("DELETE FROM records_erasure", "UPDATE records_erasure SET reason = 'none'"):
        with (
            pytest.raises(DatabaseError, match="append-only"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(change)


def test_lines_are_never_rewritten_not_even_beside_an_erasure() -> None:
    erase()  # the test's transaction is still the erasure's
    for change in ("UPDATE records_actorevent SET name = ''", "TRUNCATE records_actorevent"):
        with (
            pytest.raises(DatabaseError, match="append-only"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(change)


@pytest.mark.parametrize(
    ("entry", "says"),
    [
        ("actor/nobody", "The history has nothing of actor/nobody. Nothing was erased."),
        ("armenia", "Write KIND/ID"),
        ("no-kind/armenia", "Write KIND/ID"),
        ("actor/", "Write KIND/ID"),
    ],
)
def test_what_cannot_be_erased_is_said(entry: str, says: str) -> None:
    with pytest.raises(CommandError, match=says):
        erase(entry)
    assert not Erasure.objects.exists()


def test_erasure_without_a_reason_is_refused() -> None:
    with pytest.raises(CommandError, match="Say why"):
        erase("actor/armenia", reason=" ")
    assert len(changes_of(Actor, "armenia")) == 1
