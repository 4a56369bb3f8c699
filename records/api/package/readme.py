"""The page that lies in a package, for whoever opens it without having asked for it."""

from records.api.package.snapshot import Snapshot
from records.published import as_text

TEXT = """# Whereabouts: the whole register

The register as of sequence {sequence}, {moment}. To cite it:

> {citation}

## What is in here

`datapackage.json` describes every file: its columns with types and meaning, its number of rows, its bytes
and its SHA-256. In `data/` each collection is there twice: as a table (`.csv`, a row an entry) and as the
documents that were published (`.ndjson`, a JSON document a line, byte for byte). `frictionless validate` on
the ZIP checks all of it.

The files are UTF-8. In a table, unknown is an empty cell and a claim of zero is `0`; where a column may
hold several values, `|` stands between them, in the order of the document, and a `|` or a backslash inside
a value has a backslash before it. A text that begins with `=`, `+`, `-`, `@`, a tab or a carriage return
has an apostrophe before it, so that no spreadsheet calculates it. Dates are EDTF, never more precise than
the source; `earliest` and `latest` are the days that they can mean.

## Whose words these are

Titles, summaries, outcomes and digests are the register's own words. Phrases (at most eight words) are
quoted from the sources, which belong to their publishers; each record names its sources down to the
paragraph. No licence comes with this file: ask whoever runs {root}/ what you may do with it.

Entries may be corrected, withdrawn or redacted after this was made: {root}/api/v1/changes/?after={sequence}
lists everything since. Text that was removed to protect somebody should be removed from copies too.
"""


def readme(snapshot: Snapshot) -> str:
    """For one package."""
    return TEXT.format(
        sequence=snapshot.sequence,
        moment=as_text(snapshot.moment),
        citation=snapshot.citation,
        root=snapshot.root,
    )
