"""Bundles carry models to machines without a network, and nothing else."""

from __future__ import annotations

import io
import json
import tarfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import tiny_models
from hub import COMMIT

from summarize.errors import ModelError
from summarize.models.bundle import bundle_models, install_bundle
from summarize.models.layout import file_sha256
from summarize.models.manifest import Manifest
from summarize.models.registry import Registry
from summarize.models.spec import ModelFile, ModelSpec
from summarize.models.store import ModelStore

SPEC = ModelSpec("tiny", "translate", "marian", ("en",), ("fr",), repository="tiny/model", revision=COMMIT)
REGISTRY = Registry({"tiny": SPEC})

Members = list[tuple[tarfile.TarInfo, bytes]]


@pytest.fixture
def store(tmp_path: Path) -> ModelStore:
    """A store that holds the tiny model."""
    store = ModelStore(tmp_path / "here")
    folder = tiny_models.make_marian(store.root / "staging" / "tiny")
    files = tuple(
        ModelFile(path.name, file_sha256(path), path.stat().st_size) for path in sorted(folder.iterdir())
    )
    store.install(SPEC, folder, Manifest("tiny", "tiny/model", COMMIT, files))
    return store


@pytest.fixture
def there(tmp_path: Path) -> ModelStore:
    """The empty store of another machine."""
    return ModelStore(tmp_path / "there")


@pytest.fixture
def bundle(store: ModelStore, tmp_path: Path) -> Path:
    return bundle_models([SPEC], store, tmp_path / "out.tar").file


def test_a_bundled_model_arrives_unchanged(store: ModelStore, there: ModelStore, bundle: Path) -> None:
    installed = install_bundle(bundle, there, REGISTRY)
    assert [model.name for model in installed.models] == ["tiny"]
    assert there.has(SPEC)
    for path in store.folder(SPEC).iterdir():
        assert (there.folder(SPEC) / path.name).read_bytes() == path.read_bytes()
    assert list((there.root / "staging").iterdir()) == []


def test_the_same_models_give_the_same_bytes(store: ModelStore, bundle: Path, tmp_path: Path) -> None:
    again = bundle_models([SPEC], store, tmp_path / "again.tar")
    assert again.file.read_bytes() == bundle.read_bytes()
    assert again.size == sum(file.size or 0 for file in again.models[0].files)


def test_installing_again_replaces_the_model(there: ModelStore, bundle: Path) -> None:
    install_bundle(bundle, there, REGISTRY)
    (there.folder(SPEC) / "vocab.json").write_text("{}")
    install_bundle(bundle, there, REGISTRY)
    assert (there.folder(SPEC) / "vocab.json").read_text() != "{}"


def test_a_changed_model_is_not_bundled(store: ModelStore, tmp_path: Path) -> None:
    (store.folder(SPEC) / "vocab.json").write_text("{}")
    with pytest.raises(ModelError, match=r"vocab\.json of tiny was changed"):
        bundle_models([SPEC], store, tmp_path / "out.tar")
    assert list(tmp_path.glob("out.tar*")) == []


def test_only_fetched_models_are_bundled(store: ModelStore, tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="part of the package"):
        bundle_models([Registry.load().get("en-fr")], store, tmp_path / "out.tar")
    with pytest.raises(ModelError, match="summarize models pull other"):
        bundle_models([replace(SPEC, name="other")], store, tmp_path / "out.tar")


def test_a_place_that_cannot_be_written_is_named(store: ModelStore, tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="cannot be written"):
        bundle_models([SPEC], store, tmp_path / "no" / "such" / "folder.tar")


def test_a_model_the_registry_does_not_know_is_refused(there: ModelStore, bundle: Path) -> None:
    with pytest.raises(ModelError, match="no model 'tiny'"):
        install_bundle(bundle, there, Registry.load())


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"repository": "else/where"}, "registry says that tiny is else/where"),
        ({"engine": "bart"}, "no bart model has"),
        ({"files": (ModelFile("vocab.json", "0" * 64),)}, "differs from the registry's checksum"),
    ],
)
def test_a_bundle_that_disagrees_with_the_registry_is_refused(
    there: ModelStore, bundle: Path, change: dict, message: str
) -> None:
    with pytest.raises(ModelError, match=message):
        install_bundle(bundle, there, Registry({"tiny": replace(SPEC, **change)}))
    assert not there.has(SPEC)


def rewrite(bundle: Path, change: Callable[[Members], None]) -> Path:
    """Take a bundle apart, change its members and put it together again."""
    with tarfile.open(bundle) as tar:
        members = [
            (member, content.read() if (content := tar.extractfile(member)) else b"") for member in tar
        ]
    change(members)
    with tarfile.open(bundle, "w") as tar:
        for member, content in members:
            member.size = len(content)
            tar.addfile(member, io.BytesIO(content))
    return bundle


def add(name: str, **fields: object) -> Callable[[Members], None]:
    member = tarfile.TarInfo(name)
    for field, value in fields.items():
        setattr(member, field, value)
    return lambda members: members.append((member, b""))


def flip(members: Members) -> None:
    member, content = members[3]
    members[3] = (member, bytes([content[0] ^ 1]) + content[1:])


def announce(path: str) -> Callable[[Members], None]:
    def change(members: Members) -> None:
        data = json.loads(members[0][1])
        data["models"][0]["files"][path] = {"sha256": file_sha256(Path("/dev/null")), "size": 0}
        members[0] = (members[0][0], json.dumps(data).encode())
        members.append((tarfile.TarInfo(f"tiny/{path}"), b""))

    return change


def rename(name: str) -> Callable[[Members], None]:
    def change(members: Members) -> None:
        members[0] = (members[0][0], members[0][1].replace(b'"name": "tiny"', f'"name": "{name}"'.encode()))

    return change


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (flip, "its checksum is wrong"),
        (lambda members: members.pop(), "it lacks tiny/"),
        (lambda members: members.append(members[-1]), "does not announce"),
        (lambda members: members.pop(0), "does not begin with"),
        (lambda members: members.clear(), "does not begin with"),
        (add("../evil"), "does not announce"),
        (add("/etc/evil"), "does not announce"),
        (add("tiny/link", type=tarfile.SYMTYPE, linkname="/etc/passwd"), "does not announce"),
        (announce("../../evil"), "no marian model has"),
        (announce("pytorch_model.bin"), "no marian model has"),
        (announce("modeling.py"), "no marian model has"),
        (rename("../evil"), "not a valid model name"),
        (lambda members: members.__setitem__(0, (members[0][0], b"{")), "cannot be read"),
        (lambda members: members.__setitem__(0, (members[0][0], b'{"format": 9}')), "format 9"),
    ],
)
def test_a_hostile_or_damaged_bundle_installs_nothing(
    there: ModelStore, bundle: Path, change: Callable[[Members], None], message: str
) -> None:
    rewrite(bundle, change)
    with pytest.raises(ModelError, match=message):
        install_bundle(bundle, there, REGISTRY)
    assert not there.has(SPEC)
    assert list((there.root / "staging").iterdir()) == []


def test_an_announced_file_that_is_a_link_is_refused(there: ModelStore, bundle: Path) -> None:
    def to_link(members: Members) -> None:
        members[2][0].type, members[2][0].linkname = tarfile.SYMTYPE, "/etc/passwd"

    with pytest.raises(ModelError, match="does not announce"):
        install_bundle(rewrite(bundle, to_link), there, REGISTRY)


def test_files_that_are_no_bundle_are_refused(there: ModelStore, bundle: Path, tmp_path: Path) -> None:
    text = tmp_path / "story.txt"
    text.write_text("no tar")
    cut = tmp_path / "cut.tar"
    cut.write_bytes(bundle.read_bytes()[:100_000])
    for file in (text, cut, tmp_path / "absent.tar", tmp_path):
        with pytest.raises(ModelError, match=r"not a model bundle|cannot be read"):
            install_bundle(file, there, REGISTRY)


def test_a_store_that_cannot_be_written_gives_one_sentence(there: ModelStore, bundle: Path) -> None:
    there.root.write_text("a file, not a folder")
    with pytest.raises(ModelError, match=r"cannot be written: Not a directory.*SUMMARIZE_HOME"):
        install_bundle(bundle, there, REGISTRY)


def test_a_bundle_larger_than_the_disk_is_refused(
    there: ModelStore, bundle: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import shutil

    usage = shutil.disk_usage(bundle)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=1000))
    with pytest.raises(ModelError, match="SUMMARIZE_HOME"):
        install_bundle(bundle, there, REGISTRY)
