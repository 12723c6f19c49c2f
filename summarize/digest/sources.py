"""From names to the articles they stand for: files, folders, patterns, feeds, lists of feeds, addresses."""

from __future__ import annotations

import glob
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from summarize.article.feeds import FeedEntry, feed_kind, parse_feed, parse_opml
from summarize.article.plaintext import SUFFIXES
from summarize.article.reader import SIZE_LIMIT
from summarize.digest.fetch import Fetcher
from summarize.errors import InputError
from summarize.records import Failure

FEED_SUFFIXES = (".xml", ".rss", ".atom", ".rdf", ".opml")
"""Endings of saved feeds and lists of feeds."""
_READABLE = (*SUFFIXES, ".markdown", ".xhtml", *FEED_SUFFIXES)
_TEASER = 600
"""Characters of markup below which a feed's text is a teaser, and its page is fetched if allowed."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One article before it is read."""

    name: str
    """What reports call it: a path, an address, or a feed and the number of its entry."""
    path: Path | None = None
    entry: FeedEntry | None = None
    address: str = ""
    """Page to fetch."""

    def content(self, fetcher: Fetcher | None) -> bytes:
        """Return the bytes of the file or page; of a feed entry without a page, none.

        Raises:
            InputError: it cannot be read or fetched.
        """
        if self.path:
            return _read(self.path)
        if self.address and fetcher:
            try:
                return fetcher.get(self.address)
            except InputError:
                if not (self.entry and self.entry.html.strip()):
                    raise
        return b""


@dataclass(slots=True)
class Gathered:
    """What was found."""

    candidates: list[Candidate] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    ignored: int = 0
    """Files in folders that are of no kind that can be read."""


def gather(names: Iterable[str], *, fetcher: Fetcher | None = None, output: Path | None = None) -> Gathered:
    """Find the articles that names stand for, each once, in the order of the names and of paths in folders.

    Args:
        names: paths, patterns (`news/**/*.html`) and addresses.
        fetcher: what fetches addresses; None refuses them.
        output: the briefing itself, which is no article even when it lies in a folder given.
    """
    return _Gatherer(fetcher, output.resolve() if output else None).run(names)


class _Gatherer:
    def __init__(self, fetcher: Fetcher | None, output: Path | None) -> None:
        self._fetcher = fetcher
        self._output = output
        self._seen: set[str] = set()
        self._found = Gathered()

    def run(self, names: Iterable[str]) -> Gathered:
        for name in names:
            self._guarded(name, partial(self._add, name))
        return self._found

    def _guarded(self, name: str, add: Callable[[], None]) -> None:
        """Turn what cannot be used into a failure; the rest goes on."""
        try:
            add()
        except InputError as error:
            self._found.failures.append(Failure(name, str(error), error.exit_code))
        except (OSError, ValueError) as error:  # a name that no file can have
            reason = (
                f"{name[:80]!r} is no name of a file: {error}. Give files, folders, patterns or addresses."
            )
            self._found.failures.append(Failure(name, reason, InputError.exit_code))

    def _add(self, name: str) -> None:
        path = Path(name).expanduser()
        if name.startswith(("http://", "https://")):
            self._add_address(name)
        elif path.is_dir():
            self._add_folder(path)
        elif glob.has_magic(name) and not path.exists():
            self._add_pattern(name)
        else:
            self._add_file(path)

    def _add_pattern(self, pattern: str) -> None:
        matches = sorted(glob.glob(str(Path(pattern).expanduser()), recursive=True))  # noqa: PTH207
        if not matches:
            raise InputError(f"No file matches {pattern}. Check the pattern; ** stands for folders below.")
        for match in map(Path, matches):
            if match.is_dir():
                self._add_folder(match)
            else:
                self._guarded(str(match), partial(self._add_file, match))

    def _add_folder(self, folder: Path) -> None:
        for path in _files(folder, self._found.failures):
            if path.suffix.lower() in _READABLE:
                self._guarded(str(path), partial(self._add_file, path))
            elif path.resolve() != self._output:
                self._found.ignored += 1

    def _add_file(self, path: Path) -> None:
        if path.resolve() == self._output or self._known(str(path.resolve())):
            return
        data = _read(path) if path.suffix.lower() in FEED_SUFFIXES and path.is_file() else b""
        match feed_kind(data):
            case "feed":
                self._add_feed(data, str(path))
            case "opml":
                self._add_list(data, str(path))
            case _:
                self._found.candidates.append(Candidate(str(path), path))

    def _add_feed(self, data: bytes, name: str) -> None:
        for number, entry in enumerate(parse_feed(data, name), start=1):
            if entry.link and self._known(entry.link):
                continue
            page = entry.link if self._fetcher and len(entry.html) < _TEASER else ""
            self._found.candidates.append(Candidate(f"{name}#{number}", entry=entry, address=page))

    def _add_list(self, data: bytes, name: str) -> None:
        for address in parse_opml(data, name):
            self._guarded(address, partial(self._add_address, address))

    def _add_address(self, address: str) -> None:
        if self._known(address):
            return
        if self._fetcher is None:
            raise InputError(
                f"{address} is on the network. Give --fetch to allow that, or save it and name the file."
            )
        data = self._fetcher.get(address)
        if feed_kind(data) == "feed":
            self._add_feed(data, address)
        else:
            self._found.candidates.append(Candidate(address, address=address))

    def _known(self, identity: str) -> bool:
        known = identity in self._seen
        self._seen.add(identity)
        return known


def _files(folder: Path, failures: list[Failure]) -> Iterator[Path]:
    """The files below a folder, in order, without hidden ones; links to folders are not followed."""

    def refused(error: OSError) -> None:
        failures.append(
            Failure(str(error.filename), f"{error.filename} cannot be read ({error.strerror}).", 2)
        )

    for place, folders, files in os.walk(folder, onerror=refused):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        paths = (Path(place, name) for name in sorted(files) if not name.startswith("."))
        yield from (path for path in paths if path.is_file() or path.is_symlink())


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(SIZE_LIMIT + 1)
    except FileNotFoundError as error:
        raise InputError(
            f"There is no file {path}. Check the name; folders and patterns work too."
        ) from error
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise InputError(f"{path} cannot be read ({reason}). Check its permissions.") from error
    if len(data) > SIZE_LIMIT:
        raise InputError(f"{path} is larger than {SIZE_LIMIT // 10**6} MB. Save the article alone.")
    return data
