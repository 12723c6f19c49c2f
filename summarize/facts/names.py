"""Names of persons, places, organisations and groups.

Method: no statistical model. Known names come from the glossary and CLDR (`gazetteer`); other names are runs of
capitalised words (`runs`), cut at titles and known names and sorted by head words ("River", "Union"), titles
("Col."), and the words around them ("in X", "the company X", "the X district"). "Long Form (ACRONYM)" makes one name
and a surname joins the full name (`aliases`). The word lists are in `data/name_words.tsv`.

Limits: an unknown name without any cue is taken for a person; one-word company names, nicknames in lower case and
unknown names in headlines in title case may be missed or mis-sorted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from summarize.facts.aliases import join_acronyms, join_surnames
from summarize.facts.folding import fold
from summarize.facts.gazetteer import Known, gazetteer
from summarize.facts.phrases import common_words, tokens_of
from summarize.facts.roles import role_of
from summarize.facts.runs import Piece, runs_of, word_set
from summarize.facts.terms import normal as name_key
from summarize.records import FactKind, Mention


@dataclass(frozen=True, slots=True)
class _Span:
    start: int
    end: int
    known: Known


def find_names(text: str, language: str) -> list[Mention]:
    """Find the names of an English or French text, sorted by start, without overlaps.

    Keys are those of the glossary where it knows the name (`ecowas`, `mali`), else the folded name
    (`soumaila cisse`); all mentions of one person or organisation share the key of its fullest form. The detail is
    a person's role, or the other form of an organisation that the text introduces with its acronym.
    """
    language = "fr" if language == "fr" else "en"
    known = list(_known_spans(text, language))
    sorter = _Sorter(text, language, known)
    opening = {span.start for span in known if span.known.kind != "group" or language == "en"}
    mentions = [mention for run in runs_of(text, language, opening) for mention in sorter.names_in(run)]
    for span in known:
        if not any(m.start < span.end and span.start < m.end for m in mentions):
            mentions.append(_mention(text, span.start, span.end, span.known.kind, span.known.key))
    mentions = _with_demonym(sorted(_one_kind_each(mentions, sorter.sure), key=lambda m: m.start), text)
    return join_surnames(join_acronyms(text, mentions))


def _mention(text: str, start: int, end: int, kind: FactKind, key: str = "", detail: str = "") -> Mention:
    return Mention(kind, text[start:end], key or name_key(text[start:end]), start, end, detail)


def _known_spans(text: str, language: str) -> Iterator[_Span]:
    tokens = tokens_of(text)
    for first, last, known in gazetteer(language).find(tokens):
        start, end = tokens[first].start, tokens[last - 1].end
        written = text[start:end]
        small = language == "fr" and known.kind == "group" and " " not in written
        if not small and not any(char.isupper() for char in written):
            continue
        if not small and known.kind in ("place", "group", "person") and not written[0].isupper():
            continue
        acronym = len(written) <= 4 and known.kind == "organisation"
        if (acronym or written.upper() in ("US", "UAE", "CAR")) and not written.isupper() and len(written) < 4:
            continue
        if re.search(r"[.,;:()\n]\s", written):
            continue
        yield _Span(start, end, known)


def _with_demonym(mentions: list[Mention], text: str) -> list[Mention]:
    """Make "Croix-Rouge nigérienne" one organisation."""
    joined: list[Mention] = []
    for mention in mentions:
        last = joined[-1] if joined else None
        if last and last.kind == "organisation" and mention.kind == "group" and mention.text.islower():
            if text[last.end : mention.start] == " " and not last.text.isupper():
                joined[-1] = _mention(text, last.start, mention.end, "organisation")
                continue
        joined.append(mention)
    return joined


def _one_kind_each(mentions: list[Mention], sure: set[int]) -> list[Mention]:
    """Give a name that was taken for a person by default the kind that cues show elsewhere in the text."""
    shown = {fold(m.text): m.kind for m in mentions if m.start in sure}
    return [replace(m, kind=shown.get(fold(m.text), m.kind)) if m.start not in sure else m for m in mentions]


class _Sorter:
    """Cuts runs into names and tells their kinds."""

    def __init__(self, text: str, language: str, known: list[_Span]) -> None:
        self.text, self.language, self.known = text, language, known
        self.titles = word_set("title", language)
        self.sure: set[int] = set()
        """Starts of the names whose kind a cue shows."""

    def names_in(self, run: list[Piece]) -> Iterator[Mention]:
        """Yield the unknown names in a run of capitalised words."""
        spans = [span for span in self.known if span.start < run[-1].end and run[0].start < span.end]
        personal = run[0].text in word_set("personal-title", self.language)
        if not personal and self._head_kind(run) and not self._is_known(run, spans):
            yield from self._headed(run)
            return
        parts: list[list[Piece]] = [[]]
        titled: list[bool] = [False]
        for piece in run:
            title = piece.text.rstrip(".") in self.titles
            if title or any(span.start <= piece.start < span.end for span in spans):
                parts.append([])
                titled.append(title)
            elif piece.text != "." or parts[-1]:
                parts[-1].append(piece)
        for part, after_title in zip(parts, titled, strict=True):
            if part:
                yield from self._sorted(part, after_title)

    def _is_known(self, run: list[Piece], spans: list[_Span]) -> bool:
        return any(span.start <= run[0].start and run[-1].end <= span.end for span in spans)

    def _headed(self, run: list[Piece]) -> Iterator[Mention]:
        start, end = run[0].start, run[-1].end
        self.sure.add(start)
        yield _mention(self.text, start, end, self._head_kind(run))  # type: ignore[arg-type]

    def _head_kind(self, run: list[Piece]) -> str:
        """Return the kind of the head word of a run of two words or more, or nothing."""
        if len(run) < 2:
            return ""
        edges = {run[0].text}
        if self.language == "en":
            edges |= {run[-1].text} | {a.text for a, b in zip(run, run[1:], strict=False) if b.text in ("of", "for", "and")}
        for kind in ("organisation", "place"):
            if edges & word_set(kind, self.language) or run[-1].text in word_set(kind, "en"):
                return kind
        if run[0].text in word_set("direction", self.language):
            return "place"
        return "organisation" if run[0].text.isupper() and 1 < len(run[0].text) < 6 else ""

    def _sorted(self, part: list[Piece], titled: bool) -> Iterator[Mention]:
        while part and part[-1].text in (".", "-"):
            part = part[:-1]
        if not part:
            return
        start, end = part[0].start, part[-1].end
        if titled:
            kind = "person"
        elif self._is_ordinary(part):
            return
        else:
            kind = self._head_kind(part) or self._kind_by_cue(start, end)
        if kind:
            self.sure.add(start)
        else:
            kind = "person"
        if kind:
            detail = role_of(self.text, start, end, self.language) if kind == "person" else ""
            yield _mention(self.text, start, end, kind, detail=detail)  # type: ignore[arg-type]

    def _kind_by_cue(self, start: int, end: int) -> str:
        """Sort a name by its shape and the words around it."""
        name = self.text[start:end]
        if re.fullmatch(r"(?:[A-ZÀ-Ý]\.?){2,}s?|[A-ZÀ-Ý]{2,}[\w-]*", name):
            return "organisation"
        left, right = self.text[max(0, start - 40) : start], self.text[end : end + 25]
        for kind, side, pattern in _cues(self.language):
            if pattern.search(left if side == "left" else right):
                return kind
        return ""

    def _is_ordinary(self, part: list[Piece]) -> bool:
        """Whether a capitalised word or phrase is no name: a head word alone, "Internet", "East", "Government"."""
        texts = [piece.text for piece in part]
        if len(part) == 1:
            heads = word_set("organisation", self.language) | word_set("place", self.language)
            none = word_set("no-name", self.language)
            contraction = re.match(r"(?:I|We|You|They|He|She|It)[’']", texts[0])
            if len(texts[0]) < 2 or texts[0] in heads or texts[0] in none or contraction:
                return True
        return not texts[0].isupper() and all(text.casefold() in common_words(self.language) for text in texts)


@cache
def _cues(language: str) -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    """Kind, side and pattern of the words around a name that tell what it is, the strongest first."""

    def words(kind: str) -> str:
        return "(?:" + "|".join(sorted(word_set(kind, language))) + ")"

    if language == "fr":
        return (
            ("organisation", "left", re.compile(rf"\b{words('organisation-before')}(?:\s[a-zà-ÿ]+)?\s$")),
            ("place", "left", re.compile(rf"\b{words('place-before')}\s(?:l[’'])?$")),
            ("place", "left", re.compile(rf"\b{words('place-of')}\s(?:de |du |des |de la |de l[’']|d[’'])?$")),
            ("place", "left", re.compile(r"\b(?:du|de la|au|la|le|dans les?|en|aux?)\s(?:l[’'])?$")),
        )
    return (
        ("organisation", "left", re.compile(rf"\b{words('organisation-before')}\s$")),
        ("place", "right", re.compile(rf"^\s{words('place-after')}\b")),
        ("place", "left", re.compile(rf"\b{words('place-of')} of\s(?:the )?$")),
        ("place", "left", re.compile(rf"\b{words('place-before')}\s(?:the )?$")),
        ("place", "left", re.compile(r"\b(?:on|from|to|along) the\s$")),
        ("organisation", "left", re.compile(r"\b[Tt]he\s$")),
    )
