"""Matching names: the W3C Entity Reconciliation Community Group's API, version 0.2, as OpenRefine speaks it.

Actors, places and measures are matched by any of the names that the register knows them by. Ids are `<collection>/<id>`, so
that `/api/v1/<id>/` is the address of what was matched.
"""
