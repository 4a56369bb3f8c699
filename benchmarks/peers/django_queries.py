"""What the two Django peers read: incidents with all that their answers show, in one query a table."""

from django.db.models import BooleanField, Exists, OuterRef, Prefetch, QuerySet
from django.db.models.expressions import RawSQL

from records.kinds.base.record import Evidence, Participation, Placing, Relation
from records.kinds.incident import Incident

# What `filter(words=SearchQuery(…))` over a SearchVectorField becomes; the column is the benchmark's and no model's.
HAS_WORDS = "records_record.bench_words @@ websearch_to_tsquery('english'::regconfig, %s)"


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
    """`title` is named so that a count joins the record's table too; the database drops the condition."""
    return found.filter(RawSQL(HAS_WORDS, [text], output_field=BooleanField()), title__isnull=False)
