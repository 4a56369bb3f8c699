"""Exports are read with the libraries that their users would take."""

import pytest
from django.test import Client


@pytest.fixture
def export():
    """The bytes of an export, and its headers."""
    client = Client(raise_request_exception=False)

    def ask(collection, form, **query):
        answer = client.get(f"/api/v1/{collection}/", {"format": form, **query})
        assert answer.status_code == 200, (collection, form, b"".join(answer)[:500])
        return b"".join(answer.streaming_content)

    return ask
