"""`/api/v1/records/<id>/`, with its history and versions: nothing is there, and the answer says where a record of this id is.

A list of every kind of record has no address of its own for one of them: an entry has one address, that of its kind. This
does not redirect, because a 308 says that an entry was merged; and OpenAPI does not describe it, because nothing is there.
"""

from django.http import HttpRequest, HttpResponse

from records.api.errors import Problem
from records.api.other_collections import same_id_in
from records.api.views import PublicView
from records.kinds import RECORD_KINDS

ELSEWHERE = (
    "Each record is at the address of its own kind, which its url says; did_you_mean has that of this id, "
    "if it is published."
)


class RecordView(PublicView):
    """A 404 that names the address."""

    summary = "Nothing: each record is at the address of its own kind"

    def get(self, request: HttpRequest, slug: str, version: int | None = None) -> HttpResponse:
        offered = [] if "as_of" in request.GET else same_id_in(RECORD_KINDS, "records", slug)
        raise Problem(404, ELSEWHERE, members={"did_you_mean": offered} if offered else {})
