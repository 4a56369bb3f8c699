"""What the two Django peers read: incidents with all that their answers show, in one query a table."""

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from records.kinds.base.record import Evidence, Participation, Placing, Relation
from records.kinds.incident import Incident

# As the expression index `bench_words` has it.
WORDS = SearchVector("title", "summary", config="english")


def incidents() -> QuerySet[Incident]:
    """Newest first."""
    return (
        Incident.objects.select_related("alleged_by")
        .prefetch_related(
            Prefetch("participants", Participation.objects.select_related("actor", "represents")),
            Prefetch("placings", Placing.objects.select_related("place")),
            Prefetch("related", Relation.objects.select_related("other")),
            Prefetch("evidence", Evidence.objects.select_related("source")),
            "outcomes",
            "casualties",
        )
        .order_by("-earliest", "-pk")
    )


def mediated_by(found: QuerySet[Incident], actor: str) -> QuerySet[Incident]:
    """A semi-join: quicker than a join with DISTINCT."""
    taking_part = Participation.objects.filter(record=OuterRef("pk"), role="mediator", actor=actor)
    return found.filter(Exists(taking_part))


def with_words(found: QuerySet[Incident], text: str) -> QuerySet[Incident]:
    return found.annotate(words=WORDS).filter(
        words=SearchQuery(text, search_type="websearch", config="english")
    )
