"""Detection rate and false alarms of the support check.

    python benchmarks/adversarial.py [--misses] [--news FILE.jsonl.gz [--articles N]]

Without options: the claims of `tests/data/adversarial`, by kind of error, for the part used in
development and the part held back. With `--news`, real articles, one {"article": ...} a line: sentences
are shortened or joined in ways that keep them true, and corrupted by another name or number of the same
article, a "not" more or less, or a "will" for a "may". Joining two sentences and dropping a list item
inside a quotation count as false alarms though some are none.
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import gzip
import json
import random
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from summarize.article.sentences import split_sentences
from summarize.facts.extract import find_mentions
from summarize.facts.support.sentence import check_support
from summarize.records import Article, Block, Sentence

CLAIMS = Path(__file__).parent.parent / "tests" / "data" / "adversarial"
SEED = 5


@dataclass(frozen=True)
class Claim:
    """One claim about an article, and whether it is faithful."""

    article: Article
    part: str
    kind: str
    faithful: bool
    text: str


def read_claims(folder: Path = CLAIMS) -> list[Claim]:
    """Return the claims of the folder."""
    articles = {row["article"]: row for row in _rows(folder / "articles.tsv")}
    made = {
        name: make_article(row["text"], row["language"], dt.date.fromisoformat(row["date"]))
        for name, row in articles.items()
    }
    return [
        Claim(
            made[row["article"]],
            articles[row["article"]]["part"],
            row["kind"],
            row["label"] == "faithful",
            row["claim"],
        )
        for row in _rows(folder / "claims.tsv")
    ]


def make_article(text: str, language: str, date: dt.date | None = None) -> Article:
    """Return a plain text, one paragraph a line, as an article."""
    paragraphs = [line for line in text.split("\n") if line.strip()]
    sentences = [
        (sentence, number)
        for number, line in enumerate(paragraphs)
        for sentence in split_sentences(line, language)
    ]
    records = tuple(Sentence(index, sentence, number) for index, (sentence, number) in enumerate(sentences))
    return Article("", tuple(Block(line) for line in paragraphs), records, language, date=date)


def rates(claims: Iterable[Claim], misses: bool = False) -> dict[tuple[bool, str], tuple[int, int]]:
    """Return for each label and kind, and for each label as a whole, how many were flagged of how many."""
    counts: dict[tuple[bool, str], list[int]] = defaultdict(lambda: [0, 0])
    for claim in claims:
        support = check_support(claim.text, claim.article)
        for kind in (claim.kind, "all"):
            counts[claim.faithful, kind][0] += not support.supported
            counts[claim.faithful, kind][1] += 1
        if misses and claim.faithful != support.supported:
            print(f"  {'false alarm' if claim.faithful else 'missed'} [{claim.kind}] {claim.text}")
            print("    " + "; ".join(support.reasons) if support.reasons else "")
    return {key: (flagged, total) for key, (flagged, total) in counts.items()}


def news_claims(path: Path, count: int) -> Iterator[Claim]:
    """Yield faithful and corrupted variants of sentences of real English articles."""
    chance = random.Random(SEED)  # noqa: S311 (a sample, not a secret)
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    chance.shuffle(rows)
    for row in rows[:count]:
        article = make_article(row["article"], "en")
        texts = [sentence.text for sentence in article.sentences]
        for index in chance.sample(range(len(texts)), min(5, len(texts))):
            following = texts[index + 1] if index + 1 < len(texts) else ""
            for kind, text in shortened(texts[index], following):
                yield Claim(article, "news", kind, True, text)
            for kind, text in corrupted(texts[index], article, chance):
                yield Claim(article, "news", kind, False, text)


def shortened(sentence: str, following: str) -> Iterator[tuple[str, str]]:
    """Yield shorter or longer sentences that stay true."""
    parts = sentence.split(", ")
    if len(parts) >= 3 and len(parts[0].split()) > 3:
        yield "apposition dropped", f"{parts[0]} {', '.join(parts[2:])}"
    if len(parts) >= 2 and len(", ".join(parts[:-1]).split()) >= 7:
        yield "tail dropped", f"{', '.join(parts[:-1])}."
    clause = re.match(r"(.{30,}?) (?:who|which|when|after|before|because|while) .+", sentence)
    if clause:
        yield "clause dropped", f"{clause[1].rstrip(',')}."
    if following and len(sentence) + len(following) < 260:
        yield "joined", f"{sentence.rstrip('.')}, and {following}"


def corrupted(sentence: str, article: Article, chance: random.Random) -> Iterator[tuple[str, str]]:
    """Yield sentences with one error."""
    mentions = find_mentions(sentence, "en")
    for kind in ("number", "person", "organisation", "place"):
        here = [m for m in mentions if m.kind == kind and (kind != "number" or m.text.isdigit())]
        others = [
            m.text
            for m in find_mentions(article.text, "en")
            if m.kind == kind and m.text not in sentence and (kind != "number" or m.text.isdigit())
        ]
        if here and others:
            yield f"other {kind}", sentence[: here[0].start] + chance.choice(others) + sentence[here[0].end :]
    auxiliary = re.search(r"\b(?:is|was|were|will|has|have|had)\b(?! not)", sentence)
    if auxiliary:
        yield "negated", f"{sentence[: auxiliary.end()]} not{sentence[auxiliary.end() :]}"
    if " not " in sentence:
        yield "negation dropped", sentence.replace(" not ", " ", 1)
    if re.search(r" (?:may|might|could) ", sentence):
        yield "may to will", re.sub(r" (?:may|might|could) ", " will ", sentence, count=1)


def report(title: str, claims: Iterable[Claim], misses: bool) -> None:
    """Print the rates of some claims."""
    print(title)
    for (faithful, kind), (flagged, total) in sorted(rates(claims, misses).items()):
        label = "false alarms" if faithful else "detected"
        print(f"  {label:13}{kind:20}{flagged:5} of {total:4}  {flagged / total:6.1%}")


def main() -> None:
    """Print the rates by kind of error."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--misses", action="store_true", help="print every miss and false alarm")
    parser.add_argument("--news", type=Path, help="gzipped JSON lines with the key article")
    parser.add_argument("--articles", type=int, default=60, help="how many articles of --news (default 60)")
    options = parser.parse_args()
    claims = read_claims()
    for part in dict.fromkeys(claim.part for claim in claims):
        chosen = [claim for claim in claims if claim.part == part]
        # What was held back stays unseen: only its rates are printed.
        report(part, chosen, options.misses and not part.endswith("held-back"))
    if options.news:
        report(
            f"news ({options.articles} articles)", news_claims(options.news, options.articles), options.misses
        )


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


if __name__ == "__main__":
    main()
