"""An earlier state comes back whole or not at all, through the same checks as any other change, as a new change."""

import pytest
from desk_pages import address, document_of, sign_in
from django.db import connection
from django.test import Client

from records.history.changing import changing
from records.history.timeline import changes_of
from records.kinds import KINDS
from records.kinds.base import Record
from records.kinds.base.record import Evidence, Outcome, Participation, Placing
from records.kinds.place import Place
from records.kinds.prisoner_release import Leg
from records.loading.dump import as_fixture
from records.loading.go_back import go_back
from records.publishing.desk import reread
from records.publishing.errors import Refused
from records.publishing.live import live_version

RELEASE = "2022-10-azerbaijan-frees-17"
RELEASES = KINDS["prisoner-release"]
EVERY_KIND = pytest.mark.parametrize("kind", KINDS.values(), ids=list(KINDS))


@pytest.fixture
def anna(db: None) -> Client:
    return sign_in("anna")


def first_change(kind, slug: str) -> int:
    return changes_of(kind.model, slug)[-1].order


def newest(kind, slug: str) -> int:
    return changes_of(kind.model, slug)[0].order


def spoil(slug: str = RELEASE) -> None:
    """Change the entry, its kind's own columns and its rows."""
    with changing(who="bert", why="by mistake"):
        Record.objects.filter(pk=slug).update(title="Spoilt", sensitivity="high")
        RELEASES.model.objects.filter(pk=slug).update(exchange=True, count=None)
        for rows in (Evidence, Outcome, Participation, Placing):
            rows._default_manager.filter(record=slug).delete()
        Leg.objects.filter(release=slug).update(of_whom="Nobody")


def address_of_back(kind, slug: str, order: int) -> str:
    return address(kind, "back", slug, order)  # type: ignore[arg-type]


@EVERY_KIND
def test_entry_of_every_kind_comes_back_as_it_was(kind) -> None:
    (item,) = reread([kind.model.objects.get(pk=kind.example)])
    before = as_fixture(kind, item)
    with changing(who="bert"):
        kind.model.objects.filter(pk=kind.example).update(sensitivity="high")
        for rows in ("evidence", "participants", "outcomes", "legs", "casualties", "names", "placings"):
            if hasattr(item, rows) and rows != "evidence":
                getattr(item, rows).all().delete()
    go_back(
        kind=kind,
        slug=kind.example,
        to=first_change(kind, kind.example),
        by="anna",
        seen=newest(kind, kind.example),
    )
    assert as_fixture(kind, *reread([item])) == before


def test_page_shows_the_difference_and_going_back_is_a_new_change(anna: Client) -> None:
    before = document_of("prisoner-release", RELEASE)
    spoil()
    page = address_of_back("prisoner-release", RELEASE, first_change(RELEASES, RELEASE))
    asked = anna.get(page)
    told = asked.content.decode()
    assert asked.status_code == 200
    assert "Spoilt" in told
    assert before["evidence"][0]["phrase"] in told
    assert anna.post(page, {"seen": asked.context["seen"]}).status_code == 302
    assert document_of("prisoner-release", RELEASE) == before
    change = changes_of(RELEASES.model, RELEASE)[0]
    assert (change.who, change.why[:20]) == ("anna", "back to the state of")
    assert Record.objects.get(pk=RELEASE).edited_by == "anna"


def test_asking_changes_nothing(anna: Client) -> None:
    spoil()
    before = newest(RELEASES, RELEASE)
    anna.get(address_of_back("prisoner-release", RELEASE, first_change(RELEASES, RELEASE)))
    assert newest(RELEASES, RELEASE) == before


def test_what_readers_have_stays_until_it_is_published() -> None:
    item = Record.objects.get(pk=RELEASE)
    before = live_version(item)
    spoil()
    go_back(
        kind=RELEASES,
        slug=RELEASE,
        to=first_change(RELEASES, RELEASE),
        by="anna",
        seen=newest(RELEASES, RELEASE),
    )
    assert live_version(item) == before
    assert Record.objects.get(pk=RELEASE).state == item.state


def test_somebody_s_newer_change_is_not_overwritten(anna: Client) -> None:
    spoil()
    page = address_of_back("prisoner-release", RELEASE, first_change(RELEASES, RELEASE))
    seen = anna.get(page).context["seen"]
    with changing(who="clara"):
        Record.objects.filter(pk=RELEASE).update(title="Meanwhile")
    response = anna.post(page, {"seen": seen})
    assert response.status_code == 409
    assert "clara changed it after you opened this page" in response.content.decode()
    assert Record.objects.get(pk=RELEASE).title == "Meanwhile"


@pytest.mark.parametrize("seen", ["", "x", "-1", "1.5", "9" * 30, "٣"])
def test_forged_page_is_refused(seen: str, anna: Client) -> None:
    spoil()
    page = address_of_back("prisoner-release", RELEASE, first_change(RELEASES, RELEASE))
    assert anna.post(page, {"seen": seen}).status_code == 409


def test_state_that_cites_what_is_gone_is_refused_in_words(anna: Client) -> None:
    with changing(who="bert"):
        Place(id="invented", name="Invented", created_by="bert", edited_by="bert").save()
        placing = Placing.objects.create(record_id=RELEASE, place_id="invented", position=9)
    to = newest(RELEASES, RELEASE)
    with changing(who="clara"):
        placing.delete()
        Place.objects.get(pk="invented").delete()
    page = address_of_back("prisoner-release", RELEASE, to)
    asked = anna.get(page)
    assert "invented (no longer on the desk)" in asked.content.decode()
    response = anna.post(page, {"seen": asked.context["seen"]})
    assert response.status_code == 409
    assert "No place has the id &#x27;invented&#x27;" in response.content.decode()


def test_state_that_contradicts_itself_is_refused(anna: Client) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE records_record SET date = 'soon' WHERE id = %s", [RELEASE])
    to = newest(RELEASES, RELEASE)
    with changing(who="clara"):
        Record.objects.filter(pk=RELEASE).update(date="2022-10-04")
    page = address_of_back("prisoner-release", RELEASE, to)
    response = anna.post(page, {"seen": anna.get(page).context["seen"]})
    assert response.status_code == 409
    assert Record.objects.get(pk=RELEASE).date == "2022-10-04"


def test_what_it_says_already_is_no_change() -> None:
    to = newest(RELEASES, RELEASE)
    with pytest.raises(Refused, match="It says this already"):
        go_back(kind=RELEASES, slug=RELEASE, to=to, by="anna", seen=to)


def test_deleted_entry_is_made_again_as_a_draft(anna: Client) -> None:
    figure = KINDS["figure"].model.objects.filter(related_from=None).first()
    assert figure
    slug, said = figure.pk, document_of("figure", figure.pk)
    with changing(who="bert", why="a duplicate"):
        figure.delete()
    page = address_of_back("figure", slug, first_change(KINDS["figure"], slug))
    assert anna.post(page, {"seen": anna.get(page).context["seen"]}).status_code == 302
    assert document_of("figure", slug) == said
    again = Record.objects.get(pk=slug)
    assert (again.state, again.created_by) == ("draft", "anna")


def test_going_back_to_a_deletion_is_refused() -> None:
    figure = KINDS["figure"].model.objects.filter(related_from=None).first()
    assert figure
    slug = figure.pk
    with changing(who="bert"):
        figure.delete()
    to = newest(KINDS["figure"], slug)
    with pytest.raises(Refused, match="was not on the desk then"):
        go_back(kind=KINDS["figure"], slug=slug, to=to, by="anna", seen=to)


def test_only_those_who_may_change_it_go_back() -> None:
    spoil()
    page = address_of_back("prisoner-release", RELEASE, first_change(RELEASES, RELEASE))
    viewer = sign_in("viewer", permissions=("view_prisonerrelease",))
    assert viewer.get(page).status_code == 403
    assert viewer.post(page, {"seen": newest(RELEASES, RELEASE)}).status_code == 403
    assert Record.objects.get(pk=RELEASE).title == "Spoilt"


@pytest.mark.parametrize("order", [0, 1, 10**18, 10**30])
def test_place_that_is_no_change_of_the_entry_is_not_found(order: int, anna: Client) -> None:
    assert anna.get(address_of_back("prisoner-release", RELEASE, order)).status_code == 404
