"""Each row says how many entries of its kind stood once it was written, so that a count costs nothing, at any moment."""

from records.kinds import KINDS
from records.published import LIVE, Published
from records.publishing.publish import publish
from records.publishing.redact import redact
from records.publishing.reindex import reindex
from records.publishing.withdraw import withdraw

FIGURE = "thousands-of-armenians-searching-for-missing"
INCIDENT = "2023-05-11-armenia-alleges-shelling"


def said() -> dict[int, int]:
    return dict(Published.objects.values_list("sequence", "standing"))


def counted() -> dict[int, int]:
    """The same, by going through the register from its beginning."""
    standing: dict[str, set[str]] = {}
    found = {}
    for row in Published.objects.order_by("sequence"):
        entries = standing.setdefault(row.kind, set())
        if row.action in LIVE:
            entries.add(row.slug)
        else:
            entries.discard(row.slug)
        found[row.sequence] = len(entries)
    return found


def change_the_register() -> None:
    """Withdrawn, redacted after that, withdrawn and published again, and redacted while it stands."""
    withdraw(entries=[("figure", FIGURE)], reason_class="error")
    redact(entries=[("figure", FIGURE)], reason_class="safety")
    withdraw(entries=[("incident", INCIDENT)], reason_class="error")
    row = Published.objects.filter(slug=INCIDENT).latest("version")
    item = KINDS[row.kind].model._default_manager.get(pk=row.slug)
    publish(items=[item], by="a-reviewer")
    redact(entries=[("incident", INCIDENT)], reason_class="other")


def test_after_every_row_it_is_what_counting_gives() -> None:
    change_the_register()
    assert said() == counted()
    assert Published.objects.latest("sequence").action == "redact"


def test_reindex_counts_it_anew() -> None:
    change_the_register()
    Published.objects.update(standing=1_000)
    reindex()
    assert said() == counted()
