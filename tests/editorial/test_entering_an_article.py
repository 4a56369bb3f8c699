"""The pages of an article: entered once, its digest written beside it, its text replaced or erased by POST."""

import re

import pytest
from desk_pages import address, form_on, sign_in
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from invented_article import ARTICLE, ENTERED, LINES, MARKER, OWN_WORDS, SLUG

from records.articles.article import Article
from records.articles.text import sha256_of
from records.kinds.incident import Incident
from records.kinds.source import Source

ENTER = reverse("admin:records_source_enter")


def page(name: str, slug: str = SLUG) -> str:
    return reverse(f"admin:records_source_{name}", args=[slug])


def upload(raw: bytes, name: str = "article.txt") -> dict[str, object]:
    return ENTERED | {"text": "", "file": SimpleUploadedFile(name, raw)}


def shown(response: HttpResponse) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


@pytest.fixture
def entered(writer: Client) -> Source:
    assert writer.post(ENTER, ENTERED).status_code == 302
    return Source.objects.get(pk=SLUG)


def digest_form(source: Source, **boxes: str) -> dict[str, str]:
    source.refresh_from_db()
    said = {f"digest-{number}": "" for number in range(1, 5)}
    return (
        {"opened_at": source.edited_at.isoformat()}
        | said
        | {f"digest-{name[1:]}": text for name, text in boxes.items()}
    )


# Entering


def test_pasted_article_becomes_a_draft_with_its_text_and_leads_to_its_paragraphs(writer: Client) -> None:
    response = writer.post(ENTER, ENTERED | {"text": ARTICLE.replace("\n", "\r\n")})
    assert response.headers["Location"] == page("article")
    source = Source.objects.get(pk=SLUG)
    assert (source.title, source.state, source.created_by, source.edited_by) == (
        LINES[0],
        "draft",
        "writer",
        "writer",
    )
    assert (source.sha256, source.word_count) == (sha256_of(ARTICLE), len(ARTICLE.split()))
    assert Article.objects.get(pk=SLUG).text == ARTICLE


def test_date_of_an_article_is_when_it_was_published(writer: Client, entered: Source) -> None:
    for asked in (ENTER, address("source", "change", SLUG), address("source", "add")):
        text = shown(writer.get(asked))
        assert "When it was published, as EDTF text" in text
        assert "When it happened" not in text
    assert "When it happened, as EDTF text" in shown(writer.get(address("incident", "add")))


def test_what_is_known_of_it_is_kept_as_typed(writer: Client) -> None:
    known = {
        "title": "Six captives handed over",
        "id": "six-captives",
        "publisher": "The Bridge Post",
        "byline": "A. Author",
        "date": "2023-05-0X",
        "date_note": "By its place in the archive.",
        "address": "https://bridge-post.example/six",
        "sensitivity": "low",
    }
    writer.post(ENTER, ENTERED | known)
    source = Source.objects.get(pk="six-captives")
    assert {name: getattr(source, name) for name in known} == known
    assert source.earliest.isoformat() == "2023-05-01"


@pytest.mark.parametrize("raw", [ARTICLE, "\ufeff" + ARTICLE, ARTICLE.replace("\n", "\r\n"), ARTICLE.strip()])
def test_uploaded_file_is_kept_letter_by_letter(writer: Client, raw: str) -> None:
    assert writer.post(ENTER, upload(raw.encode())).status_code == 302
    article = Article.objects.get(pk=SLUG)
    assert (article.text, article.sha256) == (raw, sha256_of(raw))
    assert article.paragraphs == LINES


def test_file_need_not_be_chosen_again_when_something_else_was_wrong(writer: Client) -> None:
    raw = "\ufeff" + ARTICLE.replace("\n", "\r\n")
    response = writer.post(ENTER, upload(raw.encode()) | {"type": ""})
    assert "This field is required." in shown(response)
    form = response.context["form"]
    again = ENTERED | {"text": ARTICLE.replace("\n", "\r\n"), "spelled": form["spelled"].value()}
    writer.post(ENTER, again)
    assert Article.objects.get(pk=SLUG).sha256 == sha256_of(raw)


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"text": ""}, "There is no text in this."),
        ({"text": " \r\n\t\r\n"}, "There is no text in this."),
        ({"text": "<!doctype html><p>x</p>"}, "This is a web page, not its text"),
        ({"text": "a" * 600_000}, "an article may have 0.5 MB"),
        (upload(b"a" * 5_000_000), "This has 5.0 MB; an article may have 0.5 MB."),
        (upload(b"a\x00b"), "holds a NUL character"),
        (upload(b"caf\xe9"), "byte 4 cannot be read"),
        (upload(b"<p>x</p>", "article.html"), "This is a web page, not its text"),
        (upload(b""), "The submitted file is empty."),
        (upload(ARTICLE.encode()) | {"text": "Another text"}, "Paste the text or choose a file, not both."),
        ({"id": "Not a slug"}, "Use lower-case ASCII letters"),
        ({"id": "captured-soldiers-connect-with-families"}, "already exists"),
        ({"title": "A \u202eheadline"}, "Remove control characters and text-direction marks."),
        ({"title": "x" * 400}, "at most 300 characters"),
        ({"type": "rumour"}, "Select a valid choice"),
        ({"date": "2023-13"}, "At position 5"),
        ({"address": "javascript:alert(1)"}, "Enter a valid URL"),
    ],
)
def test_bad_part_is_a_form_error_and_nothing_is_kept(
    writer: Client, given: dict[str, object], says: str
) -> None:
    before = Source.objects.count()
    response = writer.post(ENTER, ENTERED | given)
    assert response.status_code == 200
    assert says in shown(response)
    assert (Source.objects.count(), Article.objects.count()) == (before, 0)


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"text": "a\x00b"}, "cannot be read"),
        ({"title\x00": "x"}, "cannot be read"),
        ({"text": "a" * 5_000_000}, "A form may hold 1 MB at most: go back and send less."),
    ],
)
def test_what_no_form_could_hold_is_refused(writer: Client, given: dict[str, str], says: str) -> None:
    response = writer.post(ENTER, ENTERED | given)
    assert response.status_code == 400
    assert says in shown(response)
    assert not Article.objects.exists()


def test_article_of_one_line_is_its_own_headline(writer: Client) -> None:
    writer.post(ENTER, ENTERED | {"text": "Only this"})
    assert Source.objects.get(pk="only-this").title == "Only this"


def test_headline_in_other_letters_still_gets_an_id(writer: Client) -> None:
    writer.post(ENTER, ENTERED | {"text": "Գերիների փոխանակում"})
    assert Source.objects.get(title="Գերիների փոխանակում").pk.startswith("article-")


def test_proposed_id_is_one_that_no_source_has(writer: Client, entered: Source) -> None:
    writer.post(ENTER, ENTERED | {"text": ARTICLE + "\nOne line more.\n"})
    assert Source.objects.filter(pk=f"{SLUG}-2").exists()


def test_same_article_leads_to_the_source_it_was_entered_as(writer: Client, entered: Source) -> None:
    for text in (ARTICLE, ARTICLE.strip(), ARTICLE.replace("\n", "\r\n")):
        response = writer.post(ENTER, ENTERED | {"text": text, "type": "", "id": "again"}, follow=True)
        assert response.redirect_chain == [(page("article"), 302)]
        assert f"This article is entered already, as {SLUG}." in shown(response)
    assert Source.objects.filter(title=LINES[0]).count() == 1


def test_text_that_its_source_lacked_is_kept_there(writer: Client) -> None:
    known = Source.objects.create(
        id="known", title="Known", type="other", sha256=sha256_of(ARTICLE), word_count=56
    )
    response = writer.post(ENTER, ENTERED, follow=True)
    assert "Its text was not kept before; now it is." in shown(response)
    assert Article.objects.get(pk=known.pk).text == ARTICLE


# The digest


def test_every_paragraph_stands_beside_its_box(writer: Client, entered: Source) -> None:
    text = shown(writer.get(page("article")))
    assert all(line.replace("'", "&#x27;") in text for line in LINES)
    assert all(f'id="id_digest-{number}"' in text for number in range(1, 5))


def test_digest_is_saved_together(writer: Client, entered: Source) -> None:
    response = writer.post(
        page("article"), digest_form(entered, p2=OWN_WORDS, p4="  An envoy\r\ncounts eleven held. ")
    )
    assert response.headers["Location"] == page("article")
    entered.refresh_from_db()
    assert entered.digest == [
        {"paragraph": 2, "text": OWN_WORDS},
        {"paragraph": 4, "text": "An envoy counts eleven held."},
    ]


def test_eleven_words_of_the_article_are_refused_and_nothing_typed_is_lost(
    writer: Client, entered: Source
) -> None:
    copied = " ".join(LINES[2].split()[:12])
    response = writer.post(page("article"), digest_form(entered, p1=OWN_WORDS, p3=copied))
    assert response.status_code == 200
    assert "12 words in a row, from “four soldiers went north” on, are the article&#x27;s own." in shown(
        response
    )
    assert OWN_WORDS in shown(response)
    entered.refresh_from_db()
    assert entered.digest == []
    ten = " ".join(LINES[2].split()[:10])
    assert writer.post(page("article"), digest_form(entered, p3=ten)).status_code == 302


def test_own_form_of_a_source_refuses_the_articles_words_too(writer: Client, entered: Source) -> None:
    change = address("source", "change", SLUG)
    response = writer.post(change, form_on(writer, change).values | {"digest": f"[3] {LINES[2]}"})
    assert "[3] 22 words in a row" in shown(response)


@pytest.mark.parametrize(
    "name", ["digest-5", "digest-0", "digest-x", "digest-99999999", "digest--1", "digest-01"]
)
def test_forged_paragraph_is_refused(writer: Client, entered: Source, name: str) -> None:
    response = writer.post(page("article"), digest_form(entered, p1=OWN_WORDS) | {name: "x"})
    assert response.status_code == 200
    assert "This article has no paragraph for" in shown(response)
    entered.refresh_from_db()
    assert entered.digest == []


def test_control_characters_in_a_digest_are_refused(writer: Client, entered: Source) -> None:
    response = writer.post(page("article"), digest_form(entered, p1="a\x07b"))
    assert "Remove control characters" in shown(response)


def test_stale_digest_is_refused_without_losing_it(writer: Client, reviewer: Client, entered: Source) -> None:
    opened = digest_form(entered, p1=OWN_WORDS)
    reviewer.post(page("article"), digest_form(entered, p2="By the reviewer."))
    response = writer.post(page("article"), opened)
    assert "reviewer saved this entry after you opened it" in shown(response)
    assert OWN_WORDS in shown(response)
    entered.refresh_from_db()
    assert entered.digest == [{"paragraph": 2, "text": "By the reviewer."}]


def test_saving_an_unchanged_digest_changes_nobody(writer: Client, reviewer: Client, entered: Source) -> None:
    assert reviewer.post(page("article"), digest_form(entered)).status_code == 302
    entered.refresh_from_db()
    assert entered.edited_by == "writer"


@pytest.mark.parametrize(
    ("then", "leads"),
    [
        ("incident 3", f"/admin/records/incident/add/?source={SLUG}&paragraph=3"),
        ("figure 12", f"/admin/records/figure/add/?source={SLUG}&paragraph=12"),
        ("actor 3", page("article")),
        ("incident", page("article")),
        ("incident 3/../x", page("article")),
        ("incident ٣", page("article")),
        ("//elsewhere.example 3", page("article")),
    ],
)
def test_button_saves_the_digest_and_leads_to_a_record_of_its_kind(
    writer: Client, entered: Source, then: str, leads: str
) -> None:
    response = writer.post(page("article"), digest_form(entered, p1=OWN_WORDS) | {"then": then})
    assert response.headers["Location"] == leads
    entered.refresh_from_db()
    assert entered.digest[0]["text"] == OWN_WORDS


def test_records_are_shown_at_the_paragraph_they_rest_on(writer: Client, entered: Source) -> None:
    incident = Incident.objects.create(
        id="handed-over", title="Captives handed over", status="reported", category="other"
    )
    incident.evidence.create(source=entered, paragraph=3, phrase="two shepherds went south")
    incident.evidence.create(source=entered, paragraph=9, phrase="went north")
    response = writer.get(page("article"))
    rows = {row.number: row for row in response.context["rows"]}
    assert [rest.problem for rest in rows[3].resting] == [""]
    assert rows[3].resting[0].page == address("incident", "change", "handed-over")
    assert rows[9].text == ""
    assert "It stands in paragraph 3." in shown(response)


# Another text, or none


def test_text_on_which_nothing_rests_is_replaced_at_once(writer: Client, entered: Source) -> None:
    assert writer.post(page("replace"), {"text": "A headline\nOne line"}).status_code == 302
    entered.refresh_from_db()
    assert Article.objects.get(pk=SLUG).text == "A headline\nOne line\n"
    assert (entered.sha256, entered.word_count) == (sha256_of("A headline\nOne line\n"), 4)


def test_replacing_says_first_which_evidence_no_longer_matches(writer: Client, entered: Source) -> None:
    incident = Incident.objects.create(
        id="handed-over", title="Captives handed over", status="reported", category="other"
    )
    incident.evidence.create(source=entered, paragraph=3, phrase="two shepherds went south")
    Source.objects.filter(pk=SLUG).update(digest=[{"paragraph": 4, "text": "x"}])
    shorter = "\n".join(LINES[1:3])
    response = writer.post(page("replace"), {"text": shorter})
    text = shown(response)
    assert "“two shepherds went south”: The article has only 2 paragraphs. It stands in paragraph 2." in text
    assert "The digest speaks of paragraphs beyond its end: 4." in text
    assert Article.objects.get(pk=SLUG).text == ARTICLE
    assert writer.post(page("replace"), {"text": shorter, "accepted": "on"}).status_code == 302
    assert Article.objects.get(pk=SLUG).paragraphs == LINES[1:3]


def test_text_of_another_source_is_not_kept_twice(writer: Client, entered: Source) -> None:
    Source.objects.create(id="other", title="Other", type="other")
    response = writer.post(page("replace", "other"), {"text": ARTICLE})
    assert f"This is the article of another source, {SLUG}." in shown(response)
    assert not Article.objects.filter(pk="other").exists()


def test_source_without_a_text_says_what_to_do(writer: Client) -> None:
    slug = "captured-soldiers-connect-with-families"
    response = writer.get(page("article", slug))
    assert "No text is kept for this source" in shown(response)
    assert page("replace", slug) in shown(response)
    assert writer.post(page("article", slug), {"digest-1": "x"}).status_code == 302
    assert writer.get(page("replace", slug)).status_code == 200


def test_private_text_is_erased_by_post_alone_and_only_with_the_permission(
    writer: Client, entered: Source
) -> None:
    editor = account("editor", "view_source", "change_source", "add_source")
    assert editor.post(page("erase")).status_code == 403
    assert page("erase") not in shown(editor.get(page("article")))
    keeper = account("keeper", "view_source", "erase_article")
    assert keeper.get(page("erase")).status_code == 200
    assert Article.objects.exists()
    assert keeper.post(page("erase")).status_code == 302
    assert not Article.objects.exists()
    assert keeper.post(page("erase")).status_code == 302
    assert "nothing to erase" in shown(keeper.get(page("erase")))
    assert MARKER not in shown(writer.get(page("article")))


# Who may do what


def account(name: str, *permissions: str) -> Client:
    return sign_in(name, permissions=permissions)


def test_whoever_may_only_look_changes_nothing(entered: Source) -> None:
    onlooker = account("onlooker", "view_source")
    text = shown(onlooker.get(page("article")))
    assert "Save the digest" not in text
    assert 'name="then"' not in text
    assert onlooker.post(page("article"), digest_form(entered, p1=OWN_WORDS)).status_code == 403
    assert onlooker.post(page("replace"), {"text": "x"}).status_code == 403
    assert onlooker.post(ENTER, ENTERED).status_code == 403
    assert onlooker.get(ENTER).status_code == 403


@pytest.mark.parametrize("name", ["article", "replace", "erase"])
def test_nobody_without_permission_sees_a_word_of_it(entered: Source, client: Client, name: str) -> None:
    stranger = account("stranger", "view_incident", "change_incident")
    assert stranger.get(page(name)).status_code == 403
    assert stranger.get(page(name, "no-such-source")).status_code == 403
    assert client.get(page(name)).status_code == 302
    assert client.get(ENTER).status_code == 302


@pytest.mark.parametrize("name", ["article", "replace", "erase"])
def test_unknown_source_is_not_found_and_other_methods_are_refused(writer: Client, name: str) -> None:
    assert writer.get(page(name, "no-such-source")).status_code == 404
    assert writer.put(page(name, "armenia")).status_code == 403
    assert writer.put(ENTER).status_code == 405


def test_no_page_with_a_private_text_is_stored_by_a_browser(writer: Client, entered: Source) -> None:
    assert "no-store" in writer.get(page("article"))["Cache-Control"]


def test_lists_lead_to_entering_and_sources_to_their_article(writer: Client, entered: Source) -> None:
    assert ENTER in shown(writer.get(address("source", "changelist")))
    assert ENTER in shown(writer.get(reverse("admin:index")))
    assert ENTER not in shown(account("onlooker", "view_source").get(reverse("admin:index")))
    assert page("article") in shown(writer.get(address("source", "change", SLUG)))


def test_deleting_a_draft_takes_its_text_along(writer: Client, entered: Source) -> None:
    confirm = writer.get(address("source", "delete", SLUG))
    assert MARKER not in shown(confirm)
    writer.post(address("source", "delete", SLUG), {"post": "yes"})
    assert not Article.objects.exists()
