"""Whether an article supports a sentence of a summary.

A sentence taken from the article, or a sentence of the article without its opener, scores 1. Any other
sentence is aligned to the article sentences that share most of its words, and is unsupported when one of
these holds:

- a name, number or date is not in the article (`match`), or a quotation is not;
- a quotation or statement has another speaker (`attribution`);
- a fact stands where the article has another of its kind, or two names change places (`contexts`);
- a verb loses or gains a negation, a denial or a "threatened to", or turns into its opposite (`operators`);
- too many of its words are not in the article.

The score is the share of its words, weighted by rarity, that the closest sentences of the article have;
it is halved for an unsupported sentence. Word overlap and names alone are known to be weak evidence of
faithfulness (AUC on SummaC: named-entity overlap 60.4, ROUGE-2 78.1, AlignScore-base 87.4; Zha et al.
2023), which is why each check above looks for one kind of error and says in words what it found. Without
a language model, inference over several sentences, synonyms beyond `data/synonyms.tsv` and coreference
beyond a leading pronoun are not understood.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarize.facts.glossary import load_glossary
from summarize.facts.match import match_mentions
from summarize.facts.support.attribution import misattributed
from summarize.facts.support.contexts import misplaced, swapped
from summarize.facts.support.operators import contradiction
from summarize.facts.support.passages import Evidence, Passage, evidence, passage
from summarize.facts.words.folding import fold, words
from summarize.records import Article, Support

_OPENER = re.compile(r"^(?:[^,]{1,40},|And|But|Et|Mais)\s+")
_UNSEEN = 0.38
"""Above this share of words that the article does not have, by weight, a sentence is unsupported."""
_CHECKED = frozenset({"person", "place", "organisation", "group", "number", "date"})


def check_support(sentence: str, article: Article) -> Support:
    """Return how well the article supports a sentence in the article's language.

    Args:
        sentence: One sentence of a summary.
        article: The article it should follow from.
    """
    if _is_verbatim(sentence, article):
        return Support(True, 1.0)
    source = evidence(article)
    claim = passage(sentence, article.language, article)
    closest = source.closest(claim.content)
    coverage = min(0.99, source.coverage(claim.content, closest))
    reasons = tuple(dict.fromkeys(_reasons(claim, source, closest, article)))
    return Support(not reasons, round(coverage / 2 if reasons else coverage, 3), reasons)


def _is_verbatim(sentence: str, article: Article) -> bool:
    plain = _plain(sentence)
    for candidate in (article.title, article.standfirst, *(each.text for each in article.sentences)):
        opened = _OPENER.sub("", candidate)
        if plain and plain in (_plain(candidate), _plain(opened)):
            return True
    return False


def _plain(text: str) -> str:
    return " ".join(fold(word.text) for word in words(text))


def _reasons(claim: Passage, source: Evidence, closest: list[Passage], article: Article) -> Iterator[str]:
    yield from _unknown(claim, article)
    yield from misattributed(claim, source, closest)
    if claim.text.rstrip().endswith("?"):  # asks, and says nothing but what it names
        return
    yield from misplaced(claim, source)
    for near in closest:
        reason = swapped(claim, near)
        if reason:
            yield reason
    opposite = contradiction(claim, closest, article.language)
    if opposite:
        yield opposite
    unseen = 1 - source.coverage(claim.content, source.passages)
    if unseen > _UNSEEN:
        yield f"{unseen:.0%} of its words are not in the article, nor is a synonym of them"


def _unknown(claim: Passage, article: Article) -> Iterator[str]:
    """Yield the names, numbers and dates that the article does not have."""
    asked = [mention for mention in claim.mentions if mention.kind in _CHECKED]
    for check in match_mentions(asked, article.text, article.language, load_glossary()):
        if check.status in ("missing", "changed"):
            yield f"“{check.fact.text}” is not in the article"
