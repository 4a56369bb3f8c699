"""Measurements that anyone can repeat: data at scale, what readers ask of it, and what others would answer with.

Nothing here is part of the service, and no figure here fails a test. `make bench` runs the short form.
"""
