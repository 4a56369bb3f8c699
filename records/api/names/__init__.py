"""Every name and word by which the register can be asked, kept by each worker, and found by likeness.

Likeness is that of trigrams, as PostgreSQL's pg_trgm has it: the share of three-letter pieces that two texts have in common.
The server's own is an extension that read nodes and hosted servers need not have.
"""
