"""Forget: what imports keep of an entry goes, where the law asks for it. That there were such imports stays."""

from records.intake.intake import Touched


def forget(*, kind: str, slug: str) -> int:
    """Drop what the entry was before each import of it, and its label; return how many imports kept it.

    An import that changed it cannot be undone then.
    """
    return Touched.objects.filter(kind=kind, slug=slug).update(before=None, label=slug)
