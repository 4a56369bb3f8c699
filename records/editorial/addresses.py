"""Where the desk's pages are."""

from django.contrib.admin.utils import quote
from django.urls import reverse

from records.kinds import KINDS
from records.kinds.base import Publishable
from records.publishing.document import kind_of


def page_of(item: Publishable, page: str = "change") -> str:
    """The address of one of an entry's pages, among those of its kind."""
    options = KINDS[kind_of(item)].model._meta
    return reverse(f"admin:{options.app_label}_{options.model_name}_{page}", args=[quote(item.pk)])
