"""What the forms show as lines is read back as exactly what is stored."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from records import quantities, quantity_words
from records.editorial.line_fields import BreakdownField, DigestField, TextsField
from records.editorial.states_field import StatesField
from records.kinds import KINDS, RECORD_KINDS
from records.kinds.base.record import Evidence
from records.kinds.figure import Figure
from records.kinds.prisoner_release import Leg
from records.kinds.source import Source

NUMBERS = st.integers(0, quantities.LARGEST)
WORDS = st.text("abz ,.'=()“”0", min_size=1, max_size=40).map(str.strip).filter(bool)


@st.composite
def stored_quantities(draw) -> dict[str, object]:
    qualifier = draw(st.sampled_from(quantities.QUALIFIERS))
    low, high = sorted((draw(NUMBERS), draw(NUMBERS)))
    low, high = {
        "exact": (low, low),
        "about": (low, low),
        "at-least": (low, None),
        "at-most": (None, high),
        "range": (low, max(high, low + 1) if low < quantities.LARGEST else high),
    }.get(qualifier, (None, None))
    if qualifier == "range" and low == high:
        low = 0
    return {"low": low, "high": high, "qualifier": qualifier, "text": draw(st.none() | WORDS)}


@given(stored_quantities())
def test_quantity_reads_back_as_it_was(value: dict[str, object]) -> None:
    assert quantity_words.read(quantity_words.say(value)) == value


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("17", "17"),
        ("At least 33", "at least 33"),
        ("about 80 (some eighty)", "about 80 (some eighty)"),
        ("10 to 20", "10 to 20"),
        ("withheld (not given)", "withheld (not given)"),
        ("not stated", "not stated"),
    ],
)
def test_quantity_is_written_in_words(line: str, says: str) -> None:
    assert quantity_words.say(quantity_words.read(line)) == says


@pytest.mark.parametrize(
    "line",
    ["", "many", "-1", "1_000", "1,000", "٣", "20 to 10", "about 1 to 2", "9" * 30, "1.5", "not stated (x)"],
)
def test_quantity_in_other_words_is_refused(line: str) -> None:
    with pytest.raises(quantities.QuantityError):
        quantity_words.read(line)


def as_text(stated: tuple[str, object]) -> tuple[str, object]:
    path, value = stated
    return path, comparable("count" if isinstance(value, dict) else path, value)


ANYTHING = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**18) + 1, 10**18 - 1),
    st.text(max_size=20),
    stored_quantities(),
    st.dictionaries(st.text(max_size=3), st.text(max_size=3), max_size=2),
)
PATHS = st.sampled_from(["title", "date", "count", "status", "exchange", "legs.0.count"])


def same(states: dict[str, object]) -> dict[str, object]:
    """What is stated, with quantities in full: they may be stored in short."""
    return {path: comparable(path, value) for path, value in states.items()}


def comparable(path: str, value: object) -> object:
    """A year may be stored as a number."""
    if path == "date" and type(value) is int:
        return str(value)
    return as_quantity(value) if path.endswith("count") else value


def as_quantity(value: object) -> object:
    try:
        return quantities.parse(value)
    except quantities.QuantityError:
        return value


@given(st.dictionaries(PATHS, ANYTHING))
def test_states_read_back_as_they_were(states: dict[str, object]) -> None:
    field = StatesField(kind=KINDS["prisoner-release"], required=False)
    again = field.clean(field.prepare_value(states))
    assert same(again) == same(states)
    assert all(
        type(again[path]) is type(states[path]) for path in ("title", "status", "exchange") if path in states
    )


def test_states_of_every_fixture_read_back_without_json() -> None:
    fields = {name: StatesField(kind=kind, required=False) for name, kind in RECORD_KINDS.items()}
    for evidence in Evidence.objects.select_related("record"):
        field = fields[evidence.record.kind]
        text = field.prepare_value(evidence.states)
        again = field.clean(text)
        assert list(map(as_text, again.items())) == list(map(as_text, evidence.states.items()))
        assert '"' not in text


def test_lists_of_every_fixture_read_back() -> None:
    for parts in (
        *Figure.objects.values_list("breakdown", flat=True),
        *Leg.objects.values_list("breakdown", flat=True),
    ):
        field = BreakdownField(required=False)
        assert field.clean(field.prepare_value(parts)) == parts
    for digest in Source.objects.values_list("digest", flat=True):
        field = DigestField(required=False)
        assert field.clean(field.prepare_value(digest)) == digest


@given(
    st.lists(
        st.fixed_dictionaries(
            {"of": st.text("abc =", min_size=1).map(str.strip).filter(bool), "count": stored_quantities()}
        )
    )
)
def test_breakdown_reads_back_as_it_was(parts: list[dict[str, object]]) -> None:
    field = BreakdownField(required=False)
    for part in parts:
        part["of"] = " ".join(str(part["of"]).split()).strip("=").strip() or "a"
        part["count"]["text"] = None
    assert field.clean(field.prepare_value(parts)) == parts


def test_blank_lines_are_left_out() -> None:
    assert TextsField(required=False).clean("\r\n One \r\n\r\nTwo\r\n") == ["One", "Two"]
    assert TextsField(required=False).clean("") == []


@pytest.mark.parametrize("line", ["3 text", "[0] text", "[3]", "[x] text", "text"])
def test_digest_needs_numbered_paragraphs(line: str) -> None:
    with pytest.raises(ValidationError, match="Line 1"):
        DigestField().clean(line)
