"""Cutting runs of capitalised words into names, and telling persons, places and organisations apart.

The cues are, in this order: a title in front (person); a head word in the name ("River", "Union"); the
shape of an acronym (organisation); the words around the name (`data/name_words.tsv`). A name without any
cue is a person.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import dropwhile, pairwise
from typing import cast

from summarize.facts.finding.runs import Piece, word_set
from summarize.facts.words.phrases import common_words
from summarize.facts.words.spans import Spans
from summarize.records import FactKind

_ACRONYM = re.compile(r"(?![IVX]+e?\b)(?:(?:[A-ZÀ-Ý]\.?){2,}s?|[A-ZÀ-Ý]{2,}[\w-]*)")


_SIGNS = ("$", "€", "£", "¥", "₦", "₵")


@dataclass(frozen=True, slots=True)
class SortedName:
    """The span of a name, its kind, and whether a cue shows the kind."""

    start: int
    end: int
    kind: FactKind
    sure: bool


class NameSorter:
    """Reads the runs of one text; `known` are the names that need no sorting, `places` those of places."""

    def __init__(self, text: str, language: str, known: Spans, places: Spans) -> None:
        self._text, self._language, self._known, self._places = text, language, known, places

    def names_in(self, run: list[Piece]) -> Iterator[SortedName]:
        """Yield the unknown names in a run of capitalised words."""
        while run and (run[0].text == "The" or run[0].text in self._words("no-name")):
            run = run[1:]
        personal = bool(run) and run[0].text in self._words("personal-title")
        if run and not personal and not self._known.covers(run[0].start, run[-1].end):
            kind = self._head_kind(run) or self._kind_with_place(run)
            if kind:
                yield SortedName(run[0].start, run[-1].end, cast(FactKind, kind), True)
                return
        bare = list(dropwhile(lambda piece: piece.text in self._words("title"), run))
        if self._is_named_like_place(bare):
            yield from self._sorted(bare, titled=len(bare) < len(run))
            return
        for part, titled in self._parts(run):
            yield from self._sorted(part, titled)

    def _words(self, kind: str) -> frozenset[str]:
        return word_set(kind, self._language)

    def _parts(self, run: list[Piece]) -> Iterator[tuple[list[Piece], bool]]:
        """Yield what stands between the titles and known names of a run, and whether after a title."""
        part: list[Piece] = []
        titled = False
        for piece in run:
            title = piece.text in self._words("title")
            if title or self._known.overlapping(piece.start, piece.end):
                if part and not (title and titled and self._is_ordinary(part)):  # "Acting Country Director"
                    yield part, titled
                part, titled = [], title
            elif not part and len(run) > 2 and _is_short_acronym(piece.text):
                yield [piece], False
            elif piece.text != "." or part:
                part.append(piece)
        yield part, titled

    def _sorted(self, part: list[Piece], titled: bool) -> Iterator[SortedName]:
        while part and part[-1].text in (".", "-"):
            part = part[:-1]
        if not part or (not titled and self._is_ordinary(part)):
            return
        start, end = part[0].start, part[-1].end
        if self._text.startswith(_SIGNS, end):  # "US$ 5", "GH₵ 5"
            return
        kind = "person" if titled else self._head_kind(part) or self._kind_by_cue(start, end)
        yield SortedName(start, end, cast(FactKind, kind or "person"), bool(kind))

    def _head_kind(self, run: list[Piece]) -> str:
        """Return the kind that the head word gives to a run of two words or more, or nothing."""
        if len(run) < 2:
            return ""
        heads = {run[0].text}
        if self._language == "en":
            heads |= {left.text for left, right in pairwise(run) if right.text in ("of", "for", "and")}
        for kind in ("organisation", "place"):
            if heads & self._words(kind) or run[-1].text in word_set(kind, "en"):
                return kind
        if run[0].text in self._words("direction"):
            return "place"
        return "organisation" if len(run) == 2 and _is_short_acronym(run[0].text) else ""

    def _kind_with_place(self, run: list[Piece]) -> str:
        """Sort an unknown word before a known place, mid-sentence: "Jeune Afrique", "Orange Mali"."""
        ends_in_place = self._places.covers(run[-1].start, run[-1].end)
        first = run[0]
        unknown = not self._known.overlapping(first.start, first.end) and first.text not in self._words(
            "title"
        )
        return "organisation" if len(run) == 2 and ends_in_place and unknown and not first.initial else ""

    def _is_named_like_place(self, run: list[Piece]) -> bool:
        """Whether a known place is one of the two words of a name: "Chad Smith", "Lynndie England"."""
        if len(run) != 2 or (run[0].initial and run[1].initial):  # a headline in title case, or two sentences
            return False
        place, other = run if self._is_place(run[0]) else reversed(run)
        common = other.text.casefold() in common_words(self._language)
        return (
            self._is_place(place)
            and not self._known.overlapping(other.start, other.end)
            and other.text not in self._words("title")
            and not _is_short_acronym(other.text)
            and (not common or place.text in self._words("given-name"))
        )

    def _is_place(self, piece: Piece) -> bool:
        return self._places.covers(piece.start, piece.end)

    def _kind_by_cue(self, start: int, end: int) -> str:
        """Return the kind that the shape of a name or the words around it show, or nothing."""
        if _ACRONYM.fullmatch(self._text, start, end):
            return "organisation"
        left, right = self._text[max(0, start - 40) : start], self._text[end : end + 25]
        for kind, behind, pattern in _cues(self._language):
            if pattern.search(right if behind else left):
                return kind
        return ""

    def _is_ordinary(self, part: list[Piece]) -> bool:
        """Whether capitalised words are no name: a head word alone, "Internet", "East", "Government"."""
        texts = [piece.text for piece in part]
        if len(part) == 1:
            excluded = self._words("organisation") | self._words("place") | self._words("no-name")
            contraction = re.match(r"(?:I|We|You|They|He|She|It)[’']", texts[0])
            if len(texts[0]) < 2 or texts[0] in excluded or contraction or re.fullmatch("[IVX]+e?", texts[0]):
                return True
        common = common_words(self._language)
        return not texts[0].isupper() and all(text.casefold() in common for text in texts)


def _is_short_acronym(word: str) -> bool:
    return word.isupper() and 1 < len(word) < 5


@cache
def _cues(language: str) -> tuple[tuple[str, bool, re.Pattern[str]], ...]:
    """Kind, whether the cue stands behind the name, and pattern; the strongest first."""
    organisation, before = _any("organisation-before", language), _any("place-before", language)
    within = _any("place-of", language)
    if language == "fr":
        return (
            ("group", False, re.compile(r"\b(?:peuple|ethnie|tribu|communauté|clan)s?\s(?:des\s)?$")),
            ("organisation", False, re.compile(rf"\b{organisation}(?:\s[a-zà-ÿ]+)?\s$")),
            ("place", False, re.compile(rf"\b{before}\s(?:l[’'])?$")),
            ("place", False, re.compile(rf"\b{within}\s(?:de |du |des |de la |de l[’']|d[’'])?$")),
            ("place", False, re.compile(r"\b(?:du|de la|au|la|le|dans les?|en|aux?)\s(?:l[’'])?$")),
        )
    return (
        (
            "group",
            True,
            re.compile(r"^\s(?:people|tribes?|tribesmen|ethnic group|community|herders|nomads|clans?)\b"),
        ),
        ("organisation", False, re.compile(rf"\b{organisation}\s$")),
        ("place", True, re.compile(rf"^\s{_any('place-after', language)}\b")),
        ("place", False, re.compile(rf"\b{within} of\s(?:the )?$")),
        ("place", False, re.compile(rf"\b{before}\s(?:[Tt]he )?$")),
        ("place", False, re.compile(r"\b(?:on|from|to|along) the\s$")),
        ("organisation", False, re.compile(r"\b[Tt]he\s$")),
    )


def _any(kind: str, language: str) -> str:
    return "(?:" + "|".join(sorted(map(re.escape, word_set(kind, language)))) + ")"
