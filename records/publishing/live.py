"""What the register has of a desk entry."""

from records.kinds.base import Publishable
from records.published import Published
from records.publishing.document import kind_of


def live_version(item: Publishable) -> Published | None:
    """What the register says of it now."""
    return Published.objects.current().entry(kind_of(item), str(item.pk)).first()


def was_ever_published(item: Publishable) -> bool:
    """True for what the register has known, withdrawn or redacted since or not."""
    return Published.objects.entry(kind_of(item), str(item.pk)).exists()
