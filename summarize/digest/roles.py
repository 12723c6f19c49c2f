"""What a figure in a sentence counts: the dead, the wounded, the missing and the like, in English and French.

Method: word lists, and the nearest such word in the same clause; first after the figure ("14 people were
killed"), then before it ("killing 14", "death toll rises to 17"). Figures that count a part ("seven of the
dead"), an increment ("three more"), attackers, or a unit ("three days") have no role.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from summarize.facts.matching.units import unit_of

_WORDS = {
    "en": {
        "dead": r"kill\w*|slain|murder\w*|massacr\w*|dead|deaths?|die[sd]?|dying|bod(?:y|ies)|lives|"
        r"fatalit\w+|drown\w*|perish\w*|tolls?|graves",
        "wounded": r"wound\w*|injur\w+|hurt",
        "missing": r"missing|unaccounted",
        "displaced": r"displaced|homeless|fled|evacuated|(?:without|lost) (?:a|their) homes?|"
        r"(?:in|into|staying in) (?:shelters|camps)",
        "abducted": r"kidnap\w*|abduct\w*|hostages?|taken",
        "arrested": r"arrest\w*|detain\w*|in custody",
        "rescued": r"rescued|saved|surviv\w+",
        "cases": r"cases|infect\w+",
    },
    "fr": {
        "dead": r"tuée?s?|mort(?:e?s)?|décès|décédée?s?|péri|corps|noyée?s?|massacrée?s?|bilan|assassinée?s?",
        "wounded": r"blessée?s?",
        "missing": r"disparue?s?",
        "displaced": r"déplacée?s?|sinistrée?s?|sans-abri|évacuée?s?|fui",
        "abducted": r"enlevée?s?|otages?|kidnappée?s?",
        "arrested": r"arrêtée?s?|interpellée?s?|écrouée?s?|détenue?s?",
        "rescued": r"secourue?s?|rescapée?s?|survivante?s?|sauvée?s?",
        "cases": r"cas|contaminations?",
    },
}
ROLES = tuple(_WORDS["en"])
"""The roles a figure can have."""

_PERSONS = (
    r"(?:other )?(?:people|persons?|men|women|children|boys|girls|soldiers|troops|civilians|villagers|"
    r"farmers|migrants|passengers|others|officers|workers|students|pupils|protesters|marchers|volunteers|fishermen|"
    r"residents|families|staff|members|of (?:its|their|his|her)|"
    r"personnes|hommes|femmes|enfants|soldats|militaires|civils|villageois|passagers|autres|familles)"
)
_FUNCTION = (
    r"(?:in|on|at|by|when|after|as|from|with|since|for|to|the|were|was|have|has|according|near|and|"
    r"dans|en|par|selon|à|au|aux|depuis|après|et|lors|ont|sont|le|la)"
)
"""Words after a figure that show that no noun follows."""
_ATTACKERS = (
    r"(?:\w+ )?\W?(?:attackers|insurgents|militants|rebels|terrorists|gunmen|jihadists|"
    r"assaillants|terroristes|djihadistes)"
)
_PART_AFTER = re.compile(
    r"\W*(?:of (?:the|them|those|whom)\b|more\b|additional\b|des\b|d.entre\b|parmi\b|de plus\b|"
    r"(?:nouve|supplém)\w*|blessés ayant\b)"
    rf"|\W+{_ATTACKERS}"
)
_PART_BEFORE = re.compile(
    r"\b(?:including|among them|another|dont|killed by|tués par|bodies of)\W+(?:\w+\W+){0,2}$"
)
_BREAK = re.compile(r"[,;:.!?()«»\"“”]\s|[.]$| (?:and|but|while|including|et|mais|dont|tandis) ")
_REACH = 9
"""Words between a figure and the word that gives its role."""


def find_role(before: str, after: str, language: str) -> str:
    """Return what the figure between two pieces of a sentence counts, or the empty string.

    Args:
        before: The sentence up to the figure, from the figure before it.
        after: The sentence from the figure on, up to the next figure.
        language: `fr`, or any other code for the English lists.
    """
    if after.startswith("-") or _PART_AFTER.match(after) or _PART_BEFORE.search(before):
        return ""
    noun = re.match(r"\W{1,2}(\w+)", after)
    if noun and is_unit(noun[1]):
        return ""
    pattern = _pattern("fr" if language == "fr" else "en")
    clause = _first_words(_BREAK.split(after)[0])
    if match := pattern.search(clause):
        return str(match.lastgroup)
    if re.match(r"\s+[a-z]", after) and not re.match(rf"\s+(?:{_PERSONS}|{_FUNCTION})\b", after):
        return ""
    found = list(pattern.finditer(_last_words(_BREAK.split(before)[-1])))
    return str(found[-1].lastgroup) if found else ""


@lru_cache(maxsize=65536)
def is_unit(noun: str) -> bool:
    """Tell whether a word is a unit of measure, such as days or kilometres."""
    return bool(unit_of(noun))


@cache
def _pattern(language: str) -> re.Pattern[str]:
    roles = "|".join(rf"(?P<{role}>{words})" for role, words in _WORDS[language].items())
    return re.compile(rf"(?<![\w-])(?:{roles})(?![\w-])", re.IGNORECASE)


def _first_words(text: str) -> str:
    return " ".join(text.split()[:_REACH])


def _last_words(text: str) -> str:
    return " ".join(text.split()[-_REACH:])
