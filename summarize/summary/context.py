"""What a sentence needs around it to be understood and to quote in full."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from summarize.records import Sentence
from summarize.summary.openers import leans_back, outside_quotations, speaks_of_self

REACH = 4
"""The most sentences that are kept together."""

_UNUSABLE = range(0)
_MARK = re.compile(r"(?P<opening>[“«]\s?|(?<![^\s(\[—–-])\"(?=\S))|(?P<closing>\s?[”»]|\")")
_TELLS_NOTHING = re.compile(r"\?$|\AQ\s?:|\w@\w|https?://|\bwww\.| \| ")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*$")
_SHORTEST_UNENDED = 12
"""Words of a line without an end mark; fewer are an item of a list, such as "274,000 returnees"."""
_CLOSING = {"“": "”", "«": "»", '"': '"'}


@dataclass(frozen=True, slots=True)
class Context:
    """What one sentence needs."""

    span: range
    """The run of sentences, itself among them, that must stand in a summary with it.

    Empty for a sentence that should not be taken at all: the run would be longer than `REACH`, the
    quotation marks contradict each other, it asks a question, is an item of a list or gives an address, or
    it says "I" or "we" outside a quotation, as answers of an interview do, so that the reader could not know
    who speaks.
    """
    closing: str = ""
    """The quotation mark that closes it when its quotation is still open at its end."""
    continued: bool = False
    """True when that quotation goes on in the next sentence."""


def sentence_contexts(sentences: Sequence[Sentence], language: str) -> list[Context]:
    """Return what each sentence needs.

    A sentence that leans on the one before brings it along, and that one its own support in turn. A
    quotation may be cut between sentences, as newspapers do, but not from its speaker: a speaker
    named after it needs all of it, one named before it what comes before.
    """
    contexts: list[Context] = []
    for start, stop, marks in _quotation_runs(sentences):
        texts = [sentence.text for sentence in sentences[start:stop]]
        named_after = (
            len(texts) > 1 and not marks[-1] and _is_silent(texts[0]) and not _is_silent(" ".join(texts))
        )
        first: int | None = start
        if start > 0 and leans_back(" ".join(texts) if named_after else texts[0], language):
            first = contexts[-1].span.start if contexts[-1].span else None
        for index, mark in enumerate(marks, start):
            span = _UNUSABLE if first is None else range(first, stop if named_after else index + 1)
            text = sentences[index].text
            if (
                mark is None
                or len(span) > REACH
                or _TELLS_NOTHING.search(text)
                or (_is_list_item(text) and not _announces_quotation(sentences, index))
                or speaks_of_self(text, language)
            ):
                span = _UNUSABLE
            contexts.append(Context(span, mark or "", index + 1 < stop))
    return contexts


def _is_list_item(text: str) -> bool:
    """True for a few words that do not end like a sentence."""
    return not _SENTENCE_END.search(text) and len(text.split()) < _SHORTEST_UNENDED


def _announces_quotation(sentences: Sequence[Sentence], index: int) -> bool:
    """True for "The minister said:" before what was said."""
    after = sentences[index + 1].text if index + 1 < len(sentences) else ""
    return sentences[index].text.endswith(":") and after.startswith(tuple(_CLOSING))


def _is_silent(text: str) -> bool:
    """True when a text that quotes does not say who speaks."""
    return len(outside_quotations(text).split()) < 2


def _quotation_runs(sentences: Sequence[Sentence]) -> Iterator[tuple[int, int, list[str | None]]]:
    """Cut the sentences where no quotation is open: start, stop, and each one's missing closing mark.

    A quotation ends with its closing mark or, if it has none, with its paragraph or where the next one
    opens: one of several paragraphs has an opening mark for each of them and a single closing one. The
    mark is `None` for a sentence that closes what was never opened.
    """
    start = 0
    while start < len(sentences):
        marks = [_open_mark(sentences[start].text, "")]
        stop = start + 1
        while marks[-1] and stop < len(sentences) and sentences[stop].paragraph == sentences[start].paragraph:
            mark = _open_mark(sentences[stop].text, marks[-1])
            if mark is None:
                break
            marks.append(mark)
            stop += 1
        yield start, stop, marks
        start = stop


def _open_mark(text: str, awaited: str) -> str | None:
    """Return the closing mark awaited after the text, given the one before; None for a contradiction."""
    for match in _MARK.finditer(text):
        mark = match.group()
        if (match.lastgroup == "opening") == bool(awaited):
            return None
        awaited = mark[1:] + _CLOSING[mark[0]] if match.lastgroup == "opening" else ""
    return awaited
