"""A model travels by the command line: from a hub to a machine, by a bundle to one without a network."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import hub as tiny_hub
import tiny_models

ENTRY = (
    "tiny: {task: translate, engine: marian, source: en, target: sw, repository: tiny/model, revision: %s}"
)
UNPLUGGED = """
import sys
sys.path.insert(0, {tests!r})
from network import forbid_network
forbid_network(loopback=False)
from summarize.cli import main
main()
"""


def summarize(*arguments: str, home: Path, endpoint: str = "") -> subprocess.CompletedProcess[str]:
    """Run the command; without an endpoint any use of the network fails."""
    script = UNPLUGGED.format(tests=str(Path(__file__).parent))
    start = ["-m", "summarize"] if endpoint else ["-c", script]
    environment = {
        **os.environ,
        "SUMMARIZE_HOME": str(home),
        "SUMMARIZE_MODELS": str(home.parent / "models.yaml"),
    }
    environment |= {"HF_ENDPOINT": endpoint, "NO_PROXY": "127.0.0.1,localhost"} if endpoint else {}
    return subprocess.run(
        [sys.executable, *start, *arguments], env=environment, capture_output=True, text=True
    )


def test_a_model_travels_from_a_hub_to_a_machine_without_a_network(tmp_path: Path) -> None:
    (tmp_path / "models.yaml").write_text("models:\n  " + ENTRY % tiny_hub.COMMIT)
    here, there, bundle = tmp_path / "here", tmp_path / "there", tmp_path / "models.tar"
    with tiny_hub.serve(tiny_models.make_marian(tmp_path / "hub")) as hub:
        pulled = summarize("models", "pull", "sw", home=here, endpoint=hub.endpoint)
    assert pulled.returncode == 0, pulled.stderr
    packed = summarize("models", "bundle", "tiny", "-o", str(bundle), home=here)
    assert packed.returncode == 0, packed.stderr
    installed = summarize("models", "install", str(bundle), home=there)
    assert installed.returncode == 0, installed.stderr
    for name in ("source.spm", "model.safetensors"):
        assert (there / "models/tiny" / name).read_bytes() == (here / "models/tiny" / name).read_bytes()
    listed = summarize("models", "list", home=there)
    assert "installed" in next(line for line in listed.stdout.splitlines() if " tiny " in line)
    verified = summarize("models", "verify", "tiny", home=there)
    assert verified.returncode == 2, "random weights must not pass for a translation"
    assert "lacks 2012" in verified.stdout + verified.stderr
    (there / "models/tiny/vocab.json").write_text("{}")
    assert "its checksum is wrong" in summarize("models", "verify", "tiny", home=there).stdout
    assert summarize("models", "remove", "tiny", home=there).returncode == 0
    assert not (there / "models/tiny").exists()


def test_a_summariser_of_ones_own_runs_without_a_network(tmp_path: Path, articles: Path) -> None:
    """Named in a registry of one's own; converted at the first run, and every sentence is the article's."""
    folder = tiny_models.make_bart(tmp_path / "bart")
    registry = tmp_path / "mine.yaml"
    entry = f"{{task: summarise, engine: bart, source: en, path: {folder}}}"
    registry.write_text(f"models:\n  tiny-bart: {entry}\n", encoding="utf-8")
    (tmp_path / "models.yaml").write_text("models: {}\n", encoding="utf-8")
    story = articles / "wire.txt"
    arguments = ("--summarizer", "tiny-bart", "--registry", str(registry), "--format", "json")
    first, second = (summarize(str(story), *arguments, home=tmp_path / "home") for _ in range(2))
    assert first.returncode == 0, first.stderr
    assert first.stderr == second.stderr == ""
    (brief,) = json.loads(first.stdout)["briefs"]
    summary = brief["summary"]
    assert summary["model"].startswith("tiny-bart (CTranslate2 ")
    source = " ".join(story.read_text(encoding="utf-8").split())
    assert summary["sentences"]
    assert all(sentence["text"] in source for sentence in summary["sentences"])
    assert second.stdout == first.stdout


def test_pull_without_a_network_says_so_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "models.yaml").write_text("models:\n  " + ENTRY % tiny_hub.COMMIT)
    result = summarize("models", "pull", "tiny", home=tmp_path / "here", endpoint="http://127.0.0.1:9")
    assert result.returncode == 2
    assert "The hub cannot be reached" in result.stderr
    assert "summarize models bundle" in result.stderr
    assert "Traceback" not in result.stderr
