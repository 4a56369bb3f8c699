"""Where readers find this register, for addresses that leave it: in headers, exports and citations."""

from django.conf import settings
from django.http import HttpRequest


def root_of(request: HttpRequest) -> str:
    """Scheme and host without a slash: the public address, or else those under which the reader asked."""
    return settings.PUBLIC_ADDRESS or request.build_absolute_uri("/").removesuffix("/")
