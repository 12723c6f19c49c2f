"""Quality and speed of a MarianMT model: the plain engine, `Translator`, and fact-aware translation.

    python benchmarks/translation.py summarize/weights/en-fr newstest2014.en newstest2014.fr
    python benchmarks/translation.py summarize/weights/en-fr FLORES.eng FLORES.fra --first 200 --transformers

Prints sacrebleu's BLEU and chrF with their signatures, and source words per second and per CPU second. French
typography (« », no-break spaces, ’) differs from that of most references, so each output is also scored with
it and the reference brought back to plain quotes, apostrophes, dots and spaces ("plain").
"""

from __future__ import annotations

import argparse
import re
import time
from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import sacrebleu

from summarize.facts.check import check_translation
from summarize.facts.glossary import load_glossary
from summarize.models.engines import Engine, load_engine
from summarize.records import TranslatedSentence
from summarize.translation.translator import Translator

PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "…": "...", "–": "-", "—": "-"})


def plain(text: str) -> str:
    """Undo typography: plain quotes, apostrophes and spaces, and none of the spaces French puts at marks."""
    text = re.sub(r"«\s*|\s*»", '"', text.translate(PLAIN))
    text = re.sub(r"(?<=\d)[\u00a0\u202f](?=\d{3})", " ", text)
    return re.sub(r"\s+([;:!?%])", r"\1", " ".join(text.split()))


def scores(found: Sequence[str], wanted: Sequence[str]) -> str:
    """Return BLEU, brevity penalty and chrF as text."""
    bleu, chrf = sacrebleu.corpus_bleu(found, [wanted]), sacrebleu.corpus_chrf(found, [wanted])
    return f"BLEU {bleu.score:5.2f} (bp {bleu.bp:.3f}) chrF {chrf.score:5.2f}"


def report(
    name: str, lines: list[str], wanted: list[str], translate: Callable[[list[str]], list[str]]
) -> None:
    """Translate and print one row."""
    begin, busy = time.perf_counter(), time.process_time()
    found = translate(lines)
    seconds, busy = time.perf_counter() - begin, time.process_time() - busy
    words = sum(len(line.split()) for line in lines)
    both = scores(found, wanted), scores([plain(x) for x in found], [plain(x) for x in wanted])
    speed = f"{words / seconds:.0f} words/s, {words / busy:.0f} per CPU second"
    print(f"{name:<28} {both[0]} | plain {both[1]} | {speed}", flush=True)


def best(engine: Engine, lines: list[str]) -> list[str]:
    """Translate with the bare engine."""
    return [candidates[0].text for candidates in engine.translate(lines)]


def full(translator: Translator, done: list[TranslatedSentence], lines: list[str]) -> list[str]:
    """Translate with a translator, keeping its records."""
    done[:] = translator.translate(lines)
    return [sentence.text for sentence in done]


def survival(done: Sequence[TranslatedSentence]) -> str:
    """Count what became of names and numbers, and of sentences."""
    facts = Counter(
        check.status for sentence in done for check in sentence.checks if check.fact.kind != "event"
    )
    statuses = Counter(sentence.status for sentence in done)
    return f"{dict(statuses)} facts {dict(facts)}" if facts else f"{dict(statuses)}"


def main() -> None:
    """Score a model folder on a pair of files, one sentence a line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("source", type=Path)
    parser.add_argument("reference", type=Path)
    parser.add_argument("--languages", nargs=2, default=("en", "fr"))
    parser.add_argument("--token", default="", help=">>xxx<< token of multilingual models")
    parser.add_argument("--first", type=int, help="only this many lines")
    parser.add_argument("--transformers", action="store_true", help="also run the transformers engine")
    args = parser.parse_args()
    lines = args.source.read_text(encoding="utf-8").splitlines()[: args.first]
    wanted = args.reference.read_text(encoding="utf-8").splitlines()[: args.first]
    print(f"{args.source.name}: {len(lines)} sentences, {sum(len(line.split()) for line in lines)} words")
    print(
        sacrebleu.BLEU(references=[wanted]).get_signature(),
        sacrebleu.CHRF(references=[wanted]).get_signature(),
    )
    if args.transformers:
        reference = load_engine(args.folder, "transformers", args.token)
        report(reference.name, lines, wanted, partial(best, reference))
        reference.close()
    engine = load_engine(args.folder, "ctranslate2", args.token)
    report(engine.name, lines, wanted, partial(best, engine))
    source, target = args.languages
    glossary = load_glossary()
    check = partial(check_translation, source_language=source, language=target, glossary=glossary)
    for name, options in (
        ("translator", {}),
        ("translator, facts checked", {"check": check, "glossary": glossary}),
    ):
        done: list[TranslatedSentence] = []
        report(name, lines, wanted, partial(full, Translator(engine, source, target, **options), done))
        print(" " * 28, survival(done))


if __name__ == "__main__":
    main()
