"""`/api/v1/export/`: the whole register as a Data Package, described or in one ZIP."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from records.api import answers
from records.api.accepted import MEDIA, format_of, format_parameter
from records.api.addresses import root_of
from records.api.files import as_file, streamed
from records.api.filters import AS_OF
from records.api.package.archive import write_archive
from records.api.package.descriptor import descriptor
from records.api.package.snapshot import snapshot_at
from records.api.parameters import Parameter
from records.api.views import PublicView
from records.reading.wanted import NOW

FORMATS = ("json", "zip")
PACKAGE_FORMAT = format_parameter(
    FORMATS,
    "`json`, the description (`datapackage.json`), which names every file by its address for ever; or `zip`, the files "
    "themselves with their description, sizes and hashes",
)


class ExportView(PublicView):
    """Everything there is, at one moment."""

    formats = FORMATS

    def parameters(self) -> list[Parameter]:
        return [AS_OF, PACKAGE_FORMAT]

    def get(self, request: HttpRequest) -> HttpResponseBase:
        values = self.query(request)
        form = format_of(request, values, self.formats)
        if unchanged := answers.unchanged_corpus(request, form):
            return unchanged
        at = values.get("as_of", NOW)
        tag = answers.tag_of_moment(at, form)
        snapshot = snapshot_at(at, root=root_of(request))
        etag = tag(snapshot.sequence)
        if form == "json":
            return answers.json_answer(descriptor(snapshot, place=snapshot.address_of), etag=etag)
        return as_file(
            streamed(request, write_archive(snapshot), MEDIA["zip"]),
            etag,
            name=f"{snapshot.name}.zip",
            address=f"{snapshot.address}&format=zip",
            described_by=snapshot.address,
            redacted=snapshot.redacted,
        )
