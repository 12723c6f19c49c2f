"""What the registry knows about one model: languages, licence, pinned files and measured scores."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, TypeAlias

Task: TypeAlias = Literal["translate", "summarise"]
Engine: TypeAlias = Literal["marian", "nllb", "bart", "barthez", "pegasus", "t5"]
Progress: TypeAlias = Callable[[str, int, int], None]
"""Called with a file's name, the bytes done so far and the bytes in total, over all files of the model."""

BUILT_IN = Path(__file__).parent.parent / "weights"
"""Where the built-in models live, one folder each, named as in the registry."""


@dataclass(frozen=True, slots=True)
class ModelFile:
    """One file of a model with what is known of it; an unknown checksum or size is empty."""

    path: str
    """Relative to the model's folder, with forward slashes."""
    sha256: str = ""
    size: int | None = None
    """Bytes."""


@dataclass(frozen=True, slots=True)
class Score:
    """A published or measured score of a model on a test set."""

    set: str
    """Test set, such as `flores200-devtest`."""
    metric: str
    """`BLEU`, `chrF`, `ROUGE-2`, …, on a scale of 0…100."""
    value: float
    source: str
    """Who measured or published it, and where."""
    languages: str = ""
    """Language pair (`en-bm`); empty when the model has one pair only."""


@dataclass(frozen=True, slots=True)
class KnownAnswer:
    """A text and words that any correct output for it contains, compared without regard to case."""

    text: str
    contains: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ModelSpec:
    """One entry of the registry; what the registry does not know stays empty."""

    name: str
    task: Task
    engine: Engine
    source: tuple[str, ...]
    """ISO 639 codes of the languages it reads."""
    target: tuple[str, ...] = ()
    """ISO 639 codes of the languages it writes; empty for a summariser, which writes what it reads."""
    source_tokens: Mapping[str, str] = field(default_factory=dict, hash=False)
    """The model's own code for a source language (NLLB: `{"en": "eng_Latn"}`); only where it needs one."""
    target_tokens: Mapping[str, str] = field(default_factory=dict, hash=False)
    """The token that selects a target language (Marian: `{"bm": ">>bam_Latn<<"}`, NLLB: `bam_Latn`)."""
    via: str = ""
    """A source language through which other languages may reach this model (`fr`: English → French → …)."""
    repository: str = ""
    """Hub repository, `owner/name`; empty for a model that is built in or a local folder."""
    revision: str = ""
    """Pinned commit of the repository; empty when none is confirmed."""
    path: Path | None = None
    """Folder of a local model; relative paths are resolved against the registry file."""
    built_in: bool = False
    files: tuple[ModelFile, ...] = ()
    """Files whose checksum or size is known."""
    size: int | None = None
    """Bytes on disk, approximately."""
    licence: str = ""
    """SPDX identifier; empty when not confirmed."""
    scores: tuple[Score, ...] = ()
    draft: bool = False
    """True when its output must not be published without review by a speaker."""
    note: str = ""
    check: KnownAnswer | None = None

    @property
    def folder(self) -> Path | None:
        """The folder of a built-in or local model, whether it exists or not; None for a hub model."""
        return BUILT_IN / self.name if self.built_in else self.path

    @property
    def on_disk(self) -> bool:
        """Whether this is a built-in or local model whose folder is there."""
        return self.folder is not None and self.folder.is_dir()

    @property
    def pinned(self) -> bool:
        """Whether a commit is pinned, without which a hub model is not fetched."""
        return bool(self.revision)

    @property
    def non_commercial(self) -> bool:
        """Whether the licence forbids commercial use, which newsrooms must know."""
        return "-NC" in self.licence.upper()

    @property
    def label(self) -> str:
        """Name and pinned revision, for signatures: `opus-mt-en-fr@dd7f6540`."""
        return f"{self.name}@{self.revision[:8]}" if self.revision else self.name

    def score(self, metric: str, test_set: str, source: str, target: str) -> float | None:
        """Return the score for this pair of languages, or None when it was not measured."""
        pair = f"{source}-{target}"
        for score in self.scores:
            if (score.metric, score.set) == (metric, test_set) and score.languages in ("", pair):
                return score.value
        return None
