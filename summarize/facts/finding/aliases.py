"""Names that stand for each other in one text: acronym and long form, surname and full name."""

from __future__ import annotations

import re
from dataclasses import replace

from summarize.facts.terms.term import normal
from summarize.facts.words.folding import fold
from summarize.records import Mention

_REACH = 140
"""Characters before a bracketed acronym in which its long form is looked for."""


def join_acronyms(text: str, mentions: list[Mention]) -> list[Mention]:
    """Make "Long Form (LF)" one organisation: both get one key, here and elsewhere in the text.

    The long form is the organisation that ends before the bracket, or the stretch from the capital from
    which on the initials spell the acronym (after Schwartz and Hearst, 2003). "Moussa Sidi (UDP)" stays a
    person.
    """
    for match in re.finditer(r"\s\((?P<acronym>[A-ZÀ-Ý][\w-]{1,14})\)", text):
        acronym, end = match["acronym"], match.start()
        start = _long_form_start(text, end, acronym, mentions)
        if start is None:
            continue
        long_form = text[start:end]
        key = _key(mentions, acronym, long_form)
        mentions = [mention for mention in mentions if mention.end <= start or end <= mention.start]
        mentions.append(Mention("organisation", long_form, key, start, end))
        if not any(mention.start == match.start("acronym") for mention in mentions):
            mentions.append(Mention("organisation", acronym, key, *match.span("acronym")))
        mentions = [_as_one(mention, acronym, long_form, key) for mention in mentions]
    return sorted(mentions, key=lambda mention: mention.start)


def _key(mentions: list[Mention], acronym: str, long_form: str) -> str:
    """Return the key of the glossary for one of the forms, else that of the acronym."""
    keys = (
        m.key for form in (long_form, acronym) for m in mentions if m.text == form and m.key != normal(form)
    )
    return next(keys, normal(acronym))


def _as_one(mention: Mention, acronym: str, long_form: str, key: str) -> Mention:
    for form, other in ((acronym, long_form), (long_form, acronym)):
        if fold(mention.text) == fold(form):
            return replace(mention, kind="organisation", key=key, detail=other)
    return mention


def _long_form_start(text: str, end: int, acronym: str, mentions: list[Mention]) -> int | None:
    """Return where the long form before a bracketed acronym starts, or None."""
    if sum(char.isupper() for char in acronym) < 2 and len(acronym) < 4:
        return None
    clause = re.split(r"[.;:!?\n«»“”\"()]", text[max(0, end - _REACH) : end])[-1]
    words = list(re.finditer(r"[^\W\d_]+", clause))
    initials = [fold(word[0][0]) for word in words]
    letters = [char for char in fold(acronym) if char.isalpha()]
    starts = [
        end - len(clause) + word.start()
        for place, word in enumerate(words)
        if word[0][0].isupper() and initials[place] == letters[0] and _spells(initials[place:], letters)
    ]
    before = next((m.start for m in mentions if m.end == end and m.kind == "organisation"), None)
    if before is not None:
        return max((start for start in starts if start <= before), default=before)
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
        folded = normal(mention.text)
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
    words = normal(mention.text).split("-")
    return ["-".join(words[place:]) for place in range(1, len(words))] + [words[0]]
