"""Words that tie a sentence to the one before: which can be dropped, and which make it lean on it.

Rules for English and French; sentences of other languages are left alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from summarize.article.datelines import dateline_of
from summarize.summary.features import stop_words

_ADVERBS_EN = (
    "also|as a result|at the same time|besides|by contrast|consequently|even so|finally|for example|"
    "for instance|furthermore|however|in addition|in contrast|in fact|in the meantime|indeed|likewise|"
    "meanwhile|moreover|nevertheless|nonetheless|of course|on the other hand|separately|similarly|so|still|"
    "that said|therefore|thus|yet"
)
_ADVERBS_FR = (
    "ainsi|aussi|bref|cependant|dans le même temps|d['’]ailleurs|de plus|de son côté|donc|du coup|"
    "en conséquence|en effet|en fait|en outre|en revanche|enfin|entre-temps|malgré tout|néanmoins|"
    "par ailleurs|par conséquent|par exemple|parallèlement|pendant ce temps|pour autant|pour sa part|"
    "pourtant|toutefois"
)
_PLAIN_START_EN = (
    r"(?=(?:the|a|an|several|many|most|some|in|at|on)\s(?!end\b|contrary\b|all\b)|(?!I\b)[A-Z]\w)"
)
_PLAIN_START_FR = r"(?=(?:le|la|les|un|une|des|plusieurs|selon|dans)\s|l['’]\w|(?!Il|Elle)[A-ZÀÉ]\w)"

_EXPLETIVE_FR = (
    r"(?!\s(?:y\s(?:a|avait|aura)|faut|faudra|fallait|reste|semble|manque|"
    r"est\s\w+\s(?:que?|qu['’]|de|d['’])))"
)

_VERB_EN = (
    r"(?:are|were|is|was|have|had|has|do|did|came|come|went|go|fled|flee|left|live|lived|died|said|say)\b"
)
_VERB_FR = (
    r"(?:sont|étaient|ont|avaient|viennent|venaient|vivent|vivaient|disent|fuient|seront|ne|se|[ns]['’])"
)
"""After a bare amount, "Most came from Mali", these leave open whom it counts."""

_TIME_EN = r"(?:week|weekend|month|year|morning|afternoon|evening|night|spring|summer|autumn|winter|season)\b"
_TIME_FR = (
    r"(?:semaine|année|nuit|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|matin|soir|mois|week-end|été|"
    r"derniers|dernières|prochains|prochaines)\b"
)


@dataclass(frozen=True, slots=True)
class _Rules:
    opener: re.Pattern[str]
    """A connective at the start that can go without loss of grammar or fact."""
    inserted: re.Pattern[str]
    """A subject or place, then a connective between commas."""
    leaning: re.Pattern[str]
    """A start whose meaning is in the sentence before."""
    person: re.Pattern[str]
    """A pronoun for one person."""
    antecedent: re.Pattern[str]
    """What such a pronoun can stand for, after the first word of the sentence."""
    modifier: re.Pattern[str]
    """A first word that is no name, besides the function words."""
    speaker: re.Pattern[str]
    """A pronoun for the one who speaks."""
    echo: re.Pattern[str]
    """Words that add to, or stand for, what was said before."""


@cache
def _rules(language: str) -> _Rules | None:
    """Return the rules of a language; compiling them takes longer than importing the rest of this package."""
    makers = {"en": _english_rules, "fr": _french_rules}
    return makers[language]() if language in makers else None


def _english_rules() -> _Rules:
    return _Rules(
        opener=re.compile(rf"(?i:{_ADVERBS_EN}|but|and),\s+|(?i:but|and|meanwhile)\s+{_PLAIN_START_EN}"),
        inserted=re.compile(
            r"([^,;:()\"“]+), (?:meanwhile|however|moreover|nevertheless|for instance), "
            r"(?!(?:who|whose|which|where|and|but|or)\b)(?=[a-z])"
        ),
        leaning=re.compile(
            rf"(?:he|she|they|him|her|his|its|their|theirs|neither|others|another|such|"
            rf"(?:this|that|these|those)(?!\s(?:who\b|{_TIME_EN}))|both(?!\sthe\b|\s(?-i:[A-Z]))|"
            rf"the\s(?:two|three|four|pair|latter|move)|one\sof\s(?:them|these|those)|(?:some|most|many|all)\sof\sthem|"
            rf"it(?!\s(?:is|was|will\sbe|remains)\s(?:(?:not|now|still)\s)?(?:\w+\s(?:that|to|for)\b|"
            rf"(?!an?\b)[^,.]*\s(?:that|who)\b))|"
            rf"(?:some|most|many|few|several|half|all|none)\s{_VERB_EN}|"
            rf"as\sa\sresult|then|instead|afterwards|elsewhere|otherwise|nor)\b",
            re.I,
        ),
        person=re.compile(r"\b(?:he|she|him|his|her)\b", re.I),
        antecedent=re.compile(r"\b[Tt]he\s|(?<=\s)[A-Z]"),
        speaker=re.compile(r"\b(?:I|[Mm]e|[Mm]y|[Ww]e|[Uu]s|[Oo]ur)\b(?!\.)"),
        modifier=re.compile(r"\w+(?:ing|ed|ly)\b"),
        echo=re.compile(
            r"\b(?:do|does|did|done|doing) (?:the same|so|likewise)\b|(?<!but )(?<!and )\balso\b(?! known)"
        ),
    )


def _french_rules() -> _Rules:
    return _Rules(
        opener=re.compile(rf"(?i:{_ADVERBS_FR}|mais|et|or),\s+|(?i:mais|et|or|car)\s+{_PLAIN_START_FR}"),
        inserted=re.compile(
            r"([^,;:()«\"“]+), (?:cependant|toutefois|néanmoins|par ailleurs|en effet|de son côté|"
            r"pour sa part), "
            r"(?!(?:qui|que|qu['’]|dont|où|et|ou|mais)\b)(?=[a-zàâéèêîôû])"
        ),
        leaning=re.compile(
            rf"(?:il(?!\s(?:y\sa|faut|faudra|fallait|reste|semble|manque|est\s\w+\s(?:que?|qu['’]|de|d['’])))|"
            rf"elles?|ils|lui|eux|cel(?:ui|le|les)(?!\s(?:qui|que|de)\b)|ceux(?!\s(?:qui|que)\b)|cela|ça|c['’]|"
            rf"c(?:e|et|ette|es)(?!\s(?:qui|que|qu['’]|{_TIME_FR}))|sa|ses|son|leurs?|d['’]autres|tous\sdeux|"
            rf"(?:certaine?s|beaucoup|plusieurs|la\splupart|quelques-une?s)\s{_VERB_FR}|"
            rf"l['’]une?\sd['’]|ce\sdernier|ensuite|puis|ailleurs|sinon)(?:\b|(?<=['’]))",
            re.I,
        ),
        person=re.compile(rf"\b(?:il\b{_EXPLETIVE_FR}|elle\b|lui\b)", re.I),
        antecedent=re.compile(r"\b[Ll](?:[ea]\s|['’]\w)|(?<=[\s'’])[A-ZÀÉ]"),
        speaker=re.compile(r"\b(?:je|j['’]|moi|mon|ma|mes|nous|notre|nos)(?:\b|(?<=['’]))", re.I),
        modifier=re.compile(r"\w+(?:ant|ée?|ment)\b"),
        echo=re.compile(
            r"\b(?:faire|fait|fera|font|feront) de même\b|(?<!mais )(?<!et )\bégalement\b|"
            r"\b(?:a|ont|est|sont|avait|avaient|était|étaient) aussi\b"
        ),
    )


_ANSWER = re.compile(r"\A[AR]\s?:\s+(?=[A-ZÀ-Þ])")
"""The mark of an answer, `A: `."""
_CONJUNCTION = re.compile(r"\A(?:[AR]\s?:\s+)?(?:but|and|so|yet|mais|et|or|car)?\b,?\s*", re.I)
_QUOTED = re.compile(r"\"[^\"]*(?:\"|$)|“[^”]*(?:”|$)|«[^»]*(?:»|$)")


def without_opener(text: str, language: str) -> str:
    """Return the sentence without a connective that only makes sense after the one before, or a dateline.

    `"But the army denied it."` becomes `"The army denied it."`; `"The army, meanwhile, denied it."` becomes
    `"The army denied it."`. What stays is a subsequence of the words; where the rules are not sure that
    grammar and meaning survive, the sentence stays whole.
    """
    rules = _rules(language)
    if rules is None:
        return text
    text = _ANSWER.sub("", text.removeprefix(dateline_of(text)))
    while match := rules.opener.match(text):
        rest = text[match.end() :]
        if not rest[:1].isalnum():
            return text
        text = rest[0].upper() + rest[1:]
    return rules.inserted.sub(r"\1 ", text, count=1) if rules.inserted.match(text) else text


def leans_back(text: str, language: str) -> bool:
    """Return True when the sentence cannot be understood without the one before it.

    So it is for one that opens with a pronoun or a demonstrative ("He was deemed a hero", "Cette décision"),
    speaks of him or her without a name, or quotes and leaves the speaker to the sentence before.
    """
    rules = _rules(language)
    if rules is None:
        return False
    bare = _CONJUNCTION.sub("", without_opener(text, language))
    outside = outside_quotations(bare)
    if len(outside.split()) < 2 and _QUOTED.search(bare):
        return True
    return (
        bool(rules.leaning.match(outside))
        or bool(rules.echo.search(outside))
        or _is_unnamed(outside, rules, language)
    )


def speaks_of_self(text: str, language: str) -> bool:
    """Return True when a sentence says "I" or "we" outside a quotation."""
    rules = _rules(language)
    return rules is not None and bool(rules.speaker.search(outside_quotations(text)))


def outside_quotations(text: str) -> str:
    """Return what the author says in a text that quotes; an unclosed quotation goes to the end."""
    return _QUOTED.sub(" ", text).strip(" ,.;:")


def _is_unnamed(text: str, rules: _Rules, language: str) -> bool:
    """True when a text has a pronoun for a person and names nobody whom it could mean.

    A name may follow at once when the pronoun is in an opening phrase: "In his speech, Mr Cisse said".
    """
    pronoun = rules.person.search(text)
    if pronoun is None:
        return False
    before, after = text[: pronoun.start()], text[pronoun.end() :]
    first, gap, _ = before.partition(" ")
    if gap and first.lower() not in stop_words(language) and not rules.modifier.match(first):
        return False
    phrase, comma, rest = after.partition(", ")
    follows = comma and "," not in before + phrase and rules.antecedent.match(" " + rest, 1)
    return not (follows or rules.antecedent.search(before))
