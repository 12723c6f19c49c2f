"""Numbers with their units, in digits and in words.

Method: one regular expression per language for figures (grouping and decimal marks as the language writes
them, currency signs, magnitudes), and `text2num` for runs of number words; the words for ordinals, rough
amounts, magnitudes and currencies are in `data/number_words.tsv`. "One" alone is taken for a pronoun or
article ("one of the candidates"), never for a number. Rough amounts are found too, and `is_vague` knows
them: "hundreds" and "des centaines" keep a word as key, "a dozen" and "une vingtaine" their value.

Limits: fractions beyond the half, multiples ("twice"), and Roman numerals other than those of French
centuries (*XXe siècle*) are not read (times of day are dates); a franc is taken for a CFA franc only when the
text says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from summarize.facts.words.folding import fold
from summarize.facts.words.phrases import read_table
from summarize.facts.words.roman import roman_value
from summarize.records import Mention

_CARDINALS = {
    "en": "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred "
    "thousand million billion trillion",
    "fr": "zéro un une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize "
    "vingt vingts trente quarante cinquante soixante septante huitante nonante cent cents mille million "
    "millions milliard milliards",
}
_SPACE = "[ \u00a0\u2009\u202f]"
_CENTURY = re.compile(
    r"(?<![\w-])(?P<roman>[IVX]+)(?:er|e|ᵉ|ème)"
    r"(?=(?:[\s,–-]+(?:et|ou|aux?|à|du|de|la|le|début|milieu|fin|[IVX]+(?:er|e|ᵉ)))*\s(?:siècle|millénaire)"
    r"|\s\(\d+(?:st|nd|rd|th)\)|\])"
)
"""A Roman numeral of a century; in brackets, as the translator writes a lost one: [XXe (20th)]."""
_LINK = re.compile(r"(?:https?://|www\.)\S+")
_PERCENT = ("%", "percent", "per cent", "pour cent")


def find_numbers(text: str, language: str) -> list[Mention]:
    """Find the numbers of an English or French text; the caller sorts out those inside dates and names.

    Returns:
        Mentions sorted by start without overlaps; the span is the numeral with its magnitude ("3.5
        million"), without unit. The key is the canonical decimal value (`1200`, `2500000`, `3.5`) or the
        word of a vague amount (`hundreds`); the detail is the unit: `percent`, an ISO 4217 currency code,
        `ordinal`, or the counted noun as written.
    """
    language = "fr" if language == "fr" else "en"
    found: list[Mention] = []
    end = 0
    candidates = [
        *_figures(text, language),
        *_ordinals(text, language),
        *(_centuries(text) if language == "fr" else ()),
        *_rough(text, language),
        *_runs(text, language),
    ]
    for mention in sorted(candidates, key=lambda m: (m.start, -m.end)):
        if mention.start >= end:
            found.append(mention)
            end = mention.end
    return found


def is_vague(text: str) -> bool:
    """Tell whether a number stands for an order of magnitude only: "dozens", "une centaine", "half"."""
    plain = re.sub(r"^(?:an?|une?|la|le|les|des|the) ", "", fold(text))
    return any(plain in _words(kind, language) for kind in ("about", "vague") for language in ("en", "fr"))


def word_value(text: str, language: str) -> Decimal | None:
    """Return the value of a cardinal in words, or None: `word_value("deux cents", "fr") == 200`."""
    from text_to_num import text2num  # type: ignore[import-untyped]

    try:
        return Decimal(text2num(" ".join(text.casefold().split()), "fr" if language == "fr" else "en"))
    except ValueError:
        return None


def canonical(value: Decimal) -> str:
    """Return a decimal without exponent and trailing zeros: `canonical(Decimal("2.50E6")) == "2500000"`."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


@cache
def _words(kind: str, language: str) -> dict[str, str]:
    """The folded words of one kind with their values."""
    rows = [
        row
        for row in read_table("number_words.tsv")
        if row["kind"] == kind and row["language"] in (language, "*")
    ]
    return {fold(row["word"]): row["value"] for row in rows}


def _any_of(words: dict[str, str], accented: bool = False) -> str:
    forms = {word.replace("e", "[eéè]") if accented else re.escape(word) for word in words}
    return "(?:" + "|".join(sorted(forms, key=len, reverse=True)) + ")"


# --- figures ---


@cache
def _figure_pattern(language: str) -> re.Pattern[str]:
    group, mark = (",", r"\.") if language == "en" else (r"\.", ",")
    figure = rf"\d{{1,3}}(?:(?:{group}|{_SPACE})\d{{3}})+(?!\d)(?:{mark}\d+)?|\d+(?:[.,]\d+)?"
    names = {word: code for word, code in _words("currency", language).items() if word[-1].isalpha()}
    sign = rf"(?P<sign>(?:US|F?CFA ?)?[$€£¥₦]?{_SPACE}?)?(?P<minus>(?<!\w)[-−])?"
    magnitude = rf"(?:[\s-]?(?P<magnitude>(?i:{_any_of(_words('magnitude', language))}))(?!\w))?"
    percent = rf"{_SPACE}?(?:%|percent\b|per cent\b|pour cent\b)"
    currency = rf"{_SPACE}?[€$£]|{_SPACE}(?:de |d[’'])?(?i:{_any_of(names)})\b"
    return re.compile(
        rf"(?<![\w.,/@#:])(?<![^\W\d]-){sign}(?P<figure>{figure})(?P<ordinal>st|nd|rd|th|er|re|ère|e|{_SPACE}?ème|è)?"
        rf"{magnitude}(?P<tail>{percent}|{currency})?(?![\w/]|:\d)"
    )


@cache
def _time_pattern(language: str) -> re.Pattern[str]:
    """What makes a figure a time of day: what stands behind it, in French with "at" or "towards" in front."""
    if language == "fr":
        return re.compile(
            rf"(?:\b(?:à|vers|dès|jusqu[’']à|avant|après|depuis|de|entre|et)\s)\d\d?{_SPACE}?(?:h\b|heures?\b)"
        )
    return re.compile(rf"(?<!\d)\d\d?(?:[.:]\d\d)?{_SPACE}?(?:[ap]\.?m\b|o[’']clock|GMT|UTC)")


def _figures(text: str, language: str) -> Iterator[Mention]:
    no_amounts = [
        match.span() for pattern in (_time_pattern(language), _LINK) for match in pattern.finditer(text)
    ]
    for match in _figure_pattern(language).finditer(text):
        start, end = (
            match.start("figure"),
            max(match.end(part) for part in ("figure", "ordinal", "magnitude")),
        )
        value = _figure_value(match["figure"], language)
        if value is None or any(first <= start < last for first, last in no_amounts):
            continue
        if match["magnitude"]:
            value *= Decimal(_words("magnitude", language)[fold(match["magnitude"])])
        key = ("-" if match["minus"] else "") + canonical(value)
        detail = "ordinal" if match["ordinal"] else _unit(match, text, language)
        yield Mention("number", text[start:end], key, start, end, detail)


def _figure_value(figure: str, language: str) -> Decimal | None:
    """Read a figure by the marks of the language; a foreign decimal mark too if it groups nothing."""
    plain = re.sub(_SPACE, "", figure)
    group, mark = (",", ".") if language == "en" else (".", ",")
    if re.fullmatch(rf"\d{{1,3}}(?:\{group}\d{{3}})+(?:\{mark}\d+)?", plain):
        plain = plain.replace(group, "")
    try:
        return Decimal(plain.replace(",", "."))
    except ArithmeticError:
        return None


def _unit(match: re.Match[str], text: str, language: str) -> str:
    """The unit of a figure: percent, a currency code, or the noun that follows."""
    tail = re.sub(r"^(?:de |d[’'])", "", re.sub(r"\s+", " ", (match["tail"] or "").strip().casefold()))
    if tail in _PERCENT:
        return "percent"
    currencies = _words("currency", language)
    sign = (match["sign"] or "").strip().casefold()
    return currencies.get(tail) or currencies.get(sign) or counted_noun(text, match.end(), language)


def counted_noun(text: str, end: int, language: str) -> str:
    """Return the lower-case words after a number up to the first function word: "political parties"."""
    compound = re.match(r"-([a-zà-ÿ]+(?:-[a-zà-ÿ]+)*)", text[end : end + 40])
    if compound:
        return compound[1]
    words: list[str] = []
    while len(words) < 2 and (match := _next_word().match(text, end)):
        stop = match["word"] in _stop_words(language)
        if (
            not match["word"].islower()
            or (words and (stop or match["elision"]))
            or (stop and language == "en")
        ):
            break
        if not stop:
            words.append(match["word"])
        end = match.end()
    return " ".join(words)


@cache
def _next_word() -> re.Pattern[str]:
    return re.compile(rf"{_SPACE}(?P<elision>d[’'])?(?P<word>[^\W\d_]+(?:-[^\W\d_]+)*)")


@cache
def _stop_words(language: str) -> frozenset[str]:
    words = {
        "en": "a an the of in on at to from by for with and or but as is are was were be been have has had "
        "will who which that it its they he she we after before this these those more less than per into "
        "over under about out not so when while where their his her our being",
        "fr": "le la les l un une des de du d en à au aux et ou mais par pour sur dans avec sans est sont "
        "était étaient a ont avait qui que dont ce ces cette il elle ils elles plus moins après avant depuis "
        "contre entre selon se s son sa ses leur leurs",
    }
    return frozenset(words[language].split())


# --- words ---


@cache
def _word_pattern(kind: str, language: str) -> re.Pattern[str]:
    if kind == "cardinal":
        word = rf"(?:{'|'.join(sorted(_CARDINALS[language].split(), key=len, reverse=True))})(?!\w)"
        joiner = rf"[\s-]+(?:{'and' if language == 'en' else 'et'}[\s-]+)?"
        article = r"(?:an?\s(?=(?:hundred|thousand|million|billion)\b))?" if language == "en" else ""
        return re.compile(
            rf"(?<![\w’'-]){article}(?P<run>{word}(?:{joiner}{word})*)(?!\w|[\s-](?:third|fifth|quarter)s)",
            re.I,
        )
    forms = _any_of(_words(kind, language), accented=True)
    if kind == "ordinal" and language == "en":
        tens = r"(?:(?P<tens>(?:twent|thirt|fort|fift|sixt|sevent|eight|ninet)y)-)?"
        part = "(?:third|fourth|fifth|sixth|tenth)"
        after = r"\s*(?:[.,;:)]|$|\b(?:this|last|since|in|over|from|to|compared|after|between|within|and)\b)"
        fraction = rf"(?:(?<=\ba ){part}\s(?:of|higher|lower|more|less)\b|(?<=\bby a ){part}(?={after}))"
        forms = rf"(?!{fraction}){tens}(?P<unit>{forms})(?!-hand)"
    elif kind == "ordinal":
        forms = rf"(?P<tens>)(?P<unit>{forms})s?(?!\sministre)"
    else:
        forms = rf"(?:(?:an?|une?|la|le)\s)?(?<!\bfirst )(?<!\bsecond )(?P<unit>{forms})"
    return re.compile(rf"(?<![\w-]){forms}(?!\w)", re.IGNORECASE)


def _runs(text: str, language: str) -> Iterator[Mention]:
    """Find runs of number words; a run that is no number as a whole is read word by word."""
    for match in _word_pattern("cardinal", language).finditer(text):
        run, start = match["run"], match.start()
        if fold(run) in ("one", "un", "une", "millions", "milliards"):  # pronoun, article, vague amount
            continue
        value = word_value(run, language)
        if value is not None:
            yield _in_words(text, start, match.end(), value, language)
            continue
        for word in re.finditer(r"[^\W_]+", run):
            value = word_value(word[0], language)
            if value is not None and fold(word[0]) not in ("one", "un", "une"):
                yield _in_words(
                    text, match.start("run") + word.start(), match.start("run") + word.end(), value, language
                )


def _in_words(text: str, start: int, end: int, value: Decimal, language: str) -> Mention:
    unit = counted_noun(text, end, language)
    percent = re.match(r" (?:percent|per cent|pour cent)\b", text[end : end + 12])
    return Mention("number", text[start:end], canonical(value), start, end, "percent" if percent else unit)


def _ordinals(text: str, language: str) -> Iterator[Mention]:
    for match in _word_pattern("ordinal", language).finditer(text):
        value = Decimal(_words("ordinal", language)[fold(match["unit"])])
        if match["tens"]:
            value += word_value(match["tens"], language) or 0
        yield Mention("number", match[0], canonical(value), match.start(), match.end(), "ordinal")


def _centuries(text: str) -> Iterator[Mention]:
    """Find the ordinals that French writes in Roman numerals: *XIXe siècle*, *du XIVe au XVIe siècle*."""
    for match in _CENTURY.finditer(text):
        value = roman_value(match["roman"])
        if value:
            yield Mention("number", match[0], str(value), match.start(), match.end(), "ordinal")


def _rough(text: str, language: str) -> Iterator[Mention]:
    for kind in ("about", "vague"):
        for match in _word_pattern(kind, language).finditer(text):
            key = _words(kind, language)[fold(match["unit"])]
            yield Mention(
                "number", match[0], key, match.start(), match.end(), counted_noun(text, match.end(), language)
            )
