"""Periods by their ends, as a statement gives them: a day is read in a third of the time that a range takes."""

from datetime import date

Days = tuple[date | None, date | None]  # the first and the last; None where there is no bound

DAYS = "period IS NOT NULL AS dated, lower(period) AS first_day, upper(period) - 1 AS last_day"
