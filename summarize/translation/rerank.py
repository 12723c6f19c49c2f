"""Choose, among a model's candidates, the one that keeps the facts; force the facts no candidate keeps.

n-best lists re-ranked by model score and facts kept: the score alone decides between candidates that keep
as many, so those after one with all facts are not even checked. A sentence that still loses a fact is
translated again with that fact, then with all its facts, masked by copy placeholders (`masking`). No step may
lose a fact that an earlier one kept.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from summarize.models.protocol import Engine, Hypothesis
from summarize.records import FactCheck, Mention
from summarize.translation.guards import find_fault
from summarize.translation.masking import Masked, Span, address_spans, fill, mask, unmasked
from summarize.translation.renderings import Renderer
from summarize.translation.repair import LOST, FactChecker, Repairer, lost_facts
from summarize.translation.typography import restore

BEAM = 4
"""Beam size; also how many of its candidates are looked at when facts are checked."""
FIRST_RETRY_BEAM = 2
"""Beam size when the lost facts alone are masked: as good as 4 there (benchmarks/results/speed.md)."""
SPELLED_ALIKE = frozenset({"en", "fr"})
"""Languages in which a name respelled without the glossary is most often a name garbled."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One translation of a piece with its typography, and what the guards and the fact check say of it."""

    text: str
    score: float
    fault: str = ""
    checks: tuple[FactCheck, ...] = ()
    garbled: int = 0
    """How many names stand in letters of the model's own."""

    @property
    def lost(self) -> frozenset[tuple[str, str]]:
        """Kind and key of each fact that is missing or changed."""
        return lost_facts(self.checks)

    @property
    def is_sound(self) -> bool:
        """Tell whether nothing is wrong with it."""
        return not (self.fault or self.lost or self.garbled)

    @property
    def rank(self) -> tuple[bool, int, int, float]:
        """Sorts the better candidate first."""
        return bool(self.fault), len(self.lost), self.garbled, -self.score

    def improves(self, other: Candidate) -> bool:
        """Tell whether this keeps all that the other keeps, and more."""
        return not self.fault and self.lost <= other.lost and self.rank[:3] < other.rank[:3]


Chooser: TypeAlias = Callable[["Candidate"], list[Mention]]


class Reranker:
    """Translates pieces with one engine so that their facts survive; without a checker, by score alone."""

    def __init__(self, engine: Engine, renderer: Renderer, check: FactChecker | None = None) -> None:
        self._engine = engine
        self._renderer = renderer
        self._repairer = Repairer(renderer, check) if check else None

    def translate(self, pieces: Sequence[str], no_repeat: int = 0) -> list[Candidate]:
        """Return the best translation found of each piece."""
        best = self._best(pieces, [address_spans(piece) for piece in pieces], no_repeat, BEAM)
        if self._repairer and self._engine.placeholders:
            self._mask_again(pieces, best, _lost, no_repeat, FIRST_RETRY_BEAM)
            self._mask_again(pieces, best, _all, no_repeat, BEAM)
        return best

    def _mask_again(
        self, pieces: Sequence[str], best: list[Candidate], choose: Chooser, no_repeat: int, beam: int
    ) -> None:
        """Translate pieces with lost facts again, those that `choose` names masked; keep what is better."""
        spans = {
            index: self._spans(pieces[index], choose(found))
            for index, found in enumerate(best)
            if found.lost or found.garbled
        }
        again = [index for index, found in spans.items() if len(found) > len(address_spans(pieces[index]))]
        masked = self._best(
            [pieces[index] for index in again], [spans[index] for index in again], no_repeat, beam
        )
        for index, found in zip(again, masked, strict=True):
            if found.improves(best[index]):
                best[index] = found

    def _spans(self, piece: str, facts: Sequence[Mention]) -> list[Span]:
        rendered = (self._renderer.render(fact, piece) for fact in facts)
        return (address_spans(piece) + [span for span in rendered if span])[: len(self._engine.placeholders)]

    def _best(
        self, pieces: Sequence[str], spans: Sequence[list[Span]], no_repeat: int, beam: int
    ) -> list[Candidate]:
        """Translate pieces with spans masked in one batch and return the best candidate of each."""
        if not pieces:
            return []
        names = self._engine.placeholders
        masked = [mask(piece, found, names) for piece, found in zip(pieces, spans, strict=True)]
        results = self._engine.translate(
            [item.text for item in masked],
            beam_size=beam,
            hypotheses=beam if self._repairer else 1,
            no_repeat_ngram=no_repeat,
        )
        return list(map(self._first_sound, pieces, masked, results))

    def _first_sound(self, piece: str, masked: Masked, hypotheses: Sequence[Hypothesis]) -> Candidate:
        """Return the best of the candidates, which come by score: none is checked after a sound one."""
        found: list[Candidate] = []
        for hypothesis in hypotheses:
            found.append(self._candidate(piece, masked, hypothesis.text, hypothesis.score))
            if found[-1].is_sound:
                break
        return min(found, key=lambda candidate: candidate.rank)

    def _candidate(self, piece: str, masked: Masked, text: str, score: float) -> Candidate:
        names = self._engine.placeholders
        filled = fill(text, masked, names, self._renderer.target)
        fault = "placeholder lost" if filled is None else ""
        text = unmasked(text, masked, names) if filled is None else filled
        text = restore(text, self._renderer.target, piece)
        fault = fault or find_fault(piece, text, self._renderer.source, self._renderer.target)
        if not self._repairer:
            return Candidate(text, score, fault)
        text, checks = self._repairer.names(piece, text)
        return Candidate(text, score, fault, checks, sum(map(self._is_garbled, checks)))

    def _is_garbled(self, check: FactCheck) -> bool:
        """Tell whether a name is only found respelled, in words that the target language does not have."""
        alike = {self._renderer.source, self._renderer.target} <= SPELLED_ALIKE
        single = check.fact.kind in ("person", "place") or " " not in check.fact.text
        respelled = alike and single and check.how == "respelling" and check.fact.kind != "event"
        return respelled and not self._renderer.is_known(check.fact, check.found)


def _lost(candidate: Candidate) -> list[Mention]:
    """Return the facts that no word stands for, and the names that are not written as they are."""
    return [check.fact for check in candidate.checks if check.status in LOST or check.how == "respelling"]


def _all(candidate: Candidate) -> list[Mention]:
    """Return all facts, the lost ones first, as there may be more than placeholders."""
    return [check.fact for check in sorted(candidate.checks, key=lambda check: check.status not in LOST)]
