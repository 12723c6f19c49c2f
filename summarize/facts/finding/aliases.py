"""Names that stand for each other in one text: acronym and long form, surname and full name."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from summarize.facts.terms.term import normal
from summarize.facts.words.folding import fold
from summarize.records import Mention

_REACH = 140
"""Characters before a bracketed acronym in which its long form is looked for."""


def join_acronyms(text: str, mentions: Iterable[Mention]) -> list[Mention]:
    """Make "Long Form (LF)" one organisation: both get one key, here and elsewhere in the text.

    The long form is the organisation that ends before the bracket, or the stretch from the capital from
    which on the initials spell the acronym (after Schwartz and Hearst, 2003). "Moussa Sidi (UDP)" stays a
    person. The mentions must not overlap.
    """
    names = _Names(mentions)
    for match in re.finditer(r"\s\((?P<acronym>[A-ZÀ-Ý][\w-]{1,14})\)", text):
        acronym, end = match["acronym"], match.start()
        start = _long_form_start(text, end, acronym, names.last_before(end))
        if start is None:
            continue
        long_form = text[start:end]
        key = names.known_key(long_form) or names.known_key(acronym) or normal(acronym)
        names.remove(start, end)
        names.add(Mention("organisation", long_form, key, start, end))
        names.add(Mention("organisation", acronym, key, *match.span("acronym")))
        names.join(acronym, key, long_form)
        names.join(long_form, key, acronym)
    return names.in_order()


class _Names:
    """The mentions of a text, found by place and by folded form, so that long texts take no longer a word."""

    def __init__(self, mentions: Iterable[Mention]) -> None:
        self._starts: list[int] = []
        self._at: dict[int, Mention] = {}
        self._by_form: dict[str, list[int]] = defaultdict(list)
        for mention in mentions:
            self.add(mention)

    def add(self, mention: Mention) -> None:
        """Add a mention where none starts yet."""
        if mention.start not in self._at:
            insort(self._starts, mention.start)
            self._at[mention.start] = mention
            self._by_form[fold(mention.text)].append(mention.start)

    def remove(self, start: int, end: int) -> None:
        """Remove the mentions that overlap a stretch of the text."""
        while (last := self.last_before(end)) and last.end > start:
            self._starts.remove(last.start)
            self._by_form[fold(last.text)].remove(last.start)
            del self._at[last.start]

    def last_before(self, end: int) -> Mention | None:
        """Return the last mention that starts before a place in the text."""
        place = bisect_left(self._starts, end)
        return self._at[self._starts[place - 1]] if place else None

    def known_key(self, form: str) -> str:
        """Return the key of the glossary for a form; empty when it has none."""
        found = (self._at[start] for start in self._by_form.get(fold(form), ()))
        return next((name.key for name in found if name.text == form and name.key != normal(form)), "")

    def join(self, form: str, key: str, detail: str) -> None:
        """Give all mentions with a form one key, as an organisation with another form."""
        for start in self._by_form.get(fold(form), ()):
            self._at[start] = replace(self._at[start], kind="organisation", key=key, detail=detail)

    def in_order(self) -> list[Mention]:
        """Return the mentions sorted by start."""
        return [self._at[start] for start in self._starts]


def _long_form_start(text: str, end: int, acronym: str, before: Mention | None) -> int | None:
    """Return where the long form that ends before a bracketed acronym starts, or None.

    `before` is the last mention before the bracket.
    """
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
    if before and before.end == end and before.kind == "organisation":
        return max((start for start in starts if start <= before.start), default=before.start)
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
        if whole and mention.kind == "place" and normal(whole.text).startswith(f"{folded}-"):
            whole = None  # "Jordan" after "Jordan Henderson" is the country
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
