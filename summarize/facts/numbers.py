"""Numbers with their units, in digits and in words.

Method: one regular expression per language for figures (grouping and decimal marks as the language writes them,
currency signs, magnitudes), and `text2num` for runs of number words. "One" alone is taken as a pronoun or article
("one of the candidates"), never as a number. Vague amounts ("hundreds", "des dizaines") are found with the word as
key; a dozen, "une vingtaine" and the like count as their value.

Limits: fractions beyond half, third and quarter, Roman numerals and sports scores are not read.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from summarize.facts.folding import fold
from summarize.records import Mention

_CARDINALS = {
    "en": "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million "
    "billion trillion",
    "fr": "zéro un une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize vingt "
    "vingts trente quarante cinquante soixante septante huitante nonante cent cents mille million millions milliard "
    "milliards",
}
_ORDINALS = {
    "en": {
        "first": "1", "second": "2", "third": "3", "fourth": "4", "fifth": "5", "sixth": "6", "seventh": "7",
        "eighth": "8", "ninth": "9", "tenth": "10", "eleventh": "11", "twelfth": "12", "twentieth": "20",
        "thirtieth": "30", "fortieth": "40", "fiftieth": "50", "hundredth": "100",
    },
    "fr": {
        "deuxième": "2", "troisième": "3", "quatrième": "4", "cinquième": "5", "sixième": "6",
        "septième": "7", "huitième": "8", "neuvième": "9", "dixième": "10", "onzième": "11", "douzième": "12",
        "quinzième": "15", "vingtième": "20", "trentième": "30", "cinquantième": "50", "centième": "100",
    },
}  # fmt: skip
_GROUPS = {
    "dozen": "12", "half a dozen": "6", "huitaine": "8", "dizaine": "10", "douzaine": "12", "demi-douzaine": "6",
    "quinzaine": "15", "vingtaine": "20", "trentaine": "30", "quarantaine": "40", "cinquantaine": "50",
    "soixantaine": "60", "centaine": "100", "millier": "1000",
    "half": "0.5", "moitie": "0.5",
}  # fmt: skip
_VAGUE = {
    "dozens": "dozens", "scores": "scores", "hundreds": "hundreds", "thousands": "thousands", "millions": "millions",
    "billions": "billions", "dizaines": "dozens", "centaines": "hundreds", "milliers": "thousands",
}  # fmt: skip
_MAGNITUDES = {
    "thousand": 3, "million": 6, "millions": 6, "billion": 9, "trillion": 12, "mille": 3, "milliard": 9,
    "milliards": 9, "m": 6, "mn": 6, "bn": 9, "k": 3,
}  # fmt: skip
_CURRENCIES = {
    "$": "USD", "us$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₦": "NGN", "dollars": "USD", "dollar": "USD",
    "us dollars": "USD", "euros": "EUR", "euro": "EUR", "pounds": "GBP", "naira": "NGN", "nairas": "NGN",
    "cfa francs": "XOF", "francs cfa": "XOF", "fcfa": "XOF", "f cfa": "XOF", "cfa": "XOF", "yen": "JPY", "cedis": "GHS",
    "dirhams": "MAD", "rand": "ZAR",
}  # fmt: skip
_SPACE = "[  \u2009\u202f]"


def find_numbers(text: str, language: str) -> list[Mention]:
    """Find the numbers of an English or French text; dates must be sorted out by the caller.

    Returns:
        Mentions sorted by start without overlaps. The key is the canonical decimal value (`1200`, `2500000`, `3.5`)
        or the word of a vague amount (`hundreds`); the detail is the unit: `percent`, an ISO 4217 currency code, or
        the counted noun as written.
    """
    language = "fr" if language == "fr" else "en"
    found = _figures(text, language)
    taken = [(mention.start, mention.end) for mention in found]
    for mention in _in_words(text, language):
        if not any(mention.start < end and start < mention.end for start, end in taken):
            found.append(mention)
    return sorted(found, key=lambda mention: mention.start)


def is_vague(text: str) -> bool:
    """Tell whether a number stands for an order of magnitude only: "dozens", "une centaine", "half"."""
    return re.sub(r"^(?:an?|une?|la|le|the) ", "", fold(text)) in (_GROUPS | _VAGUE)


@cache
def number_word_pattern(language: str) -> str:
    """Return a regular expression for a run of number words ("two hundred and fifty-three")."""
    words = sorted(_CARDINALS[language].split(), key=len, reverse=True)
    word = "(?:" + "|".join(words) + r")(?![\w])"
    joiner = r"(?:[\s-]+(?:and[\s-]+)?)" if language == "en" else r"(?:[\s-]+(?:et[\s-]+)?)"
    return rf"(?i:{word}(?:{joiner}{word})*)"


def word_value(text: str, language: str) -> Decimal | None:
    """Return the value of a number in digits or words, or None: `word_value("deux cents", "fr") == 200`."""
    from text_to_num import text2num  # noqa: PLC0415 - a compiled extension that many runs do not need

    if text.isdigit():
        return Decimal(text)
    if text.casefold() in ("a", "an", "un", "une"):
        return Decimal(1)
    try:
        return Decimal(text2num(" ".join(text.casefold().split()), "fr" if language == "fr" else "en"))
    except ValueError:
        return None


@cache
def _figure_pattern(language: str) -> re.Pattern[str]:
    group, mark = (r",", r"\.") if language == "en" else (r"\.", ",")
    figure = rf"\d{{1,3}}(?:(?:{group}|{_SPACE})\d{{3}})+(?!\d)(?:{mark}\d+)?|\d+(?:[.,]\d+)?"
    magnitudes = "|".join(sorted(_MAGNITUDES, key=len, reverse=True))
    units = "|".join(
        sorted(map(re.escape, (u for u in _CURRENCIES if u.isalpha() or " " in u)), key=len, reverse=True)
    )
    return re.compile(
        rf"(?<![\w.,/@#])(?<!\w[-–])(?P<sign>(?:US|CFA ?|FCFA ?)?[$€£¥₦]?{_SPACE}?)?(?P<minus>[-−])?(?P<figure>{figure})"
        rf"(?P<ordinal>st|nd|rd|th|er|re|ère|e|ème|è)?(?:[\s-]?(?P<magnitude>{magnitudes})(?!\w))?"
        rf"(?P<tail>{_SPACE}?(?:%|percent\b|per cent\b|pour cent\b)|{_SPACE}?[€$£]|{_SPACE}(?:de |d[’'])?(?i:{units})\b)?"
        r"(?![\w/])"
    )


def _figures(text: str, language: str) -> list[Mention]:
    found = []
    for match in _figure_pattern(language).finditer(text):
        value = _figure_value(match["figure"], language)
        if value is None:
            continue
        if match["magnitude"]:
            value = value.scaleb(_MAGNITUDES[match["magnitude"].casefold()])
        start = match.start("figure")
        end = match.end("magnitude") if match["magnitude"] else match.end("ordinal" if match["ordinal"] else "figure")
        key = ("-" if match["minus"] else "") + canonical(value)
        detail = "ordinal" if match["ordinal"] else _unit(match, text, language)
        found.append(Mention("number", text[start:end], key, start, end, detail))
    return found


def canonical(value: Decimal) -> str:
    """Return a decimal without exponent and trailing zeros: `canonical(Decimal("2.50E6")) == "2500000"`."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _figure_value(figure: str, language: str) -> Decimal | None:
    plain = re.sub(_SPACE, "", figure)
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", plain) and language == "en":
        return Decimal(plain.replace(",", ""))
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", plain) and language == "fr":
        return Decimal(plain.replace(".", "").replace(",", "."))
    try:
        return Decimal(plain.replace(",", "."))
    except ArithmeticError:
        return None


def _unit(match: re.Match[str], text: str, language: str) -> str:
    """The unit of a figure: percent, a currency code, or the noun that follows."""
    tail = re.sub(r"\s+", " ", (match["tail"] or "").strip().casefold())
    if tail in ("%", "percent", "per cent", "pour cent"):
        return "percent"
    tail = re.sub(r"^(?:de |d[’'])", "", tail)
    sign = (match["sign"] or "").strip().casefold()
    if tail in _CURRENCIES or sign in _CURRENCIES:
        return _CURRENCIES.get(tail) or _CURRENCIES[sign]
    return counted_noun(text, match.end(), language)


def counted_noun(text: str, end: int, language: str) -> str:
    """Return the lower-case words after a number up to the first function word: "political parties"."""
    words = []
    for match in re.finditer(r"[\s-]+(?:d[’'])?([^\W\d_]+(?:-[^\W\d_]+)*)", text[end : end + 60]):
        if match.start() != (0 if not words else last):
            break
        word, last = match[1], match.end()
        if word.casefold() in _stop_words(language):
            if words or language == "en":
                break
            continue
        if not word.islower():
            break
        words.append(word)
        if len(words) == 2:
            break
    return " ".join(words)


@cache
def _stop_words(language: str) -> frozenset[str]:
    english = "a an the of in on at to from by for with and or but as is are was were be been have has had will who which that it its they he she we after before this these those more less than per into over under about out not so when while where their his her our being"  # noqa: E501
    french = "le la les l un une des de du d en à au aux et ou mais par pour sur dans avec sans est sont était étaient a ont avait qui que dont ce ces cette il elle ils elles plus moins après avant depuis contre entre selon se s son sa ses leur leurs"  # noqa: E501
    return frozenset((french if language == "fr" else english).split())


@cache
def _word_patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    groups = "|".join(sorted((*_GROUPS, "moitié"), key=len, reverse=True))
    group = rf"\b(?i:(?:an?|une|la|le|un|half a|the)\s)?(?i:{groups})(?!\w)"
    vague = rf"\b(?i:{'|'.join(_VAGUE)})(?!\w)"
    tens = r"(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)-)?" if language == "en" else ""
    ordinal = rf"\b(?i:{tens}(?:{'|'.join(_ORDINALS[language])}))(?!\w)"
    return re.compile(group), re.compile(vague), re.compile(ordinal)


def _in_words(text: str, language: str) -> list[Mention]:
    group, vague, ordinal = _word_patterns(language)
    found = []
    for match in re.finditer(
        rf"\b(?:(?i:an?|several|some)\s(?=(?i:hundred|thousand|million|billion)\b))?(?P<run>{number_word_pattern(language)})(?!\w)",
        text,
    ):
        run = match["run"]
        value = word_value(run.casefold(), language)
        if value is None or run.casefold() in ("one", "un", "une"):
            continue
        detail = counted_noun(text, match.end(), language)
        found.append(
            Mention(
                "number",
                text[match.start() : match.end()],
                canonical(value),
                match.start(),
                match.end(),
                detail,
            )
        )
    for pattern, kind in ((group, "group"), (vague, "vague"), (ordinal, "ordinal")):
        for match in pattern.finditer(text):
            key = _word_key(match[0], kind, language)
            detail = "ordinal" if kind == "ordinal" else counted_noun(text, match.end(), language)
            if key:
                found.append(Mention("number", match[0], key, match.start(), match.end(), detail))
    return found


def _word_key(text: str, kind: str, language: str) -> str:
    if kind == "vague":
        return _VAGUE[fold(text)]
    if kind == "group":
        last = re.sub(r"^(?:an?|une|la|le|un|the) ", "", fold(text))
        return _GROUPS.get(last, "")
    tens, _, unit = text.casefold().rpartition("-")
    value = Decimal(_ORDINALS[language][unit]) + (word_value(tens, "en") or 0)
    return canonical(value)
