"""A timeline as a picture: certain records solid, possible ones lighter on top; what cannot be drawn is said below."""

from collections.abc import Iterator

from records.api.pictures import source_of
from records.api.timeline.answer import Answer
from records.api.timeline.buckets import Bucket
from records.drawing.columns import Column, lay_out_columns
from records.drawing.sheet import WIDTH, Key, draw_sheet

MOST_MONTHS = 24  # with more of them, only Januaries are labelled


def draw_timeline(answer: Answer) -> str:
    """The document."""
    buckets = answer.placed.buckets
    labelled = answer.unit == "year" or len(buckets) <= MOST_MONTHS
    columns = [_column(bucket, labelled=labelled or bucket.label.endswith("-01")) for bucket in buckets]
    return draw_sheet(
        lay_out_columns(columns, width=WIDTH),
        title=f"Records by {answer.unit}",
        description=_describe(answer),
        legend=(
            Key("bar", f"certain: all that the source leaves open lies within the {answer.unit}"),
            Key("possible", f"possible: it may have been in that {answer.unit}, or in another"),
        ),
        notes=[*_notes(answer), source_of(answer.as_dict()), answer.address],
    )


def _column(bucket: Bucket, *, labelled: bool) -> Column:
    """What has no bound on a side would stand in every column alike, and is left out."""
    possible = bucket.possible - bucket.unbounded
    return Column(
        label=bucket.label if labelled else "",
        count=bucket.certain,
        possible=possible,
        meaning=f"{bucket.label}: {bucket.certain} certain, {possible} possible",
    )


def _describe(answer: Answer) -> str:
    placed, buckets = answer.placed, answer.placed.buckets
    if not buckets:
        return f"{answer.count} records match; no day is known of any."
    fullest = max(buckets, key=lambda bucket: bucket.certain)
    return (
        f"{answer.count} records from {buckets[0].label} to {buckets[-1].label}: {placed.certain} lie certainly in one "
        f"{answer.unit}, most of them, {fullest.certain}, in {fullest.label}; {placed.only_possible} reach over several. "
        "The same address with format=csv has every number."
    )


def _notes(answer: Answer) -> Iterator[str]:
    if not answer.found.is_whole:
        yield f"Only the newest {answer.count:,} records by date were counted; earlier ones are missing here."
    for far in answer.placed.outside:
        if number := far.certain + far.possible - far.unbounded:
            yield f"Not drawn: records {far.label}, far from the others ({number:,})."
    if answer.placed.unbounded:
        yield f"Not drawn: records of which no beginning or no end is known ({answer.placed.unbounded:,})."
    if answer.found.undated:
        yield f"Not drawn: records without a date ({answer.found.undated:,})."
