"""Direct quotations and their speakers.

Method: paired quotation marks (" ", “ ”, « »), then an attribution next to the quotation ("said X", "X said", "a
déclaré X", "selon X") in the same paragraph. Short quoted expressions of fewer than four words are scare quotes or
titles and count only when a speech verb stands next to them.

Limits: single quotes and quotations that run over paragraphs without closing marks are not read; the speaker is the
text as written, and stays empty when no attribution stands next to the quotation.
"""

from __future__ import annotations

import re
from functools import cache

from summarize.facts.folding import fold
from summarize.records import Mention

_VERBS = {
    "en": "said|says|told|added|adds|warned|warns|stated|states|declared|announced|explained|insisted|argued|wrote|"
    "tweeted|claimed|noted|recalled|asked|replied|complained|acknowledged|admitted|confirmed|stressed|urged|according to",
    "fr": "a(?:-t-(?:il|elle|on))? (?:déclaré|dit|affirmé|ajouté|annoncé|expliqué|indiqué|estimé|lancé|assuré|confié|"
    "précisé|écrit|souligné|prévenu|averti|insisté|reconnu|regretté|dénoncé|rappelé|confirmé|martelé|témoigné|poursuivi|"
    "raconté|commenté|conclu|jugé|réagi|répondu)|(?:déclare|dit|affirme|ajoute|explique|indique|estime|assure|confie|"
    "précise|souligne|raconte|témoigne|regrette|s'inquiète|se félicite|poursuit|conclut|prévient)(?:-t-(?:il|elle|on))?|"
    "selon|d'après",
}


def find_quotes(text: str, language: str) -> list[Mention]:
    """Find the direct quotations of an English or French text.

    Returns:
        Mentions that include the quotation marks; the key is the quoted text folded to words, the detail is the
        speaker as the text names it, or empty.
    """
    language = "fr" if language == "fr" else "en"
    found = []
    for match in _quote_pattern().finditer(text):
        inner = next(group for group in match.groups() if group is not None).strip().rstrip(".,;")
        speaker, spoken = _speaker(text, match.start(), match.end(), language)
        words = re.findall(r"[^\W_]+", fold(inner))
        if len(words) >= 3:
            found.append(Mention("quote", match[0], " ".join(fold(inner).rstrip("?!… ").split()), match.start(), match.end(), speaker))
    return found


@cache
def _quote_pattern() -> re.Pattern[str]:
    return re.compile(
        r'«\s*([^«»]{2,2000}?)\s*»|“([^“”\n]{2,2000})”|(?<![\w"])"(?=\S)([^"\n]{2,2000})(?<=\S)"'
    )


@cache
def _attribution_patterns(language: str) -> tuple[re.Pattern[str], ...]:
    name = r"(?P<speaker>[^,.;:\n\"“”«»]{2,90})"
    verb = rf"(?:{_VERBS[language]})"
    return (
        re.compile(rf"^,?\s*{verb}\b\s*(?:on \w+day )?{name}"),
        re.compile(rf"^,?\s*{name}\s{verb}\b"),
        re.compile(rf"(?:^|[.!?\n,]\s)\s*{name}\s{verb}\b[^.!?\n\"“”«»]{{0,60}}[:,]?\s*$"),
        re.compile(rf"(?:^|[.!?\n]\s)(?:[Aa]ccording to|[Ss]elon|[Dd][’']après|[Pp]our)\s{name},\s*$"),
    )


def _speaker(text: str, start: int, end: int, language: str) -> tuple[str, bool]:
    """Return the speaker next to a quotation, and whether a speech verb stands there at all."""
    right = text[end : end + 200].split("\n")[0]
    left = text[max(0, start - 200) : start].split("\n")[-1]
    after_verb, after_name, before_name, before_source = _attribution_patterns(language)
    for pattern, side in (
        (after_verb, right),
        (after_name, right),
        (before_name, left),
        (before_source, left),
    ):
        match = pattern.search(side)
        if match:
            return _trimmed(match["speaker"]), True
    return "", False


def _trimmed(speaker: str) -> str:
    """Cut a relative clause or time after the speaker's name."""
    return re.split(r"\s(?:who|on|in|at|during|after|to|qui|lors|dans|à|devant|en)\s", speaker.strip())[
        0
    ].strip()
