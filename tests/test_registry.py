"""Registry files, overlays and the choice of a route."""

from __future__ import annotations

from pathlib import Path

import pytest

from summarize.errors import LanguageError, ModelError, RegistryError
from summarize.models.registry import Registry
from summarize.models.spec import ModelSpec

ENTRY = "task: translate, engine: marian, source: en, target: fr"


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def everything(spec: ModelSpec) -> bool:
    return True


def test_the_built_in_registry_routes_english_to_french() -> None:
    (spec,) = Registry.load().route("en", "fr")
    assert (spec.name, spec.built_in, spec.licence) == ("en-fr", True, "CC-BY-SA-4.0")
    assert spec.on_disk


def test_an_overlay_adds_and_replaces_whole_entries(tmp_path: Path) -> None:
    models = write(
        tmp_path / "m.yaml", f"models:\n  mine: {{{ENTRY}, path: tuned}}\n  en-fr: {{{ENTRY}, path: /x}}\n"
    )
    registry = Registry.load(models)
    assert registry.get("mine").path == tmp_path / "tuned"
    assert registry.get("en-fr").scores == ()
    assert registry.get("opus-mt-en-fr").pinned


@pytest.mark.parametrize("place", ["environment", "configuration folder"])
def test_the_users_own_file_is_found(
    place: str, tmp_path: Path, own_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "models.yaml" if place == "environment" else own_home / "summarize" / "models.yaml"
    own.parent.mkdir(exist_ok=True)
    write(own, f"models:\n  mine: {{{ENTRY}, path: tuned}}\n")
    if place == "environment":
        monkeypatch.setenv("SUMMARIZE_MODELS", str(own))
    assert Registry.load().get("mine").name == "mine"


BAD = r"""
2 | models:\n  a: {GOOD}                                         | must say where the model is
2 | models:\n  a: {GOOD, path: x, repository: a/b}               | must say where the model is
2 | models:\n  a: {GOOD, built_in: true}                         | only for models of the package
2 | models:\n  a: {GOOD, path: x, sizes: 3}                      | not a known key. Known here: built_in
3 | models:\n  a:\n    task: translat\n    source: en            | Use one of: translate, summarise
3 | models:\n  a:\n    engine: marian                            | lacks `task`
3 | models:\n  a: {GOOD, path: x}\n  a: {GOOD, path: y}          | `a` is given twice
2 | models:\n  a: {TASK, source: no, target: fr, path: x}        | not a text. Put it in quotes
2 | models:\n  a: {TASK, source: English, target: fr, path: x}   | Write it like fr
2 | models:\n  a: {task: summarise, source: en, target: fr}      | for a summariser
2 | models:\n  a: {GOOD, repository: a/b, revision: main}        | a full commit
2 | models:\n  a: {GOOD, repository: a/b, revision: 1234}        | in quotes
2 | models:\n  a: {GOOD, path: x, size: big}                     | `size` is not a whole number
2 | models:\n  a: {GOOD, path: x, files: {../x: {}}}             | not a path inside
2 | models:\n  a: {GOOD, path: x, files: {x: {sha256: abc}}}     | 64 characters
2 | models:\n  a: {GOOD, path: x, scores: [{SCORE, value: 101}]} | from 0 to 100
2 | models:\n  a: {GOOD, path: x, draft: maybe}                  | true or false
2 | models:\n  ../a: {GOOD, path: x}                             | not a valid model name
2 | models:\n  {a: b}: c | this key is not a word
1 | models: [a]                                                  | `models` is not a mapping
1 | a: 1                                                         | `a` is not a known key
1 | version: 2\nmodels: {}                                       | `version` is not 1
3 | models:\n  a: {TASK\n  b: x                                  | not valid YAML
2 | models:\n  a: !!python/object:os.system {}                   | lacks `task`
"""
SHORT = {"TASK": "task: translate, engine: marian", "GOOD": ENTRY, "SCORE": "set: s, metric: m, source: s"}


def bad_files() -> list[tuple[str, str, str]]:
    """Rows of BAD: line number, text of the file and expected message."""
    rows = [[cell.strip() for cell in row.split(" | ")] for row in BAD.strip().splitlines()]
    for row in rows:
        for short, long in {**SHORT, r"\n": "\n"}.items():
            row[1] = row[1].replace(short, long)
    return [(line, text, message) for line, text, message in rows]


@pytest.mark.parametrize(("line", "text", "message"), bad_files())
def test_a_bad_file_gives_the_line_and_the_cure(line: str, text: str, message: str, tmp_path: Path) -> None:
    file = write(tmp_path / "models.yaml", text)
    with pytest.raises(RegistryError, match=message) as caught:
        Registry.load(file)
    assert str(caught.value).startswith(f"{file}, line {line}: ")


@pytest.mark.parametrize("content", [b"\xff\xfe", b"models:\n  a: \x00", b"#" * 1_000_001, b"[" * 100_000])
def test_a_file_that_is_no_registry_is_refused(content: bytes, tmp_path: Path) -> None:
    file = tmp_path / "models.yaml"
    file.write_bytes(content)
    with pytest.raises(RegistryError, match=r"models\.yaml"):
        Registry.load(file)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(RegistryError, match=r"no registry file .*gone\.yaml"):
        Registry.load(tmp_path / "gone.yaml")


def test_an_empty_file_changes_nothing(tmp_path: Path) -> None:
    assert Registry.load(write(tmp_path / "models.yaml", "# nothing\n")) == Registry.load()


def test_an_unknown_name_gets_the_nearest() -> None:
    with pytest.raises(ModelError, match=r"Did you mean opus-mt-en-fr\?.*summarize models list"):
        Registry.load().get("opus-mt-en-fr2")


def test_the_best_measured_model_that_is_present_is_chosen() -> None:
    registry = Registry.load()
    assert registry.route("en", "fr", present=everything)[0].name == "opus-mt-tc-big-en-fr"
    few = {"en-fr", "opus-mt-en-fr"}
    assert registry.route("en", "fr", present=lambda spec: spec.name in few)[0].name == "opus-mt-en-fr"
    assert registry.route("en", "fr", name="en-fr", present=everything)[0].name == "en-fr"


def test_a_draft_is_chosen_only_where_there_is_nothing_else() -> None:
    few = {"opus-mt-en-fr", "nllb-200-distilled-600M"}
    registry = Registry.load()
    assert registry.route("en", "fr", present=lambda spec: spec.name in few)[0].name == "opus-mt-en-fr"
    assert registry.route("fr", "en", present=lambda spec: spec.name in few)[0].draft


def test_a_model_asked_for_by_name_need_not_be_present() -> None:
    assert Registry.load().route("en", "bm", name="opus-mt-en-nic")[0].name == "opus-mt-en-nic"


VIA = """
models:
  fr-bm:
    task: translate
    engine: marian
    path: {path}
    source: fr
    target: bm
    via: fr
    draft: true
    scores:
      - {{set: flores200-devtest, metric: chrF, value: {score}, source: test}}
"""


@pytest.mark.parametrize(("score", "names"), [(25, ["en-fr", "fr-bm"]), (10, ["opus-mt-en-nic"])])
def test_a_chain_competes_with_a_direct_model_by_score(
    score: float, names: list[str], tmp_path: Path
) -> None:
    registry = Registry.load(write(tmp_path / "models.yaml", VIA.format(path=tmp_path, score=score)))
    present = {"en-fr", "fr-bm", "opus-mt-en-nic"}
    route = registry.route("en", "bm", present=lambda spec: spec.name in present)
    assert [spec.name for spec in route] == names


def test_a_language_that_is_not_installed_yet_gets_one_sentence_with_the_command() -> None:
    with pytest.raises(
        LanguageError,
        match=r"^No model from English to Hausa .*`summarize models pull opus-mt-tc-bible-big-mul`",
    ):
        Registry.load().route("en", "ha")


def test_an_unknown_language_gets_the_list() -> None:
    with pytest.raises(LanguageError, match=r"English to German\. .*fr \(French\).*models list") as said:
        Registry.load().route("en", "de")
    assert "en (English)" not in str(said.value)


def test_a_model_that_cannot_do_the_pair_is_refused() -> None:
    with pytest.raises(LanguageError, match="en-fr does not translate English to Bambara"):
        Registry.load().route("en", "bm", name="en-fr")


@pytest.mark.parametrize("pair", ["fr-de", "en_bm"])
def test_a_pair_of_languages_is_not_taken_for_the_first(pair: str) -> None:
    with pytest.raises(ModelError, match="There is no model"):
        Registry.load().find(pair)


@pytest.mark.parametrize(
    ("wanted", "name"),
    [
        ("fr", "opus-mt-tc-big-en-fr"),
        ("French", "opus-mt-tc-big-en-fr"),
        ("en", "opus-mt-fr-en"),
        ("en-fr", "en-fr"),
    ],
)
def test_a_model_is_found_by_name_or_language(wanted: str, name: str) -> None:
    assert Registry.load().find(wanted).name == name
