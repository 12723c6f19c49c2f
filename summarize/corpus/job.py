"""What a run makes of which input: the same for every worker, and kept beside the results."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from summarize import __version__
from summarize.briefs import BriefOptions
from summarize.corpus.chunks import Chunk
from summarize.corpus.formats import FORMATS, FormatName, format_of
from summarize.errors import InputError, LanguageError
from summarize.facts.glossary import load_glossary
from summarize.models.registry import Registry
from summarize.models.store import ModelStore

SCHEMA = "summarize-map/1"
READ = ("en", "fr")
"""Languages that articles are read in."""

Manifest: TypeAlias = Mapping[str, object]
"""All that decides what stands in the parts; equal manifests give equal parts."""


@dataclass(frozen=True, slots=True)
class Job:
    """One run, as each worker gets it; every machine finds input and output under the same paths."""

    source: Path
    folder: Path
    reads: FormatName
    writes: FormatName
    column: str
    options: BriefOptions
    size: int
    """Bytes of the input: workers refuse one that has grown or been cut."""
    key: str
    """Hash of the manifest."""
    version: str = __version__

    def part(self, chunk: Chunk) -> Path:
        """Return the file that holds the results of a chunk, once it is complete."""
        name = hashlib.sha256(f"{self.key} {chunk}".encode()).hexdigest()[:12]
        return self.folder / f"part-{chunk.number:05}-{name}.{self.writes}"


def plan(
    source: Path,
    folder: Path,
    options: BriefOptions,
    *,
    column: str = "text",
    size: int = 200,
    writes: FormatName | None = None,
) -> tuple[Job, list[Chunk], Manifest]:
    """Divide the input into chunks and say what is to be made of them; nothing is written.

    Args:
        source: a corpus, `.jsonl` or `.parquet`.
        folder: where the parts go.
        options: which briefs.
        column: the one with the text.
        size: rows in a chunk.
        writes: the format of the parts; by default that of the input.

    Raises:
        InputError: the input cannot be read, is no corpus or has no rows.
        GlossaryError: a glossary is not valid.
        LanguageError: no model that is here translates into one of the languages.
    """
    reads = format_of(source)
    content, chunks = _divide(source, reads, column, size)
    writes = writes or reads
    manifest: dict[str, object] = {"schema": SCHEMA, "version": __version__, "input": content}
    manifest |= {"rows": sum(chunk.rows for chunk in chunks), "reads": reads, "writes": writes}
    manifest |= {"text_column": column, "batch_size": size, **_choices(options)}
    key = hashlib.sha256(json.dumps(manifest, sort_keys=True).encode()).hexdigest()
    job = Job(source.resolve(), folder.resolve(), reads, writes, column, options, source.stat().st_size, key)
    return job, chunks, manifest


def _divide(source: Path, reads: FormatName, column: str, size: int) -> tuple[str, list[Chunk]]:
    """Return a hash of the input, and its chunks."""
    try:
        with source.open("rb") as file:
            content = hashlib.file_digest(file, "sha256").hexdigest()
        FORMATS[reads].check(source, column)
        chunks = FORMATS[reads].split(source, size)
    except OSError as error:
        raise InputError(
            f"{source} cannot be read: {error.strerror or error}. Name a file of rows."
        ) from error
    if not chunks:
        raise InputError(f"{source} has no rows.")
    return content, chunks


def _choices(options: BriefOptions) -> dict[str, object]:
    """Name what decides the briefs: files by their content, models by name and revision."""
    return {
        "languages": list(options.languages),
        "length": options.length,
        "engine": options.engine,
        "models": models(options),
        "glossaries": _glossaries(options.glossaries),
        "registries": _digests(options.registries),
    }


def _glossaries(paths: Sequence[Path]) -> list[str]:
    load_glossary(*paths)  # a bad one is refused before any work
    return _digests(paths)


def _digests(paths: Sequence[Path]) -> list[str]:
    try:
        return [hashlib.sha256(path.read_bytes()).hexdigest() for path in paths]
    except OSError as error:
        raise InputError(f"{error.filename} cannot be read: {error.strerror}.") from error


def models(options: BriefOptions) -> dict[str, str]:
    """Name the models for each pair of languages that can be translated.

    Raises:
        LanguageError: a language wanted cannot be written, from whatever language.
    """
    registry, store = Registry.load(*options.registries), ModelStore()
    found: dict[str, str] = {}
    for target in options.languages:
        refusals = []
        sources = [code for code in READ if code != target]
        for source in sources:
            try:
                route = registry.route(source, target, name=options.model, present=store.has)
            except LanguageError as error:
                refusals.append(error)
            else:
                found[f"{source}-{target}"] = " ".join(spec.label for spec in route)
        if len(refusals) == len(sources):
            raise refusals[0]
    return found
