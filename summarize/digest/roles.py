"""What a figure in a sentence counts: the dead, the wounded, the missing and the like, in English and French.

Method: word lists, and the nearest such word in the same clause; first after the figure ("14 people were
killed"), then before it ("killing 14", "death toll rises to 17"). The word must be said of what the figure
counts: "14 tents for the displaced" count tents. Where a noun is not known to mean persons, this is asked of
the words between more strictly, as the list of such nouns is never complete. Only totals are asked about (see
`totals`).

Limits: the sides of a sum are passed over ("eight soldiers and three civilians were killed").
"""

from __future__ import annotations

import re
from functools import cache

_WORDS = {
    "en": {
        "dead": r"kill\w*|slain|murder\w*|massacr\w*|dead|deaths?|die[sd]?|dying|bod(?:y|ies)|lives|"
        r"fatalit\w+|drown\w*|perish\w*|tolls?|graves",
        "wounded": r"wound\w*|injur\w+|hurt",
        "missing": r"missing|unaccounted",
        "displaced": r"displac\w+|homeless|fled|evacuated|(?:without|lost) (?:a|their) homes?|"
        r"(?:in|into|staying in) (?:shelters|camps)",
        "abducted": r"kidnap\w*|abduct\w*|hostages?|taken (?:captive|away)",
        "arrested": r"arrest\w*|detain\w*|in custody",
        "rescued": r"rescued|saved|surviv\w+",
        "cases": r"cases|infect\w+",
    },
    "fr": {
        "dead": r"tuée?s?|mort(?:e?s)?|décès|décédée?s?|péri|corps|noyée?s?|coûté la vie|"
        r"massacrée?s?|bilan|assassinée?s?",
        "wounded": r"blessée?s?",
        "missing": r"disparue?s?",
        "displaced": r"déplacée?s?|sinistrée?s?|sans-abri|évacuée?s?|fui|"
        r"perdu (?:la|leurs?|tous leurs) (?:maisons?|domiciles?|foyers?|habitations?|toits?)",
        "abducted": r"enlevée?s?|otages?|kidnappée?s?",
        "arrested": r"arrêtée?s?|interpellée?s?|écrouée?s?|détenue?s?",
        "rescued": r"secourue?s?|rescapée?s?|survivante?s?|sauvée?s?",
        "cases": r"cas|contaminations?",
    },
}
ROLES = tuple(_WORDS["en"])
"""The roles a figure can have."""

_PERSONS = (
    r"(?:(?:other|autres|young|jeunes) )?(?:people|persons?|men|women|children|boys|girls|soldiers|troops|"
    r"civilians|villagers|farmers|migrants|passengers|others|officers|workers|students|pupils|protesters|marchers|"
    r"volunteers|fishermen|residents|staff|members|of (?:its|their|his|her)|"
    r"personnes|hommes|femmes|enfants|soldats|militaires|civils|villageois|passagers|autres|habitants|élèves)\b"
)
_THINGS = (
    r"(?:[\w-]+ )?(?:famil(?:y|ies)|households|familles|ménages|foyers|cattle|cows|sheep|goats|camels|"
    r"animals|bœufs|moutons|chèvres|animaux|houses|homes|buildings|villages|towns|districts|maisons|quartiers|"
    r"boats|canoes|vehicles|cars|lorries|trucks|motorcycles|pirogues|véhicules|camions|motos)\b"
)
"""Nouns of which the same is said as of persons, and which are counted apart."""
_FUNCTION = (
    r"(?:in|on|at|by|when|after|as|from|with|since|for|to|the|were|was|have|has|according|near|and|"
    r"dans|en|par|selon|à|au|aux|depuis|après|et|lors|ont|sont|le|la)\b"
)
"""Words after a figure that show that no noun follows."""
_DETERMINER = r"(?:the|a|an|its|their|those|these|les?|la|l.|une?|des?|du|aux?|ces|leurs?|ses)"
_OTHERS = re.compile(rf"(?:\b(?:for|to(?! (?:be|have))|pour|afin)\b.*|\b{_DETERMINER} )$", re.IGNORECASE)
"""Words in front of a role that make it the role of others: "to treat the wounded"."""
_OBJECT = re.compile(rf"\s(?:{_DETERMINER}|some|about|at least|{_PERSONS})\b")
"""Words behind a verb that make it what was done by those counted, not to them."""
_PASSIVE = re.compile(r"\b(?:were|was|been|being|be|are|été|étaient|sont|seraient)(?: \w+ly)?\s*$")
_CLAUSE = re.compile(
    r"\b(?:who|that|which|whose|where|when|after|as|while|by|with|qui|que|dont|où|quand|après|lors|par|avec)\b"
)
_PREPOSITION = re.compile(r"\b(?:in|at|from|near|of|on|dans|à|de|du|des|en|sur|au)\b")
_INTRANSITIVE = re.compile(r"(?:die[sd]?|drowned|perished|fled|survived|péri|fui)\b")
_QUANTITY = re.compile(
    r"(?:\s+(?:at least|about|around|over|some|more than|up to|nearly|of|au moins|"
    r"environ|plus de|près de|à))?\s+"
)
_BREAK = re.compile(r"[,;:.!?()«»\"“”]\s|[.]$| (?:and|but|while|including|et|mais|dont|tandis) ")
_REACH = 9
"""Words between a figure and the word that gives its role."""


def find_role(before: str, after: str, language: str) -> str:
    """Return what the total between two pieces of a sentence counts, or the empty string.

    Args:
        before: The sentence up to the figure, from the figure before it.
        after: The sentence from the figure on, up to the next figure.
        language: `fr`, or any other code for the English lists.
    """
    pattern = _pattern("fr" if language == "fr" else "en")
    clause = " ".join(_BREAK.split(after)[0].split()[:_REACH])
    clause = re.sub(r"^d(?:e |[’'])", "", clause)
    known = not clause or re.match(rf"{_PERSONS}|{_FUNCTION}|[^a-zà-ÿ]", clause)
    match = pattern.search(clause)
    if match and not match.start():
        return str(match.lastgroup)
    if re.match(_THINGS, clause):
        return ""
    if match and (_said_of_known if known else _said_of_noun)(clause, match):
        return str(match.lastgroup)
    return _role_before(before, pattern, adjacent=not known)


def _said_of_known(clause: str, match: re.Match[str]) -> bool:
    """Tell whether a role is that of the persons with whom a clause begins."""
    between = clause[: match.start()]
    others = _OTHERS.search(between) or _OBJECT.match(clause, match.end())
    return bool(_PASSIVE.search(between)) or not others


def _said_of_noun(clause: str, match: re.Match[str]) -> bool:
    """Tell whether a role is that of the noun, of whatever meaning, with which a clause begins."""
    between = clause[: match.start()]
    if _CLAUSE.search(between) or not _said_of_known(clause, match):
        return False
    return bool(_PASSIVE.search(between) or _INTRANSITIVE.match(match[0]) or not _PREPOSITION.search(between))


def _role_before(before: str, pattern: re.Pattern[str], *, adjacent: bool) -> str:
    """Return the role that the words before a figure give it; adjacent ones only where asked."""
    clause = " ".join(_BREAK.split(before.rstrip(": \u00a0\u202f"))[-1].split()[-_REACH:])
    found = list(pattern.finditer(clause))
    if not found or (adjacent and not _QUANTITY.fullmatch(clause[found[-1].end() :] + " ")):
        return ""
    return str(found[-1].lastgroup)


@cache
def _pattern(language: str) -> re.Pattern[str]:
    roles = "|".join(rf"(?P<{role}>{words})" for role, words in _WORDS[language].items())
    return re.compile(rf"(?<![\w-])(?:{roles})(?![\w-])", re.IGNORECASE)
