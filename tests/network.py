"""Forbid the network in this process: any socket to another machine raises, below every client library."""

from __future__ import annotations

import sys
from typing import Any

LOOPBACK = ("127.", "::1", "localhost")


class NetworkForbiddenError(AssertionError):
    """Something tried to reach the network."""


def forbid_network(*, loopback: bool) -> None:
    """Install an audit hook (PEP 578) on Python's own socket calls; it cannot be removed again."""

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        if event in ("socket.connect", "socket.sendto", "socket.sendmsg"):
            address = arguments[1]
        elif event in ("socket.getaddrinfo", "socket.gethostbyname"):
            address = arguments
        else:
            return
        host = str(address[0]) if isinstance(address, tuple) else ""
        if isinstance(address, tuple) and not (loopback and host.startswith(LOOPBACK)):
            raise NetworkForbiddenError(f"{event} to {address!r}")

    sys.addaudithook(hook)
