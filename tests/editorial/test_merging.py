"""Merging from the desk: the two are compared first, only a POST merges, and only what stands in the register."""

import pytest
from desk_pages import address, sign_in
from django.test import Client

from records.kinds.figure import Figure
from records.published import Published
from records.reviewing.remarks import remarks_on

KIND = "figure"
GOES, STAYS = "thousands-of-armenians-searching-for-missing", "2020-war-soldiers-killed"
CITED = "2021-06-armenia-claims-about-200-held"
PAGE = "/api/v1/figures/"


@pytest.fixture
def reviewer() -> Client:
    return sign_in("the-reviewer", role="Reviewer")


def page(slug: str = GOES) -> str:
    return address(KIND, "merge", slug)


def last() -> int:
    return Published.objects.latest("sequence").sequence


def test_the_two_are_compared_and_nothing_is_done_by_looking(reviewer: Client) -> None:
    before = last()
    asked = reviewer.get(page()).content.decode()
    assert "Id of the entry that stays" in asked
    compared = reviewer.get(page(), {"into": STAYS}).content.decode()
    assert f"Merge into {STAYS}" in compared
    assert "How the two differ for readers" in compared
    assert reviewer.get(address(KIND, "change", GOES)).content.decode().count("Merge…") == 1
    assert last() == before


def test_a_merge_leads_readers_on_and_is_in_the_entry_s_file(reviewer: Client) -> None:
    answer = reviewer.post(page(), {"into": STAYS}, follow=True)
    assert f"Merged into {STAYS}" in answer.content.decode()
    assert f"duplicate of figure/{STAYS}" in answer.content.decode()
    led = Client().get(f"{PAGE}{GOES}/")
    assert (led.status_code, led.headers["Location"]) == (308, f"{PAGE}{STAYS}/")
    figure = Figure.objects.get(pk=GOES)
    assert figure.state == "withdrawn"
    assert [(each.action, each.by) for each in remarks_on(figure)] == [("withdraw", "the-reviewer")]
    assert Figure.objects.get(pk=STAYS).state == "published"


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("", "This field is required."),
        (GOES, "This is the entry itself"),
        ("no-such-figure", "No entry of this kind in the register has this id."),
        ("armenia", "No entry of this kind in the register has this id."),
    ],
)
def test_what_cannot_stay_is_refused_in_words(reviewer: Client, typed: str, says: str) -> None:
    before = last()
    for answer in (reviewer.get(page(), {"into": typed}), reviewer.post(page(), {"into": typed})):
        assert answer.status_code == 200
        assert says in answer.content.decode()
    assert last() == before


def test_what_others_cite_is_not_merged(reviewer: Client) -> None:
    before = last()
    assert "These entries cite it" in reviewer.get(page(CITED)).content.decode()
    refused = reviewer.post(page(CITED), {"into": STAYS})
    assert refused.status_code == 409
    assert "in its place, or without it, first." in refused.content.decode()
    assert last() == before


def test_a_duplicate_is_merged_once(reviewer: Client) -> None:
    reviewer.post(page(), {"into": STAYS})
    before = last()
    assert "there is nothing to merge" in reviewer.get(page()).content.decode()
    assert reviewer.post(page(), {"into": STAYS}).status_code == 409
    assert last() == before


def test_what_may_be_the_same_event_is_offered(reviewer: Client) -> None:
    """Of these two, one claims 33 prisoners and the other 80, in the same days and by the same person."""
    one, other = "2023-05-33-confirmed-prisoners", "2023-05-80-unconfirmed-prisoners"
    offered = reviewer.get(page(one)).content.decode()
    assert f'href="?into={other}"' in offered
    Published.objects.filter(slug=other).update(superseded_at="2999-01-01T00:00Z")
    assert f'href="?into={other}"' not in reviewer.get(page(one)).content.decode()


def test_whoever_writes_alone_does_not_merge() -> None:
    writer = sign_in("a-writer", role="Contributor")
    assert writer.get(page()).status_code == writer.post(page(), {"into": STAYS}).status_code == 403
