"""The role of a person where the text gives it next to the name.

Method: the title in front ("Mali President X", "le colonel X", "prime minister, X,"), else the apposition
or relative clause behind ("X, the head of a militia,", "X, who runs the programme"). Titles come from the
glossary.
"""

from __future__ import annotations

import re
from functools import cache

from summarize.facts.glossary import load_glossary

_MORE_TITLES = {
    "en": {
        "coach",
        "singer",
        "doctor",
        "head",
        "Gen.",
        "Col.",
        "Lt.",
        "Capt.",
        "Dr",
        "Dr.",
        "Prof.",
        "Maj.",
        "Sgt.",
    },
    "fr": {"entraîneur", "chanteur", "chanteuse", "docteur", "directeur", "directrice", "Dr", "Me", "Pr"},
}
_LONG = 60
"""Characters from which a role is cut at the next "that", "since" and the like."""


def role_of(text: str, start: int, end: int, language: str) -> str:
    """Return the role of the person named at `text[start:end]`, or an empty string."""
    before = re.split(r"[.!?:;\n«»“”\"]\s", text[max(0, start - 80) : start])[-1]
    front = _front(language).search(before)
    behind = front or _behind(language).match(text, end, end + 200)
    role = " ".join(behind["role"].split()) if behind else ""
    later = re.search(r"\s(?:that|which|since|after|during|in the|dont|depuis|après|lors)\s", role[_LONG:])
    return role[: _LONG + later.start()] if later else role


@cache
def _front(language: str) -> re.Pattern[str]:
    titles = {
        form
        for term in load_glossary().terms
        if term.kind == "title"
        for form in term.forms.get(language, ())
    }
    title = "|".join(sorted(map(re.escape, titles | _MORE_TITLES[language]), key=len, reverse=True))
    if language == "fr":
        demonym = r"(?: [a-zà-ÿ]+(?:ien|ain|ais|ois)(?:ne|e)?)?"
        return re.compile(
            rf"(?P<role>(?:\b(?i:ancien(?:ne)?|ex|vice)[ -])?\b(?i:{title})(?!\w){demonym}"
            r"(?: (?:de la |de l[’']|du |des |de |d[’'])[\w’'-]+(?: [a-zà-ÿ]+)?)?),? $"
        )
    return re.compile(
        r"(?P<role>(?:(?!The |A |An )[A-Z]\w+(?:[’']s)? )?(?:(?i:former|interim|acting|deputy|vice|now)[ -])?"
        rf"(?<!\w)(?i:{title})(?!\w)"
        r"(?: of [\w ]{3,30})?),? $"
    )


@cache
def _behind(language: str) -> re.Pattern[str]:
    opening = "qui|dont|une?|le|la|l[’']" if language == "fr" else "who|whose|an?|the|his|her|its"
    return re.compile(rf", (?P<role>(?:{opening})(?<![’'])\b[^,.;:!?\n«»“”\"]{{3,180}})(?=[,.;])")
