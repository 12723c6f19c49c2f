"""Fetching, against a server on this machine: polite, careful, kept; and nothing else uses the network."""

from __future__ import annotations

import ast
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

import summarize
from summarize.cache import ResultCache
from summarize.digest import fetch
from summarize.digest.fetch import Fetcher, is_public
from summarize.digest.sources import gather
from summarize.errors import InputError


@dataclass
class Site:
    """What a server answers, by path: status, headers, body; and what it was asked."""

    pages: dict[str, tuple[int, dict[str, str], bytes]] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    port: int = 0

    def address(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]


@pytest.fixture
def site() -> Iterator[Site]:
    site = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.asked.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
            status, headers, body = site.pages.get(self.path, (404, {}, b""))
            if "if-none-match" in site.asked[-1][1] and headers.get("ETag") == self.headers["If-None-Match"]:
                status, body = 304, b""
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    site.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield site
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def fetcher(tmp_path: Path) -> Fetcher:
    return Fetcher(ResultCache(tmp_path), allowed=lambda address: address == "127.0.0.1", pause=0)


def test_a_page_is_fetched_by_a_program_that_names_itself(site: Site, fetcher: Fetcher) -> None:
    site.pages["/story?id=1&q=é"] = (404, {}, b"")
    site.pages["/story?id=1&q=%C3%A9"] = (200, {}, b"the story")
    assert fetcher.get(site.address("/story?id=1&q=é")) == b"the story"
    assert site.asked[-1][1]["user-agent"].startswith(f"summarize/{summarize.__version__}")


def test_a_kept_answer_is_used_without_asking_and_later_asked_for_by_its_tag(
    site: Site, fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.pages["/story"] = (200, {"ETag": '"1"'}, b"the story")
    for _ in range(2):
        assert fetcher.get(site.address("/story")) == b"the story"
    assert site.paths() == ["/robots.txt", "/story"]
    monkeypatch.setattr(fetch, "FRESH", 0.0)
    assert fetcher.get(site.address("/story")) == b"the story"
    assert site.asked[-1][1]["if-none-match"] == '"1"'


@pytest.mark.parametrize(
    ("status", "robots", "allowed"),
    [
        (200, b"User-agent: *\nDisallow: /private", True),
        (200, b"User-agent: *\nDisallow: /", False),
        (200, b"User-agent: summarize\nDisallow: /\n\nUser-agent: *\nAllow: /", False),
        (404, b"", True),
        (503, b"", False),
    ],
)
def test_robots_txt_is_obeyed(
    site: Site, fetcher: Fetcher, status: int, robots: bytes, allowed: bool
) -> None:
    site.pages |= {"/robots.txt": (status, {}, robots), "/story": (200, {}, b"the story")}
    if allowed:
        assert fetcher.get(site.address("/story")) == b"the story"
    else:
        with pytest.raises(InputError, match=r"robots\.txt"):
            fetcher.get(site.address("/story"))
        assert site.paths() == ["/robots.txt"]


def test_a_redirect_is_followed_but_not_to_a_private_address(site: Site, fetcher: Fetcher) -> None:
    site.pages["/old"] = (301, {"Location": "/new"}, b"")
    site.pages["/new"] = (200, {}, b"moved")
    site.pages["/trap"] = (302, {"Location": f"http://127.0.0.2:{site.port}/new"}, b"")
    site.pages["/circle"] = (302, {"Location": "/circle"}, b"")
    site.pages["/file"] = (302, {"Location": "file:///etc/passwd"}, b"")
    assert fetcher.get(site.address("/old")) == b"moved"
    for path, reason in (
        ("/trap", "not on the public internet"),
        ("/circle", "circles"),
        ("/file", "no address"),
    ):
        with pytest.raises(InputError, match=reason):
            fetcher.get(site.address(path))


def test_an_answer_that_is_too_large_or_an_error_is_refused(
    site: Site, fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetch, "SIZE_LIMIT", 1_000_000)
    site.pages["/large"] = (200, {}, b"x" * 1_000_001)
    site.pages["/broken"] = (500, {}, b"")
    with pytest.raises(InputError, match="larger than 1 MB"):
        fetcher.get(site.address("/large"))
    with pytest.raises(InputError, match="answers 500"):
        fetcher.get(site.address("/broken"))


def test_the_address_of_a_feed_gives_its_entries_with_pages_for_teasers(site: Site, fetcher: Fetcher) -> None:
    item = "<item><title>{0}</title><link>{1}</link><description>{2}</description></item>"
    items = [
        ("Teaser", site.address("/1"), "More on the site."),
        ("Whole", site.address("/2"), "Word " * 200),
    ]
    feed = f"<rss><channel><title>Wire</title>{''.join(item.format(*own) for own in items)}</channel></rss>"
    site.pages |= {"/feed": (200, {}, feed.encode()), "/1": (200, {}, b"the page")}
    found = gather([site.address("/feed")], fetcher=fetcher)
    assert [candidate.content(fetcher) for candidate in found.candidates] == [b"the page", b""]
    assert site.paths() == ["/robots.txt", "/feed", "/1"]
    (lost,) = gather([site.address("/gone")], fetcher=fetcher).failures
    assert "answers 404" in lost.reason


@pytest.mark.parametrize(
    "address", ["ftp://example.org/a", "https:///a", "https://user:word@example.org/", "file:///etc/passwd"]
)
def test_what_is_no_web_address_is_refused(fetcher: Fetcher, address: str) -> None:
    with pytest.raises(InputError, match="no address"):
        fetcher.get(address)


def test_a_host_on_this_machine_is_refused_by_default(site: Site, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="not on the public internet"):
        Fetcher(ResultCache(tmp_path)).get(site.address("/story"))
    assert site.asked == []


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True),
        ("2606:4700:4700::1111", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),  # noqa: S104 - not bound to
        ("224.0.0.1", False),
        ("::1", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("::ffff:10.0.0.1", False),
    ],
)
def test_only_addresses_of_the_public_internet_are_public(address: str, public: bool) -> None:
    assert is_public(address) is public


def test_only_what_the_user_asks_for_has_network_code() -> None:
    package = Path(summarize.__file__).parent
    clients = {"socket", "ssl", "http", "urllib.request", "requests", "httpx", "huggingface_hub"}
    users = set()
    for path in package.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if any(name in clients or name.split(".")[0] in clients for name in names):
                users.add(str(path.relative_to(package)))
    assert users == {"corpus/cluster.py", "digest/fetch.py", "models/fetch.py"}
