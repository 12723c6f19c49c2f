"""Sentence-by-sentence translation that never drops or silently changes a sentence."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from summarize.facts.glossary import Glossary
from summarize.models.protocol import MAX_TOKENS, Engine
from summarize.records import FactCheck, SentenceStatus, TranslatedSentence
from summarize.translation.guards import find_fault, is_clearly
from summarize.translation.normalise import lower_capitals, normalise
from summarize.translation.renderings import Renderer
from summarize.translation.repair import FactChecker, Repairer, introduce_originals
from summarize.translation.rerank import Reranker
from summarize.translation.segments import join_pieces, split_long
from summarize.translation.typography import ADDRESS, restore

NO_REPEAT = 3
LONGEST_WORDS, LONGEST_TOKENS = 60, 90
RETRY_WORDS = 20
CHECKS_KEPT = 1024
LETTER = re.compile(r"[^\W\d_]")


@dataclass(slots=True)
class _Draft:
    """A sentence on its way through the translator."""

    source: str
    pieces: list[str]
    text: str = ""
    fault: str = ""
    retried: str = ""
    """The first fault, when a later attempt cured it."""


class Translator:
    """Translates sentences with one engine, from one language into another.

    Each sentence is normalised, cut when too long for the model, translated in one batch with the
    others, and guarded. One that fails is tried again without repeats, then also in smaller pieces; one
    that still fails comes back as it was, with status `untranslated` and the reason.

    With `check`, candidates are re-ranked by the facts they keep, and facts they all lose are masked
    (`rerank`); one that is lost even then is written in brackets, with status `retried`. `glossary` gives
    names and terms their forms in the target language.
    """

    def __init__(
        self,
        engine: Engine,
        source: str,
        target: str,
        *,
        check: FactChecker | None = None,
        glossary: Glossary | None = None,
    ) -> None:
        self.engine = engine
        self.source = source
        self.target = target
        self._renderer = Renderer(source, target, glossary)
        # A sentence in one piece is checked once more when finished: mostly the same two texts again.
        check = lru_cache(CHECKS_KEPT)(check) if check else None
        self._reranker = Reranker(engine, self._renderer, check)
        self._check = check or _no_facts
        self._repairer = Repairer(self._renderer, self._check)

    def translate(self, sentences: Sequence[str]) -> tuple[TranslatedSentence, ...]:
        """Translate sentences (or titles), each on its own; the result has one item for each, in order."""
        drafts = {
            index: _Draft(sentence, self._cut(sentence, self._fits))
            for index, sentence in enumerate(sentences)
            if not self._passes(sentence)
        }
        self._attempt(list(drafts.values()), no_repeat=0)
        for draft in drafts.values():
            if draft.fault:
                self._retry(draft)
        finished = tuple(
            self._finish(drafts[index]) if index in drafts else TranslatedSentence(sentence, sentence)
            for index, sentence in enumerate(sentences)
        )
        return introduce_originals(finished, self._renderer) if self.target == "bm" else finished

    def _passes(self, sentence: str) -> bool:
        """Tell whether a sentence needs no translation: no letters, or the target language already."""
        bare = not LETTER.search(ADDRESS.sub("", sentence))
        return bare or is_clearly(sentence, self.target, self.source)

    def _cut(self, sentence: str, fits: Callable[[str], bool]) -> list[str]:
        text = lower_capitals(normalise(sentence, self.source), self.source)
        return split_long(text, fits)

    def _fits(self, piece: str) -> bool:
        return len(piece.split()) <= LONGEST_WORDS and self.engine.count_tokens(piece) <= LONGEST_TOKENS

    def _attempt(self, drafts: Sequence[_Draft], no_repeat: int) -> None:
        """Translate the pieces of all drafts in one batch; set each draft's text and fault."""
        pieces = [piece for draft in drafts for piece in draft.pieces]
        if not pieces:
            return
        found = iter(self._reranker.translate(pieces, no_repeat))
        for draft in drafts:
            draft.text = join_pieces(draft.pieces, [next(found).text for _ in draft.pieces])
            draft.fault = self._fault(draft)

    def _fault(self, draft: _Draft) -> str:
        if any(self.engine.count_tokens(piece) > MAX_TOKENS for piece in draft.pieces):
            return "too long for the model"
        return find_fault(draft.source, draft.text, self.source, self.target)

    def _retry(self, draft: _Draft) -> None:
        """Try a failed sentence again, first without repeats, then also in smaller pieces."""
        draft.retried = draft.fault
        for pieces in self._smaller(draft):
            draft.pieces = pieces
            self._attempt([draft], NO_REPEAT)
            if not draft.fault:
                return

    def _smaller(self, draft: _Draft) -> Iterator[list[str]]:
        yield draft.pieces
        yield self._cut(draft.source, lambda piece: len(piece.split()) <= RETRY_WORDS)

    def _finish(self, draft: _Draft) -> TranslatedSentence:
        if draft.fault:
            checks = self._check(draft.source, draft.source)
            return TranslatedSentence(draft.source, draft.source, "untranslated", draft.fault, checks)
        text = restore(draft.text, self.target, draft.source)
        text, checks, written = self._repairer.lost(draft.source, text)
        reason = draft.retried or (f"facts put in: {', '.join(written)}" if written else "")
        status: SentenceStatus = "retried" if reason else "translated"
        return TranslatedSentence(draft.source, text, status, reason, checks)


def _no_facts(_source: str, _target: str) -> tuple[FactCheck, ...]:
    return ()
