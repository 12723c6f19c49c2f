"""Copy placeholders: parts of a sentence that must come through, hidden from the model and put back.

The built-in models are trained on sentences in which names and numbers shared by both sides are replaced
by `⟪0⟫` … `⟪7⟫`, single pieces of their vocabulary (cf. placeholder models, Crego et al. 2016, "SYSTRAN's
pure neural machine translation systems").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from summarize.translation.french import Noun, place
from summarize.translation.typography import ADDRESS

PLACEHOLDER = re.compile(r"⟪\d⟫")
Span = tuple[int, int, Noun]


@dataclass(frozen=True, slots=True)
class Masked:
    """A sentence with placeholders and what they stand for, in order of their numbers."""

    text: str
    nouns: tuple[Noun, ...] = ()


def address_spans(text: str) -> list[Span]:
    """Return URLs, e-mail addresses and handles, which models garble."""
    return [(match.start(), match.end(), Noun(match.group(0))) for match in ADDRESS.finditer(text)]


def mask(text: str, spans: Iterable[Span], placeholders: Sequence[str]) -> Masked:
    """Replace spans by placeholders in order; of overlapping spans the first stays, and no more than fit."""
    parts: list[str] = []
    nouns: list[Noun] = []
    end = 0
    for start, stop, noun in sorted(spans, key=lambda span: (span[0], -span[1])):
        if start >= end and len(nouns) < len(placeholders):
            parts += [text[end:start], placeholders[len(nouns)]]
            nouns.append(noun)
            end = stop
    return Masked("".join(parts) + text[end:], tuple(nouns))


def fill(translation: str, masked: Masked, placeholders: Sequence[str], language: str) -> str | None:
    """Put the nouns back, French articles made to agree; None when a placeholder is lost or doubled."""
    wanted = list(placeholders[: len(masked.nouns)])
    if sorted(PLACEHOLDER.findall(translation)) != sorted(wanted):
        return None
    filled, end = "", 0
    for match in PLACEHOLDER.finditer(translation):
        noun = masked.nouns[wanted.index(match.group(0))]
        before = filled + translation[end : match.start()]
        filled = place(before, noun, translation[match.end() :]) if language == "fr" else before + noun.text
        end = match.end()
    return filled + translation[end:]


def unmasked(translation: str, masked: Masked, placeholders: Sequence[str]) -> str:
    """Put back what can be put back and append the rest in brackets."""
    lost = []
    for placeholder, noun in zip(placeholders, masked.nouns, strict=False):
        if placeholder in translation:
            translation = translation.replace(placeholder, noun.text)
        else:
            lost.append(noun.text)
    return append(PLACEHOLDER.sub("", translation), lost)


def append(text: str, items: Sequence[str]) -> str:
    """Append items in square brackets, before the closing mark of a sentence."""
    if not items:
        return text
    match = re.search(r"[\s\u00a0\u202f]*[.!?…]*[\s\u00a0\u202f]*[»\"”]?$", text)
    end = match.start() if match else len(text)
    return f"{text[:end]} [{', '.join(items)}]{text[end:]}"
