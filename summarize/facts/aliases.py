"""Names that stand for each other in one text: acronym and long form, surname and full name."""

from __future__ import annotations

import re
from dataclasses import replace

from summarize.facts.folding import fold
from summarize.facts.terms import normal as name_key
from summarize.records import Mention


def join_acronyms(text: str, mentions: list[Mention]) -> list[Mention]:
    """Make "Long Form (LF)" one organisation: acronym and long form get one key.

    The long form is the name that ends before the bracket, prolonged to the left as far as its initials need
    (after Schwartz and Hearst, 2003).
    """
    for match in re.finditer(r"\s\((?P<acronym>[A-ZÀ-Ý][\w-]{1,14})\)", text):
        acronym = match["acronym"]
        start = _long_form_start(text, match.start(), acronym, mentions)
        if start is None:
            continue
        inside = [m for m in mentions if m.start < match.start() and start < m.end]
        exact = next((m for m in inside if m.start == start and m.end == match.start()), None)
        short = next((m for m in mentions if m.text == acronym and m.key != name_key(acronym)), None)
        key = (
            exact.key
            if exact and exact.key != name_key(exact.text)
            else short.key
            if short
            else name_key(acronym)
        )
        long_form = text[start : match.start()]
        mentions = [m for m in mentions if m not in inside]
        mentions.append(Mention("organisation", long_form, key, start, match.start(), acronym))
        mentions = [_same_body(m, acronym, long_form, key) for m in mentions]
        if not any(m.start == match.start("acronym") for m in mentions):
            span = match.span("acronym")
            mentions.append(Mention("organisation", acronym, key, *span, long_form))
    return sorted(mentions, key=lambda m: m.start)


def _same_body(mention: Mention, acronym: str, long_form: str, key: str) -> Mention:
    if fold(mention.text) == fold(acronym):
        return replace(mention, kind="organisation", key=key, detail=long_form)
    if fold(mention.text) == fold(long_form):
        return replace(mention, kind="organisation", key=key, detail=acronym)
    return mention


def _long_form_start(text: str, end: int, acronym: str, mentions: list[Mention]) -> int | None:
    """Return where the long form before a bracketed acronym starts, or None."""
    letters = [char for char in fold(acronym) if char.isalpha()]
    if sum(char.isupper() for char in acronym) < 2 and len(acronym) < 4:
        return None
    left = max(0, end - 140)
    sentence = re.split(r"[.;:!?\n«»“”\"()]", text[left:end])[-1]
    offset = end - len(sentence)
    words = list(re.finditer(r"[^\W\d_]+", sentence))
    starts = []
    for place, word in enumerate(words[-14:], max(0, len(words) - 14)):
        if not word[0][0].isupper() or fold(word[0][0]) != letters[0]:
            continue
        if _spells([fold(w[0][0]) for w in words[place:]], letters):
            starts.append(offset + word.start())
    ending = next((m for m in mentions if m.end == end and m.kind != "group"), None)
    if ending and (
        not starts or ending.start in starts or (ending.kind == "organisation" and ending.start < starts[-1])
    ):
        return ending.start if ending.kind in ("organisation", "person") else None
    return starts[-1] if starts else None


def _spells(initials: list[str], letters: list[str]) -> bool:
    """Whether the initials contain the acronym's letters in order, at most one missing."""
    place, missing = 0, 0
    for letter in letters:
        try:
            place = initials.index(letter, place) + 1
        except ValueError:
            missing += 1
    return missing <= (1 if len(letters) > 3 else 0)


def join_surnames(mentions: list[Mention]) -> list[Mention]:
    """Let a part of a person's full name take the key of the full name, the one mentioned last before it."""
    full = [m for m in mentions if m.kind == "person" and len(_parts(m)) > 1]
    first_full: dict[str, Mention] = {}
    for mention in full:
        for part in _parts(mention):
            first_full.setdefault(part, mention)
    full_starts = {mention.start for mention in full}
    latest: dict[str, Mention] = {}
    joined = []
    for mention in mentions:
        folded = name_key(mention.text)
        whole = latest.get(folded) or first_full.get(folded)
        unknown = mention.key == folded and not (mention.text.isupper() and len(mention.text) < 6)
        if (
            whole
            and whole.key != mention.key
            and unknown
            and mention.kind in ("person", "place", "organisation")
        ):
            mention = replace(mention, kind="person", key=whole.key, detail=mention.detail)
        elif mention.start in full_starts:
            latest.update(dict.fromkeys(_parts(mention), mention))
        joined.append(mention)
    return joined


def _parts(mention: Mention) -> list[str]:
    """The keys of the shorter forms of a full name: its ends ("Na Tchuda", "Tchuda"), then its first name."""
    words = name_key(mention.text).split("-")
    return ["-".join(words[place:]) for place in range(1, len(words))] + [words[0]]
