"""Choose, among a model's candidates, the one that keeps the facts; force the facts no candidate keeps.

n-best lists re-ranked by model score and facts kept: the score alone decides between candidates that keep
as many. A sentence that still loses a fact is translated again with that fact, then with all its facts,
masked by copy placeholders (`masking`). No step may lose a fact that an earlier one kept.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from summarize.models.engines import Engine
from summarize.records import FactCheck, Mention
from summarize.translate.french import Noun, place
from summarize.translate.guards import find_fault
from summarize.translate.masking import Masked, Span, address_spans, append, fill, mask, unmasked
from summarize.translate.renderings import Renderer
from summarize.translate.typography import restore

FactChecker: TypeAlias = Callable[[str, str], tuple[FactCheck, ...]]
"""Check what became of each fact of a source sentence (first) in its translation (second)."""

BEAM = 4
CANDIDATES = 6
"""Beam and n-best size when facts are checked."""
LOST = ("missing", "changed")
RENDERABLE = ("person", "place", "organisation")


def lost_facts(checks: Iterable[FactCheck]) -> frozenset[tuple[str, str]]:
    """Return kind and key of each fact that is missing or changed."""
    return frozenset((check.fact.kind, check.fact.key) for check in checks if check.status in LOST)


@dataclass(frozen=True, slots=True)
class Candidate:
    """One translation of a piece with its typography, and what the guards and the fact check say of it."""

    text: str
    score: float
    fault: str
    checks: tuple[FactCheck, ...]

    @property
    def lost(self) -> frozenset[tuple[str, str]]:
        """Kind and key of each fact that is missing or changed."""
        return lost_facts(self.checks)

    @property
    def respelled(self) -> int:
        """How many single names the model wrote in letters of its own, which is how it garbles them."""
        return sum(_is_respelled(check) for check in self.checks)

    @property
    def rank(self) -> tuple[bool, int, int, float]:
        """Sorts the better candidate first."""
        return bool(self.fault), len(self.lost), self.respelled, -self.score

    def improves(self, other: Candidate) -> bool:
        """Tell whether this keeps all that the other keeps, and more."""
        return not self.fault and self.lost <= other.lost and self.rank[:3] < other.rank[:3]


class Reranker:
    """Translates pieces with one engine so that their facts survive; without a checker, by score alone."""

    def __init__(self, engine: Engine, renderer: Renderer, check: FactChecker | None = None) -> None:
        self._engine = engine
        self._renderer = renderer
        self._check = check

    def translate(self, pieces: Sequence[str], no_repeat: int = 0) -> list[Candidate]:
        """Return the best translation found of each piece."""
        best = self._best(pieces, [address_spans(piece) for piece in pieces], no_repeat)
        for facts in (_lost, _all) if self._engine.placeholders and self._check else ():
            again = [index for index, found in enumerate(best) if found.lost or found.respelled]
            spans = [self._spans(pieces[index], facts(best[index])) for index in again]
            masked = self._best([pieces[index] for index in again], spans, no_repeat)
            for index, found in zip(again, masked, strict=True):
                if found.improves(best[index]):
                    best[index] = found
        return [self._with_glossary_forms(piece, found) for piece, found in zip(pieces, best, strict=True)]

    def _spans(self, piece: str, facts: Iterable[Mention]) -> list[Span]:
        rendered = (self._renderer.render(fact, piece) for fact in facts)
        return (address_spans(piece) + [span for span in rendered if span])[: len(self._engine.placeholders)]

    def _best(self, pieces: Sequence[str], spans: Sequence[list[Span]], no_repeat: int) -> list[Candidate]:
        """Translate pieces with spans masked in one batch and return the best candidate of each."""
        if not pieces:
            return []
        masked = [
            mask(piece, found, self._engine.placeholders) for piece, found in zip(pieces, spans, strict=True)
        ]
        count = CANDIDATES if self._check else 1
        results = self._engine.translate(
            [item.text for item in masked],
            beam_size=max(BEAM, count),
            hypotheses=count,
            no_repeat_ngram=no_repeat,
        )
        return [
            min((self._candidate(piece, item, h.text, h.score) for h in hypotheses), key=lambda c: c.rank)
            for piece, item, hypotheses in zip(pieces, masked, results, strict=True)
        ]

    def _candidate(self, piece: str, masked: Masked, text: str, score: float) -> Candidate:
        names = self._engine.placeholders
        filled = fill(text, masked, names, self._renderer.target)
        if filled is None:
            return self._judged(piece, unmasked(text, masked, names), score - 1.0)
        return self._judged(piece, filled, score)

    def _judged(self, piece: str, text: str, score: float) -> Candidate:
        text = restore(self._capitalised(piece, text), self._renderer.target, piece)
        fault = find_fault(piece, text, self._renderer.source, self._renderer.target)
        return Candidate(text, score, fault, self._check(piece, text) if self._check else ())

    def _capitalised(self, piece: str, text: str) -> str:
        """Give the glossary's names their capitals: "les touaregs", said of the people, is "les Touaregs"."""
        for check in self._check(piece, text) if self._check else ():
            noun = self._renderer.entry(check.fact) if check.status in LOST else None
            if noun and noun.text[:1].isupper():
                text = re.sub(rf"\b{re.escape(noun.text)}\b", noun.text, text, flags=re.IGNORECASE)
        return text

    def _with_glossary_forms(self, piece: str, found: Candidate) -> Candidate:
        """Replace names left as in the source by the glossary's form: l'ECOWAS → la CEDEAO."""
        for check in found.checks:
            noun = (
                self._renderer.entry(check.fact)
                if check.status == "kept" and check.fact.kind in RENDERABLE
                else None
            )
            at = found.text.find(check.found)
            if (
                noun is None
                or noun.text == check.found
                or at < 0
                or self._renderer.is_target_form(check.fact, check.found)
            ):
                continue
            before, after = found.text[:at], found.text[at + len(check.found) :]
            changed = self._judged(piece, self._placed(before, noun) + after, found.score)
            if changed.lost <= found.lost:
                found = changed
        return found

    def repair(self, source: str, text: str, checks: tuple[FactCheck, ...]) -> tuple[str, list[str]]:
        """Write facts that are still lost into a translated sentence; return it and what was written.

        What stands in the place of a changed fact is replaced; a missing one is added in brackets, with
        the original where the target has another form: [CEDEAO (ECOWAS)].
        """
        lost = lost_facts(checks)
        written: list[str] = []
        for check in checks:
            span = self._renderer.render(check.fact, source) if check.status in LOST else None
            for changed in self._repairs(source, text, check, span[2]) if span else ():
                left = lost_facts(self._check(source, changed)) if self._check else lost
                if left < lost:
                    text, lost = changed, left
                    written.append(check.fact.text)
                    break
        return text, written

    def _repairs(self, source: str, text: str, check: FactCheck, noun: Noun) -> Iterator[str]:
        if check.found and text.count(check.found) == 1:
            before, after = text.split(check.found)
            yield self._placed(before, noun) + after
        original = "" if noun.text == check.fact.text else f" ({check.fact.text})"
        yield restore(append(text, [noun.text + original]), self._renderer.target, source)

    def _placed(self, before: str, noun: Noun) -> str:
        return place(before, noun) if self._renderer.target == "fr" else before + noun.text


def _is_respelled(check: FactCheck) -> bool:
    single = check.fact.kind in ("person", "place") or " " not in check.fact.text
    return check.how == "respelling" and single and check.fact.kind != "event"


def _lost(candidate: Candidate) -> list[Mention]:
    return [check.fact for check in candidate.checks if check.status in LOST or _is_respelled(check)]


def _all(candidate: Candidate) -> list[Mention]:
    """Return all facts, the lost ones first, as there may be more than placeholders."""
    return [check.fact for check in sorted(candidate.checks, key=lambda check: check.status not in LOST)]
