"""Loading: turns fixture files and seeds into drafts. Nothing here decides what may be published."""
