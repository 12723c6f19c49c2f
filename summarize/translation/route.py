"""A route from one language to another: one translator, or several, each reading what the last one wrote."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from summarize.records import FactCheck, SentenceStatus, TranslatedSentence, Translation
from summarize.translation.translator import Translator

Checker = Callable[[str, str], tuple[FactCheck, ...]]
"""Check what became of the facts of a source sentence (first) in its translation (second)."""


class TranslationRoute:
    """Translators one after the other behind one face.

    Args:
        steps: the translators, in order.
        models: name and version of each, for the signature.
        draft: whether the result needs review by a speaker before it is published.
        check: compares the first source with the last translation.
    """

    def __init__(
        self, steps: Sequence[Translator], models: Sequence[str], *, draft: bool, check: Checker
    ) -> None:
        self._steps = tuple(steps)
        self._models = tuple(models)
        self._draft = draft
        self._check = check

    def translate(self, sentences: Sequence[str], title: str = "") -> Translation:
        """Translate sentences and, when given, a title; one result for each sentence, in order."""
        texts = [*sentences, title] if title else list(sentences)
        results = self._steps[0].translate(texts)
        for step in self._steps[1:]:
            following = step.translate([result.text for result in results])
            results = tuple(map(self._chained, results, following))
        return Translation(
            language=self._steps[-1].target,
            sentences=results[: len(sentences)],
            models=self._models,
            title=results[-1] if title else None,
            draft=self._draft,
        )

    def _chained(self, first: TranslatedSentence, second: TranslatedSentence) -> TranslatedSentence:
        """Join two steps; a sentence that either left untranslated is shown in the language of its source."""
        failed = next((step for step in (first, second) if step.status == "untranslated"), None)
        if failed:
            return TranslatedSentence(first.source, first.source, "untranslated", failed.reason)
        status: SentenceStatus = "retried" if "retried" in (first.status, second.status) else "translated"
        reason = first.reason or second.reason
        return TranslatedSentence(
            first.source, second.text, status, reason, self._check(first.source, second.text)
        )
