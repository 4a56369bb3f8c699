"""An article is submitted and published as one: its source, its records, and what they cite that readers cannot see yet."""

from typing import Any

import pytest
from desk_pages import sign_in
from django.test import Client
from django.urls import reverse

from records.editorial.addresses import page_of
from records.kinds.actor import Actor
from records.kinds.base import Record
from records.kinds.incident import Incident
from records.kinds.source import Source
from records.publishing.live import live_version
from records.reviewing.of_article import entries_of
from records.reviewing.send_back import send_back

BY = {"created_by": "writer", "edited_by": "writer", "sensitivity": "low"}


@pytest.fixture
def article() -> Source:
    """A source with two incidents: one between new actors, one that only cites what is published."""
    source = Source.objects.create(id="the-ford", title="At the ford", type="news-article", **BY)
    parent = Actor.objects.create(id="velmark", name="Velmark", type="state", **BY)
    actor = Actor.objects.create(
        id="velmark-guard", name="Velmark guard", type="institution", part_of=parent, **BY
    )
    for slug, named in (("ford-clash", actor.pk), ("ford-visit", "armenia")):
        incident = Incident.objects.create(id=slug, title=slug, status="reported", category="clash", **BY)
        incident.participants.create(actor_id=named, role="party")
        incident.evidence.create(source=source, paragraph=1, phrase="at the ford")
    Actor.objects.create(id="a-bystander", name="Somebody whom nothing cites", type="unnamed", **BY)
    return source


ALL = {"the-ford", "ford-clash", "ford-visit", "velmark", "velmark-guard"}


def page(step: str, source: Source) -> str:
    return reverse(f"admin:records_source_{step}", args=[source.pk])


def states(*slugs: str) -> set[str]:
    found: list[Any] = [*Record.objects.filter(pk__in=slugs), *Source.objects.filter(pk__in=slugs)]
    return {item.state for item in (*found, *Actor.objects.filter(pk__in=slugs))}


def publish_all(client: Client, source: Source) -> Any:
    shown = client.get(page("publish_all", source))
    return client.post(page("publish_all", source), {"seen": shown.context["seen"]})


@pytest.fixture
def contributor() -> Client:
    return sign_in("writer", role="Contributor")


@pytest.fixture
def checker() -> Client:
    return sign_in("checker", role="Reviewer")


def test_what_belongs_to_an_article_is_found_through_all_that_is_cited_and_new(article: Source) -> None:
    assert {str(item.pk) for item in entries_of(article)} == ALL


def test_one_page_submits_all_of_it(contributor: Client, article: Source) -> None:
    shown = contributor.get(page("submit_all", article))
    assert {standing.item.pk for standing, _ in shown.context["standings"]} == ALL
    text = shown.content.decode()
    assert all(f'href="{page_of(standing.item)}"' in text for standing, _ in shown.context["standings"])
    assert states(*ALL) == {"draft"}
    assert contributor.post(page("submit_all", article)).status_code == 302
    assert states(*ALL) == {"in-review"}
    assert states("a-bystander") == {"draft"}


def test_one_page_publishes_all_of_it(contributor: Client, checker: Client, article: Source) -> None:
    contributor.post(page("submit_all", article))
    text = checker.get(page("publish_all", article)).content.decode()
    assert all(f'href="{page_of(item)}"' in text for item in entries_of(article))
    assert publish_all(checker, article).status_code == 302
    assert states(*ALL) == {"published"}
    assert all(live_version(item) for item in entries_of(article))


def test_what_was_sent_back_waits_while_the_rest_is_published(
    contributor: Client, checker: Client, article: Source
) -> None:
    contributor.post(page("submit_all", article))
    send_back(item=Record.objects.get(pk="ford-visit"), by="checker", reason="Say which ford.")
    assert publish_all(checker, article).status_code == 302
    assert states(*(ALL - {"ford-visit"})) == {"published"}
    assert states("ford-visit") == {"draft"}
    contributor.post(page("submit_all", article))
    assert states("ford-visit") == {"in-review"}
    assert states(*(ALL - {"ford-visit"})) == {"published"}


def test_nothing_of_it_is_published_where_one_entry_lacks_what_it_cites(
    contributor: Client, checker: Client, article: Source
) -> None:
    contributor.post(page("submit_all", article))
    send_back(item=Actor.objects.get(pk="velmark"), by="checker", reason="Is it a state?")
    refused = publish_all(checker, article)
    assert refused.status_code == 409
    assert "velmark" in refused.content.decode()
    assert "published" not in states(*ALL)


def test_what_changed_since_the_page_was_opened_is_not_published(
    contributor: Client, checker: Client, article: Source
) -> None:
    contributor.post(page("submit_all", article))
    shown = checker.get(page("publish_all", article))
    Incident.objects.filter(pk="ford-clash").update(title="Something else")
    assert checker.post(page("publish_all", article), {"seen": shown.context["seen"]}).status_code == 409
    assert "published" not in states(*ALL)


def test_a_contributor_does_not_publish_an_article(contributor: Client, article: Source) -> None:
    contributor.post(page("submit_all", article))
    assert contributor.get(page("publish_all", article)).status_code == 403
    assert contributor.post(page("publish_all", article), {"seen": "x"}).status_code == 403
    assert "published" not in states(*ALL)


def test_nobody_publishes_their_own_article(article: Source) -> None:
    reviewer = sign_in("writer", role="Reviewer")
    reviewer.post(page("submit_all", article))
    assert publish_all(reviewer, article).status_code == 409
    assert "published" not in states(*ALL)


@pytest.mark.parametrize("step", ["submit_all", "publish_all"])
def test_an_article_of_which_nothing_waits_says_so(checker: Client, step: str) -> None:
    source = Source.objects.get(pk="armenian-report-missing-persons-talks")
    shown = checker.get(page(step, source))
    assert shown.status_code == 200
    assert "of this article" in shown.content.decode()
    assert checker.post(page(step, source)).status_code in (200, 302)


def test_the_page_of_the_article_offers_the_next_step_alone(
    contributor: Client, checker: Client, article: Source
) -> None:
    workspace = reverse("admin:records_source_article", args=[article.pk])
    assert "Submit all of this article" in contributor.get(workspace).content.decode()
    contributor.post(page("submit_all", article))
    assert "Submit all of this article" not in contributor.get(workspace).content.decode()
    assert "Publish all of this article" in checker.get(workspace).content.decode()


@pytest.mark.parametrize("step", ["submit_all", "publish_all"])
def test_an_article_that_is_not_there_is_not_found(step: str) -> None:
    client = sign_in("somebody")
    assert client.get(reverse(f"admin:records_source_{step}", args=["nothing"])).status_code == 404
    assert client.put(reverse(f"admin:records_source_{step}", args=["nothing"])).status_code in (403, 405)
