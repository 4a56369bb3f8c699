"""The page for a form that was sent after its session had ended: nothing of it is saved, and nothing that was typed is lost.

It shows what came and sends the same again once somebody has signed in, in another tab. Files and passwords are not in it.
"""

import re

from django.contrib import admin
from django.http import HttpRequest
from django.template.response import TemplateResponse

FORBIDDEN = 403
PAGE = "csrfmiddlewaretoken"  # which page it was sent from
# What pages send by themselves.
UNTYPED = re.compile(r"_|.*__prefix__|.*(?:-id|_FORMS|opened_at|seen|seen_at)$")


def may_keep(request: HttpRequest) -> bool:
    """Whether this is a form whose contents may be shown again: one that was typed here, without a password."""
    sent = request.POST.keys() - {PAGE}
    return request.method == "POST" and bool(sent) and not any("password" in name for name in sent)


def signed_out_page(request: HttpRequest) -> TemplateResponse:
    """What was sent, with a button that sends it again to the same address."""
    sent = [(name, value) for name, values in request.POST.lists() for value in values if name != PAGE]
    context = admin.site.each_context(request) | {
        "title": "You are signed out",
        "sent": sent,
        "typed": [(name, value) for name, value in sent if value.strip() and not UNTYPED.match(name)],
        "had_files": bool(request.FILES),
        "address": request.get_full_path(),
    }
    return TemplateResponse(request, "records/desk/signed_out.html", context, status=FORBIDDEN)
