"""Checks of a summary against its article, and of a translation against its source.

- `check_translation`: summary → translation: what became of each fact (see `match`).
- `check_support`: article → summary: whether the article supports a sentence (see `support`).
- `check_text`: any text against an article, also in another language: the report of `summarize check`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from summarize.article.sentences import split_sentences
from summarize.facts.extract import find_mentions, key_facts
from summarize.facts.glossary import Glossary
from summarize.facts.match import match_mention, match_mentions, own_terms
from summarize.facts.support.sentence import check_support
from summarize.records import Article, CheckedSentence, CheckReport, Fact, FactCheck, Mention, Support

__all__ = ["check_support", "check_text", "check_translation", "most_salient"]

FEWEST, MOST = 3, 10
"""Bounds of the number of key facts."""
_COMPARED = frozenset({"person", "place", "organisation", "group", "number", "date"})


def check_translation(
    source: str,
    target: str,
    source_language: str,
    language: str,
    glossary: Glossary,
    date: dt.date | None = None,
) -> tuple[FactCheck, ...]:
    """Return what became of each fact of a source text in its translation, in the order of the source.

    Args:
        source: A sentence or text.
        target: Its translation.
        source_language: Language of the source.
        language: Language of the translation.
        glossary: Terms in both languages.
        date: The day the article appeared, for relative dates.
    """
    terms = own_terms(source, source_language, language, glossary)
    facts = [
        mention
        for mention in find_mentions(source, source_language, date)
        if mention.kind != "event" or not any(mention.start < t.end and t.start < mention.end for t in terms)
    ]
    return match_mentions(sorted([*facts, *terms], key=lambda m: m.start), target, language, glossary)


def check_text(text: str, article: Article, language: str, glossary: Glossary) -> CheckReport:
    """Check a summary, or the translation of one, against an article, whoever wrote it.

    In the article's language each sentence goes through `check_support`. In another language no sentence
    can be compared word by word: it is supported when the article has all its names, numbers and dates,
    and its score is the share of them that the article has.
    """
    sentences = tuple(
        CheckedSentence(sentence, _support(sentence, article, language, glossary))
        for sentence in split_sentences(text, language)
    )
    same = language == article.language
    checks = [
        _fact_check(fact, text, language, glossary, same)
        for fact in most_salient(key_facts(article), len(sentences))
    ]
    invented = _invented(text, article, language, glossary)
    facts = tuple(_or_changed(check, invented) for check in checks)
    return CheckReport(language, sentences, facts, facts_only=not same)


def most_salient(facts: Sequence[Fact], sentences: int) -> tuple[Fact, ...]:
    """Return the facts that a text of so many sentences about the article should have.

    These are as many as it has sentences, but 3 to 10, and at most a third of the article's facts;
    quotations are not among them.
    """
    rest = [fact for fact in facts if fact.kind != "quote"]
    count = min(sentences, round(len(rest) / 3), MOST)
    return tuple(rest[: max(FEWEST, count)])


def _support(sentence: str, article: Article, language: str, glossary: Glossary) -> Support:
    if language == article.language:
        return check_support(sentence, article)
    stated = [m for m in find_mentions(sentence, language, article.date) if m.kind in _COMPARED]
    unknown = _invented(sentence, article, language, glossary)
    score = 1.0 - len(unknown) / len(stated) if stated else 1.0
    reasons = tuple(f"“{mention.text}” is not in the article" for mention in unknown)
    return Support(not unknown, round(score, 3), reasons)


def _invented(text: str, article: Article, language: str, glossary: Glossary) -> list[Mention]:
    """Return the names, numbers and dates of a text that the article does not have."""
    stated = [m for m in find_mentions(text, language, article.date) if m.kind in _COMPARED]
    checks = match_mentions(stated, article.text, article.language, glossary)
    return [check.fact for check in checks if check.status in ("missing", "changed")]


def _fact_check(fact: Fact, text: str, language: str, glossary: Glossary, same: bool) -> FactCheck:
    """Match a key fact in any of its forms; in the article's own language every form is the fact kept."""
    forms = (fact.text, *fact.aliases)
    mentions = [Mention(fact.kind, form, fact.key, 0, len(form), fact.detail) for form in forms]
    checks = (match_mention(mention, text, language, glossary) for mention in mentions)
    found = next((check for check in checks if check.status in ("kept", "rendered")), None)
    if found is None:
        return FactCheck(mentions[0], "missing")
    return FactCheck(mentions[0], "kept" if same else found.status, found.found, "" if same else found.how)


def _or_changed(check: FactCheck, invented: list[Mention]) -> FactCheck:
    """Call a missing fact changed when the text has something of its kind that the article does not have."""
    other = next((mention for mention in invented if mention.kind == check.fact.kind), None)
    if check.status != "missing" or other is None:
        return check
    invented.remove(other)
    return FactCheck(check.fact, "changed", other.text)
