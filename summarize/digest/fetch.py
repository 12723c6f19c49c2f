"""Pages and feeds from the network, only when asked for (`--fetch`); else only `models.fetch` uses it.

Polite: robots.txt (RFC 9309), one request at a time, a pause between requests to one host, a user agent that
names the program, answers kept and asked for again only with their validators. Careful: no addresses but
public ones, checked for the connection itself and at each redirect, a size limit and time limits.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import SplitResult, urljoin, urlsplit, urlunsplit
from urllib.robotparser import RobotFileParser

from summarize import __version__
from summarize.article.reader import SIZE_LIMIT
from summarize.cache import ResultCache, result_key
from summarize.errors import InputError

USER_AGENT = f"summarize/{__version__} (news briefing tool)"
FRESH = 1800.0
"""Seconds for which a kept answer is used without asking again."""
_TIMEOUT = 20.0
"""Seconds that a connection may be silent."""
_DEADLINE = 60.0
"""Seconds that one answer may take."""
_PAUSE = 1.0
"""Seconds between requests to one host; robots.txt may ask for more, up to the most."""
_LONGEST_PAUSE = 10.0
_REDIRECTS = 5
_MOVED = (301, 302, 303, 307, 308)
_CHUNK = 65536


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer as it is kept."""

    body: bytes
    fetched: float
    """Seconds since 1970."""
    etag: str = ""
    modified: str = ""


@dataclass(slots=True)
class _Host:
    """What is known of one host in this run."""

    rules: RobotFileParser
    last: float = 0.0
    """When it was last asked, by the monotonic clock."""
    unreachable: OSError | None = None


def is_public(address: str) -> bool:
    """Tell whether an IP address is one of the public internet: not private, local, reserved or multicast."""
    found = ipaddress.ip_address(address.partition("%")[0])
    mapped = getattr(found, "ipv4_mapped", None) or found
    return bool(mapped.is_global and not mapped.is_multicast)


@dataclass(slots=True)
class Fetcher:
    """Fetches addresses, one after the other.

    Args:
        cache: where answers are kept between runs.
        allowed: which IP addresses may be connected to.
        pause: seconds between requests to one host.
    """

    cache: ResultCache
    allowed: Callable[[str], bool] = is_public
    pause: float = _PAUSE
    _hosts: dict[str, _Host] = field(default_factory=dict)

    def get(self, address: str) -> bytes:
        """Return the body of a page or feed.

        Raises:
            InputError: no web address, refused by robots.txt or by its host, not reachable, not public, too
                large, or too slow; the message says which.
        """
        key = result_key("fetch", address)
        kept = self.cache.get(key, Answer)
        if kept and time.time() - kept.fetched < FRESH:
            return kept.body
        try:
            answer = self._follow(address, kept)
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise InputError(f"{address} cannot be fetched: {_why(error)}.") from error
        self.cache.put(key, answer)
        return answer.body

    def _follow(self, address: str, kept: Answer | None) -> Answer:
        for _ in range(_REDIRECTS + 1):
            place = _parts(address)
            host = self._host(place)
            if not host.rules.can_fetch(USER_AGENT, address):
                raise InputError(
                    f"{address} may not be fetched by programs (robots.txt). Save the page and name the file."
                )
            self._wait(host)
            response = _Request(place, self.allowed, kept).run()
            host.last = time.monotonic()
            if response.status == 304 and kept:
                return Answer(kept.body, time.time(), kept.etag, kept.modified)
            if response.status == 200:
                return Answer(
                    response.body, time.time(), response.header("etag"), response.header("last-modified")
                )
            if response.status not in _MOVED:
                raise InputError(
                    f"{address} cannot be fetched: its host answers {response.status} {response.reason}."
                )
            address = urljoin(address, response.header("location"))
        raise InputError(f"{address} cannot be fetched: it leads in circles.")

    def _host(self, place: SplitResult) -> _Host:
        """The host with its rules, which are fetched once a run."""
        origin = f"{place.scheme}://{place.netloc}"
        if origin not in self._hosts:
            try:
                self._hosts[origin] = _Host(self._rules(f"{origin}/robots.txt"))
            except OSError as error:
                self._hosts[origin] = _Host(RobotFileParser(), unreachable=error)
        host = self._hosts[origin]
        if host.unreachable:
            raise host.unreachable
        return host

    def _rules(self, address: str) -> RobotFileParser:
        """No robots.txt allows everything; a host that fails to say allows nothing."""
        rules = RobotFileParser()
        for _ in range(_REDIRECTS):
            response = _Request(_parts(address), self.allowed, None).run()
            if response.status not in _MOVED:
                break
            address = urljoin(address, response.header("location"))
        if response.status == 200:
            rules.parse(response.body.decode("utf-8", errors="replace").splitlines())
        else:
            rules.parse(["User-agent: *", "Disallow: /" if response.status >= 500 else "Allow: /"])
        return rules

    def _wait(self, host: _Host) -> None:
        delay = host.rules.crawl_delay(USER_AGENT)
        pause = max(self.pause, min(float(delay or 0), _LONGEST_PAUSE))
        if host.last:
            time.sleep(max(0.0, host.last + pause - time.monotonic()))


@dataclass(frozen=True, slots=True)
class _Response:
    status: int
    reason: str
    headers: http.client.HTTPMessage
    body: bytes

    def header(self, name: str) -> str:
        return str(self.headers.get(name, ""))


@dataclass(frozen=True)
class _Request:
    """One request, to the very IP address that was checked, so that a changing name cannot lead elsewhere."""

    place: SplitResult
    allowed: Callable[[str], bool]
    kept: Answer | None

    def run(self) -> _Response:
        connection = self._connection
        path = urlunsplit(("", "", self.place.path or "/", self.place.query, ""))
        try:
            connection.sock = self._connect()
            connection.request("GET", path, headers=self._headers())
            response = connection.getresponse()
            return _Response(response.status, response.reason, response.headers, _body(response))
        finally:
            connection.close()

    @cached_property
    def _connection(self) -> http.client.HTTPConnection:
        kind = http.client.HTTPSConnection if self.place.scheme == "https" else http.client.HTTPConnection
        return kind(str(self.place.hostname), self.place.port)

    def _connect(self) -> socket.socket:
        host, port = str(self.place.hostname), self._connection.port
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
        if not all(self.allowed(address) for address in addresses):
            raise InputError(
                f"{host} is not on the public internet ({', '.join(addresses)}), so it is not fetched."
            )
        plain = socket.create_connection((addresses[0], port), timeout=_TIMEOUT)
        if self.place.scheme == "http":
            return plain
        return ssl.create_default_context().wrap_socket(plain, server_hostname=host)

    def _headers(self) -> dict[str, str]:
        headers = {"User-Agent": USER_AGENT, "Accept": "text/html, application/xml;q=0.9, */*;q=0.5"}
        headers |= {"Accept-Encoding": "identity", "Connection": "close"}
        if self.kept and self.kept.etag:
            headers["If-None-Match"] = self.kept.etag
        if self.kept and self.kept.modified:
            headers["If-Modified-Since"] = self.kept.modified
        return headers


def _body(response: http.client.HTTPResponse) -> bytes:
    end = time.monotonic() + _DEADLINE
    body = bytearray()
    while chunk := response.read1(_CHUNK):
        body += chunk
        if len(body) > SIZE_LIMIT:
            raise ValueError(f"it is larger than {SIZE_LIMIT // 10**6} MB")
        if time.monotonic() > end:
            raise TimeoutError("it takes too long")
    return bytes(body)


def _parts(address: str) -> SplitResult:
    place = urlsplit(address)
    if place.scheme not in ("http", "https") or not place.hostname or place.username or place.password:
        raise InputError(
            f"{address!r} is no address of a page: it must begin with http:// or https:// and a host."
        )
    ascii_path = urlsplit(_quoted(address))
    return place._replace(path=ascii_path.path, query=ascii_path.query)


def _quoted(address: str) -> str:
    """Percent-encode what may not stand in a request; what is encoded stays."""
    from urllib.parse import quote

    return quote(address, safe="%/:?#[]@!$&'()*+,;=~-._")


def _why(error: Exception) -> str:
    if isinstance(error, socket.gaierror):
        return "its host is not known (is there a network?)"
    if isinstance(error, TimeoutError):
        return "it takes too long"
    return (error.strerror if isinstance(error, OSError) else "") or str(error) or type(error).__name__
