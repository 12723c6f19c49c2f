"""The work that `speed.py` measures, each in a process of its own: `python benchmarks/workloads.py NAME …`.

Prints one line of JSON: CPU and wall-clock seconds without loading, peak memory, and what was made. The last
lines of the file go before the clock starts, so that lazy loading is not counted.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
WEIGHTS = ROOT / "summarize" / "weights" / "en-fr"
SENTENCES = 5

Work = Callable[[list[str]], Any]


def engine(options: argparse.Namespace) -> Work:
    """One of the two engines by itself, best candidates only."""
    if options.library == "transformers":
        from summarize.models.engines import load_engine

        model = load_engine(WEIGHTS, "transformers")
    else:
        from summarize.models.ct2 import CTranslate2Engine

        model = CTranslate2Engine(WEIGHTS, options.converted or WEIGHTS / "ct2")
    return lambda lines: [found[0].text for found in model.translate(lines, beam_size=options.beam)]


def translator(options: argparse.Namespace) -> Work:
    """The whole translator, with facts checked and candidates ranked."""
    from functools import partial

    from summarize.facts.check import check_translation
    from summarize.facts.glossary import load_glossary
    from summarize.models.ct2 import CTranslate2Engine
    from summarize.translation import rerank
    from summarize.translation.translator import Translator

    rerank.BEAM = options.beam
    glossary = load_glossary()
    check = partial(check_translation, source_language="en", language="fr", glossary=glossary)
    model = CTranslate2Engine(WEIGHTS, options.converted or WEIGHTS / "ct2")
    whole = Translator(model, "en", "fr", check=check, glossary=glossary)

    def work(lines: list[str]) -> dict[str, Any]:
        done = whole.translate(lines)
        statuses = [check.status for one in done for check in one.checks if check.fact.kind != "event"]
        lost = sum(status in ("missing", "changed") for status in statuses)
        return {"lines": [one.text for one in done], "facts": len(statuses), "lost": lost}

    return work


def argos(_options: argparse.Namespace) -> Work:
    """Argos Translate's library with the same converted model in its package layout.

    Its sentence splitter needs a model from the network; each line is taken as one sentence instead.
    """
    from argostranslate.package import Package
    from argostranslate.translate import Language, PackageTranslation

    package = Package(_package(Path(tempfile.mkdtemp())))
    translation = PackageTranslation(Language("en", "English"), Language("fr", "French"), package)
    translation.sentencizer.split_sentences = lambda text: [text]
    return lambda lines: translation.translate("\n".join(lines)).split("\n")


def libretranslate(_options: argparse.Namespace) -> Work:
    """LibreTranslate's own request handler, without a socket, with the same package; a request for all lines.

    Looking for new models in the network is left out, and each line is one sentence, as above.
    """
    folder = Path(tempfile.mkdtemp())
    _package(folder / "packages" / "en_fr")
    os.environ |= {"ARGOS_PACKAGES_DIR": str(folder / "packages"), "XDG_DATA_HOME": str(folder)}
    from argostranslate.sbd import MiniSBDSentencizer
    from libretranslate import init
    from libretranslate.app import create_app
    from libretranslate.main import get_parser

    MiniSBDSentencizer.split_sentences = lambda _self, text: [text]
    init.boot = lambda *_args: None
    arguments = ["--disable-web-ui", "--disable-files-translation", "--batch-limit", "-1"]
    client = create_app(get_parser().parse_args(arguments)).test_client()

    def work(lines: list[str]) -> list[str]:
        answer = client.post("/translate", json={"q": lines, "source": "en", "target": "fr"}).get_json()
        return answer.get("translatedText") or sys.exit(str(answer))

    return work


def _package(folder: Path) -> Path:
    """Write the built-in model as a package of Argos Translate."""
    shutil.copytree(WEIGHTS / "ct2", folder / "model")
    shutil.copy(WEIGHTS / "source.spm", folder / "sentencepiece.model")
    config = json.loads((folder / "model" / "config.json").read_text())
    (folder / "model" / "config.json").write_text(json.dumps(config | {"add_source_eos": True}))
    codes = {"from_code": "en", "to_code": "fr", "from_name": "English", "to_name": "French"}
    (folder / "metadata.json").write_text(json.dumps(codes))
    return folder


def extractive(_options: argparse.Namespace) -> Work:
    """Our summary: facts found, sentences chosen."""
    from summarize.article.reader import clean_text
    from summarize.facts.extract import find_mentions, key_facts
    from summarize.summary.extractive import summarize_article

    def work(lines: list[str]) -> list[str]:
        find_mentions.cache_clear()
        article = clean_text("\n".join(lines))
        chosen = summarize_article(article, key_facts(article), SENTENCES).sentences
        return [sentence.text for sentence in chosen]

    return work


def sumy(options: argparse.Namespace) -> Work:
    """Sumy's LexRank or TextRank, on the text that our cleaner leaves."""
    from sumy.parsers.plaintext import PlaintextParser
    from sumy.summarizers.lex_rank import LexRankSummarizer
    from sumy.summarizers.text_rank import TextRankSummarizer

    from summarize.article.sentences import split_sentences

    class Tokenizer:
        def to_sentences(self, text: str) -> list[str]:
            return split_sentences(text, "en")

        def to_words(self, sentence: str) -> list[str]:
            return sentence.split()

    summarizer = {"lexrank": LexRankSummarizer, "textrank": TextRankSummarizer}[options.library]()
    return lambda lines: [
        str(one)
        for one in summarizer(
            PlaintextParser.from_string("\n\n".join(lines), Tokenizer()).document, SENTENCES
        )
    ]


def distilbart(_options: argparse.Namespace) -> Work:
    """A transformers model shaped like distilbart-cnn-12-6, random weights: 60 new tokens, beam 4."""
    import torch
    from transformers import BartConfig, BartForConditionalGeneration

    torch.set_num_threads(1)
    shape = {"encoder_layers": 12, "decoder_layers": 6, "d_model": 1024, "vocab_size": 50264}
    model = BartForConditionalGeneration(BartConfig(**shape)).eval()

    def work(lines: list[str]) -> list[str]:
        tokens = min(1024, round(1.3 * len(" ".join(lines).split())))
        source = torch.randint(10, 50000, (1, tokens))
        with torch.inference_mode():
            model.generate(source, num_beams=4, max_new_tokens=60, min_new_tokens=60, no_repeat_ngram_size=3)
        return [f"{tokens} tokens in, 60 out"]

    return work


def pipeline(options: argparse.Namespace) -> Work:
    """Read, find facts, summarise; with `--library translate` also translate every sentence."""
    from summarize.article.reader import clean_text
    from summarize.facts.extract import find_mentions, key_facts
    from summarize.pipeline import Pipeline
    from summarize.summary.extractive import summarize_article

    route = Pipeline().route("en", "fr")

    def work(lines: list[str]) -> dict[str, Any]:
        find_mentions.cache_clear()
        begin = time.process_time()
        article = clean_text("\n".join(lines))
        read = time.process_time()
        facts = key_facts(article)
        found = time.process_time()
        summarize_article(article, facts, SENTENCES)
        chosen = time.process_time()
        if options.library == "translate":
            route.translate([sentence.text for sentence in article.sentences])
        times = {"read": read - begin, "facts": found - read, "summary": chosen - found}
        times["translation"] = time.process_time() - chosen
        sizes = {"sentences": len(article.sentences), "facts_found": len(facts)}
        return sizes | {f"{name}_cpu_s": round(seconds, 3) for name, seconds in times.items()}

    return work


WORK = (engine, translator, argos, libretranslate, extractive, sumy, distilbart, pipeline)


def main() -> None:
    """Do one piece of work on the lines of a file and print what it cost."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("work", choices=[work.__name__ for work in WORK])
    parser.add_argument("file", type=Path)
    parser.add_argument("--first", type=int, help="only this many lines")
    parser.add_argument("--warm", type=int, default=20, help="last lines of the file, done first")
    parser.add_argument("--library", default="")
    parser.add_argument("--beam", type=int, default=4)
    parser.add_argument("--converted", type=Path)
    options = parser.parse_args()
    whole = options.file.read_text(encoding="utf-8").splitlines()
    lines = whole[: options.first]
    work = {work.__name__: work for work in WORK}[options.work](options)
    if options.warm:
        work(whole[-options.warm :])
    wall, cpu = time.perf_counter(), time.process_time()
    made = work(lines)
    cost = {"cpu_s": time.process_time() - cpu, "wall_s": time.perf_counter() - wall}
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    result = {name: round(seconds, 3) for name, seconds in cost.items()} | {"peak_mib": round(peak, 1)}
    json.dump({"cost": result, "made": made}, sys.stdout, ensure_ascii=False)


if __name__ == "__main__":
    main()
