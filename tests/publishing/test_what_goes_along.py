"""What a publication carries besides its own text: the names of what it cites, as the register has them."""

from collections.abc import Callable

import orjson
import pytest
from django.db.models import TextField
from django.db.models.functions import Cast

from records.kinds.actor import Actor
from records.kinds.incident import Incident
from records.published import Published
from records.publishing.desk import every_entry
from records.publishing.errors import Refused
from records.publishing.publish import publish
from records.publishing.publishable import publishable
from records.publishing.redact import redact
from records.publishing.withdraw import withdraw

Make = Callable[..., Incident]


def citing_armenia(make: Make) -> Incident:
    incident = make()
    incident.participants.create(actor_id="armenia", role="party")
    return incident


def named_in(row: Published) -> str:
    return str(orjson.loads(row.document)["participants"][0]["actor"]["name"])


def test_an_unreviewed_name_does_not_go_out_with_what_cites_it(make: Make) -> None:
    Actor.objects.filter(pk="armenia").update(name="Unreviewed", edited_by="author", sensitivity="high")
    (row,) = publish(items=[citing_armenia(make)], by="reviewer")
    assert named_in(row) == "Armenia"
    written = Published.objects.annotate(text=Cast("document", TextField()))
    assert not written.filter(text__contains="Unreviewed").exists()


def test_a_new_name_published_in_the_same_step_is_the_one_shown(make: Make) -> None:
    Actor.objects.filter(pk="armenia").update(name="Renamed")
    rows = publish(items=[citing_armenia(make), Actor.objects.get(pk="armenia")], by="reviewer")
    assert [row.kind for row in rows] == ["actor", "incident"]
    assert named_in(rows[1]) == "Renamed"


def test_a_name_that_may_not_be_published_stops_the_step_that_would_publish_it(make: Make) -> None:
    Actor.objects.filter(pk="armenia").update(name="Renamed", sensitivity="high")
    with pytest.raises(Refused, match="must not be published"):
        publish(items=[citing_armenia(make), Actor.objects.get(pk="armenia")], by="reviewer")


@pytest.mark.parametrize("remove", [withdraw, redact])
def test_what_was_removed_does_not_come_back_with_everything_else(
    make: Make, remove: Callable[..., object]
) -> None:
    publish(items=[make()], by="reviewer")
    remove(entries=[("incident", "event")], reason_class="safety")
    passing, held_back = publishable(every_entry(), by="operator")
    assert "event" not in {draft.slug for draft in passing}
    assert list(held_back) == ["incident/event"]
    assert "publish it by name" in held_back["incident/event"][0]


def test_what_was_withdrawn_comes_back_by_name(make: Make) -> None:
    publish(items=[make()], by="reviewer")
    withdraw(entries=[("incident", "event")], reason_class="error")
    (row,) = publish(items=[Incident.objects.get(pk="event")], by="reviewer")
    assert (row.action, row.version) == ("publish", 3)
