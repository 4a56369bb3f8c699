"""Where a request comes from, as far as the lock needs it: always the same for one network, and never an address.

Whoever reads the database or a copy of it may be looking for an editor, so a keyed fingerprint stands for the address.
"""

import hashlib
import hmac
import ipaddress

from django.conf import settings
from django.http import HttpRequest

PURPOSE = b"records.signing_in.network"
UNKNOWN = ipaddress.ip_address("::")
HOUSEHOLD = 64  # bits of an IPv6 address that one subscriber has in common

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


def fingerprint(request: HttpRequest) -> str:
    """Of the network that asks, in the form of an address: the lock's table has a column for nothing else."""
    network = _household(address_of(request)).encode()
    digest = hmac.digest(settings.SECRET_KEY.encode(), PURPOSE + network, hashlib.sha256)
    return str(ipaddress.IPv6Address(b"\xfd" + digest[:15]))


def address_of(request: HttpRequest) -> Address:
    """The neighbour's address or, behind trusted proxies, what the outermost of them saw."""
    if settings.PROXIES:
        seen = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
        found = _read(seen[-settings.PROXIES]) if len(seen) >= settings.PROXIES else None
        if found:
            return found
    return _read(request.META.get("REMOTE_ADDR", "")) or UNKNOWN


def _household(address: Address) -> str:
    """All of one subscriber's IPv6 addresses count as one; there are more of them than anyone can lock."""
    if isinstance(address, ipaddress.IPv4Address):
        return str(address)
    if address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return str(ipaddress.IPv6Network((address, HOUSEHOLD), strict=False))


def _read(text: str) -> Address | None:
    """An address, with a port or without."""
    host = text.strip()
    if host.startswith("["):
        host = host[1:].partition("]")[0]
    elif host.count(":") == 1:
        host = host.partition(":")[0]
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None
