"""The page of what waits for whoever asks: to be reviewed, or to be mended and submitted again."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from records.editorial.addresses import page_of
from records.kinds.source import Source
from records.publishing.document import kind_of
from records.reviewing.remarks import Remark
from records.reviewing.waiting import Waits, waiting_for

SHOWN = 200  # of each list; the rest comes up as these are done


@dataclass(frozen=True)
class Line:
    """One entry that waits: what it is called, where to look at it, and since when."""

    label: str
    kind: str
    address: str
    remark: Remark | None
    whole: str = ""  # for a source: where all of its article is reviewed at once


def waiting_view(request: HttpRequest, site: AdminSite) -> HttpResponse:
    """Everyone at the desk has such a page; it holds what they may do something about."""
    waiting = waiting_for(request.user)
    lists = {
        "to_review": _lines(waiting.to_review, page="publish"),
        "sent_back": _lines(waiting.sent_back, page="change"),
        "submitted": _lines(waiting.submitted, page="change"),
    }
    context: dict[str, Any] = {
        **site.each_context(request),
        **lists,
        "waiting": waiting,
        "title": "Waiting for you",
    }
    return TemplateResponse(request, "records/desk/waiting.html", context)


def _lines(waits: Iterable[Waits], *, page: str) -> list[Line]:
    return [
        Line(
            label=each.item.label,
            kind=kind_of(each.item),
            address=page_of(each.item, page),
            remark=each.remark,
            whole=page_of(each.item, "publish_all")
            if page == "publish" and isinstance(each.item, Source)
            else "",
        )
        for each in list(waits)[:SHOWN]
    ]
