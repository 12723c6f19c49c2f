"""Learn the weights of the built-in summariser.

    python benchmarks/learn_summary_weights.py PATH -o summarize/summary/data/weights.json

PATH is an extractive news set as `benchmarks/summary.py` reads it. On the half that is not measured, the
weights of the features are fitted by logistic regression (is the sentence in the reference?) and then, on
a fixed sample of that half, moved one by one as long as ROUGE-1 plus ROUGE-2 of whole summaries rises.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import partial
from itertools import product
from pathlib import Path
from statistics import fmean

import numpy as np
import summary as benchmark
from rouge_score import rouge_scorer

from summarize.facts.extract import key_facts
from summarize.records import Fact
from summarize.summary.extractive import Weights, summarize_article
from summarize.summary.features import FEATURES, sentence_features, terms

BY_HAND = {"paragraph": 1.0, "coverage": 0.6}
"""Set by an editor's eye: the set has no paragraphs, and its long references hardly reward coverage."""

SEARCHED = ("bias", "centrality", "frequency", "length", "quote")
"""Position and title stay as the regression finds them."""

STEPS = (1.0, 0.5)
SAMPLE = 300
SEED = 2012
RIDGE = 1.0

Learned = tuple[benchmark.Example, tuple[Fact, ...]]


def with_facts(example: benchmark.Example) -> Learned:
    """An article together with its key facts, which do not depend on the weights."""
    return example, key_facts(example.article)


def table(examples: Sequence[benchmark.Example]) -> tuple[np.ndarray, np.ndarray]:
    """The features (sentences × `FEATURES`) and labels of all sentences."""
    rows: list[tuple[float, ...]] = []
    labels: list[float] = []
    for example in examples:
        article = example.article
        bags = [terms(sentence.text, article.language) for sentence in article.sentences]
        rows += sentence_features(article, bags)
        labels += [float(sentence.index in example.chosen) for sentence in article.sentences]
    return np.array(rows), np.array(labels)


def logistic_regression(rows: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """The weights, with the bias last, by Newton's method with a small ridge (none on the bias)."""
    design = np.column_stack([rows, np.ones(len(rows))])
    ridge = np.diag([RIDGE] * rows.shape[1] + [0.0])
    weights = np.zeros(design.shape[1])
    for _ in range(25):
        probability = 1 / (1 + np.exp(-design @ weights))
        hessian = design.T @ (design * (probability * (1 - probability))[:, None]) + ridge
        weights += np.linalg.solve(hessian, design.T @ (labels - probability) - ridge @ weights)
    return weights


def rouge(learned: Learned, weights: Weights) -> float:
    """ROUGE-1 plus ROUGE-2 of the summary of one article."""
    example, facts = learned
    chosen = summarize_article(example.article, facts, example.budget, weights).sentences
    scorer = rouge_scorer.RougeScorer(["rouge1", "rouge2"], tokenizer=benchmark.WordTokenizer())
    measured = scorer.score(example.reference, "\n".join(sentence.text for sentence in chosen))
    return float(measured["rouge1"].fmeasure + measured["rouge2"].fmeasure)


def moved(weights: Weights, name: str, step: float) -> Weights:
    """The weights with one of them changed."""
    if name == "bias":
        return replace(weights, bias=round(weights.bias + step, 3))
    features = list(weights.features)
    features[FEATURES.index(name)] = round(features[FEATURES.index(name)] + step, 3)
    return replace(weights, features=tuple(features))


def search(learned: Sequence[Learned], weights: Weights) -> Weights:
    """Move one learned weight at a time, up or down, as long as the summaries get better."""
    with ProcessPoolExecutor() as pool:

        def score(candidate: Weights) -> float:
            return fmean(pool.map(partial(rouge, weights=candidate), learned, chunksize=25))

        best = score(weights)
        print(f"logistic regression: ROUGE-1 + ROUGE-2 {100 * best:.2f}")
        for size, name, sign in product(STEPS, SEARCHED, (1, -1)):
            candidate = moved(weights, name, sign * size)
            if (reached := score(candidate)) > best:
                weights, best = candidate, reached
                print(f"{name} {sign * size:+.1f}: {100 * best:.2f}")
    return weights


def main() -> None:
    """Learn, and write the weights with their provenance."""
    parser = argparse.ArgumentParser(description="Learn the weights of the built-in summariser.")
    parser.add_argument("path", type=Path, help="extractive news set, gzipped JSON lines")
    parser.add_argument("-o", "--output", type=Path, required=True, help="JSON file to write")
    options = parser.parse_args()
    examples = [example for example in benchmark.load(options.path) if not benchmark.is_held_out(example)]
    with ProcessPoolExecutor() as pool:
        learned = list(pool.map(with_facts, examples, chunksize=16))
    *features, bias = (round(float(weight), 3) for weight in logistic_regression(*table(examples)))
    features[FEATURES.index("paragraph")] = BY_HAND["paragraph"]
    start = Weights(tuple(features), bias, BY_HAND["coverage"])
    sample = random.Random(SEED).sample(learned, min(SAMPLE, len(learned)))  # noqa: S311 - not a secret
    best = search(sample, start)
    content = {
        "learned from": f"half of {options.path.name} ({len(learned)} articles), "
        f"sha256 {hashlib.sha256(options.path.read_bytes()).hexdigest()}",
        "learned by": "benchmarks/learn_summary_weights.py",
        "set by hand": list(BY_HAND),
        "features": dict(zip(FEATURES, best.features, strict=True)),
        "bias": best.bias,
        "coverage": best.coverage,
    }
    options.output.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
