"""The manifest of corpora, `data.toml`: source, licence, checksum, weight and the decision on each."""

from __future__ import annotations

import gzip
import hashlib
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
MANIFEST = HERE / "data.toml"
SHIPPED = HERE / "data"
"""The corpora that come with the repository; the others lie in folders named on the command line."""


@dataclass(frozen=True, slots=True)
class Corpus:
    """One corpus and what was decided about it."""

    name: str
    languages: tuple[str, ...]
    """ISO 639 codes of the columns of its file; one code for text in one language."""
    source: str
    """Where the text comes from."""
    licence: str
    """As stated by its owners, in their words."""
    stated: str
    """The place where the licence is stated."""
    weight: float
    """How often a pass over the data meets each pair, on average; 0 leaves the corpus out."""
    decision: str
    """Why it is used or left out."""
    file: str = ""
    """Tab-separated columns of text, and the corpus's name where one file holds several corpora."""
    pairs: int = 0
    sha256: str = ""
    """Checksum of the corpus's lines (`checksum`); empty for text that a model made."""
    made: str = ""
    """The command that makes the file, for text that a model of ours translated."""


def read_manifest(path: Path = MANIFEST) -> dict[str, Corpus]:
    """Return the corpora by name, in the order of the manifest."""
    with path.open("rb") as file:
        entries = tomllib.load(file)
    return {
        name: Corpus(name=name, **{**entry, "languages": tuple(entry["languages"])})
        for name, entry in entries.items()
    }


def find_file(name: str, folders: Sequence[Path]) -> Path | None:
    """Look a corpus file up among those that ship with the repository, then in each folder."""
    return next((folder / name for folder in (SHIPPED, *folders) if (folder / name).is_file()), None)


def read_rows(path: Path) -> Iterator[list[str]]:
    """Yield the columns of a tab-separated file, gzipped or plain."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8", newline="\n") as lines:
        for line in lines:
            yield line.rstrip("\r\n").split("\t")


def read_corpora(path: Path, corpora: Sequence[Corpus]) -> Iterator[tuple[Corpus, list[str]]]:
    """Yield (corpus, text columns) for the rows of a file that belong to one of the corpora.

    Raises:
        SystemExit: The file names no corpus in its rows, and more than one corpus is said to be in it.
    """
    by_name = {corpus.name: corpus for corpus in corpora}
    width = len(corpora[0].languages)
    for row in read_rows(path):
        if len(row) <= width and len(corpora) > 1:
            raise SystemExit(
                f"{path}: a line names no corpus, but several corpora share the file: {row[0][:60]}"
            )
        corpus = by_name.get(row[width]) if len(row) > width else corpora[0]
        if corpus and len(row) >= width:
            yield corpus, row[:width]


class Checksums:
    """SHA-256 and number of the lines of each corpus, counted while a file is read."""

    def __init__(self) -> None:
        self._hashes: dict[str, hashlib._Hash] = {}
        self.pairs: dict[str, int] = {}

    def add(self, corpus: str, columns: Sequence[str]) -> None:
        """Count one line: its text columns joined by tabs, ended by a newline, in UTF-8."""
        line = "\t".join(columns) + "\n"
        self._hashes.setdefault(corpus, hashlib.sha256()).update(line.encode())
        self.pairs[corpus] = self.pairs.get(corpus, 0) + 1

    def of(self, corpus: str) -> str:
        """Return the checksum of a corpus; that of no lines where none was read."""
        return self._hashes.get(corpus, hashlib.sha256()).hexdigest()

    def verify(self, corpora: Sequence[Corpus]) -> None:
        """Compare with the manifest.

        Raises:
            SystemExit: A corpus is not the one the manifest was written for.
        """
        for corpus in corpora:
            if corpus.sha256 and corpus.sha256 != self.of(corpus.name):
                found = f"{self.pairs.get(corpus.name, 0)} pairs, sha256 {self.of(corpus.name)}"
                raise SystemExit(
                    f"{corpus.name} in {corpus.file} is not the corpus of the manifest: {found}; expected "
                    f"{corpus.pairs}, {corpus.sha256}. Fetch it again, or correct training/data.toml"
                )
