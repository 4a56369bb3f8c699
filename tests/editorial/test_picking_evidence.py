"""Evidence is picked from a paragraph and compared with it: in the row it begins, when it is saved, and ever after."""

import re

import pytest
from desk_pages import address, form_on, sign_in
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from invented_article import ARTICLE, LINES, MARKER, SLUG

from records.articles.keep import keep
from records.editorial.roles import ADMINISTRATOR, CONTRIBUTOR, REVIEWER
from records.kinds import RECORD_KINDS
from records.kinds.base.record import Evidence
from records.kinds.incident import Incident
from records.kinds.source import Source

START = {"source": SLUG, "paragraph": "3"}
TYPED = {
    "id": "captives-handed-over",
    "title": "Captives are handed over",
    "status": "completed",
    "category": "other",
    "evidence-TOTAL_FORMS": "1",
    "evidence-INITIAL_FORMS": "0",
    "evidence-0-source": SLUG,
    "evidence-0-paragraph": "3",
    "evidence-0-phrase": "two shepherds went south",
    **{
        f"{rows}-{count}": "0"
        for rows in ("casualties", "participants", "placings", "outcomes", "related")
        for count in ("TOTAL_FORMS", "INITIAL_FORMS")
    },
}


@pytest.fixture
def source(writer: Client) -> Source:
    made = Source.objects.create(id=SLUG, title=LINES[0], type="news-article")
    keep(source=made, text=ARTICLE, by="writer")
    return made


def started(kind: str = "incident") -> str:
    return f"{address(kind, 'add')}?source={SLUG}&paragraph=3"


def shown(client: Client, url: str) -> str:
    return re.sub(r"\s+", " ", client.get(url).content.decode())


@pytest.mark.parametrize("kind", RECORD_KINDS)
def test_record_started_from_a_paragraph_has_a_row_for_it_and_the_article_beside_it(
    writer: Client, source: Source, kind: str
) -> None:
    form = form_on(writer, started(kind)).values
    assert (form["evidence-0-source"], form["evidence-0-paragraph"], form["evidence-0-phrase"]) == (
        SLUG,
        "3",
        "",
    )
    page = shown(writer, started(kind))
    assert LINES[2] in page
    assert page.count('class="panel-article"') == 1


@pytest.mark.parametrize(
    "query",
    ["source=nobody&paragraph=3", f"source={SLUG}&paragraph=x", f"source={SLUG}&paragraph=0", f"source={SLUG}",
     "source=%F0%9F%98%80&paragraph=1", f"source={SLUG}&paragraph={'9' * 40}", f"source={'x' * 5000}&paragraph=1"],
)  # fmt: skip
def test_forged_start_is_only_a_form(writer: Client, source: Source, query: str) -> None:
    assert writer.get(f"{address('incident', 'add')}?{query}").status_code == 200
    assert writer.post(f"{address('incident', 'add')}?{query}", TYPED).status_code == 302


def test_record_started_from_an_article_begins_as_sensitive_and_with_rows_for_two_sides(
    writer: Client, source: Source
) -> None:
    assert form_on(writer, started()).values["sensitivity"] == ""
    Source.objects.update(sensitivity="low")
    form = form_on(writer, started()).values
    assert form["sensitivity"] == "low"
    assert form["participants-TOTAL_FORMS"] == "2"
    assert form_on(writer, address("incident", "add")).values["participants-TOTAL_FORMS"] == "0"
    typed = {name: TYPED[name] for name in ("id", "title", "status", "category", "evidence-0-phrase")}
    assert writer.post(started(), form | typed).status_code == 302
    assert Incident.objects.get(pk="captives-handed-over").participants.count() == 0


def test_saving_leads_back_to_the_paragraph_it_was_started_from(writer: Client, source: Source) -> None:
    response = writer.post(started(), TYPED)
    assert (
        response.headers["Location"] == f"{reverse('admin:records_source_article', args=[SLUG])}#paragraph-3"
    )
    assert Evidence.objects.get(record="captives-handed-over").phrase == "two shepherds went south"
    another = writer.post(started(), TYPED | {"id": "another", "_addanother": "1"})
    assert another.headers["Location"] == started()
    stay = writer.post(started(), TYPED | {"id": "yet-another", "_continue": "1"})
    assert stay.headers["Location"].startswith(address("incident", "change", "yet-another"))


def test_row_whose_phrase_was_not_picked_is_refused_only_if_it_was_touched(
    writer: Client, source: Source
) -> None:
    untouched = writer.post(started(), TYPED | {"evidence-0-phrase": ""})
    assert untouched.status_code == 302
    assert not Evidence.objects.filter(record="captives-handed-over").exists()


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"evidence-0-phrase": "two shepherds went north"}, "Paragraph 3 does not hold this phrase, letter by letter. No"),
        ({"evidence-0-phrase": "Ilse Maro told reporters"}, "It stands in paragraph 4."),
        ({"evidence-0-phrase": "six captives at the Grey Bridge"}, "It stands in paragraph 1 and 2."),
        ({"evidence-0-phrase": "Two shepherds went south"}, "letter by letter. No paragraph of it does."),
        ({"evidence-0-paragraph": "77"}, "The article has only 4 paragraphs. It stands in paragraph 3."),
        ({"evidence-0-phrase": "Four soldiers went north and two shepherds went south"}, "Quote at most 8 words"),
        ({"evidence-0-phrase": ""}, "This field is required."),
    ],
)  # fmt: skip
def test_phrase_that_is_not_in_its_paragraph_is_a_form_error(
    writer: Client, source: Source, typed: dict[str, str], says: str
) -> None:
    response = writer.post(address("incident", "add"), TYPED | typed)
    assert response.status_code == 200
    (evidence,) = (
        inline.formset
        for inline in response.context["inline_admin_formsets"]
        if inline.formset.prefix == "evidence"
    )
    assert says in " ".join(evidence.forms[0].errors.get("phrase", []))
    assert not Incident.objects.filter(pk="captives-handed-over").exists()


@pytest.mark.parametrize("phrase", ["two  shepherds\u00a0went south", "went south. A doctor of", "south"])
def test_blanks_and_stops_do_not_matter(writer: Client, source: Source, phrase: str) -> None:
    assert writer.post(address("incident", "add"), TYPED | {"evidence-0-phrase": phrase}).status_code == 302


def test_phrase_is_not_checked_where_no_text_is_kept(writer: Client, source: Source) -> None:
    source.article.delete()
    assert (
        writer.post(address("incident", "add"), TYPED | {"evidence-0-phrase": "any words"}).status_code == 302
    )


def test_evidence_that_no_longer_matches_is_shown_and_does_not_stop_other_changes(
    writer: Client, source: Source
) -> None:
    writer.post(address("incident", "add"), TYPED)
    change = address("incident", "change", "captives-handed-over")
    assert "no longer matches its article" not in shown(writer, change)
    keep(source=source, text="\n".join([*LINES[:2], LINES[3], LINES[2]]), by="writer")
    assert (
        "“two shepherds went south”: Paragraph 3 does not hold this phrase, letter by letter. It stands in paragraph 4."
        in shown(writer, change)
    )
    form = form_on(writer, change).values
    assert writer.post(change, form | {"summary": "In our words."}).status_code == 302
    refused = writer.post(change, form_on(writer, change).values | {"evidence-0-paragraph": "2"})
    assert "It stands in paragraph 4." in refused.content.decode()
    assert (
        writer.post(change, form_on(writer, change).values | {"evidence-0-paragraph": "4"}).status_code == 302
    )
    assert "no longer matches its article" not in shown(writer, change)


def test_record_shows_the_articles_it_cites_and_those_just_typed(writer: Client, source: Source) -> None:
    writer.post(address("incident", "add"), TYPED)
    assert LINES[2] in shown(writer, address("incident", "change", "captives-handed-over"))
    response = writer.post(address("incident", "add"), TYPED | {"id": "", "title": "Another"})
    assert LINES[2] in response.content.decode()
    assert 'aria-label="Articles to pick evidence from"' in shown(writer, address("incident", "add"))


def test_paragraphs_alone_are_for_those_who_may_see_sources(
    writer: Client, source: Source, client: Client
) -> None:
    url = reverse("admin:records_source_paragraphs", args=[SLUG])
    assert LINES[2] in writer.get(url).content.decode()
    assert "no-store" in writer.get(url)["Cache-Control"]
    assert (
        writer.get(
            reverse("admin:records_source_paragraphs", args=["armenian-report-missing-persons-talks"])
        ).status_code
        == 204
    )
    assert writer.get(reverse("admin:records_source_paragraphs", args=["nobody"])).status_code == 404
    assert client.get(url).status_code == 302
    stranger = sign_in("stranger", permissions=("view_incident", "add_incident", "change_incident"))
    assert stranger.get(url).status_code == 403
    assert MARKER not in shown(stranger, started())


def test_erasing_is_for_administrators_alone() -> None:
    may = {
        role: Permission.objects.filter(group__name=role, codename="erase_article").exists()
        for role in (CONTRIBUTOR, REVIEWER, ADMINISTRATOR)
    }
    assert may == {CONTRIBUTOR: False, REVIEWER: False, ADMINISTRATOR: True}
