"""`load --publish`, the commands' words and exit codes, and what is held back with its reasons."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from records.kinds.incident import Incident
from records.kinds.place import Place
from records.loading.load import load
from records.management.commands.load import seeds_beside
from records.published import Published

Ask = Callable[[], Any]
Write = Callable[[str, str], Path]

ACTOR = "{id: %s, name: Someone, type: %s, sensitivity: low}"
EVIDENCE = "evidence: [{source: azerbaijan-releases-17-prisoners, paragraph: 1, phrase: x}]"


def clash(slug: str, more: str = "") -> str:
    return f"{{id: {slug}, title: A clash, status: reported, category: clash, sensitivity: low, {EVIDENCE}{more}}}"


def disputing(slug: str, other: str) -> str:
    return clash(slug, f", related: [{{type: disputes, record: {other}}}]")


def test_what_passes_is_published_and_the_rest_is_held_back_with_its_reasons(write: Write) -> None:
    named = ", participants: [{actor: a-private-person, role: party}]"
    text = (
        f"actors:\n- {ACTOR % ('a-private-person', 'person')}\n- {ACTOR % ('a-state', 'state')}\nincidents:\n"
    )
    text += f"- {clash('plain')}\n- {clash('naming', named)}\n- {disputing('citing', 'naming')}\n"
    loaded = load(paths=[write("a.yaml", text)], publish_as="reviewer")
    assert loaded.outcomes == {"created": 5}
    assert [row.slug for row in loaded.published] == ["a-state", "plain"]
    assert loaded.held_back == {
        "actor/a-private-person": [
            "Someone is a person without a public role: add the office that makes them public, or leave them out."
        ],
        "incident/naming": ["It cites actors/a-private-person, which is not published: publish that first."],
        "incident/citing": ["It cites incidents/naming, which is not published: publish that first."],
    }


def test_records_that_dispute_each_other_are_published_together(write: Write) -> None:
    path = write("a.yaml", f"incidents:\n- {disputing('one', 'two')}\n- {disputing('two', 'one')}\n")
    assert [row.slug for row in load(paths=[path], publish_as="reviewer").published] == ["one", "two"]


def test_an_author_who_loads_cannot_publish_in_the_same_step(write: Write) -> None:
    loaded = load(paths=[write("a.yaml", f"incidents:\n- {clash('one')}\n")], by="nare", publish_as="nare")
    assert loaded.held_back == {"incident/one": ["You changed it last: someone else must publish it."]}
    assert Incident.objects.get(pk="one").state == "draft"


# Commands


def run(capsys: pytest.CaptureFixture[str], *arguments: Any) -> str:
    call_command(*map(str, arguments))
    return capsys.readouterr().out


def test_load_says_what_it_did(write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    path = write("a.yaml", f"incidents:\n- {clash('one')}\nactors:\n- {ACTOR % ('p', 'person')}\n")
    assert run(capsys, "load", path, "--check") == "Entries: 2 checked.\n"
    assert run(capsys, "load", path) == "Entries: 2 created.\n"
    said = run(capsys, "load", path, "--publish").splitlines()
    assert said[:2] == ["Entries: 2 unchanged.", "Versions published: 1."]
    assert said[2].startswith("Not published: actor/p: Someone is a person without a public role")
    assert Published.objects.current().entry("incident", "one").exists()


def test_a_load_with_problems_ends_with_2_and_names_each(write: Write, desk: Ask) -> None:
    before = desk()
    path = write("a.yaml", f"incidents:\n- {clash('one')}\n- {clash('Two', ', level: high')}\n")
    with pytest.raises(CommandError) as refused:
        call_command("load", str(path))
    assert refused.value.returncode == 2
    lines = str(refused.value).splitlines()
    assert [line.partition(": ")[0] for line in lines[:-1]] == [f"{path}:3", f"{path}:3"]
    assert lines[-1] == "Problems: 2. Nothing was loaded."
    assert desk() == before


def test_a_path_that_does_not_exist_ends_with_2(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="there is no such file or folder") as refused:
        call_command("load", str(tmp_path / "lost"))
    assert refused.value.returncode == 2


def test_the_seeds_beside_a_folder_are_read_with_it() -> None:
    assert seeds_beside([settings.BASE_DIR / "fixtures"]) == settings.BASE_DIR / "seeds"
    assert seeds_beside([settings.BASE_DIR / "fixtures" / "actors.yaml"]) is None


def test_dump_says_what_it_wrote_and_refuses_a_folder_in_use(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = run(capsys, "dump", tmp_path / "new")
    assert said.startswith("Dumped: ")
    assert f"{Incident.objects.count()} incidents" in said
    with pytest.raises(CommandError, match="is not empty: name a new folder"):
        call_command("dump", str(tmp_path / "new"))


def test_publish_and_withdraw_and_redact_from_the_shell(
    write: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("load", str(write("a.yaml", f"incidents:\n- {clash('one')}\n")))
    capsys.readouterr()
    first = Published.objects.count() + 1
    assert (
        run(capsys, "publish", "one") == f"{first}: publish incident/one version 1\nVersions published: 1.\n"
    )
    assert run(capsys, "publish", "one") == "Versions published: 0.\n"
    said = run(capsys, "withdraw", "incident/one", "--reason-class", "error")
    assert said == f"{first + 1}: withdraw incident/one\n"
    said = run(capsys, "redact", "incident/one", "--reason-class", "safety")
    assert said == f"{first + 2}: redact incident/one\n"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["publish"], "Name the entries to publish, or use --citing ID or --all."),
        (["publish", "lost"], "lost: No entry has this id; write it as kind/id"),
        (["withdraw", "lost", "--reason-class", "error"], "lost: No entry has this id"),
        (["withdraw", "armenia", "--reason-class", "error"], "cite it: withdraw them too"),
        (["redact", "armenia", "--reason-class", "safety"], "carries its name in some version"),
    ],
)
def test_a_refusal_says_why_and_that_nothing_happened(
    arguments: list[str], says: str, register: Ask, capsys: pytest.CaptureFixture[str]
) -> None:
    before = register()
    with pytest.raises(CommandError) as refused:
        call_command(*arguments)
    assert says in str(refused.value)
    assert refused.value.returncode == 1
    assert len(arguments) == 1 or "Nothing was " in str(refused.value)
    assert register() == before


def test_what_cites_an_entry_is_published_again_with_its_new_name(capsys: pytest.CaptureFixture[str]) -> None:
    Place.objects.filter(pk="yerevan").update(name="Erevan")
    citing = Published.objects.current().citing_any(["/api/v1/places/yerevan/"])
    slugs = sorted(citing.values_list("slug", flat=True))
    assert slugs
    run(capsys, "publish", "place/yerevan")
    said = run(capsys, "publish", "--citing", "place/yerevan")
    assert said.endswith(f"Versions published: {len(slugs)}.\n")
    for row in citing:
        assert '"name":"Erevan"' in str(row.document)
