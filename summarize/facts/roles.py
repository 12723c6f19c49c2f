"""The role of a person where the text gives it next to the name.

Method: the title in front ("Mali President X", "le colonel X", "prime minister, X,"), else the apposition or relative
clause behind ("X, the head of a militia,", "X, who runs the programme").
"""

from __future__ import annotations

import re
from functools import cache

from summarize.facts.glossary import load_glossary


def role_of(text: str, start: int, end: int, language: str) -> str:
    """Return the role of the person named at `text[start:end]`, or an empty string."""
    before = re.split(r"[.!?:;\n«»“”\"]\s?", text[max(0, start - 80) : start])[-1]
    front = _front_pattern(language).search(before)
    if front:
        return " ".join(front["role"].split())
    behind = _behind_pattern(language).match(text[end : end + 140])
    return " ".join(behind["role"].split()) if behind else ""


@cache
def _front_pattern(language: str) -> re.Pattern[str]:
    titles = {form for term in load_glossary().terms if term.kind == "title" for form in term.forms.get(language, ())}
    titles |= {"coach", "singer", "farmer", "doctor", "head"} if language == "en" else {"M.", "Mme", "entraîneur"}
    titles |= {"Gen.", "Col.", "Lt.", "Capt.", "Dr", "Dr.", "Prof.", "Maj.", "Sgt."}
    title = "|".join(sorted(map(re.escape, titles), key=len, reverse=True))
    if language == "fr":
        return re.compile(
            rf"(?P<role>(?:\b(?i:ancien(?:ne)?|ex|vice) )?\b(?i:{title})(?!\w)"
            r"(?: [a-zà-ÿ]+ien(?:ne)?)?(?:(?: d(?:e|u|es) (?:la )?| de l[’']| d[’'])[\w’'-]+(?: [a-zà-ÿ]+)?)?),? $"
        )
    return re.compile(rf"(?P<role>(?:[A-Z]\w+[’']?s? )?(?:(?i:former|interim|acting|deputy|vice|now-)[ -]?)?(?<!\w)(?i:{title})(?!\w)(?: of [\w ]{{3,30}})?),? $")


@cache
def _behind_pattern(language: str) -> re.Pattern[str]:
    opening = "qui|dont|un|une|le|la|l[’']" if language == "fr" else "who|whose|an?|the|his|her|its"
    return re.compile(rf", (?P<role>(?:{opening})\b[^,.;:!?\n«»“”\"]{{3,100}})(?=[,.;])")
