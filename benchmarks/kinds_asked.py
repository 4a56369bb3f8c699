"""What shapes of question have in common: kinds of entry, and how long a page is."""

PAGE = 51
RECORDS = ("incident", "figure", "negotiation-round", "prisoner-release", "missing-person-talk")
ONE = ("incident",)
EVERY = (*RECORDS, "actor", "measure", "place", "source")
