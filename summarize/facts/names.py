"""Names of persons, places, organisations and groups.

Method: no statistical model. Known names come from the glossary and CLDR (`gazetteer.py`); other names are runs of
capitalised words, cut at titles and known names and sorted by head words ("River", "Union"), titles ("Col."), and
the words around them ("in X", "X said"). A capital at a sentence start counts only when the word is no common word
or stands capitalised elsewhere in the text. "Long Form (ACRONYM)" makes one name; a surname joins the full name.

Limits: a lone unknown name without cue is taken for a person; invented one-word company names, nicknames in lower
case and names in all-capital text may be missed or mis-sorted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from summarize.facts.gazetteer import Known, gazetteer
from summarize.facts.phrases import common_words, fold, read_table, slug, words_of
from summarize.records import FactKind, Mention


@dataclass(frozen=True, slots=True)
class _Span:
    start: int
    end: int
    known: Known


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    start: int
    end: int
    initial: bool
    """True at the start of a sentence, line or quotation."""

    @property
    def capital(self) -> bool:
        return self.text[0].isupper()


def find_names(text: str, language: str) -> list[Mention]:
    """Find the names of an English or French text, sorted by start, without overlaps.

    Keys are language-neutral where the glossary or CLDR know the name (`ecowas`, `mali`), else the folded name
    (`soumaila-cisse`); all mentions of one person or organisation share the key of its fullest form.
    """
    language = "fr" if language == "fr" else "en"
    known = list(_known_spans(text, language))
    acronyms = _acronyms(text, language)
    mentions = [
        mention for run in _runs(text, language, known) for mention in _split_run(text, run, known, language)
    ]
    covered = [(m.start, m.end) for m in mentions]
    for span in known:
        if not any(start < span.end and span.start < end for start, end in covered):
            mentions.append(_mention(text, span.start, span.end, span.known.kind, span.known.key))
    mentions = _with_acronyms(text, _one_kind_each(mentions), acronyms)
    return _joined(sorted(mentions, key=lambda m: m.start), text, language)


def _mention(text: str, start: int, end: int, kind: FactKind, key: str = "", detail: str = "") -> Mention:
    return Mention(kind, text[start:end], key or slug(text[start:end]), start, end, detail)


# --- known names -----------------------------------------------------------------------------------------------


def _known_spans(text: str, language: str) -> Iterator[_Span]:
    words = words_of(text)
    index = 0
    table = gazetteer(language)
    while index < len(words):
        match = table.longest(words, index)
        if not match:
            index += 1
            continue
        size, known = match
        first, last = words[index], words[index + size - 1]
        written = text[first.start : last.end]
        acronym = (
            known.key.replace("-", "") == fold(written) and len(written) <= 5 and known.kind == "organisation"
        )
        proper = known.lower or (written[0].isupper() or any(char.isupper() for char in written[1:]))
        if proper and not (
            len(written) <= 3 and not written.isupper() and (acronym or known.kind != "place")
        ):
            yield _Span(first.start, last.end, known)
            index += size
        else:
            index += 1


# --- runs of capitalised words ---------------------------------------------------------------------------------


@cache
def _token_pattern(language: str) -> re.Pattern[str]:
    elision = r"(?:[LlDdJjSsCcnmt]|[Qq]u)[’'](?=\w)|" if language == "fr" else ""
    return re.compile(rf"{elision}(?:[A-Z]\.){{2,}}|[^\W\d_][^\W_]*(?:[’'\-][^\W_]+)*|\d+|[^\w\s]|\n+")


@cache
def _heads(kind: str, language: str) -> frozenset[str]:
    rows = [row for row in read_table("heads.tsv") if row["kind"] == kind and row["language"] == language]
    return frozenset(word for row in rows for word in row["words"].split("|"))


_PARTICLES = frozenset("al el bin ibn ben ould ag van von der den da dos di".split())
_LINKS = {
    "en": frozenset("of for the and in on".split()),
    "fr": frozenset("de des du la le les d' d’ l' l’ et pour en à au aux".split()),
}
_ABBREVIATIONS = frozenset(
    "Mr Mrs Ms Dr Prof Gen Col Lt Capt Maj Sgt Brig Rev Hon St M MM Mme Cdt Gén".split()
)


def _tokens(text: str, language: str) -> list[_Token]:
    tokens: list[_Token] = []
    initial = True
    for match in _token_pattern(language).finditer(text):
        word = match[0]
        if language == "en":
            word = re.sub(r"[’']s?$", "", word)
        if not word.strip():
            initial = True
            continue
        tokens.append(_Token(word, match.start(), match.start() + len(word), initial))
        if word in '.!?:;"“«”»•–—(' and word:
            after_abbreviation = word == "." and len(tokens) > 1 and tokens[-2].text in _ABBREVIATIONS
            initial = not after_abbreviation if word in ".!?" else initial or word in ':"“«•–—('
        else:
            initial = False
    return tokens


def _runs(text: str, language: str, known: list[_Span]) -> Iterator[list[_Token]]:
    """Yield maximal runs of capitalised tokens joined by particles, or by links inside an organisation or place."""
    tokens = _tokens(text, language)
    written_small = {token.text for token in tokens if token.text.islower()}
    inside = {
        position for span in known for position in range(span.start, span.end) if span.known.kind != "group"
    }
    common = common_words(language)
    index = 0
    while index < len(tokens):
        token = tokens[index]
        small = token.text.casefold()
        if not token.capital or (
            token.initial and token.start not in inside and (small in common or small in written_small)
            and not _opens_name(tokens, index, language)
        ):  # fmt: skip
            index += 1
            continue
        run = [token]
        index += 1
        while index < len(tokens) and _touches(text, run[-1], tokens[index]):
            step = _continues(tokens, index, run, language)
            if not step:
                break
            run += tokens[index : index + step]
            index += step
        yield run


def _opens_name(tokens: list[_Token], index: int, language: str) -> bool:
    """Tell whether a common word at a sentence start belongs to a name: a head or title before a capital."""
    word = tokens[index].text
    if not any(word in _heads(kind, language) for kind in ("organisation", "place", "title")):
        return False
    following = tokens[index + 1 : index + 3]
    return any(token.capital for token in following)


def _touches(text: str, left: _Token, right: _Token) -> bool:
    gap = text[left.end : right.start]
    return gap in (" ", " ", "", "\u202f") or (gap == ". " and left.text in _ABBREVIATIONS)


def _continues(tokens: list[_Token], index: int, run: list[_Token], language: str) -> int:
    """Return how many tokens from `index` prolong the run: 0 ends it."""
    token = tokens[index]
    if token.text == "." and run[-1].text in _ABBREVIATIONS:
        return 1
    if len(run[-1].text) == 1 and token.text == ".":
        return 1
    if token.capital:
        return 1
    following = tokens[index + 1 : index + 5]
    if token.text in _PARTICLES and following and following[0].capital:
        return 1
    headed = any(
        t.text in _heads("organisation", language) or t.text in _heads("place", language) for t in run
    )
    if headed:
        return _linked(tokens, index, run, language)
    return 0


def _linked(tokens: list[_Token], index: int, run: list[_Token], language: str) -> int:
    """Count the lower-case links (and, in French, adjectives) up to the next capital of an organisation's name."""
    links = _LINKS[language]
    for size, token in enumerate(tokens[index : index + 5]):
        if token.capital:
            return (
                size + 1
                if tokens[index].text not in ("and", "et", "in", "on", "à", "en", "au")
                or _open_list(run, language)
                else 0
            )
        if token.text in links:
            continue
        adjective = (
            language == "fr"
            and token.text.isalpha()
            and token.text.islower()
            and token.text not in _stop_words()
        )
        if not adjective:
            return 0
    return 0


def _open_list(run: list[_Token], language: str) -> bool:
    """Tell whether a name can go on after "and": "Ministry of Health and Social Affairs"."""
    return any(token.text in _LINKS[language] for token in run)


@cache
def _stop_words() -> frozenset[str]:
    return frozenset(
        "a ont est sont qui que dont où par sur avec dans contre selon mais ou ce cette ne pas se s' il elle était".split()
    )


# --- sorting a run ---------------------------------------------------------------------------------------------


def _split_run(text: str, run: list[_Token], known: list[_Span], language: str) -> Iterator[Mention]:
    """Yield the names in a run of capitalised words."""
    titles = _heads("title", language)
    spans = [span for span in known if span.start < run[-1].end and run[0].start < span.end]
    pieces: list[list[_Token]] = [[]]
    title: list[_Token] = []
    for token in run:
        atom = any(span.start <= token.start < span.end for span in spans)
        if token.text in titles and not _is_headed(run, language):
            pieces.append([])
            title.append(token)
        elif atom and not _is_headed(run, language):
            pieces.append([])
        elif token.text != ".":
            pieces[-1].append(token)
    for piece in pieces:
        if piece:
            yield from _sorted_piece(text, piece, bool(title), language, spans)


def _is_headed(run: list[_Token], language: str) -> str:
    """Return the kind of the head word of a run of two or more words, or nothing."""
    if len(run) < 2:
        return ""
    edges = {run[0].text, run[-1].text} if language == "en" else {run[0].text}
    if language == "en":
        edges |= {run[i - 1].text for i, token in enumerate(run) if token.text in ("of", "for") and i}
    for kind in ("organisation", "place"):
        if edges & _heads(kind, language):
            return kind
    return ""


def _sorted_piece(
    text: str, piece: list[_Token], titled: bool, language: str, spans: list[_Span]
) -> Iterator[Mention]:
    start, end = piece[0].start, piece[-1].end
    name = text[start:end]
    if any(span.start <= start and end <= span.end for span in spans):
        return
    kind = _is_headed(piece, language) or _kind_by_cue(text, start, end, name, titled, language)
    if kind:
        yield _mention(text, start, end, kind)  # type: ignore[arg-type]


@cache
def _place_cue(language: str) -> re.Pattern[str]:
    if language == "fr":
        return re.compile(
            r"(?:\b(?:à|À|vers|ville de|village de|région de|localité de|commune de|près de|autour de|cercle de|province de|quartier de|camp de|entre)\s)$"
        )
    return re.compile(
        r"(?:\b(?:in|In|at|from|near|outside|around|towards?|into|through|(?:city|town|village|region|district|province|port|capital|suburb|area|north|south|east|west) of)\s(?:the\s)?)$"
    )


def _kind_by_cue(text: str, start: int, end: int, name: str, titled: bool, language: str) -> str:
    """Sort a name without head word by its shape and the words around it."""
    if titled:
        return "person"
    if re.fullmatch(r"(?:[A-ZÀ-Ý]\.?){2,}s?|[A-Z]{2,}[\w-]*", name):
        return "organisation"
    if len(name) < 3:
        return ""
    if _place_cue(language).search(text[max(0, start - 30) : start]):
        return "place"
    return "person"


def _one_kind_each(mentions: list[Mention]) -> list[Mention]:
    """Give a name that was taken for a person by default the kind that cues show elsewhere in the text."""
    shown = {m.text: m.kind for m in mentions if m.kind in ("place", "organisation") and " " not in m.text}
    return [replace(m, kind=shown[m.text]) if m.kind == "person" and m.text in shown else m for m in mentions]


# --- acronyms and surnames -------------------------------------------------------------------------------------


def _acronyms(text: str, language: str) -> dict[str, tuple[int, int]]:
    """Map each acronym that the text introduces ("Long Form (LF)") to the span of its long form."""
    found: dict[str, tuple[int, int]] = {}
    for match in re.finditer(r" \((?P<acronym>[A-ZÀ-Ý][A-Za-zÀ-ÿ]*[A-ZÀ-Ý][A-Za-z0-9-]*)\)", text):
        words = [m for m in re.finditer(r"[^\W\d_]+", text[max(0, match.start() - 120) : match.start()])]
        offset = max(0, match.start() - 120)
        initials = [word for word in words if word[0][0].isupper()]
        letters = [char for char in fold(match["acronym"]) if char.isalpha()]
        for word in words[-12:]:
            if fold(word[0][0]) != letters[0]:
                continue
            rest = [fold(w[0][0]) for w in words if w.start() >= word.start()]
            if _subsequence(letters, rest) and (word in initials or word[0][0].islower()):
                if word in initials:
                    found[match["acronym"]] = (offset + word.start(), match.start())
                    break
    return found


def _subsequence(letters: list[str], initials: list[str]) -> bool:
    position = iter(initials)
    return sum(letter in position for letter in letters) >= max(2, len(letters) - 1)


def _with_acronyms(text: str, mentions: list[Mention], acronyms: dict[str, tuple[int, int]]) -> list[Mention]:
    """Give long form and acronym one key and make them organisations."""
    for acronym, (start, end) in acronyms.items():
        inside = [m for m in mentions if m.start < end and start < m.end]
        mentions = [m for m in mentions if m not in inside]
        exact = next((m for m in inside if m.start == start and m.end == end), None)
        known = next((m for m in mentions if m.text == acronym), None)
        key = (exact.key if exact and exact.key != slug(exact.text) else "") or slug(acronym)
        mentions.append(_mention(text, start, end, "organisation", key, acronym))
        if known:
            mentions = [
                replace(m, key=key, kind="organisation", detail=text[start:end]) if m.text == acronym else m
                for m in mentions
            ]
        long_form = text[start:end]
        mentions = [
            replace(m, key=key, kind="organisation") if fold(m.text) == fold(long_form) else m
            for m in mentions
        ]
    return mentions


def _joined(mentions: list[Mention], text: str, language: str) -> list[Mention]:
    """Let a surname or first name alone take the key and kind of the one full name that contains it."""
    full: dict[str, Mention] = {}
    for mention in mentions:
        if mention.kind == "person" and " " in mention.text:
            for part in mention.text.split():
                full.setdefault(fold(part), mention)
            full[fold(mention.text.split()[-1])] = full.get(fold(mention.text.split()[-1]), mention)
    joined = []
    for mention in mentions:
        whole = full.get(fold(mention.text))
        if whole and " " not in mention.text and mention.kind in ("person", "place"):
            if mention.kind == "place" and mention.key != slug(mention.text):
                joined.append(mention)
                continue
            mention = replace(mention, kind="person", key=whole.key)
        joined.append(mention)
    return joined
