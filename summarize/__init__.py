"""Offline, faithful news briefs in English, French and Bambara.

    import summarize

    article = summarize.read("story.txt")
    brief = summarize.brief(article, languages=["fr"])
    print(brief.summary.text)
    print(brief.translations[0].text)

Models are loaded when first needed and stay loaded. Nothing here uses the network.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from summarize.errors import SummarizeError
from summarize.records import Article, Brief, Fact, Summary, Translation

if TYPE_CHECKING:
    from summarize.pipeline import Pipeline

__version__ = "0.1.0"

__all__ = [
    "Article",
    "Brief",
    "Fact",
    "SummarizeError",
    "Summary",
    "Translation",
    "__version__",
    "brief",
    "clean",
    "key_facts",
    "read",
    "translate",
]


def read(path_or_text: Path | str) -> Article:
    """Read and clean an article from a file (.txt .md .html .docx .pdf .eml) or from pasted text.

    A `Path` is always a file; a string is a file when it is one line that names an existing file, else text.

    Raises:
        InputError: the file is missing or cannot be read, or no article is left after cleaning.
    """
    from summarize.article.reader import read_article

    if isinstance(path_or_text, Path):
        return read_article(path_or_text)
    is_file = "\n" not in path_or_text and len(path_or_text) < 1024 and Path(path_or_text).is_file()
    return read_article(Path(path_or_text)) if is_file else clean(path_or_text)


def clean(text: str) -> Article:
    """Clean pasted text: find title, standfirst and date, and leave out menus, captions and sign-offs.

    `Article.removed` lists what was left out, and why.

    Raises:
        InputError: no article is left after cleaning.
    """
    from summarize.article.reader import clean_text

    return clean_text(text)


def key_facts(article: Article) -> tuple[Fact, ...]:
    """Find the names, numbers, dates, quotations and events of an article, most salient first."""
    from summarize.facts import extract

    return extract.key_facts(article)


def brief(article: Article, languages: Sequence[str] = (), length: str | int = "medium") -> Brief:
    """Summarise an article in its own language and translate the summary.

    Args:
        article: from `read` or `clean`.
        languages: codes or names of the languages wanted, such as `["fr"]` or `["French"]`.
        length: `short`, `medium` or `long` (about 3, 5 or 8 sentences), or a number of sentences.

    Raises:
        LanguageError: no installed model translates to one of the languages.
        ModelError: a model is damaged.
    """
    return _pipeline().brief(article, languages, length)


def translate(text: str, language: str, *, source: str = "") -> Translation:
    """Translate text; `.text` of the result is the translation, `.sentences` has each with its status.

    Args:
        text: one or more sentences.
        language: code or name of the language wanted, such as `fr` or `French`.
        source: that of the text; detected when empty.

    Raises:
        InputError: the text is empty.
        LanguageError: no installed model translates from the text's language to the one wanted.
    """
    return _pipeline().translate(text, language, source)


@cache
def _pipeline() -> Pipeline:
    from summarize.pipeline import Pipeline

    return Pipeline()
