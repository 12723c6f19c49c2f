"""Whether a date in a sentence lies ahead or behind.

Method: a preposition that points forward or back ("until", "since", "à partir de") decides; else the nearest verb
form before the date in its sentence, else the first one after it. Limits: no parsing; a verb of another clause may
be taken.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

Tense = Literal["future", "past", ""]

_FORWARD = {
    "en": r"(?:until|till|starting|beginning|by|as early as|no later than|(?:due|scheduled|set|planned|slated|postponed|"
    r"delayed|adjourned|moved|extended|expected|deadline|expires?|again)(?: \w+)? (?:on|for|to|until|by|in|of)|next|"
    r"upcoming|planned|coming|scheduled|due)(?: on| or around| the| early| late)*",
    "fr": r"(?:attendue?s?(?: \w+)?(?: pour| en| au)?|convoquée?s?(?: \w+)?(?: pour)?|délibéré (?:à|au)|appel(?:le|lent|s)? [^.;]{0,40}|jusqu[’'](?:à|au|en)|d[’']ici(?: à| au| le| fin)?|à partir d[eu]|à compter d[eu]|prévue?s?(?: \w+)? (?:pour|le|en|à|au)|"
    r"prévue?s?|dès|(?:report|repouss|fix|ajourn|renvoy|prolong)\w+ (?:à|au|jusqu[’']au?))(?: le| l[’']|ce)?",
}  # fmt: skip
_BACKWARD = {
    "en": r"(?:since|following|earlier)(?: the| last)?(?: (?:end|start|beginning|middle) of)?",
    "fr": r"(?:depuis|remontant (?:à|au))(?: le| la)?(?: fin| début| mi-?| mois d[eu’'])*",
}
_FUTURE = {
    "en": r"(?:will|shall|would|should|won[’']t|may|might|could|going to|(?:is|are|was|were) (?:to|due|expected|scheduled|"
    r"planned|set)(?: to)?|(?:due|expected|scheduled|plans?|planned|planning|hopes?|hoping|intends?|agreed?|agrees|"
    r"vow(?:s|ed)?|promise[sd]?|ordered|told|asked|urged|want(?:s|ed)?|decided|set|ready|wait(?:ing)?) (?:\w+ )?to)"
    r"(?: not| also| only| now)?(?: be| have been)?(?: \w+)?|ahead of|(?:call|ask|appeal)(?:s|ed)? for|to (?:begin|"
    r"start|resume|meet|open|return|vote|hold|end|report|take|discuss|arrive|leave|travel|visit|announce|release|pay|"
    r"appear|face|play|host)|opens|begins|starts|resumes|returns|meets|ends|expires|closes|takes place|arrives|hosts|"
    r"kicks off|goes to",
    "fr": r"(?:\w{2,}(?:era|ira|dra|vra|rra|tra|aura|eront|iront|dront|vront|rront|tront|auront)|sera|seront|ira|iront|"
    r"va|vont|doit|doivent|devrait|devraient|pourrait|pourraient|\w+(?:erait|drait|vrait|rrait|ttrait|aurait)|"
    r"\w+(?:eraient|draient|vraient|rraient|ttraient|auraient))(?: pas)?(?: être)?(?: \w+)?|compte(?:nt)?|veut|"
    r"veulent|espère(?:nt)?|entend(?:ent)?|reprend|reprennent|commence(?:nt)?|débute(?:nt)?|ouvre(?:nt)?|"
    r"se (?:tient|tiennent|réunit|réunissent)|(?:a|ont) lieu|expire(?:nt)?|prend (?:fin|effet)|vote(?:nt)?|comparaît|"
    r"attendue?s?|prévue?s?|appel(?:le|lent)",
}
_PAST = {
    "en": r"said|told|was|were|had|has|have|did|took|began|left|met|held|went|won|came|saw|gave|made|found|shot|hit|"
    r"struck|fell|rose|drew|cut|broke|led|spoke|got|ran|kept|lost|sent|set|put|fled|stood|sat|brought|wrote|\w{2,}ed",
    "fr": r"(?:a|ont|avait|avaient|est|sont|était|étaient|été|fut|furent|ayant|aient)(?: \w+ment| pas| déjà| ainsi)?"
    r" \w+(?:é|ée|és|ées|i|ie|is|it|ies|u|ue|us|ues|ert|erte|int)|\w{2,}(?:ait|aient)|étai(?:en)?t|avai(?:en)?t|fut|"
    r"(?:tué|blessé|mort|arrêté|signé|organisé|commis|élu|lancé|ouvert|tendu|adopté|publié|nommé)e?s?",
}


def tense_at(text: str, start: int, end: int, language: str) -> Tense:
    """Tell whether the date at `text[start:end]` lies ahead or behind; empty when nothing tells."""
    forward, backward, verb = _patterns("fr" if language == "fr" else "en")
    left = re.split(r"[.!?;\n]\s|[«“]", text[max(0, start - 250) : start])[-1]
    right = re.split(r"[.!?;\n](?:\s|$)", text[end : end + 150])[0]
    if backward.search(left):
        return "past"
    if forward.search(left) and not (len(left.split()) < 2 and _first(verb, right) == "past"):
        return "future"
    verbs = [match for match in verb.finditer(left)]
    return _tense_of(verbs[-1]) if verbs else _first(verb, right)


def _first(verb: re.Pattern[str], text: str) -> Tense:
    match = verb.search(text)
    return _tense_of(match) if match else ""


def _tense_of(match: re.Match[str]) -> Tense:
    return "future" if match["future"] else "past"


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    return (
        re.compile(rf"\b{_FORWARD[language]}\s?$"),
        re.compile(rf"\b{_BACKWARD[language]}\s?$"),
        re.compile(rf"\b(?:(?P<future>{_FUTURE[language]})|(?P<past>{_PAST[language]}))\b"),
    )
