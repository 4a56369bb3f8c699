"""What shapes of question have in common: kinds of entry, and how long a page is."""

PAGE = 51
# Beside a shape by its own name: how many rows its first page has; a page of as many rows as another register has.
ROWS, AS_SHORT = ", rows", ", as short"
LATER = ", a later page"  # the shape of this name is the slowest of those behind its first page
RECORDS = ("incident", "figure", "negotiation-round", "prisoner-release", "missing-person-talk")
ONE = ("incident",)
EVERY = (*RECORDS, "actor", "measure", "place", "source")
