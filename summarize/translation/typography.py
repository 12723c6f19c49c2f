"""French typography for translated text, after the Imprimerie nationale's rules and CLDR.

« » with no-break spaces, a narrow no-break space before ; ! ? and a no-break space before : and %,
typographic apostrophes, … and spaced en dashes. Every rule is idempotent; URLs, addresses, times and
ratios are never touched.
"""

from __future__ import annotations

import re

NBSP = "\u00a0"
NARROW = "\u202f"
SPACE = f"[ {NBSP}{NARROW}]"
HOLD = "\ue000"
"""Stands for a protected span while the rules run."""

ADDRESS = re.compile(
    r"(?:https?://|www\.)[^\s<>\"«»]*[^\s<>\"«».,;:!?)\]…']|[\w.+'-]+@[\w-]+(?:\.[\w-]+)+"
    r"|(?<!\w)[@#]\w+|\+\d[\d ]{6,}\d"
    r"|(?:[\u0370-\u1cff\u2d00-\ua71f\uab30-\ud7ff\uf900-\ufdff\ufe70-\ufeff]+ ?)+(?<! )"
)
"""URLs, e-mail addresses, handles, tags, telephone numbers and words in another script than Latin."""
PROTECTED = re.compile(rf"{HOLD}|{ADDRESS.pattern}|\d+(?::\d+)+")
GROUPED = re.compile(
    rf"(?<![\d.,])(?<!\d{SPACE})\d{{1,3}}(?:[,.{NBSP}{NARROW} ]\d{{3}})+(?![\d.,]?\d|{SPACE}\d{{3}})"
)
GROUPED_IN_SOURCE = re.compile(rf"(?<![\d.,])\d{{1,3}}(?:[,{NBSP}{NARROW}]\d{{3}})+(?![.,]?\d)")

MONTHS = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
SPACING = (
    (re.compile(r"\.\.\."), "…"),
    (re.compile(r",(?=[^\W\d])"), ", "),
    (re.compile(r"(?<=[^\W\d_])['’](?=[\w«\"⟪])"), "’"),
    (re.compile(rf"«{SPACE}*"), f"«{NBSP}"),
    (re.compile(rf"{SPACE}*»"), f"{NBSP}»"),
    (re.compile(rf"(?<=[^\s(\[{{!?;{NARROW}]){SPACE}*([;!?]+)"), rf"{NARROW}\1"),
    (re.compile(rf"(?<=[^\s(\[{{]){SPACE}*:(?=\s|$|[«\"])"), f"{NBSP}:"),
    (re.compile(rf"(?<=\d){SPACE}*([%‰])"), rf"{NBSP}\1"),
    (re.compile(rf"(?<=\d){SPACE}+([€$£])"), rf"{NBSP}\1"),
    (re.compile(rf"(?<=[^\s\d]){SPACE}[-—]{SPACE}(?=[^\s\d])"), " – "),
    (re.compile(rf"(?<![\d,.])1(?={SPACE}(?:{MONTHS})\b)"), "1er"),
)


def restore(text: str, language: str, source: str = "") -> str:
    """Return the text in the typography of its language; languages other than French stay as they are.

    `source` is the sentence it was translated from: groups of digits are joined only when they make a
    number of the source ("1,200" or "1 200" → "1 200" with a narrow no-break space).
    """
    if language != "fr":
        return text
    held: list[str] = PROTECTED.findall(text)
    text = PROTECTED.sub(HOLD, text)
    text = _group_digits(text, source)
    text = _pair_quotes(text)
    for pattern, replacement in SPACING:
        text = pattern.sub(replacement, text)
    return re.sub(HOLD, lambda _: held.pop(0), text)


def _digits(number: str) -> str:
    return re.sub(r"\D", "", number)


def _group_digits(text: str, source: str) -> str:
    """Write thousands as CLDR does for French when the source has the same number grouped or whole."""
    known = {_digits(number) for number in GROUPED_IN_SOURCE.findall(source)}
    known |= set(re.findall(r"(?<![\d.,])\d{4,}(?![.,]?\d)", source))

    def regroup(match: re.Match[str]) -> str:
        number = match.group(0)
        return re.sub(r"\D", NARROW, number) if _digits(number) in known else number

    return GROUPED.sub(regroup, text)


def _pair_quotes(text: str) -> str:
    """Turn pairs of straight or English quotation marks into « », or into “ ” inside « »; odd ones stay."""
    out = list(text)
    opened: int | None = None
    inside = False
    for index, char in enumerate(text):
        if char in "«»":
            inside, opened = char == "«", None
        elif char in '"“”' and opened is None:
            if _can_open(text, index):
                opened = index
        elif char in '"“”' and opened is not None:
            out[opened], out[index] = ("“", "”") if inside else ("«", "»")
            opened = None
    return "".join(out)


def _can_open(text: str, index: int) -> bool:
    """Tell whether a quotation mark stands before a word, not after one (or after a number, as inches do)."""
    before, after = text[index - 1 : index], text[index + 1 : index + 2]
    return bool(after.strip()) and not (before.isalnum() or before in (".", ",", "!", "?"))
