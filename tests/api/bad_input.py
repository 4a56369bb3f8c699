"""Input that nobody means, by family; each is refused with a 400 that names its parameter."""
# ruff: noqa: SIM905 (long lists of short words read better as words)

MISTYPED = {
    "mediater": "mediator",
    "datefrom": "date_from",
    "Search": "search",
    "page-size": "page_size",
    "plase": "place",
}

NAMES = """
    status[] actor[0] search__icontains title__startswith document nonce sensitivity edited_by id sequence terms
    offset page limit callback _ ☃
""".split()
NAMES += ["format ", "' OR 1=1 --", "a" * 5000, "\x00"]

TEXT = {
    "NUL": "%00",
    "NUL inside": "talks%00",
    "bell": "%07",
    "escape": "%1b",
    "delete": "%7f",
    "bidi override": "%e2%80%ae",
    "bidi isolate": "%e2%81%a6",
    "broken UTF-8": "%ff%fe",
    "cut UTF-8": "talks%c3",
    "overlong UTF-8": "%c0%af",
    "surrogate": "%ed%a0%80",
    "Latin-1": "caf%e9",
    "too long": "a" * 501,
}

NUMBERS = {
    "not a number": "NaN",
    "infinity": "Infinity",
    "exponent": "1e999",
    "small exponent": "1e2",
    "fraction": "1.0",
    "2^63": str(2**63),
    "thirty digits": "999999999999999999999999999999",
    "five hundred digits": "9" * 500,
    "five thousand digits": "9" * 5000,
    "Arabic": "١٢",
    "Devanagari": "१२",
    "full width": "１２",
    "superscript": "²",
    "underscore": "1_0",
    "hexadecimal": "0x10",
    "negative": "-1",
    "plus": "+1",
    "space": " 1",
    "newline": "1\n",
    "thousands": "1,000",
    "word": "many",
    "above the largest": "10000000001",
}

DATES = [
    "0000",
    "0000-01-01",
    "10000",
    "10000-01-01",
    "2021-02-30",
    "2023-02-29",
    "2021-13",
    "2021-00",
    "2021-01-00",
    "2021-01-32",
    "2021-01-01T24:00:00Z",
    "2021-01-01T12:00:00+16:20",
    "2021-01-01T12:00:00+99:99",
    "2021-01-01T12:00:00+",
    "01/02/2020",
    "2020/02/01",
    "2020-1-2",
    "20200102",
    "today",
    "-2021",
    "+2021",
    "2021-W01",
    "2021-001",
    "٢٠٢١",
    "NaN",
    "[2021",
    "2021]",
    "{",
    "/",
    "../..",
    "1e3",
]
DATES += ["2021-01-01\n", "2021-01-01T12:00:00Z\n", "x" * 101]

TIMES = [
    "2026-01-01T12:00:00",
    "2026-01-01T12:00:60Z",
    "2026-01-01T12:60:00Z",
    "2026-01-01T12:00:00z",
    "2026-01-01T12:00:00+15:00",
    "2026-01-01T12:00:00.1234567Z",
    "2026",
    "2026-01",
    "01",
    "-1",
    "1.0",
    "१",
]
TIMES += [*DATES, "2026-01-01 12:00:00Z"]

ODD_BUT_GOOD_SEARCHES = """
    می\u200cخواهم Ə $1 {0} -talks 👨\u200d👩\u200d👧prisoners
""".split()
ODD_BUT_GOOD_SEARCHES += ["; DROP TABLE x", "'; SELECT 1", "a" * 500]
SEARCHES_FOR_NOTHING = """
    👨\u200d👩\u200d👧 ' " \"\"\" - -- or () :* \\ % %s _ <-> the (((((
""".split()
SEARCHES_FOR_NOTHING += ["or or", "& | !"]
