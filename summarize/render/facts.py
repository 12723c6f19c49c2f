"""What became of the facts, in words: which are in the summary, and how they fared in each translation."""

from __future__ import annotations

from collections.abc import Iterator

from summarize.languages import language_name
from summarize.records import Brief, Fact, FactCheck, FactStatus, Translation

STATUSES: tuple[FactStatus, ...] = ("kept", "rendered", "changed", "missing")


def covered(brief: Brief, fact: Fact) -> bool:
    """Tell whether a sentence that mentions the fact is in the summary."""
    return not {sentence.source for sentence in brief.summary.sentences}.isdisjoint(fact.sentences)


def summary_coverage(brief: Brief) -> str:
    """Say how many of the article's key facts the summary has, and name those it leaves out."""
    left_out = [fact.text for fact in brief.key_facts if not covered(brief, fact)]
    told = f"Key facts: {len(brief.key_facts) - len(left_out)} of {len(brief.key_facts)} in the summary"
    return f"{told}; left out: {', '.join(left_out)}" if left_out else told


def fact_checks(translation: Translation) -> Iterator[FactCheck]:
    """Yield the checks of a translation's sentences (its title is not counted)."""
    for sentence in translation.sentences:
        yield from sentence.checks


def translation_tally(translation: Translation) -> str:
    """Count the facts by what became of them, with the renderings: `ECOWAS → CEDEAO`."""
    checks = list(fact_checks(translation))
    counts = [f"{sum(c.status == status for c in checks)} {status}" for status in STATUSES]
    rendered = dict.fromkeys(f"{c.fact.text} → {c.found}" for c in checks if c.how == "glossary")
    told = f"Facts in {language_name(translation.language)} (the wording is not checked): {', '.join(counts)}"
    return f"{told} ({', '.join(rendered)})" if rendered else told


def lost_note(translation: Translation) -> str:
    """Name the facts that were changed or are missing; empty when none is."""
    lost = [c for c in fact_checks(translation) if c.status in ("changed", "missing")]
    words = [
        f"{c.fact.text} → {c.found}" if c.status == "changed" else f"{c.fact.text} is missing" for c in lost
    ]
    return (
        f"check in {language_name(translation.language)}: {'; '.join(dict.fromkeys(words))}" if words else ""
    )


def losses(brief: Brief) -> list[str]:
    """Name what a strict user refuses: sentences unsupported or untranslated, facts changed or missing."""
    found = [f"unsupported sentence: {s.text}" for s in brief.summary.sentences if not s.support.supported]
    for translation in brief.translations:
        found += [f"untranslated: {s.source}" for s in translation.sentences if s.status == "untranslated"]
        if note := lost_note(translation):
            found.append(note)
    return found
