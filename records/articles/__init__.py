"""The private texts of articles: what a source's paragraphs say, so that digests and evidence can be checked against them.

Nothing here is ever published, dumped or shown to anyone but the desk's own accounts.
"""
