"""Entering an article: its text, the digest beside its paragraphs, and records whose evidence is picked from them."""
