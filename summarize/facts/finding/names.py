"""Names of persons, places, organisations and groups.

Method: no statistical model. Known names come from the glossary and CLDR (`gazetteer`); other names are
runs of capitalised words (`runs`), cut at titles and known names and sorted by cues (`sorting`). "Long Form
(ACRONYM)" makes one name, and a surname joins the full name (`aliases`); `roles` reads what a person is.

Limits: an unknown name without any cue is taken for a person, so one-word company names are mis-sorted;
nicknames in lower case and unknown names in headlines in title case may be missed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from summarize.facts.finding.aliases import join_acronyms, join_surnames
from summarize.facts.finding.gazetteer import Known, gazetteer
from summarize.facts.finding.roles import role_of
from summarize.facts.finding.runs import runs_of
from summarize.facts.finding.sorting import NameSorter, SortedName
from summarize.facts.terms.term import normal
from summarize.facts.words.folding import fold
from summarize.facts.words.phrases import tokens_of
from summarize.facts.words.spans import Spans
from summarize.records import Mention


class _KnownSpan(NamedTuple):
    start: int
    end: int
    known: Known


def find_names(text: str, language: str) -> list[Mention]:
    """Find the names of an English or French text, sorted by start, without overlaps.

    Keys are those of the glossary where it knows the name (`ecowas`, `mali`), else the folded name
    (`soumaila-cisse`); all mentions of one person or organisation share the key of its fullest form. The
    detail is a person's role, or the other form of an organisation that the text introduces with its
    acronym.
    """
    language = "fr" if language == "fr" else "en"
    matches = list(_known_spans(text, language))
    units = {(span.start, span.end) for span in matches if _CURRENCY.match(text, span.end)}
    known = [span for span in matches if (span.start, span.end) not in units]
    opening = {span.start for span in known if span.known.kind != "group" or language == "en"}
    places = Spans((span.start, span.end) for span in known if span.known.kind == "place")
    sorter = NameSorter(text, language, Spans((span.start, span.end) for span in known), places)
    sorted_names = [
        name
        for run in runs_of(text, language, opening)
        for name in sorter.names_in(run)
        if (name.start, name.end) not in units
    ]
    mentions = _mentions(text, sorted_names, known)
    mentions = _with_demonym(sorted(mentions, key=lambda mention: mention.start), text)
    return _with_roles(join_surnames(join_acronyms(text, mentions)), text, language)


_CURRENCY = re.compile(r"\s?\$|\s+(?:dollar|pound|franc|shilling|dinar|rand|cent)s?\b", re.I)
"""What makes the place before it part of a unit: US$ 5, Canadian dollars."""


def _known_spans(text: str, language: str) -> Iterator[_KnownSpan]:
    tokens = tokens_of(text)
    for first, last, known in gazetteer(language).find(tokens):
        start, end = tokens[first].start, tokens[last - 1].end
        if _is_written_as_name(text[start:end], known, language):
            yield _KnownSpan(start, end, known)


def _is_written_as_name(written: str, known: Known, language: str) -> bool:
    """Check the capitals: "Chad", not "chad"; "WHO" and "US", not "Who" and "Us"; but "malien" in French."""
    if re.search(r"[.,;:()\n]\s", written):
        return False
    if language == "fr" and known.kind == "group" and " " not in written:
        return True
    if (
        len(written) < 4
        and known.kind != "group"
        and (known.kind == "organisation" or written.lower() in ("us", "car"))
    ):
        return written.isupper()
    return written[0].isupper() or (known.kind == "organisation" and any(map(str.isupper, written)))


def _mentions(text: str, names: list[SortedName], known: list[_KnownSpan]) -> list[Mention]:
    """Make mentions of the sorted names, and of the known names outside them.

    A name that was taken for a person by default gets the kind that a cue shows elsewhere in the text.
    """
    shown = {fold(text[name.start : name.end]): name.kind for name in names if name.sure}
    mentions = []
    for name in names:
        written = text[name.start : name.end]
        kind = name.kind if name.sure else shown.get(fold(written), name.kind)
        mentions.append(Mention(kind, written, normal(written), name.start, name.end))
    taken = Spans((name.start, name.end) for name in names)
    for start, end, (kind, key) in known:
        if not taken.overlapping(start, end):
            mentions.append(Mention(kind, text[start:end], key, start, end))
    return mentions


def _with_demonym(mentions: list[Mention], text: str) -> list[Mention]:
    """Make "Croix-Rouge nigérienne" one organisation."""
    joined: list[Mention] = []
    for mention in mentions:
        last = joined[-1] if joined else None
        behind = last and last.kind == "organisation" and text[last.end : mention.start] == " "
        if last and behind and mention.kind == "group" and mention.text.islower() and not last.text.isupper():
            written = text[last.start : mention.end]
            joined[-1] = Mention("organisation", written, normal(written), last.start, mention.end)
        else:
            joined.append(mention)
    return joined


def _with_roles(mentions: list[Mention], text: str, language: str) -> list[Mention]:
    return [
        replace(mention, detail=role_of(text, mention.start, mention.end, language))
        if mention.kind == "person"
        else mention
        for mention in mentions
    ]
