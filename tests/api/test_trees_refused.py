"""What is refused in a tree: each error names the place in it, and says what to write instead."""

import json

import pytest
from asking import ask, codes, ids, path_of, problem_at, refusal

LEAF = {"mediator": "russia"}
IN_RUSSIA = '{"mediator":"russia"}'

REFUSED = {
    "no JSON": ("{mediator: russia}", [("filter", "invalid")]),
    "cut short": ('{"any":[{"mediator":"russia"}', [("filter", "invalid")]),
    "two trees": (IN_RUSSIA * 2, [("filter", "invalid")]),
    "a list": (f"[{IN_RUSSIA}]", [("filter", "invalid")]),
    "a text": ('"mediator"', [("filter", "invalid")]),
    "a number": ("1", [("filter", "invalid")]),
    "nothing": ("null", [("filter", "invalid")]),
    "blank": (" ", [("filter", "empty")]),
    "an empty object": ("{}", [("filter", "invalid")]),
    "an empty list": ('{"any":[]}', [("filter.any", "invalid")]),
    "an object for a list": ('{"all":{"mediator":"russia"}}', [("filter.all", "invalid")]),
    "a list for an object": ('{"not":[{"mediator":"russia"}]}', [("filter.not", "invalid")]),
    "an empty object inside": ('{"all":[{"mediator":"russia"},{}]}', [("filter.all[1]", "invalid")]),
    "a text inside": ('{"any":["russia"]}', [("filter.any[0]", "invalid")]),
    "two words": (
        '{"any":[{"mediator":"russia"}],"not":{"mediator":"russia"}}',
        [("filter.any", "conflict")],
    ),
    "a word and a parameter": ('{"mediator":"russia","not":{"host":"russia"}}', [("filter.not", "conflict")]),
    "a word in capitals": ('{"ANY":[{"mediator":"russia"}]}', [("filter.ANY", "unknown")]),
    "the same name twice": ('{"mediator":"russia","mediator":"france"}', [("filter.mediator", "repeated")]),
    "the same word twice": (
        '{"not":{"not":{"host":"a"},"not":{"host":"b"}}}',
        [("filter.not.not", "repeated")],
    ),
    "an unknown name": ('{"any":[{"mediater":"russia"}]}', [("filter.any[0].mediater", "unknown")]),
    "an unknown value": ('{"all":[{"status":"complete"}]}', [("filter.all[0].status", "invalid")]),
    "an empty value": ('{"not":{"mediator":""}}', [("filter.not.mediator", "empty")]),
    "an empty value between commas": ('{"mediator":"russia,,france"}', [("filter.mediator", "empty")]),
    "a control character": ('{"search":"\\u0000"}', [("filter.search", "invalid")]),
    "half a character": ('{"search":"\\ud800"}', [("filter.search", "invalid")]),
    "half a character in a name": ('{"\\ud800":"x"}', [("filter.\N{REPLACEMENT CHARACTER}", "unknown")]),
    "a long value": (json.dumps({"search": "x" * 501}), [("filter.search", "invalid")]),
    "a value that folds to a long one": (
        '{"any":[{"host":"russia"},{"search":"'
        + "\N{ARABIC LIGATURE SALLALLAHOU ALAYHE WASALLAM}" * 28
        + '"}]}',
        [("filter.any[1].search", "invalid")],
    ),
    "crossed dates": (
        '{"any":[{"date_from":"2021","date_to":"2020"}]}',
        [("filter.any[0].date_from", "conflict")],
    ),
    "crossed counts": ('{"not":{"count_min":"2","count_max":"1"}}', [("filter.not.count_min", "conflict")]),
    "a word about dates alone": ('{"date_match":"certain"}', [("filter.date_match", "conflict")]),
    "a date without a bound": ('{"date_from":"XXXX-06-04"}', [("filter.date_from", "invalid")]),
}
NO_TEXT = [
    "1",
    "NaN",
    "Infinity",
    "-Infinity",
    "1e999",
    "9" * 3_000,
    "true",
    "null",
    "[]",
    '["russia"]',
    "{}",
]
BESIDE = ["as_of", "ordering", "page_size", "cursor", "count", "manifest", "format"]


@pytest.mark.parametrize(("text", "expected"), REFUSED.values(), ids=REFUSED)
def test_a_tree_that_cannot_be_read_is_refused_at_its_place(text, expected):
    problem = refusal("records", filter=text)
    assert codes(problem) == expected
    assert all(error["detail"].endswith((".", "?")) for error in problem["errors"])


@pytest.mark.parametrize("value", NO_TEXT)
def test_a_value_that_is_no_text_is_refused(value):
    [error] = refusal("records", filter=f'{{"all":[{{"count_min":{value}}}]}}')["errors"]
    assert (error["parameter"], error["code"]) == ("filter.all[0].count_min", "invalid")
    assert "between quotes" in error["detail"]


@pytest.mark.parametrize("name", BESIDE)
def test_what_is_no_condition_stays_in_the_address(name):
    [error] = refusal("records", filter=json.dumps({"not": {name: "1"}}))["errors"]
    assert (error["parameter"], error["code"]) == (f"filter.not.{name}", "unknown")
    assert "in the address" in error["detail"]


def test_a_mistyped_name_is_answered_with_the_nearest_one():
    [error] = refusal("records", filter='{"any":[{"mediater":"russia"}]}')["errors"]
    assert "Did you mean mediator?" in error["detail"]


def test_every_error_of_a_tree_is_reported_beside_those_of_the_address():
    tree = {"any": [{"colour": "red"}, {"not": {"contested": "maybe"}}]}
    problem = refusal("records", filter=json.dumps(tree), page_size="0")
    assert codes(problem) == [
        ("filter.any[0].colour", "unknown"),
        ("filter.any[1].not.contested", "invalid"),
        ("page_size", "invalid"),
    ]


def test_a_parameter_of_another_collection_is_unknown_in_a_tree():
    assert codes(refusal("actors", filter='{"mediator":"russia"}')) == [("filter.mediator", "unknown")]
    assert codes(refusal("figures", filter='{"kind":"figure"}')) == [("filter.kind", "unknown")]


def nested(levels):
    tree = LEAF
    for _ in range(levels):
        tree = {"not": tree}
    return json.dumps(tree)


def test_four_levels_are_read_and_five_refused():
    assert ids("records", filter=nested(4)) == ids("records", mediator="russia")
    assert codes(refusal("records", filter=nested(5))) == [("filter.not.not.not.not", "invalid")]


@pytest.mark.parametrize("text", ["[" * 3_900, '{"not":' * 550, '{"any":[' * 480], ids=["[", "not", "any"])
def test_a_bomb_of_levels_is_refused(text):
    assert codes(refusal("records", filter=text)) == [("filter", "invalid")]


def test_thirty_two_leaves_are_read_and_one_more_refused():
    assert ask("records", filter=json.dumps({"any": [LEAF] * 32}))["results"]
    assert codes(refusal("records", filter=json.dumps({"any": [LEAF] * 33}))) == [("filter", "invalid")]


def test_sixty_parameters_are_read_and_one_more_refused():
    leaf = {"mediator": "russia", "actor": "russia"}
    assert ask("records", filter=json.dumps({"any": [leaf] * 30}))["results"]
    wide = leaf | {"party": "russia"}
    assert codes(refusal("records", filter=json.dumps({"any": [wide] * 21}))) == [("filter", "invalid")]


def test_four_thousand_characters_are_read_and_one_more_refused():
    def padded(length):
        return IN_RUSSIA + " " * (length - len(IN_RUSSIA))

    assert ids("records", filter=padded(4_000)) == ids("records", mediator="russia")
    assert codes(refusal("records", filter=padded(4_001))) == [("filter", "invalid")]


def test_a_tree_is_given_once():
    assert codes(refusal("records", filter=[IN_RUSSIA, IN_RUSSIA])) == [("filter", "repeated")]


@pytest.mark.parametrize("value", ["!a,!b", "a,!b", "!a,b", "*,a", "a,*", "!*,a", "a, !b"])
def test_a_sign_stands_alone_or_it_could_be_read_in_two_ways(value):
    for asked in ({"actor": value}, {"filter": json.dumps({"actor": value})}):
        [error] = refusal("records", **asked)["errors"]
        assert error["code"] == "invalid"
        assert "stands alone" in error["detail"]


@pytest.mark.parametrize("value", ["!", "!!", "!!russia", "! ", "*!", "**", "!**", "! russia", "!RUSSIA"])
def test_a_sign_before_what_is_no_value_is_refused(value):
    assert codes(refusal("records", actor=value)) == [("actor", "invalid")]
    assert codes(refusal("records", filter=json.dumps({"actor": value}))) == [("filter.actor", "invalid")]


def test_every_record_has_a_kind_so_that_it_takes_no_star():
    assert (
        codes(refusal("records", kind="*")) == codes(refusal("records", kind="!*")) == [("kind", "invalid")]
    )
    assert ids("records", kind="!figure") == ids("records", filter='{"not":{"kind":"figure"}}')


def test_a_cursor_belongs_to_its_tree():
    first = ask("records", filter='{"not":{"mediator":"russia"}}', page_size="3")
    other = first["next"].replace("russia", "france")
    assert codes(problem_at(other)) == [("cursor", "invalid")]


def test_relevance_needs_words_in_the_address():
    tree = '{"search":"prisoners"}'
    assert codes(refusal("records", filter=tree, ordering="relevance")) == [("ordering", "conflict")]
    assert problem_at(path_of("records", filter=tree, ordering="relevance"))["status"] == 400
