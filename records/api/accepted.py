"""Which form of answer a caller wants: `format` says it, or else `Accept`; who accepts nothing that is offered is told so."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from django.http import HttpRequest

from records.api.errors import Problem
from records.api.formats.offered import FORMS
from records.api.parameters import Parameter, choice
from records.api.pictures import SVG

JSON = "application/json"
LINK = "application/link-format"  # histories as TimeMaps
OF_SOME_VIEWS = {"json": JSON, "zip": "application/zip", "svg": SVG, "link": LINK}
MEDIA = OF_SOME_VIEWS | {form.name: form.media for form in FORMS.values()}
BY_ACCEPT = {*OF_SOME_VIEWS} | {form.name for form in FORMS.values() if form.by_accept}
QUALITY = re.compile(r"q\s*=\s*([01](?:\.[0-9]{0,3})?)")
LONGEST_ACCEPT = 1_000  # what is said is remembered, and no browser says half as much
ANYTHING = frozenset({"", "*/*", "application/*"})


def format_parameter(names: Sequence[str], ways: str) -> Parameter:
    """`format` where there are several, JSON unless another is asked for; `ways` says what each is."""
    says = f"How the answer is written: {ways}. `Accept` can say it too."
    return choice("format", says, names, default="json")


def refuse_other_formats(request: HttpRequest, offered: Sequence[str]) -> None:
    """Raise a 406 Problem unless the caller accepts something that is offered, or names a format."""
    accept = request.META.get("HTTP_ACCEPT", "")
    if accept not in ANYTHING and not _best(accept, tuple(offered)) and "format" not in request.GET:
        names = " or ".join(dict.fromkeys(MEDIA[name] for name in offered))
        raise Problem(406, f"This is offered as {names}; ask for that, or leave Accept out.")


def format_of(request: HttpRequest, values: Mapping[str, Any], offered: Sequence[str]) -> str:
    """The name of the format to answer in. A 406 Problem for one that is not installed here."""
    accept = request.META.get("HTTP_ACCEPT", "")
    if "format" in values or accept in ANYTHING:
        name = str(values.get("format", offered[0]))
    else:
        name = _best(accept, _installed(offered)) or _best(accept, tuple(offered)) or offered[0]
    _refuse_what_is_not_installed(name)
    return name


def _installed(offered: Sequence[str]) -> tuple[str, ...]:
    return tuple(name for name in offered if name not in FORMS or FORMS[name].is_installed)


def _refuse_what_is_not_installed(name: str) -> None:
    form = FORMS.get(name)
    if form and not form.is_installed:
        says = f"{name} needs {form.library}, which is not installed here; whoever runs this can add it"
        raise Problem(406, f"{says}: pip install {form.library}")


def _best(accept: str, offered: tuple[str, ...]) -> str | None:
    """The offered format that the caller likes best; of those liked alike, the first. None where all are refused."""
    if len(accept) > LONGEST_ACCEPT:
        raise Problem(
            406, f"Accept is longer than {LONGEST_ACCEPT} characters: name what you want, or leave it out."
        )
    return _best_of_few(accept, offered)


@lru_cache(maxsize=256)
def _best_of_few(accept: str, offered: tuple[str, ...]) -> str | None:
    liked = _liked(accept.split(","))
    likings = {name: _liking(liked, MEDIA[name]) for name in offered if name in BY_ACCEPT}
    best = max(likings, key=lambda name: likings[name])
    return best if likings[best] > 0 else None


def _liking(liked: Mapping[str, float], media: str) -> float:
    """What the caller says of a media type: of itself, or else of its family, or else of everything."""
    family = f"{media.partition('/')[0]}/*"
    return next((liked[said] for said in (media, family, "*/*") if said in liked), 0.0)


def _liked(parts: Iterable[str]) -> dict[str, float]:
    found: dict[str, float] = {}
    for part in parts:
        media, *options = (piece.strip().lower() for piece in part.split(";"))
        found[media] = max(found.get(media, 0.0), _quality(options))
    return found


def _quality(options: Iterable[str]) -> float:
    """The q of an entry: 1 where none is given, or where it is no number."""
    said = next((found[1] for option in options if (found := QUALITY.fullmatch(option))), "1")
    return min(float(said), 1.0)
