"""The first page: numbers lead to lists of just so many rows, pictures say the same in words, and each sees their own."""

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from desk_pages import address, sign_in
from django.test import Client
from django.urls import reverse

from records.articles.keep import keep
from records.editorial.dashboard.boxes import EMPTY, TITLES, Line
from records.editorial.dashboard.page import Dashboard
from records.kinds.actor import Actor
from records.kinds.base import Record
from records.kinds.base.vocabulary import State
from records.kinds.figure import Figure
from records.kinds.source import Source
from records.published import Published
from records.publishing.withdraw import withdraw

INDEX = "/admin/"
ALL = reverse("admin:records_record_changelist")


def dashboard_of(client: Client) -> Dashboard:
    return client.get(INDEX).context["dashboard"]


def rows_at(client: Client, listed: str) -> int:
    response = client.get(listed)
    assert response.status_code == 200, listed
    return int(response.context["cl"].result_count)


def lines_of(dashboard: Dashboard) -> Iterator[tuple[str, Line]]:
    for box in (dashboard.work[1], *dashboard.attention, dashboard.lately):
        yield from ((box.title, line) for line in box.lines)


def of_one_kind(name: str, model: str) -> Client:
    """An account that may see one kind and nothing else."""
    return sign_in(name, permissions=(f"view_{model}",))


@pytest.fixture
def busy(writer: Client) -> Client:
    """Something for every box."""
    Record.objects.filter(kind__in=["incident", "figure"]).update(state=State.IN_REVIEW)
    Actor.objects.filter(pk="armenia").update(state=State.IN_REVIEW)
    Record.objects.filter(kind="negotiation-round").update(state=State.DRAFT, edited_by="writer")
    source = Source.objects.get(pk="azerbaijan-releases-17-prisoners")
    keep(source=source, text="Another text\n\nwith two paragraphs", by="writer")
    return writer


def test_years_say_how_vague_dates_are_placed(busy: Client) -> None:
    """What is dated `199X`, or `199X/1994`, is counted under 1990 alone."""
    assert "under the first year that its date can mean" in busy.get(INDEX).content.decode()
    timeline = dashboard_of(busy).timeline
    assert timeline
    vague = Record.objects.filter(date__startswith="199X").count()
    assert [each.count for each in timeline.years if each.label == "1990"] == [vague]


def test_every_number_is_that_of_the_list_it_leads_to(busy: Client) -> None:
    lines = list(lines_of(dashboard_of(busy)))
    assert {title for title, _ in lines} == set(TITLES.values())
    for title, line in lines:
        assert rows_at(busy, line.address) == line.number, (title, line)


def test_every_number_of_the_timeline_is_that_of_its_list(writer: Client) -> None:
    timeline = dashboard_of(writer).timeline
    assert timeline is not None
    assert [years.label for years in timeline.years][-1] == "2023"
    assert sum(years.contested for years in timeline.years) == 2
    for years in timeline.years:
        assert rows_at(writer, years.address) == years.count
        assert rows_at(writer, f"{years.address}&register=contested") == years.contested


def test_contested_figures_stand_side_by_side_with_their_pages(writer: Client) -> None:
    (measure,) = dashboard_of(writer).disputed
    assert measure.name == "Armenians held by Azerbaijan"
    assert [(claim.claimant, claim.number) for claim in measure.claims[:2]] == [
        ("Armenia", "about 200 (around 200 Armenian soldiers)"),
        ("Azerbaijan", "70"),
    ]
    assert all(writer.get(claim.address).status_code == 200 for claim in measure.claims)
    assert rows_at(writer, measure.address) == len(measure.claims)


def test_pictures_are_in_the_page_with_the_same_as_a_table(writer: Client) -> None:
    page = writer.get(INDEX).content.decode()
    assert page.count('<svg class="picture"') == page.count('<details class="as-table"') == 2
    assert "The table below has every number." in page
    assert " style=" not in page


def test_newest_versions_lead_to_their_entries(writer: Client) -> None:
    newest = dashboard_of(writer).newest
    last = Published.objects.order_by("-sequence")[0]
    assert newest[0].address.endswith(f"/{last.slug}/change/")
    assert all(writer.get(version.address).status_code == 200 for version in newest)


def test_what_is_withdrawn_is_contested_no_more(writer: Client) -> None:
    figures = ("2021-06-armenia-claims-about-200-held", "2021-06-azerbaijan-says-70-held")
    citing = ("incident", "2021-06-azerbaijan-alleges-group-crossed-border")
    withdraw(entries=[citing, *(("figure", slug) for slug in figures)], reason_class="error")
    dashboard = dashboard_of(writer)
    assert "Contested in the register" not in {title for title, _ in lines_of(dashboard)}
    assert dashboard.disputed == []


def test_what_waits_is_what_its_page_lists(busy: Client) -> None:
    box = dashboard_of(busy).work[0]
    assert box.title == "Waits for you"
    (line,) = box.lines
    page, part = line.address.split("#")
    response = busy.get(page)
    assert f'id="{part}"' in response.content.decode()
    assert line.number == len(response.context["waiting"].to_review) > 0


def test_an_account_sees_only_the_kinds_it_may_view(busy: Client) -> None:
    figures = Published.objects.current().filter(kind="figure").count()
    reader = of_one_kind("reader", "figure")
    dashboard = dashboard_of(reader)
    assert {title: line.number for title, line in lines_of(dashboard)} == {
        "Contested in the register": 2,
        "No year known": 1,
        "Evidence that no longer matches": rows_at(
            busy, f"{address('figure', 'changelist')}?look_at=unmatched"
        ),
        "Published lately": figures,
    }
    assert {version.kind for version in dashboard.newest} == {"figure"}
    assert dashboard.timeline is not None
    assert sum(years.count for years in dashboard.timeline.years) == figures - 1
    for _, line in lines_of(dashboard):
        assert rows_at(reader, line.address) == line.number
    assert rows_at(reader, ALL) == Figure.objects.count()
    assert not dashboard.may_add_sources


def test_who_may_see_no_figures_gets_none_in_pictures(busy: Client) -> None:
    dashboard = dashboard_of(of_one_kind("reader", "place"))
    assert (dashboard.timeline, dashboard.disputed) == (None, [])
    assert {line.noun for _, line in lines_of(dashboard)} == {"places"}


def test_an_account_without_a_role_is_told_whom_to_ask(db: None) -> None:
    page = sign_in("nobody", superuser=False).get(INDEX).content.decode()
    assert "Ask an administrator to give it a role." in page


def test_every_empty_box_says_what_to_do(writer: Client) -> None:
    assert set(EMPTY) == set(TITLES)
    page = writer.get(INDEX).content.decode()
    assert "What others submit for review appears here" in page
    assert "Begin with a source" in page
    assert "Enter an article" in page


def test_first_page_asks_as_many_statements_of_a_busy_desk_as_of_a_quiet_one(
    writer: Client, django_assert_max_num_queries, django_assert_num_queries
) -> None:
    Record.objects.filter(pk="2021-06-azerbaijan-says-70-held").update(state=State.IN_REVIEW)
    with django_assert_max_num_queries(25) as quiet:
        writer.get(INDEX)
    Record.objects.update(state=State.IN_REVIEW, edited_by="other")
    with django_assert_num_queries(len(quiet.captured_queries)):
        writer.get(INDEX)


def test_one_person_teams_are_reminded_of_it(writer: Client, settings) -> None:
    assert "ALLOW_SELF_PUBLISH" not in writer.get(INDEX).content.decode()
    settings.ALLOW_SELF_PUBLISH = True
    assert "ALLOW_SELF_PUBLISH" in writer.get(INDEX).content.decode()


@pytest.mark.parametrize(
    "query",
    [
        "years=", "years=0", "years=0-0", "years=2023-1990", "years=99999", "years=a", "years=٢٠٢٣", "years=1-2-3",
        "register=", "register=all", "look_at=1", "mine=everything", "mine=drafts&mine=1", "years=0001",
    ],
)  # fmt: skip
def test_filters_answer_whatever_is_asked(writer: Client, query: str) -> None:
    response = writer.get(f"{ALL}?{query}")
    assert response.status_code in (200, 302)
    if response.status_code == 302:
        assert parse_qs(urlsplit(response.headers["Location"]).query) == {"e": ["1"]}
