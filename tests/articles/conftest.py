"""A source of an invented article, with its text, and records that rest on it."""

import pytest
from text_in_tables import TEXT, Cite

from records.articles.keep import keep
from records.kinds.base.record import Evidence
from records.kinds.incident import Incident
from records.kinds.source import Source


@pytest.fixture
def source(db: None) -> Source:
    made = Source.objects.create(
        id="invented", title="A headline", type="report", created_by="a", edited_by="a"
    )
    keep(source=made, text=TEXT, by="writer")
    return made


@pytest.fixture
def cite(source: Source) -> Cite:
    incident = Incident.objects.create(id="met", title="They met", status="reported", category="other")

    def add(paragraph: int, phrase: str) -> Evidence:
        return incident.evidence.create(source=source, paragraph=paragraph, phrase=phrase)

    return add
