"""`verify_evidence`: every phrase stands in its paragraph of the source's very file. The articles are invented."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from records.kinds.incident import Incident
from records.kinds.source import Source
from records.loading.verify import Finding, verify_evidence

ARTICLE = "A headline\n\nThe\u00a0two  sides ﬁnally met.\n   \nThey met again in the evening.\n"
Cite = Callable[[int, str], None]


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    (tmp_path / "an-article.md").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "another.md").write_text("Another article\n")
    return tmp_path


@pytest.fixture
def source(empty_desk: Callable[[], None]) -> Source:
    """The only source there is, so that what is found is about it."""
    empty_desk()
    sha256 = hashlib.sha256(ARTICLE.encode()).hexdigest()
    return Source.objects.create(
        id="invented", title="A headline", type="report", sha256=sha256, word_count=13
    )


@pytest.fixture
def cite(source: Source) -> Cite:
    incident = Incident.objects.create(id="met", title="They met", status="reported", category="other")

    def add(paragraph: int, phrase: str) -> None:
        incident.evidence.create(source=source, paragraph=paragraph, phrase=phrase)

    return add


@pytest.mark.parametrize(
    ("paragraph", "phrase"),
    [(1, "A headline"), (2, "two sides finally"), (2, "two  sides\u00a0ﬁnally met."), (3, "They met again")],
)
def test_a_phrase_is_found_whatever_its_blanks_and_ligatures(
    articles: Path, cite: Cite, paragraph: int, phrase: str
) -> None:
    cite(paragraph, phrase)
    assert list(verify_evidence(articles=articles)) == [Finding(f"met: invented ¶{paragraph} “{phrase}”")]


@pytest.mark.parametrize(
    ("paragraph", "phrase", "problem"),
    [
        (1, "two sides finally", "the paragraph does not hold this phrase"),
        (2, "two sides never", "the paragraph does not hold this phrase"),
        (2, "Two sides", "the paragraph does not hold this phrase"),
        (9, "A headline", "the article has only 3 paragraphs"),
    ],
)
def test_a_phrase_that_does_not_stand_in_its_paragraph_is_reported(
    articles: Path, cite: Cite, paragraph: int, phrase: str, problem: str
) -> None:
    cite(paragraph, phrase)
    (finding,) = verify_evidence(articles=articles)
    assert finding.problem == problem


def test_an_article_that_is_not_there_is_reported(articles: Path, source: Source) -> None:
    (articles / "an-article.md").write_text(ARTICLE + "One word more.\n")
    (finding,) = verify_evidence(articles=articles)
    assert (finding.what, finding.problem) == ("source/invented", f"no file in {articles} has its SHA-256")


def test_a_wrong_word_count_is_reported(articles: Path, source: Source) -> None:
    Source.objects.update(word_count=12)
    assert [finding.problem for finding in verify_evidence(articles=articles)] == [
        "the article has 13 words, not 12"
    ]


def test_a_digest_that_runs_beyond_the_article_is_reported(articles: Path, source: Source) -> None:
    Source.objects.update(digest=[{"paragraph": 7, "text": "x"}])
    (finding,) = verify_evidence(articles=articles)
    assert finding.problem == "the digest goes to paragraph 7, beyond the article's end"


def test_the_command_counts_and_names_what_it_could_not_find(
    articles: Path, cite: Cite, capsys: pytest.CaptureFixture[str]
) -> None:
    cite(2, "two sides finally met")
    call_command("verify_evidence", str(articles))
    assert capsys.readouterr().out == "All 1 phrases stand in their paragraphs.\n"
    cite(1, "nowhere")
    with pytest.raises(CommandError, match="1 of 2 could not be verified") as refused:
        call_command("verify_evidence", str(articles))
    assert refused.value.returncode == 1
    assert capsys.readouterr().err == "met: invented ¶1 “nowhere”: the paragraph does not hold this phrase\n"


def test_the_command_refuses_what_is_no_folder(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="is not a folder"):
        call_command("verify_evidence", str(tmp_path / "lost"))
