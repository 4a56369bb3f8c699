"""Which styles of a workbook make a number a date, and whether they show all of the day that it means."""

import re

from records.intake.tables.package import Package

_QUOTED = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.')
_FULL_DAYS = {14, 15, 22}  # built-in formats that show year, month and day
_TIMES = {
    *range(14, 23),
    *range(27, 37),
    *range(45, 48),
    *range(50, 59),
}  # built-in formats of dates and times
_DIGITS = re.compile(r"[0-9]{1,9}")


def days_shown(package: Package, name: str) -> list[bool | None]:
    """For each style: None for no date, True for one that shows the whole day, False for another date or time."""
    formats: dict[str, str] = {}
    styles: list[bool | None] = []
    inside: list[str] = []

    def start(tag: str, given: dict[str, str]) -> None:
        inside.append(tag)
        if tag == "numFmt":
            formats[given.get("numFmtId", "")] = given.get("formatCode", "")
        elif tag == "xf" and "cellXfs" in inside:
            styles.append(_shows_day(given.get("numFmtId", "0"), formats))

    package.parse(name, start=start, end=lambda _: inside.pop())
    return styles


def _shows_day(number: str, formats: dict[str, str]) -> bool | None:
    if number in formats:
        letters = set(_QUOTED.sub("", formats[number].casefold().partition(";")[0])) & set("ymdhs")
        return {"y", "m", "d"} <= letters if letters else None
    known = int(number) if _DIGITS.fullmatch(number) else 0
    return known in _FULL_DAYS if known in _TIMES else None
