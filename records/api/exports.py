"""Exports: everything that a question matches, in one form, at one moment; and the manifest that describes one.

The address of an export pins its sequence, so it gives the same bytes for ever, but for redactions. A manifest makes the
export once more and keeps nothing of it but its size and hash.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from records.api import answers
from records.api.addresses import root_of
from records.api.files import as_file, streamed
from records.api.formats.export import Export
from records.api.formats.measured import Measured
from records.api.formats.offered import Form
from records.api.moments import refuse_unreached
from records.api.pages import address_for_ever, asked_in_any_form
from records.api.questions import order_of
from records.api.sparse import cut, fields_of
from records.citation import cite
from records.reading.pages import Page
from records.reading.stream import stream
from records.reading.wanted import Order, Wanted

PUBLISHED = Order("time", descending=False)
BEFORE_ANYTHING = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Question:
    """What is asked of which collection; `kinds` are all of the collection's, whichever are wanted."""

    collection: str
    kinds: tuple[str, ...]
    wanted: Wanted
    values: dict[str, Any]
    order: Order = PUBLISHED


def whole_answer(request: HttpRequest, question: Question, form: Form) -> HttpResponseBase:
    """Every match, in the order of publication unless another is asked for; or the manifest of that."""
    values = question.values
    tag = answers.tag_of_moment(question.wanted.at, tag_of(form.name, values))
    pages = stream(question.wanted, order_of(values) if "ordering" in values else question.order)
    first = next(pages)
    if first.sequence is None:
        refuse_unreached(question.wanted.at)
    export = _export(request, question, form, first, pages)
    etag = tag(export.sequence)
    if "manifest" in values:
        return answers.json_answer(_manifest(export, form), etag=etag)
    return as_file(
        streamed(request, form.write(export), form.content_type),
        etag,
        name=f"{export.name}.{form.extension}",
        address=export.address,
        described_by=f"{export.address}&manifest=true",
        redacted=export.redacted,
    )


def tag_of(form: str, values: dict[str, Any]) -> str:
    """What tells this answer from others to the same question."""
    return f"{form}-manifest" if "manifest" in values else form


def _export(
    request: HttpRequest, question: Question, form: Form, first: Page, rest: Iterator[Page]
) -> Export:
    root = root_of(request)
    sequence = first.sequence or 0
    fields = fields_of(question.values)
    return Export(
        collection=question.collection,
        kinds=question.kinds,
        chunks=chunks_of(chain([first], rest), fields=() if form.is_table else fields),
        root=root,
        address=address_for_ever(request, sequence, form.name),
        question=tuple(asked_in_any_form(request.GET)),
        sequence=sequence,
        moment=first.published_at or BEFORE_ANYTHING,
        redacted=first.redacted,
        fields=fields,
    )


def chunks_of(pages: Iterable[Page], *, fields: Sequence[str] = ()) -> Iterator[Sequence[bytes]]:
    """The documents of each page, or what was chosen of them."""
    return (cut(page.documents, fields) for page in pages)


def _manifest(export: Export, form: Form) -> dict[str, Any]:
    """What describes an export: where it is, what it holds, and how to cite and to check it."""
    made = Measured(export, form.write)
    for _ in made:
        pass  # nothing is kept of it
    return {
        "address": export.address,
        "collection": export.collection,
        "query": _by_name(export.question),
        "format": form.name,
        "media_type": form.media,
        **answers.state(export.sequence, export.moment),
        **answers.redacted_since(export.redacted),
        "rows": made.rows,
        "bytes": made.bytes,
        "sha256": made.sha256,
        "columns": [
            {"name": column.name, "type": column.type, "help": column.help} for column in form.columns(export)
        ]
        if form.columns
        else None,
        "citation": cite(
            called=export.collection.replace("-", " ").capitalize(),
            what=f"{form.name}, {made.rows} row{'' if made.rows == 1 else 's'}",
            state=f"sequence {export.sequence}",
            at=export.moment,
            address=export.address,
        ),
    }


def _by_name(question: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """What was asked: each parameter with its values, which are several where it was repeated."""
    found: dict[str, list[str]] = {}
    for name, value in question:
        found.setdefault(name, []).append(value)
    return found
