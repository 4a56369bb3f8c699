"""The forms in which a whole answer can be taken away: one module a form, each a writer from documents to bytes.

A writer takes an `Export` and yields pieces as it goes, so that memory does not grow with the answer. It neither asks the
database (but for the points of places) nor knows HTTP; `offered.py` says which collection has which forms.
"""
