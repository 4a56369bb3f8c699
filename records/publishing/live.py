"""What the register has of a desk entry."""

from records.kinds.base import Publishable
from records.published import Published
from records.publishing.document import kind_of


def live_version(item: Publishable) -> Published | None:
    """What the register says of it now."""
    return Published.objects.current().entry(kind_of(item), str(item.pk)).first()


def last_row(item: Publishable) -> Published | None:
    """What was written of it last: its live version, or how it left."""
    return Published.objects.entry(kind_of(item), str(item.pk)).order_by("version").last()


def has_readable_text(item: Publishable) -> bool:
    """Whether any version of it, now or earlier, can be read."""
    return Published.objects.entry(kind_of(item), str(item.pk)).filter(document__isnull=False).exists()


def was_ever_published(item: Publishable) -> bool:
    """True for what the register has known, withdrawn or redacted since or not."""
    return Published.objects.entry(kind_of(item), str(item.pk)).exists()
