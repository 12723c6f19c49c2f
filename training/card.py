"""Score a model on evaluation sets and write its MODEL_CARD.md from facts, the manifest and the scores.

    python -m training.card training/cards/en-fr.toml --data work/en-fr --evaluation EVAL

The facts are a small TOML file (see `training/cards/`): what the model is for, how it was trained, its
limits, which sets it is scored on. The data table joins `corpora.json` of the run with the licences of
`training/data.toml`.
"""

from __future__ import annotations

import argparse
import json
import random
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from training.manifest import HERE, Corpus, read_manifest, read_rows

WEIGHTS = HERE.parent / "summarize" / "weights"
SAMPLES = 10


@dataclass(frozen=True, slots=True)
class Scored:
    """A set with what the model wrote and how sacrebleu judges it."""

    set: str
    languages: str
    sources: list[str]
    outputs: list[str]
    references: list[str]
    bleu: float
    chrf: float
    signatures: str


def score(name: str, languages: str, sources: list[str], outputs: list[str], references: list[str]) -> Scored:
    """Judge outputs against one reference each."""
    from sacrebleu.metrics.bleu import BLEU
    from sacrebleu.metrics.chrf import CHRF

    bleu, chrf = BLEU(), CHRF()
    b = bleu.corpus_score(outputs, [references]).score
    c = chrf.corpus_score(outputs, [references]).score
    signatures = f"BLEU {bleu.get_signature()}; chrF {chrf.get_signature()}"
    return Scored(name, languages, sources, outputs, references, b, c, signatures)


def read_set(entry: Mapping[str, str], evaluation: Path) -> tuple[list[str], list[str]]:
    """Return sources and references: two files of lines, or one of tab-separated `pairs`."""
    if "pairs" in entry:
        rows = [row[:2] for row in read_rows(evaluation / entry["pairs"])]
        return [row[0] for row in rows], [row[1] for row in rows]
    source, reference = (
        (evaluation / entry[side]).read_text(encoding="utf-8").splitlines()
        for side in ("source", "reference")
    )
    return source, reference


def translate_sets(folder: Path, sets: Sequence[Mapping[str, str]], evaluation: Path) -> list[Scored]:
    """Translate the sets with the model as `summarize` runs it (beam 4, int8) and score the output."""
    from summarize.models.engines import load_engine

    engine = load_engine(folder, "ctranslate2")
    scored = []
    for entry in sets:
        sources, references = read_set(entry, evaluation)
        outputs = [candidates[0].text for candidates in engine.translate(sources)]
        scored.append(score(entry["set"], entry["languages"], sources, outputs, references))
    engine.close()
    return scored


def data_rows(used: Mapping[str, Mapping[str, Any]], manifest: Mapping[str, Corpus]) -> Iterator[str]:
    """Yield the rows of the data table: corpus, source, licence, pairs, weight."""
    for name in sorted(used, key=list(manifest).index):
        corpus, numbers = manifest[name], used[name]
        yield (
            f"| {name} | {corpus.source} | {corpus.licence} | {numbers['pairs']:,} | {numbers['weight']:g} |"
        )


def score_rows(scored: Sequence[Scored]) -> Iterator[str]:
    """Yield the rows of the score table."""
    for s in scored:
        yield f"| {s.set} | {s.languages} | {len(s.sources)} | {s.bleu:.1f} | {s.chrf:.1f} |"


def sample_rows(scored: Scored, seed: int) -> Iterator[str]:
    """Yield ten sentences of a set, chosen at random, with output and reference."""
    chosen = random.Random(seed).sample(range(len(scored.sources)), min(SAMPLES, len(scored.sources)))  # noqa: S311
    for i in sorted(chosen):
        yield f"{i + 1}. {scored.sources[i]}"
        yield f"   - **Model:** {scored.outputs[i]}"
        yield f"   - Reference: {scored.references[i]}"


def render_card(
    facts: Mapping[str, Any],
    used: Mapping[str, Mapping[str, Any]],
    manifest: Mapping[str, Corpus],
    scored: Sequence[Scored],
) -> str:
    """Return the card in Markdown."""
    training, seed = facts["training"], facts.get("seed", 1)
    left_out = [
        f"{c.name} ({c.decision.removeprefix('Left out: ').rstrip('.')})" for c in unused(manifest, used)
    ]
    lines = [
        f"# {facts['name']}: {facts['title']}", "", facts["summary"].strip(), "",
        "## Intended use", "", facts["intended_use"].strip(), "",
        "## Data", "",
        "Weight: how often a pass over the data meets each pair. Licences as stated by the owners of the "
        "text; where they are stated, and why each corpus is used, is in `training/data.toml`.", "",
        "| corpus | source | licence | pairs | weight |", "| --- | --- | --- | ---: | ---: |",
        *data_rows(used, manifest), "",
        f"Considered and left out: {'; '.join(left_out)}.", "",
        "## Training", "",
        "```", *training["commands"].strip().splitlines(), "```", "",
        "{steps} steps in {hours} hours on {hardware}, {date}. {notes}".format(**training).strip(), "",
        "## Scores", "",
        "Beam 4, int8 (CTranslate2), the plain model without `summarize`'s guards.", "",
        "| set | languages | sentences | BLEU | chrF |", "| --- | --- | ---: | ---: | ---: |",
        *score_rows(scored), "",
        f"sacrebleu: `{scored[0].signatures}`", "",
        "## Limits", "", facts["limits"].strip(), "",
        "## Samples", "", f"Ten sentences of {scored[0].set}, at random (seed {seed}), not edited.", "",
        *sample_rows(scored[0], seed), "",
        "## Licence", "",
        "The weights are licensed under [CC BY-SA 4.0](https://creativecommons.org/licenses/by-sa/4.0/); "
        "credit the project and the corpora above. The code that made them is under Apache-2.0.", "",
    ]  # fmt: skip
    return "\n".join(lines)


def unused(manifest: Mapping[str, Corpus], used: Mapping[str, object]) -> list[Corpus]:
    """Return the corpora left out that might have served: with the language that all used ones share."""
    used_languages = [set(manifest[name].languages) for name in used]
    languages, shared = set().union(*used_languages), set.intersection(*used_languages)
    return [
        c
        for c in manifest.values()
        if c.name not in used and not c.weight and set(c.languages) <= languages and shared & set(c.languages)
    ]


def main() -> None:
    """Score a model and write its card into its folder."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("facts", type=Path)
    parser.add_argument("--data", type=Path, required=True, help="folder with the run's corpora.json")
    parser.add_argument("--evaluation", type=Path, required=True, help="folder with the evaluation sets")
    parser.add_argument("--model", type=Path, help="the model's folder, if not summarize/weights/NAME")
    a = parser.parse_args()
    facts = tomllib.loads(a.facts.read_text(encoding="utf-8"))
    folder = a.model or WEIGHTS / facts["name"]
    used = json.loads((a.data / "corpora.json").read_text(encoding="utf-8"))
    scored = translate_sets(folder, facts["set"], a.evaluation)
    card = render_card(facts, used, read_manifest(), scored)
    (folder / "MODEL_CARD.md").write_text(card, encoding="utf-8")
    for s in scored:
        print(f"{s.set} {s.languages}: BLEU {s.bleu:.1f}, chrF {s.chrf:.1f}")
    if "TO BE" in card:
        print(f"{a.facts} is not complete: fill in what is marked TO BE, and run this again")


if __name__ == "__main__":
    main()
