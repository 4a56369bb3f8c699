"""`publish --all`: what passes is published and said line by line, what was held back is said with its reasons."""

from collections.abc import Callable

import pytest
from django.core.management import call_command

from records.kinds.incident import Incident
from records.published import Published
from records.reviewing.remarks import Remark

Make = Callable[..., Incident]


def test_all_that_passes_is_published_and_each_version_is_said_and_noted(
    make: Make, capsys: pytest.CaptureFixture[str]
) -> None:
    last = Published.objects.latest("sequence").sequence
    for slug in ("one", "two"):
        make(slug)
    make("private", summary="a@example.org")
    call_command("publish", "--all")
    assert capsys.readouterr().out.splitlines() == [
        "Not published: incident/private: The text seems to hold an e-mail address: remove it.",
        f"{last + 1}: publish incident/one version 1",
        f"{last + 2}: publish incident/two version 1",
        "Versions published: 2.",
    ]
    noted = Remark.objects.filter(kind="incident", slug__in=["one", "two", "private"])
    assert sorted(noted.values_list("slug", "text")) == [("one", "version 1"), ("two", "version 1")]


def test_what_falls_takes_down_whatever_cites_it_however_far_and_the_register_s_words_hold_the_rest(
    make: Make, capsys: pytest.CaptureFixture[str]
) -> None:
    make("shown")
    call_command("publish", "incident/shown")
    Incident.objects.filter(pk="shown").update(title="Never reviewed", sensitivity="high")
    make("first", sensitivity="high")
    for slug, cites in (("second", "first"), ("third", "second"), ("stays", "shown")):
        make(slug).related.create(type="follows", other_id=cites)
    capsys.readouterr()
    call_command("publish", "--all")
    said = capsys.readouterr().out.splitlines()
    assert [line.split(": ")[1] for line in said if line.startswith("Not")] == [
        "incident/first",
        "incident/shown",
        "incident/second",
        "incident/third",
    ]
    row = Published.objects.current().get(slug="stays")
    assert "Never reviewed" not in str(row.document)
    assert said[-1] == "Versions published: 1."
