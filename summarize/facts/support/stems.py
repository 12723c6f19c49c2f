"""Words brought to what they mean: content words to a stem, synonyms of news language to one stem.

Words are compared by their Snowball stems (Porter 2001, `snowballstemmer`), irregular forms brought to their
base (`data/irregular.tsv`). Words and phrases that news writes for one another ("perished", "lost their
lives"; *s'évader*, *s'enfuir*) share the stem of the first of their line in `data/synonyms.tsv`; no line
holds a word and its opposite. Function words have an empty stem.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache

from summarize.facts.words.folding import Word, fold
from summarize.facts.words.phrases import read_table

Stems = tuple[str, ...]


def content_stems(words: Sequence[Word], language: str) -> Stems:
    """Return the stem of each word; a phrase that stands for one word has its stem once, at its start."""
    plain = [plain_stem(word.text, language) for word in words]
    stems = [content_stem(word.text, language) for word in words]
    places = [place for place, stem in enumerate(plain) if stem]
    for index, place in enumerate(places):
        for size in _phrase_sizes(language):
            window = places[index : index + size]
            meaning = _phrases(language).get(tuple(plain[each] for each in window))
            if meaning and window[-1] - place <= size + 1:
                for each in window:
                    stems[each] = ""
                stems[place] = meaning
                break
    return tuple(stems)


@lru_cache(maxsize=65536)
def content_stem(word: str, language: str) -> str:
    """Return the stem of a content word or of the first of its synonyms; empty for a function word."""
    stem = plain_stem(word, language)
    return _synonyms(language).get(stem, stem)


@lru_cache(maxsize=65536)
def plain_stem(word: str, language: str) -> str:
    """Return the stem of a content word as it is, without its synonyms; empty for a function word."""
    folded = fold(word)
    if folded in _function_words(language) or (len(folded) == 1 and not folded.isdigit()):
        return ""
    return _stem(_irregular(language).get(folded) or word.replace("’", "'").lower(), language)


@cache
def _stem(word: str, language: str) -> str:
    import snowballstemmer  # type: ignore[import-untyped]  # loads all its languages: only when a check runs

    stemmer = snowballstemmer.stemmer("french" if language == "fr" else "english")
    return fold(stemmer.stemWord(word))  # French endings are known by their accents


@cache
def _function_words(language: str) -> frozenset[str]:
    rows = read_table("function_words.tsv")
    return frozenset(
        fold(word) for row in rows if row["language"] == language for word in row["words"].split()
    )


@cache
def _irregular(language: str) -> dict[str, str]:
    rows = [row for row in read_table("irregular.tsv") if row["language"] == language]
    return {fold(form): row["base"] for row in rows for form in row["forms"].split()}


@cache
def _meanings(language: str) -> dict[Stems, str]:
    """Stems of words and phrases with the stem that stands for all of their line; the first line wins."""
    meanings: dict[Stems, str] = {}
    for row in read_table("synonyms.tsv"):
        if row["language"] == language:
            forms = [form.split() for form in row["forms"].split("|")]
            written = [tuple(filter(None, (plain_stem(word, language) for word in form))) for form in forms]
            for form in filter(None, written):
                meanings.setdefault(form, " ".join(written[0]))
    return meanings


@cache
def _synonyms(language: str) -> dict[str, str]:
    return {form[0]: meaning for form, meaning in _meanings(language).items() if len(form) == 1}


@cache
def _phrases(language: str) -> dict[Stems, str]:
    return {form: meaning for form, meaning in _meanings(language).items() if len(form) > 1}


@cache
def _phrase_sizes(language: str) -> tuple[int, ...]:
    """The lengths of the phrases in content words, longest first."""
    return tuple(sorted({len(form) for form in _phrases(language)}, reverse=True))
