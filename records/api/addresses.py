"""Where readers find this register, for addresses that leave it: in headers, exports and citations."""

import re

from django.conf import settings
from django.http import HttpRequest

HIGHEST_PORT = 65_535
_port = re.compile(r":([0-9]+)$")


def has_possible_port(host: str) -> bool:
    """Whether a Host without a port, or with one that there can be; Django takes any digits, and answers repeat them."""
    named = _port.search(host)
    return named is None or (len(named[1]) <= len(str(HIGHEST_PORT)) and 0 < int(named[1]) <= HIGHEST_PORT)


def root_of(request: HttpRequest) -> str:
    """Scheme and host without a slash: the public address, or else those under which the reader asked."""
    return settings.PUBLIC_ADDRESS or f"{request.scheme}://{request.get_host()}"
