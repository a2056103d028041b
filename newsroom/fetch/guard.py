"""The guard of every connection: public hosts only, looked at on the address that is connected to, at each hop.

A name is resolved here once and the checked address is what is connected to, so that no second answer of the
name server can lead elsewhere.
"""

import socket
import ssl
from collections.abc import Iterable, Iterator
from ipaddress import ip_address, ip_network
from typing import Any

import httpcore
import httpx

# Addresses of the IANA special-purpose registries behind which another address may hide, or nobody's.
_HIDING = tuple(
    ip_network(one)
    for one in (
        "64:ff9b::/96",
        "64:ff9b:1::/48",
        "2002::/16",
        "2001::/23",
        "::ffff:0:0/96",
        "::/96",
        "fec0::/10",
        "100::/64",
        "5f00::/16",
        "192.88.99.0/24",
        "192.0.0.0/24",
    )
)


class Forbidden(Exception):
    """The host lies in a network that is nobody's business from here."""


def is_public(address: str) -> bool:
    """Tell whether an IP address belongs to a host of the public internet (RFC 6890 and its registries)."""
    ip = ip_address(address.partition("%")[0])
    hidden = any(ip in network for network in _HIDING if network.version == ip.version)
    return ip.is_global and not ip.is_multicast and not hidden


class GuardedTransport(httpx.BaseTransport):
    """Carries requests of httpx over connections that the guard has looked at."""

    def __init__(self, *, allow_private: bool = False) -> None:
        """Open nothing yet; `allow_private` is for a host's own network."""
        context = ssl.create_default_context()
        self._pool = httpcore.ConnectionPool(ssl_context=context, network_backend=_Guard(allow_private))

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request and give its answer, unread."""
        url = request.url
        answer = self._pool.handle_request(
            httpcore.Request(
                request.method,
                httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
                headers=request.headers.raw,
                content=request.stream,
                extensions=request.extensions,
            )
        )
        stream = _Stream(answer.stream)  # type: ignore[arg-type]
        return httpx.Response(answer.status, headers=answer.headers, stream=stream, extensions=answer.extensions)

    def close(self) -> None:
        """Close every connection."""
        self._pool.close()


class _Stream(httpx.SyncByteStream):
    def __init__(self, stream: Iterable[bytes]) -> None:
        self._stream = stream

    def __iter__(self) -> Iterator[bytes]:
        yield from self._stream

    def close(self) -> None:
        self._stream.close()  # type: ignore[attr-defined]


class _Guard(httpcore.SyncBackend):
    def __init__(self, allow_private: bool) -> None:
        self._allow_private = allow_private

    def connect_tcp(self, host: str, port: int, *args: Any, **kwargs: Any) -> httpcore.NetworkStream:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        addresses = list(dict.fromkeys(str(one[4][0]) for one in found))
        if not self._allow_private and not all(map(is_public, addresses)):
            raise Forbidden(host)
        return _first(addresses, lambda address: super(_Guard, self).connect_tcp(address, port, *args, **kwargs))

    def connect_unix_socket(self, path: str, *args: Any, **kwargs: Any) -> httpcore.NetworkStream:
        raise Forbidden(path)


def _first(addresses: list[str], connect: Any) -> httpcore.NetworkStream:
    """Connect to the first address that answers."""
    for address in addresses[:-1]:
        try:
            return connect(address)  # type: ignore[no-any-return]
        except (httpcore.ConnectError, httpcore.ConnectTimeout):
            continue
    return connect(addresses[-1])  # type: ignore[no-any-return]
