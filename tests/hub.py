"""A small model hub on the loopback interface that answers like the real one, and misbehaves on request."""

from __future__ import annotations

import hashlib
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

COMMIT = "0123456789abcdef0123456789abcdef01234567"


class TinyHub(ThreadingHTTPServer):
    """Serves the files of one folder as the repository `tiny/model` at `COMMIT`.

    Every file is redirected to another host name, as the real hub does. Large ones have their SHA-256 as
    linked ETag, small ones git's object id.
    """

    daemon_threads = True

    def __init__(self, folder: Path) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.folder = folder
        self.requests: list[tuple[str, str, str]] = []
        """Method, path and Range header of each request, in order."""
        self.user_agents: set[str] = set()
        self.corrupt: set[str] = set()
        """Files served with one byte changed."""
        self.cut: dict[str, int] = {}
        """How often the connection is cut after half of a file."""
        self.etags: dict[str, str] = {}
        """Wrong ETags to answer with."""
        self.status = 0
        """Answer everything with this status."""
        self.commit = COMMIT

    @property
    def endpoint(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def fetched(self, name: str) -> list[str]:
        """Range headers of the GET requests for the content of a file, empty for whole ones."""
        return [
            span
            for method, path, span in self.requests
            if method == "GET" and path.endswith(f"/content/{name}")
        ]

    def etag(self, path: Path) -> str:
        content = path.read_bytes()
        if is_large(path.name):
            return hashlib.sha256(content).hexdigest()
        return hashlib.sha1(b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()


def is_large(name: str) -> bool:
    return name.endswith((".safetensors", ".bin", ".spm"))


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: TinyHub

    def do_HEAD(self) -> None:
        self._answer()

    def do_GET(self) -> None:
        self._answer()

    def log_message(self, *_: object) -> None:
        pass

    def _answer(self) -> None:
        self.server.requests.append((self.command, self.path, self.headers.get("Range", "")))
        self.server.user_agents.add(self.headers.get("User-Agent", ""))
        if self.server.status:
            return self._status(self.server.status)
        asked = re.fullmatch(r"/(tiny/model|cdn)/(resolve/([^/]+)|content)/([^/]+)", self.path)
        if not asked:
            return self._status(404, "RepoNotFound")
        revision, name = asked[3], asked[4]
        if revision and revision not in ("main", self.server.commit):
            return self._status(404, "RevisionNotFound")
        path = self.server.folder / name
        if not path.is_file():
            return self._status(404, "EntryNotFound")
        if revision:
            return self._resolve(path)
        return self._content(path)

    def _status(self, status: int, code: str = "") -> None:
        self.send_response(status)
        if code:
            self.send_header("X-Error-Code", code)
            self.send_header("X-Repo-Commit", self.server.commit)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _resolve(self, path: Path) -> None:
        etag = self.server.etags.get(path.name) or self.server.etag(path)
        self.send_response(302)
        self.send_header("X-Repo-Commit", self.server.commit)
        self.send_header("X-Linked-ETag", f'"{etag}"')
        self.send_header("X-Linked-Size", str(path.stat().st_size))
        self.send_header(
            "Location", f"http://localhost:{self.server.server_address[1]}/cdn/content/{path.name}"
        )
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _content(self, path: Path) -> None:
        content = path.read_bytes()
        if path.name in self.server.corrupt:
            content = bytes([content[0] ^ 1]) + content[1:]
        span = re.fullmatch(r"bytes=(\d+)-", self.headers.get("Range", ""))
        start = int(span[1]) if span else 0
        self.send_response(206 if span else 200)
        if span:
            self.send_header("Content-Range", f"bytes {start}-{len(content) - 1}/{len(content)}")
        self.send_header("Content-Length", str(len(content) - start))
        self.end_headers()
        if self.command == "HEAD":
            return
        if self.server.cut.get(path.name, 0) > 0:
            self.server.cut[path.name] -= 1
            self.wfile.write(content[start : start + (len(content) - start) // 2])
            self.wfile.flush()
            self.close_connection = True
            return
        self.wfile.write(content[start:])


@contextmanager
def serve(folder: Path) -> Iterator[TinyHub]:
    """Run a hub over a folder until the block ends."""
    hub = TinyHub(folder)
    thread = threading.Thread(target=hub.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield hub
    finally:
        hub.shutdown()
        hub.server_close()
        thread.join()
