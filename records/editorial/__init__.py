"""The desk as editors see it: the Django admin, built from each kind's declaration."""
