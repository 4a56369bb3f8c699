"""An import is undone whole, exactly, and only while nobody has built upon it."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from uploading import BY, as_csv, imported, incident, workbook

from records.articles.article import Article
from records.history.tracking import event_model_of
from records.intake.forget import forget
from records.intake.intake import Intake
from records.intake.undo import undo
from records.kinds import KINDS
from records.kinds.actor import Actor
from records.kinds.base import Record
from records.kinds.incident import Incident
from records.kinds.source import Source
from records.loading.dump import as_fixture
from records.publishing.desk import everything
from records.publishing.errors import Refused
from records.publishing.publish import publish
from records.reviewing.submit import submit

EXAMPLE = KINDS["incident"].example
PLACE = ("id", "name", "names.name", "names.used_by", "names.language")


def whole_desk() -> dict[str, Any]:
    return {item.public_path: (as_fixture(KINDS[item.kind_name], item), item.state) for item in everything()}


def renamed(slug: str = EXAMPLE) -> bytes:
    return as_csv(("kind", "id", "title"), ("incident", slug, "Renamed"))


def refusal(intake: Intake, by: str = BY) -> str:
    before = whole_desk()
    with pytest.raises(Refused) as error:
        undo(intake_id=intake.pk, by=by)
    assert whole_desk() == before
    assert Intake.objects.get(pk=intake.pk).state == "stored"
    return str(error.value)


def everything_at_once() -> bytes:
    """New entries that cite each other, and changed ones that cite the new."""
    cites = {"alleged_by": "new-actor", "places": "new-place", "related__type": "follows"}
    header, row = incident("new-one", **cites, related__record="new-two")
    _, second = incident("new-two", **cites, related__record="new-one")
    actors = (("new-actor", "A", "unnamed", "new-body"), ("new-body", "B", "organisation", ""))
    return workbook(
        {
            "actors": (("id", "name", "type", "part_of"), *actors),
            "places": (PLACE, ("new-place", "Here", "There", "new-actor", "")),
            "incidents": (header, row, second),
            "more": (("kind", "id", "title", "alleged_by"), ("incident", EXAMPLE, "Renamed", "new-actor")),
        }
    )


def test_everything_is_again_as_it_was() -> None:
    before = whole_desk()
    intake = imported("all.xlsx", everything_at_once())
    assert (intake.created, intake.changed) == (5, 1)
    assert whole_desk() != before
    undone = undo(intake_id=intake.pk, by="somebody")
    assert whole_desk() == before
    assert (undone.state, undone.undone_by) == ("undone", "somebody")
    assert Incident.objects.get(pk=EXAMPLE).edited_by == "somebody"
    assert set(undone.touched.values_list("before", flat=True)) == {None}


def test_every_kind_that_was_changed_is_again_what_it_was() -> None:
    before = whole_desk()
    for kind in KINDS.values():
        label = "title" if kind.is_record or kind.name == "source" else "name"
        slugs = list(kind.model._default_manager.values_list("pk", flat=True))
        intake = imported(
            "x.csv", as_csv(("kind", "id", label), *((kind.name, slug, "Renamed") for slug in slugs))
        )
        assert intake.changed == len(slugs)
        undo(intake_id=intake.pk, by=BY)
    assert whole_desk() == before


def test_it_is_undone_once() -> None:
    intake = imported("one.csv", renamed())
    undo(intake_id=intake.pk, by="somebody")
    with pytest.raises(Refused, match="somebody has undone this import already"):
        undo(intake_id=intake.pk, by=BY)


def test_not_once_it_was_published() -> None:
    header, row = incident("new-one", sensitivity="low")
    evidence = {
        "source": "azerbaijan-releases-17-prisoners",
        "paragraph": 3,
        "phrase": "in invented words",
        "states": "",
    }
    header, row = (*header, *(f"evidence.{name}" for name in evidence)), (*row, *evidence.values())
    intake = imported("one.csv", as_csv(header, row))
    publish(items=[Incident.objects.get(pk="new-one")], by="somebody-else")
    assert "incident/new-one: The register has a newer version of it" in refusal(intake)


def test_not_once_a_changed_entry_was_published_again() -> None:
    intake = imported("one.csv", renamed())
    publish(items=[Incident.objects.get(pk=EXAMPLE)], by="somebody-else")
    assert "The register has a newer version" in refusal(intake)


def test_not_once_anything_of_it_was_edited() -> None:
    first, second = incident("new-one"), incident("new-two")
    intake = imported("two.csv", as_csv(first[0], first[1], second[1]))
    entry = Incident.objects.get(pk="new-two")
    entry.summary, entry.edited_by = "Written since.", "an-editor"
    entry.save()
    assert (
        refusal(intake)
        == "incident/new-two: an-editor changed it after the import, and undoing would lose that."
    )


def test_not_once_it_was_imported_over() -> None:
    first = imported("one.csv", renamed())
    second = imported("two.csv", as_csv(("kind", "id", "title"), ("incident", EXAMPLE, "Renamed again")))
    assert "changed it after the import" in refusal(first)
    undo(intake_id=second.pk, by=BY)
    undo(intake_id=first.pk, by=BY)
    assert Incident.objects.get(pk=EXAMPLE).title != "Renamed"


def test_not_while_it_is_in_review() -> None:
    intake = imported("one.csv", as_csv(*incident("new-one")))
    submit(item=Incident.objects.get(pk="new-one"), by=BY)
    assert "It is in review now and was draft then" in refusal(intake)


def test_not_once_it_is_gone() -> None:
    intake = imported("one.csv", as_csv(*incident("new-one")))
    Incident.objects.get(pk="new-one").delete()
    assert "incident/new-one: It is no longer on the desk." in refusal(intake)


def test_not_once_something_else_cites_it() -> None:
    intake = imported(
        "one.xlsx", workbook({"actors": (("id", "name", "type"), ("new-actor", "A", "unnamed"))})
    )
    Incident.objects.filter(pk=EXAMPLE).update(alleged_by="new-actor")
    assert f"{EXAMPLE} cites what would be deleted." in refusal(intake)
    Incident.objects.filter(pk=EXAMPLE).update(alleged_by=None)
    Record.objects.get(pk=EXAMPLE).participants.create(
        actor=Actor.objects.get(pk="new-actor"), role="party", position=9
    )
    assert f"{EXAMPLE} cites what would be deleted." in refusal(intake)


def test_not_once_a_source_has_its_article() -> None:
    intake = imported(
        "one.xlsx", workbook({"sources": (("id", "title", "type"), ("new-source", "A", "other"))})
    )
    Article.objects.create(source=Source.objects.get(pk="new-source"), text="An invented article.")
    assert "article" in refusal(intake)
    assert Article.objects.filter(source="new-source").exists()


def test_not_once_what_it_replaced_cites_what_is_gone() -> None:
    Actor.objects.create(id="passer-by", name="A", type="unnamed", created_by="x", edited_by="x")
    Incident.objects.filter(pk=EXAMPLE).update(alleged_by="passer-by")
    intake = imported("one.csv", as_csv(("kind", "id", "alleged_by"), ("incident", EXAMPLE, "")))
    Actor.objects.get(pk="passer-by").delete()
    assert "No actor has the id 'passer-by'" in refusal(intake)


def test_not_once_what_it_replaced_was_erased() -> None:
    intake = imported("one.csv", renamed())
    assert forget(kind="incident", slug=EXAMPLE) == 1
    assert "has been erased, and cannot be restored" in refusal(intake)
    kept = intake.touched.get()
    assert (kept.before, kept.label, kept.fields) == (None, EXAMPLE, ["title"])


def test_history_says_who_imported_and_undid_which_file() -> None:
    intake = imported("all.xlsx", everything_at_once(), by="somebody")
    undo(intake_id=intake.pk, by="somebody-else")
    lines = event_model_of(Actor).objects.filter(id="new-actor").order_by("pgh_id")
    assert [(line.pgh_label, line.pgh_context["who"]) for line in (lines.first(), lines.last())] == [
        ("insert", "somebody"),
        ("delete", "somebody-else"),
    ]
    assert all("all.xlsx" in line.pgh_context["why"] for line in lines)


# On the pages


def undo_page(intake: Intake) -> str:
    return reverse("admin:records_intake_undo", args=[intake.pk])


def test_undoing_is_a_post_after_a_page_that_says_what_goes(importer: Client) -> None:
    intake = imported("all.xlsx", everything_at_once())
    page = importer.get(undo_page(intake)).content.decode()
    assert "that will be deleted from the desk: 5." in page
    assert Incident.objects.filter(pk="new-one").exists()
    assert importer.post(undo_page(intake)).status_code == 302
    assert not Incident.objects.filter(pk="new-one").exists()
    page = importer.get(reverse("admin:records_intake_change", args=[intake.pk])).content.decode()
    assert "Undone" in page
    assert "Undo this import" not in page
    assert importer.post(undo_page(intake)).status_code == 409


def test_what_stands_in_the_way_is_said_before_and_after(importer: Client) -> None:
    intake = imported("one.csv", as_csv(*incident("new-one")))
    Incident.objects.filter(pk="new-one").update(summary="Written since.")
    page = importer.get(undo_page(intake)).content.decode()
    assert "It cannot be undone" in page
    assert 'type="submit" class="default"' not in page
    response = importer.post(undo_page(intake))
    assert response.status_code == 409
    assert "Nothing was done." in response.content.decode()


def test_only_whoever_imported_it_or_a_reviewer_undoes(colleague: Client, contributor: Client) -> None:
    intake = imported("one.csv", as_csv(*incident("new-one")))
    assert contributor.get(reverse("admin:records_intake_change", args=[intake.pk])).status_code == 200
    assert contributor.post(undo_page(intake)).status_code == 403
    assert colleague.post(undo_page(intake)).status_code == 302
