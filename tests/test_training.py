"""The training recipe, on tiny data and the CPU."""

from __future__ import annotations

import gzip
import json
import random
from collections import Counter, defaultdict
from dataclasses import replace
from itertools import islice
from pathlib import Path

import numpy as np
import pytest
import torch

from training import card, corpus
from training.backtranslate import is_plausible
from training.bambara import Speller, clean_pair, is_tone_marked, standard_spelling, strip_tones
from training.batches import LENGTHS, batches, load_data, tensors
from training.checkpoint import average_states, from_marian, load_state, to_marian
from training.encode import encode, mask_shared, weigh
from training.export import export, marian_model
from training.held_out import HeldOut
from training.manifest import SHIPPED, Checksums, Corpus, read_corpora, read_manifest, read_rows
from training.network import Marian, Shape
from training.train import parser, train
from training.vocabulary import PLACEHOLDERS, load_vocabulary, train_vocabulary

PLACES = ["Kidal", "Gao", "Bamako", "Niamey", "Dakar", "Abuja"]
PAIRS = [
    (f"The army left {place} on {day} March.", f"L'armée a quitté {place} le {day} mars.")
    for place in PLACES
    for day in range(2, 30)
]
TINY = Shape(d=32, enc=2, dec=1, ffn=64, heads=4)


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with pairs, vocabulary and encoded data."""
    folder = tmp_path_factory.mktemp("work")
    write_rows(folder / "pairs.tsv.gz", [(*pair, "authored") for pair in PAIRS])
    text = [side for row in islice(read_rows(SHIPPED / "authored.tsv.gz"), 300) for side in row[:2]]
    train_vocabulary(text + [side for pair in PAIRS for side in pair], folder / "spm.model", pieces=600)
    encode(folder / "pairs.tsv.gz", folder / "spm.model", folder, {"authored": 2.0}, masked=0.5)
    return folder


def write_rows(path: Path, rows: list[tuple[str, ...]]) -> None:
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.writelines("\t".join(row) + "\n" for row in rows)


def shuffler(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311 - not a secret


def tiny_corpus(name: str, weight: float, **fields: object) -> Corpus:
    known = {
        "languages": ("en", "fr"),
        "source": "",
        "licence": "CC0-1.0",
        "stated": "",
        "file": "all.tsv.gz",
    }
    return Corpus(**{**known, "name": name, "weight": weight, "decision": "", **fields})  # type: ignore[arg-type]


# ── Manifest and selection ──────────────────────────────────────────────────────────────────────────────────


def test_every_corpus_has_a_licence_a_decision_and_a_weight_that_agrees() -> None:
    for entry in read_manifest().values():
        assert entry.licence, entry.name
        assert entry.stated, entry.name
        assert entry.decision.startswith("Used" if entry.weight else "Left out"), entry.name
        assert entry.made or not entry.weight or len(entry.sha256) == 64, entry.name


def test_no_corpus_in_use_is_non_commercial_or_for_research_only() -> None:
    for entry in read_manifest().values():
        if entry.weight:
            assert "NC" not in entry.licence, entry.name
            assert "research" not in entry.licence, entry.name


@pytest.mark.parametrize(
    "shipped", [c for c in read_manifest().values() if (SHIPPED / c.file).is_file()], ids=lambda c: c.name
)
def test_the_shipped_pairs_are_those_of_the_manifest(shipped: Corpus) -> None:
    checksums = Checksums()
    for name, columns in read_corpora(SHIPPED / shipped.file, [shipped]):
        checksums.add(name.name, columns)
    assert (checksums.pairs[shipped.name], checksums.of(shipped.name)) == (shipped.pairs, shipped.sha256)


def test_a_corpus_that_is_left_out_never_appears(tmp_path: Path) -> None:
    write_rows(tmp_path / "all.tsv.gz", [("Hello.", "Bonjour.", "good"), ("Yes.", "Oui.", "barred")])
    manifest = {"good": tiny_corpus("good", 1), "barred": tiny_corpus("barred", 0)}
    chosen = corpus.select(manifest, ["en"], "fr")
    pairs = list(corpus.read_pairs(chosen, [tmp_path], "fr", defaultdict(Counter)))
    assert pairs == [("Hello.", "Bonjour.", "good")]


def test_a_direction_is_turned_round_and_both_sides_are_normalised(tmp_path: Path) -> None:
    write_rows(tmp_path / "all.tsv.gz", [("“Go” – it’s 5", "« Va » – c’est 5", "good")])
    manifest = {"good": tiny_corpus("good", 1)}
    for target, wanted in (
        ("fr", ('"Go" - it\'s 5', "« Va » – c'est 5")),
        ("en", ('"Va" - c\'est 5', '"Go" – it\'s 5')),
    ):
        sources = ["fr" if target == "en" else "en"]
        pairs = corpus.read_pairs(
            corpus.select(manifest, sources, target), [tmp_path], target, defaultdict(Counter)
        )
        assert [pair[:2] for pair in pairs] == [wanted]


def test_a_changed_corpus_is_refused(tmp_path: Path) -> None:
    write_rows(tmp_path / "all.tsv.gz", [("Hello.", "Bonjour.", "good")])
    chosen = [tiny_corpus("good", 1, sha256="0" * 64, pairs=1)]
    with pytest.raises(SystemExit, match="not the corpus of the manifest"):
        list(corpus.read_pairs(chosen, [tmp_path], "fr", defaultdict(Counter)))


def test_a_missing_file_is_an_error_but_one_that_a_model_makes_is_only_reported(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit, match="--corpora"):
        list(corpus.read_pairs([tiny_corpus("good", 1)], [tmp_path], "fr", defaultdict(Counter)))
    made = tiny_corpus("made", 1, made="python -m training.backtranslate …")
    assert list(corpus.read_pairs([made], [tmp_path], "fr", defaultdict(Counter))) == []
    assert "training.backtranslate" in capsys.readouterr().out


@pytest.mark.parametrize("text", ["en", "en-de", "fr-fr", "en+fr-fr", ""])
def test_an_unknown_direction_is_refused(text: str) -> None:
    with pytest.raises(SystemExit, match="write en-fr"):
        corpus.parse_direction(text)


def test_evaluation_sentences_and_duplicates_are_dropped_and_counted() -> None:
    held_out = HeldOut(["À Kidal, l'armée avance !", "Oui."])
    pairs = [
        corpus.Pair("a kidal l'armee avance", "x", "c"),
        corpus.Pair("Oui.", "Ɔwɔ.", "c"),
        corpus.Pair("Oui.", "Ɔwɔ.", "c"),
    ]
    counts: corpus.Counts = defaultdict(Counter)
    assert list(corpus.keep(pairs, held_out, counts)) == [pairs[1]]
    assert counts["c"] == {"held out": 1, "kept": 1, "duplicate": 1}


# ── Bambara ─────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("marked", "bare"),
    [
        ("Bóloko làadaw tùn bɛ́ cógo mîn ná", "Boloko laadaw tun bɛ cogo min na"),
        ("cɛ́ kɔ̀ni ɲɛ̀ɲɛ ŋɔ̌ni", "cɛ kɔni ɲɛɲɛ ŋɔni"),
        ("ń tɛ́, m̀ bɛ́, ǹka", "n tɛ, m bɛ, nka"),
        ("Ɛ́ɛ! Ɔ̀wɔ́.", "Ɛɛ! Ɔwɔ."),
        ("garçon naïf", "garçon naïf"),
    ],
)
def test_tones_are_stripped_and_letters_stay(marked: str, bare: str) -> None:
    assert strip_tones(marked) == bare


@pytest.mark.parametrize(
    ("found", "standard"),
    [
        ("À bɛ́ nà sú fɛ̀", "A bɛ na su fɛ"),
        ("a tôgô sôrô kèlè la", "a tɔgɔ sɔrɔ kɛlɛ la"),
        ("u be nyogon fe", "u be ɲogon fe"),
        ("jɛɲɔgɔnya kɛra", "jɛɲɔgɔnya kɛra"),
        ("Sékou ni Thérèse Kouyaté nana", "Sékou ni Thérèse Kouyaté nana"),
        ("Nyamina dugu", "Nyamina dugu"),
    ],
)
def test_old_spelling_becomes_standard_and_names_stay(found: str, standard: str) -> None:
    assert standard_spelling(found) == standard


def test_a_french_name_makes_no_tone_marked_sentence() -> None:
    assert is_tone_marked("Ò dòn, nê ye sàn mɛ́n")
    assert not is_tone_marked("Sékou Touré nana Kayi dugu la")


def test_plain_keyboards_letters_are_restored() -> None:
    speller = Speller(["u bɛ ɲɔgɔn fɛ", "a bɛ sɔrɔ", "be ni bɛ"])
    assert speller.respell("Be nyogon soro Kayi") == "Bɛ ɲɔgɔn sɔrɔ Kayi"
    assert speller.respell("u be fɛ") == "u be fɛ"


@pytest.mark.parametrize(
    ("source", "target", "kept"),
    [
        ("12) L'eau.", "12) Ji.", ("L'eau.", "Ji.")),
        ("1995 fut bon.", "San 1995 ka ɲi.", ("1995 fut bon.", "San 1995 ka ɲi.")),
        ("fétiche.des.garçons", "ntomo", None),
        ("laver qqn", "ka ko", None),
        ("Il dit [...]", "A ko", None),
        ("Il dit", "A ko (incompréhensible)", None),
        ("Beaucoup", "tiaman", None),
        ("Le monde", "dougou kolo kan", None),
        ("", "ji", None),
    ],
)
def test_pairs_that_teach_no_translation_are_dropped(
    source: str, target: str, kept: tuple[str, str] | None
) -> None:
    assert clean_pair(source, target) == kept


# ── Encoding and batches ────────────────────────────────────────────────────────────────────────────────────


def test_placeholders_replace_the_same_string_on_both_sides() -> None:
    source, target = (
        "President Issoufou met 12 envoys in Niamey.",
        "Le président Issoufou a reçu 12 envoyés à Niamey.",
    )
    for seed in range(20):
        masked = mask_shared(source, target, shuffler(seed))
        used = [p for p in PLACEHOLDERS if p in masked[0]]
        assert used
        assert used == [p for p in PLACEHOLDERS if p in masked[1]]
        restored = masked
        for place, text in zip(used, shared_strings(masked, source, target, used), strict=True):
            restored = (restored[0].replace(place, text), restored[1].replace(place, text))
        assert restored == (source, target)


def shared_strings(masked: tuple[str, str], source: str, target: str, used: list[str]) -> list[str]:
    """The strings behind the placeholders, found by what stands around them in the source."""
    rest, out = source, []
    pieces = masked[0]
    for i, place in enumerate(used):
        before, _, pieces = pieces.partition(place)
        rest = rest.removeprefix(before)
        after = pieces.partition(used[i + 1])[0] if i + 1 < len(used) else pieces
        text = rest[: rest.index(after)] if after else rest
        assert text in target
        out.append(text)
        rest = rest[len(text) :]
    return out


def test_a_string_that_differs_or_comes_twice_is_not_masked() -> None:
    pair = ("In London and London it rains.", "À Londres il pleut.")
    assert mask_shared(*pair, shuffler(1)) == pair


@pytest.mark.parametrize(("weight", "times"), [(0, 0), (2, 200), (2.5, 250), (0.2, 20)])
def test_a_weight_repeats_or_thins_out_a_corpus(weight: float, times: int) -> None:
    rows = [("a", "b", "c")] * 100
    assert abs(len(list(weigh(rows, {"c": weight}, shuffler(1)))) - times) <= 12


def test_encoded_pairs_decode_to_the_text_and_the_run_is_recorded(work: Path) -> None:
    data, pad = load_data(work / "data.npz")
    pieces = load_vocabulary(work / "spm.model")
    assert pad == len(pieces)
    first = [int(token) for token in data["S"][data["so"][0] : data["so"][1]]]
    assert first[-1] == 0
    text = pieces.decode(first[:-1])
    assert text.endswith("March.") or "⟪" in text
    record = json.loads((work / "corpora.json").read_text(encoding="utf-8"))
    assert record == {"authored": {"pairs": len(PAIRS), "weight": 2.0, "encoded": 2 * len(PAIRS)}}


def test_each_placeholder_is_one_token(work: Path) -> None:
    pieces = load_vocabulary(work / "spm.model")
    for place in PLACEHOLDERS:
        assert pieces.encode(f"a{place}b", out_type=str).count(place) == 1


def test_pairs_of_an_unknown_corpus_are_refused(work: Path, tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="not in the manifest"):
        encode(work / "pairs.tsv.gz", work / "spm.model", tmp_path, {"other": 1.0}, masked=0)


def test_batches_have_few_shapes_and_hold_each_pair_once(work: Path) -> None:
    data, pad = load_data(work / "data.npz")
    seen: list[int] = []
    for rows, length in batches(data, 200, np.random.default_rng(1)):
        assert length in LENGTHS
        assert len(rows) == max(4, 200 // length // 4 * 4)
        source, labels, shifted = tensors(data, rows, length, pad)
        assert source.shape == labels.shape == shifted.shape == (len(rows), length)
        assert (shifted[:, 0] == pad).all()
        assert torch.equal(shifted[:, 1:][labels[:, 1:] >= 0], labels[:, :-1][labels[:, 1:] >= 0])
        seen += rows.tolist()
    assert len(seen) == len(set(seen))


# ── Network, training, export ───────────────────────────────────────────────────────────────────────────────


def settings(work: Path, out: Path, *extra: str) -> list[str]:
    shape = ["--d", "32", "--enc", "2", "--dec", "1", "--ffn", "64", "--heads", "4"]
    rest = [
        "--tokens",
        "400",
        "--rows",
        "64",
        "--threads",
        "1",
        "--warmup",
        "5",
        "--lr",
        "0.01",
        "--log",
        "10",
    ]
    return ["--data", str(work / "data.npz"), "--out", str(out), *shape, *rest, "--minutes", "1e9", *extra]


@pytest.fixture(scope="module")
def run(work: Path) -> Path:
    """A checkpoint of a short run."""
    train(parser().parse_args(settings(work, work / "run1", "--steps", "40", "--ema", "0.5")))
    return work / "run1.pt"


def mean_loss(work: Path, checkpoint: Path | None) -> float:
    torch.manual_seed(1)
    data, pad = load_data(work / "data.npz")
    model = Marian(pad, TINY)
    if checkpoint:
        model.load_state_dict(load_state(checkpoint), strict=False)
    with torch.no_grad():
        losses = [
            float(model.loss(*tensors(data, rows, length, pad), smooth=0.1, rows=64))
            for rows, length in batches(data, 400, np.random.default_rng(1))
        ]
    return sum(losses) / len(losses)


def test_the_chunked_loss_and_its_gradient_are_those_of_torch(work: Path) -> None:
    torch.manual_seed(1)
    data, pad = load_data(work / "data.npz")
    model = Marian(pad, TINY)
    batch = tensors(data, *next(batches(data, 400, np.random.default_rng(1))), pad)
    ours = model.loss(*batch, smooth=0.1, rows=7)
    ours.backward()  # type: ignore[no-untyped-call]
    gradient = model.emb.weight.grad
    model.zero_grad()
    logits = model.hidden(batch[0], batch[2]) @ model.emb.weight.t()
    theirs = torch.nn.functional.cross_entropy(
        logits.flatten(0, 1), batch[1].flatten(), label_smoothing=0.1, ignore_index=-100
    )
    theirs.backward()  # type: ignore[no-untyped-call]
    assert torch.allclose(ours, theirs, atol=1e-5)
    assert gradient is not None
    assert torch.allclose(gradient, model.emb.weight.grad, atol=1e-5)


def test_training_lowers_the_loss_and_keeps_the_padding_row_at_zero(work: Path, run: Path) -> None:
    assert mean_loss(work, run) < 0.7 * mean_loss(work, None)
    assert not load_state(run)["emb.weight"][-1].any()


def test_a_run_goes_on_from_a_checkpoint(work: Path, run: Path, tmp_path: Path) -> None:
    train(parser().parse_args(settings(work, tmp_path / "run2", "--steps", "16", "--init", str(run))))
    assert mean_loss(work, tmp_path / "run2.pt") < mean_loss(work, run)


def test_weights_of_another_shape_are_refused(work: Path, run: Path, tmp_path: Path) -> None:
    arguments = settings(work, tmp_path / "x", "--steps", "1", "--init", str(run), "--ffn", "32")
    with pytest.raises(SystemExit, match=r"dec\.0\.f1"):
        train(parser().parse_args(arguments))


def test_a_checkpoint_that_holds_more_than_tensors_is_refused(tmp_path: Path) -> None:
    torch.save({"emb.weight": print}, tmp_path / "bad.pt")
    with pytest.raises(Exception, match=r"(?i)weights.only"):
        load_state(tmp_path / "bad.pt")


def test_two_checkpoints_are_averaged() -> None:
    a, b = {"w": torch.tensor([1.0, 2.0])}, {"w": torch.tensor([3.0, 6.0])}
    assert torch.equal(average_states([a, b])["w"], torch.tensor([2.0, 4.0]))


def test_the_library_computes_the_same_logits_from_our_weights(work: Path, run: Path) -> None:
    data, pad = load_data(work / "data.npz")
    state = load_state(run)
    model = Marian(pad, TINY).eval()
    model.load_state_dict(state, strict=False)
    source, _, shifted = tensors(data, *next(batches(data, 400, np.random.default_rng(2))), pad)
    with torch.no_grad():
        ours = model.hidden(source, shifted) @ model.emb.weight.t()
        theirs = marian_model(state, heads=4).eval()(
            input_ids=source, attention_mask=(source != pad).long(), decoder_input_ids=shifted
        )
    assert torch.allclose(ours, theirs.logits, atol=1e-4)


def test_names_map_to_the_library_and_back(run: Path) -> None:
    state = load_state(run)
    back = from_marian(to_marian(state))
    assert back.keys() == state.keys()
    assert all(torch.equal(back[name], state[name]) for name in state)


def test_an_export_translates_in_the_product_and_can_be_trained_on(
    work: Path, run: Path, tmp_path: Path
) -> None:
    from summarize.models.engines import load_engine
    from summarize.models.generator import generation_settings

    export([run], work / "spm.model", ["en", "fr"], heads=4, out=tmp_path / "model", length_penalty=2.0)
    assert generation_settings(tmp_path / "model")["length_penalty"] == 2
    assert {p.suffix for p in (tmp_path / "model").iterdir()} == {".json", ".safetensors", ".spm"}
    engine = load_engine(tmp_path / "model", "transformers")
    assert engine.translate(["The army left Gao on 5 March."])[0][0].text
    restored = load_state(tmp_path / "model")
    assert torch.allclose(restored["enc.0.a.qkv.weight"], load_state(run)["enc.0.a.qkv.weight"], atol=1e-3)


# ── Back-translation and card ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("source", "translation", "plausible"),
    [
        ("The army left Gao.", "L'armée a quitté Gao.", True),
        ("The army left the town of Gao on Monday.", "L'armée.", False),
        ("It rains.", "de de de de", False),
        ("It rains.", "", False),
    ],
)
def test_translations_that_are_cut_off_or_run_on_are_dropped(
    source: str, translation: str, plausible: bool
) -> None:
    assert is_plausible(source, translation) is plausible


def test_the_card_tells_data_scores_limits_and_licence() -> None:
    facts = {
        "name": "xx-yy", "title": "X to Y", "summary": "Small.", "intended_use": "Drafts.",
        "limits": "Idioms.", "training": {
            "commands": "train", "steps": 9, "hours": 2, "hardware": "CPU", "date": "2026", "notes": "",
        },
    }  # fmt: skip
    used = {"authored": {"pairs": 1234, "weight": 7}}
    scored = card.Scored(
        "devtest", "en → fr", [f"s{i}" for i in range(30)], ["o"] * 30, ["r"] * 30, 12.34, 45.6, "sig"
    )
    text = card.render_card(facts, used, read_manifest(), [scored])
    sections = ["Intended use", "Data", "Training", "Scores", "Limits", "Samples", "Licence"]
    assert [line[3:] for line in text.splitlines() if line.startswith("## ")] == sections
    assert "| 1,234 | 7 |" in text
    assert "CC0-1.0" in text
    assert "multi30k (non-commercial)" in text
    assert "| devtest | en → fr | 30 | 12.3 | 45.6 |" in text
    assert text.count("**Model:**") == 10
    assert text == card.render_card(facts, used, read_manifest(), [replace(scored)])
    assert "CC BY-SA 4.0" in text


def test_the_facts_of_each_card_fit_the_generator() -> None:
    import tomllib

    for path in sorted((Path(card.__file__).parent / "cards").glob("*.toml")):
        facts = tomllib.loads(path.read_text(encoding="utf-8"))
        assert facts["name"] == path.stem
        scored = card.Scored("s", "a → b", ["x"], ["y"], ["z"], 1.0, 2.0, "sig")
        assert card.render_card(facts, {"authored": {"pairs": 1, "weight": 1}}, read_manifest(), [scored])
        assert {"set", "languages", "source", "reference"} <= facts["set"][0].keys()


def test_rows_are_read_from_plain_and_gzipped_files(tmp_path: Path) -> None:
    (tmp_path / "a.tsv").write_text("x\ty\u2028z\n", encoding="utf-8")
    write_rows(tmp_path / "a.tsv.gz", [("x", "y\u2028z")])
    assert (
        list(read_rows(tmp_path / "a.tsv")) == list(read_rows(tmp_path / "a.tsv.gz")) == [["x", "y\u2028z"]]
    )
