"""Pieces of operations as OpenAPI has them: parameters, headers and the problems that an answer may be."""

from typing import Any

from drf_spectacular.utils import OpenApiExample, OpenApiParameter, OpenApiResponse

from records.api.mementos import DATE
from records.api.parameters import Parameter
from records.api.schema import problem_shapes
from records.kinds.base import Kind

Answers = dict[int | tuple[int, str], Any]


def in_the_path(name: str, kind: Kind | None) -> OpenApiParameter:
    """A part of the address, with the kind's own example to try."""
    if name == "version":
        example = OpenApiExample("the first", value=1)
        return OpenApiParameter(
            "version", int, "path", description="Version of the entry, from 1.", examples=[example]
        )
    example = OpenApiExample("from the seeds", value=kind.example if kind else None)
    return OpenApiParameter("slug", str, "path", description="Id of the entry.", examples=[example])


def as_openapi(parameter: Parameter) -> OpenApiParameter:
    """A query parameter. What takes several is repeated, which means all of; each may hold several with commas, which means
    any of. Of a closed list without signs nothing can be two at once: it takes commas alone.
    """
    schema = dict(parameter.schema)
    takes_commas = parameter.many and "enum" in schema
    if parameter.many:
        schema = {"type": "array", "items": schema, "minItems": 1}
    if (
        parameter.example
    ):  # as an example of the parameter itself, the documentation's page would send it unasked
        schema["examples"] = [parameter.example.split(",") if parameter.many else parameter.example]
    return OpenApiParameter(
        parameter.name,
        type=schema,
        description=parameter.help + _listed(parameter.choices),
        style="form" if takes_commas else None,
        explode=False if takes_commas else None,
    )


def _listed(choices: tuple[str, ...]) -> str:
    return f" Words: {', '.join(f'`{word}`' for word in choices)}." if choices else ""


def _of_an_answer(name: str, meaning: str, *, shape: type = str) -> OpenApiParameter:
    return OpenApiParameter(name, shape, OpenApiParameter.HEADER, description=meaning, response=[200])


ACCEPT_DATETIME = OpenApiParameter(
    "Accept-Datetime",
    {"type": "string", "pattern": f"^{DATE.pattern}$", "examples": ["Sat, 31 Jan 2026 12:00:00 GMT"]},
    OpenApiParameter.HEADER,
    description="Redirects to the version of that time, or to the first (Memento, RFC 7089). `as_of` goes before it.",
)
MEMENTO_DATETIME = _of_an_answer(
    "Memento-Datetime", "On what stays as it is, versions and `as_of`: when that was published."
)
LINKS = _of_an_answer(
    "Link",
    "`cite-as` is the address to cite (RFC 8574); `original`, `timegate`, `timemap` and `memento` are of RFC 7089, "
    "`version-history`, `latest-version`, `predecessor-version` and `successor-version` of RFC 5829.",
)
REDACTED = _of_an_answer(
    "Redacted",
    "Where `as_of` is answered in another form than JSON, which has it in its body: how many entries of what is asked stood "
    "there at that moment and had their text removed since; absent when none.",
    shape=int,
)

PROBLEM = "application/problem+json"
_MEANING = {
    400: "A parameter cannot be used; `errors` names each.",
    404: "Nothing of this id was ever published; `did_you_mean` may have what is near.",
    308: "It was merged: `Location` is the same address of the entry that stays.",
    410: "It was withdrawn or redacted; the reason class says why.",
}
_SHAPE = {
    400: problem_shapes.ProblemDetails,
    404: problem_shapes.NotFoundDetails,
    308: problem_shapes.GoneDetails,
    410: problem_shapes.GoneDetails,
}
OF_WHAT_STANDS = (308, 404, 410)
LOCATION = OpenApiParameter(
    "Location", str, "header", description="Path of the entry that stays, with the query.", response=[308]
)


def problems(statuses: tuple[int, ...]) -> Answers:
    answers: Answers = {
        304: OpenApiResponse(description="Not modified: the `If-None-Match` tag still holds.")
    }
    for status in (400, *statuses):
        answers[status, PROBLEM] = OpenApiResponse(_SHAPE[status], description=_MEANING[status])
    for status, meaning in (
        (406, "Nothing that is offered is accepted, or the format needs a library that is not installed."),
        (503, "The register cannot be read just now."),
    ):
        answers[status, PROBLEM] = OpenApiResponse(problem_shapes.ProblemDetails, description=meaning)
    return answers
