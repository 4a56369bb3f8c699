"""What is kept of an article, what it is compared with, and that it stays private."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from text_in_tables import TEXT, Cite

from records.articles.article import Article
from records.articles.erase import erase
from records.articles.evidence import evidence_that_no_longer_matches, problem_with
from records.articles.keep import keep
from records.articles.known import known_source
from records.articles.text import paragraphs, sha256_of
from records.kinds.source import Source
from records.publishing.publish import publish


def test_keeping_a_text_computes_what_the_source_says_of_it(source: Source) -> None:
    article = Article.objects.get(pk="invented")
    stored = Source.objects.get(pk="invented")
    assert article.paragraphs == [
        "A headline",
        "The two sides finally met.",
        "They met again in the evening.",
    ]
    assert stored.sha256 == article.sha256 == sha256_of(TEXT)
    assert stored.word_count == article.word_count == 13
    assert (stored.edited_by, article.kept_by) == ("writer", "writer")


def test_keeping_the_text_that_a_source_already_names_changes_no_source(source: Source) -> None:
    before = Source.objects.get(pk="invented")
    erase(source=source)
    keep(source=before, text=TEXT, by="somebody-else")
    after = Source.objects.get(pk="invented")
    assert (after.edited_by, after.edited_at) == (before.edited_by, before.edited_at)


def test_keeping_a_text_loses_nothing_that_was_saved_meanwhile(source: Source) -> None:
    Source.objects.filter(pk="invented").update(title="Mended meanwhile")
    keep(source=source, text="Another text\n", by="writer")
    stored = Source.objects.get(pk="invented")
    assert (stored.title, stored.word_count) == ("Mended meanwhile", 2)


def test_erasing_leaves_the_source_with_its_sha256(source: Source) -> None:
    assert erase(source=source)
    assert not erase(source=source)
    assert not Article.objects.exists()
    assert Source.objects.get(pk="invented").sha256 == sha256_of(TEXT)


@pytest.mark.parametrize("spelled", [TEXT, TEXT.rstrip("\n"), TEXT.replace("\n", "\r\n"), "\ufeff" + TEXT])
def test_a_pasted_text_is_known_however_it_is_spelled(source: Source, spelled: str) -> None:
    assert known_source(spelled, pasted=True) == (source, TEXT)


def test_an_uploaded_file_is_known_by_its_very_bytes(source: Source) -> None:
    assert known_source(TEXT, pasted=False) == (source, TEXT)
    assert known_source(TEXT + "\n", pasted=False) is None


@pytest.mark.parametrize(
    ("paragraph", "phrase"),
    [(1, "A headline"), (2, "two sides finally"), (2, "two  sides\u00a0ﬁnally met."), (3, "They met again")],
)
def test_evidence_that_stands_in_its_paragraph_is_not_listed(cite: Cite, paragraph: int, phrase: str) -> None:
    cite(paragraph, phrase)
    assert list(evidence_that_no_longer_matches()) == []
    assert problem_with(phrase=phrase, paragraph=paragraph, lines=paragraphs(TEXT)) == ""


@pytest.mark.parametrize(
    ("paragraph", "phrase", "says"),
    [
        (
            1,
            "two sides finally",
            "Paragraph 1 does not hold this phrase, letter by letter. It stands in paragraph 2.",
        ),
        (
            2,
            "two sides never",
            "Paragraph 2 does not hold this phrase, letter by letter. No paragraph of it does.",
        ),
        (2, "Two sides", "Paragraph 2 does not hold this phrase, letter by letter. No paragraph of it does."),
        (9, "A headline", "The article has only 3 paragraphs. It stands in paragraph 1."),
        (9, "nowhere", "The article has only 3 paragraphs."),
        (
            1,
            "met",
            "Paragraph 1 does not hold this phrase, letter by letter. It stands in paragraph 2 and 3.",
        ),
    ],
)
def test_evidence_that_does_not_is_listed_with_where_it_stands(
    cite: Cite, paragraph: int, phrase: str, says: str
) -> None:
    cited = cite(paragraph, phrase)
    assert list(evidence_that_no_longer_matches()) == [cited]
    assert problem_with(phrase=phrase, paragraph=paragraph, lines=paragraphs(TEXT)) == says


def test_evidence_of_sources_without_a_text_is_not_listed(cite: Cite, source: Source) -> None:
    cite(2, "nowhere")
    erase(source=source)
    assert list(evidence_that_no_longer_matches()) == []


def test_listing_takes_one_query(cite: Cite, django_assert_num_queries) -> None:
    cite(2, "nowhere")
    cite(3, "nowhere else")
    with django_assert_num_queries(1):
        assert [(item.record.title, item.source.title) for item in evidence_that_no_longer_matches()] == [
            ("They met", "A headline")
        ] * 2


# Private

MARKER = "zebrafinches"


@pytest.fixture
def marked(db: None) -> Source:
    """A published source whose private text holds a word that stands nowhere else."""
    source = Source.objects.get(pk="azerbaijan-releases-17-prisoners")
    keep(source=source, text=f"A headline\n{MARKER} were seen\n", by="writer")
    publish(items=[source], by="reviewer")
    return source


PUBLIC = [
    "/api/v1/sources/azerbaijan-releases-17-prisoners/",
    "/api/v1/sources/azerbaijan-releases-17-prisoners/versions/",
    "/api/v1/sources/?page_size=200",
    "/api/v1/sources/?format=ndjson",
    f"/api/v1/sources/?search={MARKER}",
    "/api/v1/records/?source=azerbaijan-releases-17-prisoners&page_size=200",
    "/api/v1/changes/?page_size=200",
    "/api/schema/",
]


@pytest.mark.parametrize("path", PUBLIC)
def test_no_public_answer_holds_a_word_of_a_private_text(marked: Source, client: Client, path: str) -> None:
    response = client.get(path)
    content = b"".join(response.streaming_content) if response.streaming else response.content
    assert response.status_code == 200
    assert MARKER not in content.decode().replace(f"search={MARKER}", "")
    assert '"count":0' in content.decode() or "search" not in path


def test_no_dump_holds_a_word_of_a_private_text(marked: Source, tmp_path, capsys) -> None:
    call_command("dump", str(tmp_path / "out"))
    written = [file.read_text() for file in (tmp_path / "out").rglob("*") if file.is_file()]
    assert any(marked.pk in text for text in written)
    assert not any(MARKER in text for text in written)
    assert MARKER not in capsys.readouterr().out


def test_a_text_is_named_and_never_said(marked: Source) -> None:
    article = Article.objects.get(pk=marked.pk)
    assert MARKER not in f"{article} {article!r}"


def tables_that_say(word: str) -> set[str]:
    """Every table of the database that holds a word, whatever table it is."""
    with connection.cursor() as cursor:
        names = connection.introspection.table_names(cursor)
        found = set()
        for name in names:
            quoted = connection.ops.quote_name(name)
            cursor.execute(
                f"SELECT EXISTS (SELECT 1 FROM {quoted} AS row WHERE row::text LIKE %s)", [f"%{word}%"]
            )
            if cursor.fetchone()[0]:
                found.add(name)
    return found


def test_a_private_text_stands_in_one_table_and_in_none_once_it_is_erased(marked: Source) -> None:
    assert tables_that_say(MARKER) == {"records_article"}
    keep(source=marked, text="A headline\nNothing was seen\n", by="writer")
    assert tables_that_say(MARKER) == set()
    keep(source=marked, text=f"{MARKER}\n", by="writer")
    erase(source=marked)
    assert tables_that_say(MARKER) == set()
