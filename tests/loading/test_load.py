"""Loading: all or nothing, the same again changes nothing, in whatever order and however the files are divided."""

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.conf import settings

from records.kinds.actor import Actor
from records.kinds.incident import Incident
from records.loading.dump import dump
from records.loading.load import load
from records.loading.problems import LoadError
from records.loading.reader import read_yaml

FIXTURES, SEEDS = settings.BASE_DIR / "fixtures", settings.BASE_DIR / "seeds"
SHARED = ("sensitivity", "source")

Ask = Callable[[], Any]
Write = Callable[[str, str], Path]

CLASH = "records:\n- {kind: incident, id: clash, title: A clash, status: reported, category: clash}\n"


def test_loading_again_touches_nothing(desk: Ask, register: Ask) -> None:
    before, published = desk(), register()
    loaded = load(paths=[FIXTURES], seeds=SEEDS, publish_as="operator")
    assert set(loaded.outcomes) == {"unchanged"}
    assert ([*loaded.published], loaded.held_back) == ([], {})
    assert (desk(), register()) == (before, published)


def test_the_order_of_paths_does_not_matter(desk: Ask) -> None:
    before = desk()
    files = sorted(FIXTURES.rglob("*.yaml"), reverse=True)
    load(paths=[*files, FIXTURES, *files], seeds=SEEDS)
    assert desk() == before


def shuffled_into(folder: Path, chance: random.Random) -> None:
    """The fixtures with every entry in a file drawn by lot: what its file said for all is said by the entry itself."""
    lots: list[dict[str, list[Any]]] = [{} for _ in range(7)]
    for path in sorted(FIXTURES.rglob("*.yaml")):
        file = read_yaml(path).data
        for key, entries in file.items():
            for entry in entries if key not in SHARED else ():
                if "sensitivity" in file and (key != "records" or "kind" in entry):
                    entry.setdefault("sensitivity", file["sensitivity"])
                evidence = [{"source": file.get("source"), **item} for item in entry.get("evidence", [])]
                chance.choice(lots).setdefault(key, []).append(
                    entry | ({"evidence": evidence} if evidence else {})
                )
    folder.mkdir()
    for number, lot in enumerate(lots):
        for entries in lot.values():
            chance.shuffle(entries)
        (folder / f"{chance.random()}-{number}.yaml").write_text(yaml.safe_dump(lot, sort_keys=False))


@pytest.mark.parametrize("seed", [1, 2])
def test_entries_may_stand_in_any_file_and_order(
    seed: int, tmp_path: Path, documents: Ask, empty_desk: Ask
) -> None:
    before = documents()
    shuffled_into(tmp_path / "shuffled", random.Random(seed))
    empty_desk()
    loaded = load(paths=[tmp_path / "shuffled"], seeds=SEEDS)
    assert loaded.outcomes == {"created": len(before)}
    assert documents() == before


def test_dumping_and_loading_changes_nothing(tmp_path: Path, desk: Ask) -> None:
    before = desk()
    written = dump(folder=tmp_path / "dump")
    loaded = load(paths=[tmp_path / "dump"])
    assert loaded.outcomes == {"unchanged": sum(written.values())}
    assert desk() == before


def test_a_dump_loads_into_an_emptied_desk_as_the_same_documents(
    tmp_path: Path, documents: Ask, empty_desk: Ask
) -> None:
    before = documents()
    dump(folder=tmp_path / "dump")
    empty_desk()
    assert documents() == {}
    load(paths=[tmp_path / "dump"])
    assert documents() == before


def test_a_dump_does_not_overwrite_files(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(FileExistsError, match="is not empty: name a new folder"):
        dump(folder=tmp_path)


def test_a_check_writes_nothing(write: Write, desk: Ask) -> None:
    before = desk()
    assert load(paths=[write("a.yaml", CLASH)], check=True).outcomes == {"checked": 1}
    assert desk() == before


def test_what_is_left_out_of_a_file_becomes_unknown(write: Write) -> None:
    load(
        paths=[
            write(
                "a.yaml",
                CLASH.replace("}", ", summary: Much, participants: [{actor: armenia, role: party}]}"),
            )
        ]
    )
    assert load(paths=[write("a.yaml", CLASH)]).outcomes == {"changed": 1}
    clash = Incident.objects.get(pk="clash")
    assert (clash.summary, clash.participants.count()) == ("", 0)


def test_rows_keep_the_order_of_the_file(write: Write) -> None:
    for actors in (["russia", "armenia", "azerbaijan"], ["azerbaijan", "russia", "armenia"]):
        rows = ", ".join(f"{{actor: {actor}, role: party}}" for actor in actors)
        load(paths=[write("a.yaml", CLASH.replace("}", f", participants: [{rows}]}}"))])
        clash = Incident.objects.get(pk="clash")
        assert list(clash.participants.values_list("actor_id", flat=True)) == actors


def test_the_sensitivity_of_a_file_holds_for_entries_without_their_own(write: Write) -> None:
    one, two = "{id: one, name: One, type: state}", "{id: two, name: Two, type: state, sensitivity: high}"
    load(paths=[write("a.yaml", f"sensitivity: medium\nactors:\n- {one}\n- {two}\n")])
    given = dict(Actor.objects.filter(pk__in=["one", "two"]).values_list("pk", "sensitivity"))
    assert given == {"one": "medium", "two": "high"}


# What an editor did is not lost to a file


def test_an_entry_that_an_editor_changed_is_refused(desk: Ask) -> None:
    Incident.objects.filter(pk="2020-war").update(title="Edited by hand", edited_by="nare")
    before = desk()
    with pytest.raises(LoadError) as refused:
        load(paths=[FIXTURES], seeds=SEEDS)
    (problem,) = refused.value.problems
    assert problem.field == "id"
    assert (
        problem.says
        == "nare changed this on the desk after it was loaded: dump it first, or use --overwrite."
    )
    assert problem.path.name == "one-step-forward-three-steps-back.yaml"
    assert desk() == before


def test_an_edited_entry_is_replaced_when_that_is_asked_for(documents: Ask) -> None:
    before = documents()
    Incident.objects.filter(pk="2020-war").update(title="Edited by hand", edited_by="nare")
    loaded = load(paths=[FIXTURES], seeds=SEEDS, overwrite=True)
    assert loaded.outcomes["changed"] == 1
    assert documents() == before


def test_an_entry_that_an_editor_saved_without_a_change_is_no_obstacle() -> None:
    Incident.objects.filter(pk="2020-war").update(edited_by="nare")
    assert set(load(paths=[FIXTURES], seeds=SEEDS).outcomes) == {"unchanged"}


# Additions to a record that another article made

ADDITION = """source: armenian-report-missing-persons-talks
records:
- id: 2020-war
  evidence:
  - {paragraph: 5, phrase: the war that Azerbaijan launched, states: {status: completed}}
"""


def test_an_addition_extends_the_record_on_the_desk_and_nothing_else_of_it(
    write: Write, documents: Ask
) -> None:
    before = documents()
    assert load(paths=[write("a.yaml", ADDITION)]).outcomes == {"changed": 1}
    after = documents()
    war, earlier = after.pop("/api/v1/incidents/2020-war/"), before.pop("/api/v1/incidents/2020-war/")
    assert after == before
    assert war["evidence"][:-1] == earlier.pop("evidence")
    last = war.pop("evidence")[-1]
    assert (last["source"]["id"], last["paragraph"]) == ("armenian-report-missing-persons-talks", 5)
    assert war == earlier


def test_an_addition_is_made_once(write: Write, desk: Ask) -> None:
    path = write("a.yaml", ADDITION)
    load(paths=[path])
    before = desk()
    assert load(paths=[path]).outcomes == {"unchanged": 1}
    assert desk() == before


def test_an_addition_keeps_the_record_s_sensitivity(write: Write) -> None:
    Incident.objects.filter(pk="2020-war").update(sensitivity="medium")
    load(paths=[write("a.yaml", "sensitivity: low\n" + ADDITION)])
    assert Incident.objects.get(pk="2020-war").sensitivity == "medium"


def test_an_addition_may_come_before_the_record_it_adds_to(write: Write) -> None:
    write("b.yaml", CLASH)
    path = write("a.yaml", ADDITION.replace("2020-war", "clash"))
    load(paths=[path.parent])
    assert Incident.objects.get(pk="clash").evidence.get().paragraph == 5
