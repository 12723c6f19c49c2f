"""ROUGE of the built-in extractive summariser next to LEAD, LexRank and TextRank.

    python benchmarks/summary.py PATH [PATH…]

PATH is a gzipped JSON-lines file with the fields `article` and `summary`, its language in its name
(`bbc-news-summary.en.jsonl.gz`). Files for which the weights were learned (an extractive English set, see
`learn_summary_weights.py`) are measured on the half that the learning did not see; others whole.

Every system gets the same sentences and the same budget: as many sentences as the reference takes. LEAD-3
is there beside it because it is the customary baseline. References of extractive sets hold sentences of
the article, out of order, about 40 % of its length. A headline glued in front of the first sentence is
taken off (it was at most 33 characters long) and given to the summariser as the title.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import re
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import fmean
from typing import TypeAlias

from rouge_score import rouge_scorer

from summarize.article.sentences import split_sentences
from summarize.facts.extract import key_facts
from summarize.records import Article, Block, Sentence
from summarize.summary.extractive import summarize_article

System: TypeAlias = Callable[["Example", int], list[str]]

HEADLINE_LENGTH = 33
_GLUED = re.compile(r"(?<=[^\s.][.!?\"])(?=[A-Z\"£$])")
METRICS = ("rouge1", "rouge2", "rougeL")


@dataclass(frozen=True)
class Example:
    """One article with its reference summary."""

    article: Article
    reference: str
    """The sentences of the reference, one a line."""
    chosen: frozenset[int]
    """The article sentences that the reference takes verbatim."""
    budget: int
    """How many sentences a summary may have."""


def load(path: Path) -> list[Example]:
    """Read an evaluation set."""
    language = path.name.split(".")[1]
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [_example(json.loads(line), language) for line in lines]


def is_extractive(examples: Sequence[Example]) -> bool:
    """True when most references take their sentences from the article."""
    return fmean(len(example.chosen) >= 0.5 * example.budget for example in examples) > 0.5


def is_held_out(example: Example) -> bool:
    """True for the half on which the summariser is measured; the split is by hash of the headline."""
    return hashlib.sha256(example.article.title.lower().encode()).digest()[0] % 2 == 1


def _example(row: dict[str, str], language: str) -> Example:
    texts = split_sentences(row["article"], language)
    reference = split_sentences(_GLUED.sub(" ", row["summary"]), language)
    squeezed = _squeeze(row["summary"])
    title = ""
    if language == "en":
        title, texts[0] = _unglue(texts[0])
    chosen = frozenset(i for i, text in enumerate(texts) if _squeeze(text) in squeezed)
    article = Article(
        title=title,
        blocks=(Block(" ".join(texts)),),
        sentences=tuple(Sentence(i, text, 0) for i, text in enumerate(texts)),
        language=language,
    )
    budget = len(chosen) if len(chosen) * 2 >= len(reference) else len(reference)
    return Example(article, "\n".join(reference), chosen, budget)


def _unglue(first: str) -> tuple[str, str]:
    """Split a headline from the sentence it was glued to, at the last capital within its length."""
    starts = [match.start() for match in re.finditer(r"(?<= )[A-Z\"'£$]", first[: HEADLINE_LENGTH + 2])]
    cut = next((start for start in reversed(starts) if start >= 12), 0)
    return first[:cut].strip(), first[cut:]


def _squeeze(text: str) -> str:
    return "".join(text.split())


def lead(example: Example, count: int) -> list[int]:
    """The first sentences: the customary baseline."""
    return list(range(min(count, len(example.article.sentences))))


def sumy_system(name: str) -> Callable[[Example, int], list[int]]:
    """One of sumy's summarisers, on our sentences, with its own stemmer and stop words."""

    def system(example: Example, count: int) -> list[int]:
        from sumy.models.dom import ObjectDocumentModel, Paragraph
        from sumy.models.dom import Sentence as SumySentence
        from sumy.nlp.stemmers import Stemmer
        from sumy.summarizers.lex_rank import LexRankSummarizer
        from sumy.summarizers.text_rank import TextRankSummarizer
        from sumy.utils import get_stop_words

        language = {"en": "english", "fr": "french"}[example.article.language]
        kinds = {"LexRank": LexRankSummarizer, "TextRank": TextRankSummarizer}
        summarizer = kinds[name](Stemmer(language))
        summarizer.stop_words = get_stop_words(language)
        originals = [SumySentence(sentence.text, _Words()) for sentence in example.article.sentences]
        chosen = summarizer(ObjectDocumentModel([Paragraph(originals)]), count)
        places = {id(sentence): index for index, sentence in enumerate(originals)}
        return sorted(places[id(sentence)] for sentence in chosen)

    return system


class _Words:
    """The tokenizer that sumy wants, without the download that its own needs."""

    def to_words(self, text: str) -> list[str]:
        return re.findall(r"[^\W_]+", text)


def built_in(example: Example, count: int) -> list[str]:
    """The summary of the product, with its key facts."""
    summary = summarize_article(example.article, key_facts(example.article), count)
    return [sentence.text for sentence in summary.sentences]


def texts_of(system: Callable[[Example, int], list[int]]) -> System:
    """The system, giving the sentences it chose."""

    def texts(example: Example, count: int) -> list[str]:
        return [example.article.sentences[index].text for index in system(example, count)]

    return texts


SYSTEMS: dict[str, System] = {
    "summarize": built_in,
    "LEAD": texts_of(lead),
    "sumy LexRank": texts_of(sumy_system("LexRank")),
    "sumy TextRank": texts_of(sumy_system("TextRank")),
    "LEAD-3": lambda example, _: texts_of(lead)(example, 3),
}


def scores(example: Example) -> dict[str, list[float]]:
    """The F-measures in `METRICS` of every system on one article."""
    scorer = rouge_scorer.RougeScorer(METRICS, tokenizer=WordTokenizer())
    result = {}
    for name, system in SYSTEMS.items():
        measured = scorer.score(example.reference, "\n".join(system(example, example.budget)))
        result[name] = [measured[metric].fmeasure for metric in METRICS]
    return result


class WordTokenizer:
    """Words in lower case with their accents, which rouge-score's own tokenizer would cut words at."""

    def tokenize(self, text: str) -> list[str]:
        """Return the words in order."""
        return re.findall(r"[^\W_]+", text.lower())


def report(path: Path) -> str:
    """Measure all systems on one set and return the result as Markdown."""
    examples = load(path)
    extractive = is_extractive(examples)
    measured = [example for example in examples if is_held_out(example)] if extractive else examples
    started = time.perf_counter()
    with ProcessPoolExecutor() as pool:
        table = list(pool.map(scores, measured, chunksize=16))
    lines = [
        f"## {path.name}",
        "",
        f"- sha256 `{hashlib.sha256(path.read_bytes()).hexdigest()}`",
        f"- {len(measured)} of {len(examples)} articles"
        + (" (the half not used for learning)" if extractive else " (nothing was learned or tuned on it)"),
        f"- per article, on average: {fmean(len(e.article.sentences) for e in measured):.1f} sentences, "
        f"budget {fmean(e.budget for e in measured):.1f}",
        f"- {date.today():%Y-%m-%d}, {time.perf_counter() - started:.0f} s",
        "",
        "| system | ROUGE-1 | ROUGE-2 | ROUGE-L |",
        "| --- | ---: | ---: | ---: |",
    ]
    for name in SYSTEMS:
        means = [100 * fmean(row[name][column] for row in table) for column in range(len(METRICS))]
        lines.append(f"| {name} | " + " | ".join(f"{mean:.2f}" for mean in means) + " |")
    return "\n".join(lines)


def main() -> None:
    """Print the report for each set."""
    parser = argparse.ArgumentParser(description="ROUGE of the built-in summariser and its baselines.")
    parser.add_argument("path", type=Path, nargs="+", help="gzipped JSON lines with article and summary")
    paths = parser.parse_args().path
    missing = [str(path) for path in paths if not path.exists()]
    if missing:
        sys.exit(f"{', '.join(missing)}: no such file. Give the path of an evaluation set.")
    for path in paths:
        print(report(path), end="\n\n", flush=True)


if __name__ == "__main__":
    main()
