"""Every side's spelling of a name finds what is recorded under any other, from a file that is loaded to the answer."""

import pytest
from asking import documents, ids

from records.kinds import KINDS, RECORD_KINDS
from records.kinds.base.paths import values_at
from records.loading.load import load
from records.publishing.document import citations

NAMED = ("actor", "place", "measure")

TOWN = """
sensitivity: low
actors:
- {id: first-side, name: First Side, type: state}
- {id: second-side, name: Second Side, type: state}
- id: a-minister
  name: Ararat Mirsoyan
  type: person
  public_role: Minister of something
  aliases: [Արարատ Միրզոյան, Арарат Мирзоян, Ararat Mirzojan]
places:
- id: one-town
  name: Stepanakert
  names:
  - {name: Stepanakert, used_by: first-side, language: en}
  - {name: Ստեփանակերտ, used_by: first-side, language: hy}
  - {name: Xankəndi, used_by: second-side, language: az}
  - {name: Khankendi, used_by: second-side, language: en}
  - {name: Степанакерт, used_by: null, language: ru}
incidents:
- id: something-happened
  title: Something happened
  status: reported
  category: clash
  places: [one-town]
  participants: [{actor: a-minister, role: announcer}]
  evidence: [{source: azerbaijan-releases-17-prisoners, paragraph: 1, phrase: x}]
"""


def every_name():
    """Each actor, place and measure of the seeds with each of its names."""
    for found in documents(*NAMED):
        for path in ("name", "aliases", "names.name"):
            for name in values_at(found, path):
                yield found, name


def test_each_name_in_the_seeds_finds_its_entry_and_every_record_that_cites_it():
    records = documents(*RECORD_KINDS)
    for entry, name in every_name():
        citing = {record["id"] for record in records if entry["url"] in citations(record)}
        assert citing <= set(ids("records", search=name)), name
        assert entry["id"] in ids(KINDS[entry["kind"]].collection, search=name), name


@pytest.mark.parametrize(
    "typed",
    ["Stepanakert", "STEPANAKERT", "Khankendi", "Xankəndi", "xankendi", "Ստեփանակերտ", "Степанакерт"],
)
def test_a_town_with_a_name_for_each_side_is_found_under_all_of_them(typed, tmp_path):
    (tmp_path / "town.yaml").write_text(TOWN, encoding="utf-8")
    load(paths=[tmp_path], publish_as="operator")
    assert ids("records", search=typed) == ["something-happened"]
    assert ids("places", search=typed) == ["one-town"]


@pytest.mark.parametrize("typed", ["Արարատ Միրզոյան", "Արարատ ՄԻՐԶՈՅԱՆ", "Мирзоян", "МИРЗОЯН", "Mirzojan"])
def test_a_person_is_found_by_a_name_in_another_script(typed, tmp_path):
    (tmp_path / "town.yaml").write_text(TOWN, encoding="utf-8")
    load(paths=[tmp_path], publish_as="operator")
    assert ids("records", search=typed) == ["something-happened"]
    assert ids("actors", search=typed) == ["a-minister"]
