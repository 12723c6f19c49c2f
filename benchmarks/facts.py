"""How many facts survive translation: the bare engine against fact-aware translation, per kind of fact.

    python benchmarks/facts.py examples/articles tests/data/facts
    python benchmarks/facts.py examples/articles tests/data/facts --briefs

Translates every sentence of the articles in the folders that are in the source language, with `--briefs` only
those of the medium briefs, and counts what became of the facts that the fact finder sees in them.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from summarize.article.reader import read_article
from summarize.facts.check import check_translation
from summarize.facts.extract import key_facts
from summarize.facts.glossary import load_glossary
from summarize.models.load import load_translator
from summarize.models.registry import Registry
from summarize.models.store import ModelStore
from summarize.records import Article
from summarize.summary.extractive import LENGTHS, summarize_article
from summarize.translation.repair import FactChecker
from summarize.translation.translator import Translator

NAMES = ("person", "place", "organisation", "group")
VALUES = ("number", "date")
STATUSES = ("kept", "rendered", "changed", "missing")
KINDS = (*NAMES, *VALUES, "event", "quote")


def articles(folders: list[Path], language: str) -> Iterator[Article]:
    """Read the articles of the folders that are in this language."""
    files = sorted(path for folder in folders for path in folder.iterdir())
    for path in files:
        if path.suffix in (".txt", ".md", ".html"):
            article = read_article(path)
            if article.language == language and path.name != "README.md":
                yield article


def sentences(article: Article, briefs: bool) -> list[str]:
    """Return the sentences to translate: all of the article, or those of its medium brief."""
    if not briefs:
        return [sentence.text for sentence in article.sentences]
    summary = summarize_article(article, key_facts(article), LENGTHS["medium"])
    return [sentence.text for sentence in summary.sentences]


def count(translator: Translator, texts: list[str], check: FactChecker) -> dict[str, Counter[str]]:
    """Translate and count the statuses of the facts of each kind; print those that are lost."""
    counts = {kind: Counter[str]() for kind in KINDS}
    for result in translator.translate(texts):
        for found in check(result.source, result.text):
            counts[found.fact.kind][found.status] += 1
            if found.status in ("missing", "changed") and found.fact.kind in (*NAMES, *VALUES):
                print(f"  {found.status}: {found.fact.text!r} in {result.source[:70]!r}")
    return counts


def row(name: str, counts: list[Counter[str]]) -> str:
    """Format one row: kept, rendered, changed, missing, and the share that survived."""
    total: Counter[str] = sum(counts, Counter())
    survived = total["kept"] + total["rendered"]
    cells = "".join(f"{total[status]:>10}" for status in STATUSES)
    return f"{name:<18}{cells}{survived / max(1, total.total()):>10.1%}"


def main() -> None:
    """Measure every route the registry has from the source language with a model that is here."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--languages", nargs=2, default=("en", "fr"))
    parser.add_argument("--briefs", action="store_true", help="only the sentences of the medium briefs")
    args = parser.parse_args()
    source, target = args.languages
    store, glossary = ModelStore(), load_glossary()
    spec = Registry.load().route(source, target, present=store.has)[-1]
    engine = load_translator(spec, store.folder(spec), source, target)
    check = partial(check_translation, source_language=source, language=target, glossary=glossary)
    found = list(articles(args.folders, source))
    texts = [text for article in found for text in sentences(article, args.briefs)]
    print(f"{len(found)} articles, {len(texts)} sentences, {spec.label}, {source}→{target}")
    for name, options in (("before", {}), ("after", {"check": check, "glossary": glossary})):
        counts = count(Translator(engine, source, target, **options), texts, check)
        print(f"{name:<18}{''.join(f'{status:>10}' for status in STATUSES)}{'survived':>10}")
        for kind in KINDS:
            print(row(kind, [counts[kind]]))
        print(row("names", [counts[kind] for kind in NAMES]))
        print(row("numbers and dates", [counts[kind] for kind in VALUES]))


if __name__ == "__main__":
    main()
