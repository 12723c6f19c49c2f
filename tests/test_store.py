"""Fetching, keeping and removing models, against a hub on the loopback interface."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import hub as tiny_hub
import pytest
import tiny_models
from hub import COMMIT, TinyHub

from summarize.errors import ModelError
from summarize.models.layout import file_sha256
from summarize.models.registry import Registry
from summarize.models.spec import ModelFile, ModelSpec
from summarize.models.store import ModelStore

SPEC = ModelSpec(
    name="tiny",
    task="translate",
    engine="marian",
    source=("en",),
    target=("fr",),
    repository="tiny/model",
    revision=COMMIT,
    licence="CC0-1.0",
)


@pytest.fixture(scope="module")
def marian(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_models.make_marian(tmp_path_factory.mktemp("marian"))


@pytest.fixture(scope="module")
def pickled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_models.make_marian(tmp_path_factory.mktemp("pickled"), pickled=True)


@pytest.fixture
def hub(marian: Path) -> Iterator[TinyHub]:
    with tiny_hub.serve(marian) as server:
        yield server


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModelStore:
    """A store whose client does not wait between attempts and works in small pieces."""
    monkeypatch.setattr("huggingface_hub.file_download.time.sleep", lambda _: None)
    monkeypatch.setattr("huggingface_hub.constants.DOWNLOAD_CHUNK_SIZE", 1000)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1,localhost")
    return ModelStore(tmp_path / "store")


def test_pull_makes_a_whole_checked_model_visible(store: ModelStore, hub: TinyHub, marian: Path) -> None:
    seen: list[tuple[str, int, int]] = []
    assert not store.has(SPEC)
    folder = store.pull(SPEC, endpoint=hub.endpoint, progress=lambda *step: seen.append(step))
    assert store.has(SPEC)
    assert store.folder(SPEC) == folder
    assert (folder / "model.safetensors").read_bytes() == (marian / "model.safetensors").read_bytes()
    manifest = store.manifest(SPEC)
    assert manifest is not None
    assert manifest.revision == COMMIT
    assert {file.path: file.sha256 for file in manifest.files} == {
        path.name: file_sha256(path) for path in marian.iterdir()
    }
    assert [done for _, done, _ in seen] == sorted(done for _, done, _ in seen)
    assert seen[-1][1] == seen[-1][2] == sum(path.stat().st_size for path in marian.iterdir())
    assert not any(path.is_dir() for path in (store.root / "staging").iterdir())


def test_pull_asks_for_nothing_but_files_of_the_pinned_commit_and_tells_nothing(
    store: ModelStore, hub: TinyHub
) -> None:
    store.pull(SPEC, endpoint=hub.endpoint)
    for _, path, _ in hub.requests:
        assert path.startswith((f"/tiny/model/resolve/{COMMIT}/", "/cdn/content/"))
    assert not any("torch" in agent or "agent/" in agent for agent in hub.user_agents)


def test_a_second_pull_asks_for_nothing(store: ModelStore, hub: TinyHub) -> None:
    store.pull(SPEC, endpoint=hub.endpoint)
    hub.requests.clear()
    store.pull(SPEC, endpoint=hub.endpoint)
    assert hub.requests == []


def test_a_cut_connection_is_resumed_where_it_stopped(store: ModelStore, hub: TinyHub, marian: Path) -> None:
    hub.cut["source.spm"] = 1
    folder = store.pull(SPEC, endpoint=hub.endpoint)
    first, second = hub.fetched("source.spm")
    assert first == ""
    assert int(second.removeprefix("bytes=").removesuffix("-")) > 50_000
    assert (folder / "source.spm").read_bytes() == (marian / "source.spm").read_bytes()


def test_a_lost_connection_gives_one_sentence_and_the_next_pull_continues(
    store: ModelStore, hub: TinyHub, marian: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hub.cut["source.spm"] = 1
    monkeypatch.setattr("huggingface_hub.file_download.time.sleep", lambda _: setattr(hub, "status", 503))
    with pytest.raises(ModelError, match=r"503.*summarize models bundle") as caught:
        store.pull(SPEC, endpoint=hub.endpoint)
    assert "\n" not in str(caught.value)
    assert not store.has(SPEC)
    hub.status = 0
    hub.requests.clear()
    folder = store.pull(SPEC, endpoint=hub.endpoint)
    assert hub.fetched("config.json") == []
    assert [span.startswith("bytes=") for span in hub.fetched("source.spm")] == [True]
    assert (folder / "source.spm").read_bytes() == (marian / "source.spm").read_bytes()


def test_no_connection_gives_one_sentence_with_the_bundle_hint(store: ModelStore, hub: TinyHub) -> None:
    endpoint = hub.endpoint
    hub.server_close()
    with pytest.raises(ModelError, match=r"cannot be reached.*summarize models bundle") as caught:
        store.pull(SPEC, endpoint=endpoint)
    assert "\n" not in str(caught.value)
    assert not (store.root / "models").exists()


def test_offline_mode_of_the_client_is_respected(
    store: ModelStore, hub: TinyHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    with pytest.raises(ModelError, match="HF_HUB_OFFLINE is set"):
        store.pull(SPEC, endpoint=hub.endpoint)


@pytest.mark.parametrize("name", ["model.safetensors", "config.json"])
def test_a_changed_file_is_thrown_away_and_nothing_is_visible(
    store: ModelStore, hub: TinyHub, name: str
) -> None:
    hub.corrupt.add(name)
    with pytest.raises(ModelError, match=f"{name} of tiny/model .*expected checksum"):
        store.pull(SPEC, endpoint=hub.endpoint)
    assert not store.has(SPEC)
    hub.corrupt.clear()
    store.pull(SPEC, endpoint=hub.endpoint)
    assert store.has(SPEC)


def test_the_pinned_checksum_counts_more_than_the_hubs_own(store: ModelStore, hub: TinyHub) -> None:
    pinned = replace(SPEC, files=(ModelFile("model.safetensors", "0" * 64),))
    with pytest.raises(ModelError, match="expected checksum"):
        store.pull(pinned, endpoint=hub.endpoint)
    assert not store.has(pinned)


def test_a_hub_that_gives_no_checksum_is_refused(store: ModelStore, hub: TinyHub) -> None:
    hub.etags["config.json"] = "latest"
    with pytest.raises(ModelError, match="expected checksum"):
        store.pull(SPEC, endpoint=hub.endpoint)


def test_a_hub_that_answers_for_another_commit_is_refused(
    store: ModelStore, hub: TinyHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hub, "commit", "f" * 40)
    hub_spec = replace(SPEC, revision="f" * 40)
    monkeypatch.setattr(
        hub.RequestHandlerClass, "send_header", _other_commit(hub.RequestHandlerClass.send_header)
    )
    with pytest.raises(ModelError, match="answers for commit eeeeeeee"):
        store.pull(hub_spec, endpoint=hub.endpoint)


def _other_commit(send_header):
    return lambda self, key, value: send_header(self, key, "e" * 40 if key == "X-Repo-Commit" else value)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"revision": "a" * 40}, "has no revision aaaa"),
        ({"repository": "tiny/other"}, "answered 404|no public repository"),
        ({"engine": "nllb"}, "lacks a tokenizer"),
    ],
)
def test_what_the_hub_lacks_is_named(store: ModelStore, hub: TinyHub, change: dict, message: str) -> None:
    with pytest.raises(ModelError, match=message):
        store.pull(replace(SPEC, **change), endpoint=hub.endpoint)


def test_a_missing_file_is_named(store: ModelStore, marian: Path, tmp_path: Path) -> None:
    partial = shutil.copytree(marian, tmp_path / "partial")
    (partial / "target.spm").unlink()
    with (
        tiny_hub.serve(partial) as hub,
        pytest.raises(ModelError, match=r"no target\.spm, so it is not a marian"),
    ):
        store.pull(SPEC, endpoint=hub.endpoint)


def test_an_unpinned_model_needs_an_explicit_revision(store: ModelStore, hub: TinyHub) -> None:
    unpinned = replace(SPEC, revision="")
    with pytest.raises(ModelError, match="--revision COMMIT"):
        store.pull(unpinned, endpoint=hub.endpoint)
    assert hub.requests == []
    store.pull(unpinned, revision="main", endpoint=hub.endpoint)
    manifest = store.manifest(unpinned)
    assert manifest is not None
    assert manifest.revision == COMMIT


def test_a_full_disk_is_noticed_before_anything_is_fetched(
    store: ModelStore, hub: TinyHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage(store.root.parent)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=50_100_000))
    with pytest.raises(ModelError, match="SUMMARIZE_HOME"):
        store.pull(SPEC, endpoint=hub.endpoint)
    assert not any(method == "GET" for method, _, _ in hub.requests)


def test_a_store_that_cannot_be_written_gives_one_sentence(store: ModelStore, hub: TinyHub) -> None:
    store.root.write_text("a file, not a folder")
    with pytest.raises(ModelError, match=r"cannot be written: Not a directory.*SUMMARIZE_HOME"):
        store.pull(SPEC, endpoint=hub.endpoint)


def test_a_disk_that_fills_up_meanwhile_is_not_taken_for_a_lost_connection(
    store: ModelStore, hub: TinyHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(self: object, data: bytes) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("summarize.models.fetch._Metered.write", full)
    with pytest.raises(ModelError, match="disk does not take the file"):
        store.pull(SPEC, endpoint=hub.endpoint)


def test_a_second_process_waits_for_the_first(store: ModelStore, hub: TinyHub) -> None:
    from filelock import FileLock

    (store.root / "staging").mkdir(parents=True)
    with (
        FileLock(store.root / "staging" / f"tiny@{COMMIT[:12]}.lock"),
        pytest.raises(ModelError, match="another process"),
    ):
        store.pull(SPEC, endpoint=hub.endpoint)


def test_pickled_weights_become_safetensors_with_the_same_output(store: ModelStore, pickled: Path) -> None:
    sha256 = file_sha256(pickled / "pytorch_model.bin")
    pinned = replace(SPEC, files=(ModelFile("pytorch_model.bin", sha256),))
    with tiny_hub.serve(pickled) as hub:
        folder = store.pull(pinned, endpoint=hub.endpoint)
    assert not (folder / "pytorch_model.bin").exists()
    manifest = store.manifest(pinned)
    assert manifest is not None
    assert manifest.converted == {"pytorch_model.bin": sha256}
    assert "model.safetensors" in {file.path for file in manifest.files}
    assert generate(folder) == generate(pickled)


def generate(folder: Path) -> list[list[int]]:
    import torch
    from transformers import AutoTokenizer, MarianConfig, MarianMTModel

    model = MarianMTModel(MarianConfig.from_pretrained(folder)).eval()
    if (folder / "pytorch_model.bin").is_file():
        model.load_state_dict(torch.load(folder / "pytorch_model.bin", weights_only=True))
    else:
        model = MarianMTModel.from_pretrained(folder).eval()
    batch = AutoTokenizer.from_pretrained(folder)(["The president left Gao."], return_tensors="pt")
    return model.generate(**batch, max_new_tokens=12, num_beams=1).tolist()


def test_pickled_weights_with_code_in_them_are_refused(
    store: ModelStore, pickled: Path, tmp_path: Path
) -> None:
    import torch

    evil = shutil.copytree(pickled, tmp_path / "evil")
    torch.save({"weight": Attack(tmp_path / "owned")}, evil / "pytorch_model.bin")
    with tiny_hub.serve(evil) as hub, pytest.raises(ModelError, match="cannot be read as plain weights"):
        store.pull(SPEC, endpoint=hub.endpoint)
    assert not (tmp_path / "owned").exists()
    assert not store.has(SPEC)


class Attack:
    def __init__(self, target: Path) -> None:
        self.target = target

    def __reduce__(self):
        return os.mkdir, (str(self.target),)


def test_bart_is_fetched_too(store: ModelStore, tmp_path: Path) -> None:
    spec = replace(SPEC, task="summarise", engine="bart", target=())
    with tiny_hub.serve(tiny_models.make_bart(tmp_path / "bart")) as hub:
        folder = store.pull(spec, endpoint=hub.endpoint)
    assert {path.name for path in folder.iterdir()} >= {"config.json", "tokenizer.json", "model.safetensors"}


def test_remove_frees_the_space_and_refuses_what_is_not_its_own(
    store: ModelStore, hub: TinyHub, marian: Path
) -> None:
    folder = store.pull(SPEC, endpoint=hub.endpoint)
    assert store.remove(SPEC) > 100_000
    assert not folder.exists()
    with pytest.raises(ModelError, match="not installed"):
        store.remove(SPEC)
    with pytest.raises(ModelError, match="part of the package"):
        store.remove(Registry.load().get("en-fr"))
    with pytest.raises(ModelError, match="your own folder"):
        store.remove(replace(SPEC, repository="", path=marian))


def test_states_tell_what_is_here_and_what_can_be_fetched(
    store: ModelStore, hub: TinyHub, marian: Path
) -> None:
    specs = [
        Registry.load().get("en-fr"),
        replace(SPEC, name="mine", repository="", path=marian),
        replace(SPEC, name="gone", repository="", path=marian / "gone"),
        replace(SPEC, name="unpinned", revision=""),
        SPEC,
    ]
    listed = store.available(Registry({spec.name: spec for spec in specs}))
    assert [model.spec.name for model in listed if model.default] == ["mine"]  # en-fr is a draft
    assert [model.state for model in listed] == [
        "built in",
        "local",
        "missing",
        "no revision",
        "to fetch",
    ]
    store.pull(SPEC, endpoint=hub.endpoint)
    assert store.state(SPEC).state == "installed"
    assert (store.state(SPEC).size or 0) > 100_000
    assert store.state(replace(SPEC, revision="b" * 40)).state == "other revision"


def test_a_missing_model_names_the_commands(store: ModelStore) -> None:
    with pytest.raises(ModelError, match=r"summarize models pull tiny.*summarize models install"):
        store.folder(SPEC)


def test_the_store_is_where_the_user_says(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SUMMARIZE_HOME", str(tmp_path))
    assert ModelStore().root == tmp_path
    monkeypatch.delenv("SUMMARIZE_HOME")
    assert ModelStore().root.name == "summarize"


OFFLINE = """
import sys
sys.path.insert(0, {tests!r})
from network import forbid_network
forbid_network(loopback=False)
from pathlib import Path
from summarize.models.registry import Registry
from summarize.models.store import ModelStore
registry, store = Registry.load(), ModelStore()
states = store.available(registry)
spec = registry.route("en", "fr", present=store.has)[0]
assert store.folder(spec).is_dir() and len(states) > 10
assert "huggingface_hub" not in sys.modules
"""


def test_all_but_pull_works_without_a_network(tmp_path: Path) -> None:
    script = OFFLINE.format(tests=str(Path(__file__).parent))
    subprocess.run([sys.executable, "-W", "error", "-c", script], check=True, cwd=tmp_path)
