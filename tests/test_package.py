"""The shape of the package: layers, imports, exports, what the wheel holds."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "summarize"

LAYERS = [
    {"errors", "records", "languages", "cache"},
    {"article", "facts", "models", "render"},
    {"summary", "translation"},
    {"pipeline"},
    {"briefs", "digest"},
    {"corpus"},
    {"cli", "__init__"},
    {"__main__"},
]
SAME_LAYER = {("facts", "article"), ("summary", "summary")}
HEAVY = ("torch", "transformers", "ctranslate2", "trafilatura", "numpy", "docx", "pypdf", "ray", "pyarrow")


def room(path: Path) -> str:
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


def layer(name: str) -> int:
    return next(i for i, names in enumerate(LAYERS) if name in names)


def imported_rooms(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    modules = [node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module]
    modules += [alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names]
    return {module.split(".")[1] for module in modules if module.startswith("summarize.")}


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda p: str(p.relative_to(PACKAGE)))
def test_imports_point_down_the_layers(path: Path) -> None:
    own = room(path)
    for other in imported_rooms(path) - {own}:
        allowed = layer(other) < layer(own) or (own, other) in SAME_LAYER
        assert allowed, f"{path.relative_to(ROOT)} imports {other}"


def test_a_room_has_no_import_cycle() -> None:
    graph = {path: module_imports(path) for path in PACKAGE.rglob("*.py")}
    done: set[Path] = set()

    def visit(path: Path, trail: tuple[Path, ...]) -> None:
        assert path not in trail, " → ".join(str(p.relative_to(ROOT)) for p in (*trail, path))
        if path not in done:
            for other in graph.get(path, ()):
                visit(other, (*trail, path))
            done.add(path)

    for path in graph:
        visit(path, ())


def module_imports(path: Path) -> set[Path]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found: set[Path] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("summarize."):
            base = ROOT / Path(*node.module.split("."))
            names = [base / alias.name for alias in node.names] + [base]
            found |= {name.with_suffix(".py") for name in names if name.with_suffix(".py").is_file()}
    return found - {path}


@pytest.mark.parametrize(
    "arguments", [["-c", "import summarize"], ["-m", "summarize", "--help"], ["-m", "summarize", "--version"]]
)
def test_a_light_start_loads_nothing_heavy(arguments: list[str]) -> None:
    result = subprocess.run(
        [sys.executable, "-X", "importtime", *arguments], capture_output=True, text=True, check=True
    )
    loaded = {line.rsplit("|", 1)[-1].strip().split(".")[0] for line in result.stderr.splitlines()}
    assert not loaded & set(HEAVY)


def test_exports_are_complete_sorted_and_documented() -> None:
    import summarize

    assert sorted(summarize.__all__) == list(summarize.__all__)
    for name in summarize.__all__:
        assert name.startswith("__") or getattr(summarize, name).__doc__, name


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--no-deps",
        "--no-build-isolation",
        "--quiet",
        "-w",
        folder,
        ROOT,
    ]
    subprocess.run(command, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


def test_the_wheel_holds_registry_weights_and_data_and_is_small(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    assert "summarize/models.yaml" in names
    assert "summarize/facts/data/glossary.tsv" in names
    assert "summarize/weights/en-fr/model.safetensors" in names
    assert "summarize/weights/en-fr/ct2/model.bin" in names
    assert wheel.stat().st_size < 95_000_000


def test_the_wheel_runs_alone_from_any_folder(wheel: Path, tmp_path: Path, articles: Path) -> None:
    target = tmp_path / "site"
    install = [sys.executable, "-m", "pip", "install", "--no-deps", "--quiet", "--target", target, wheel]
    subprocess.run(install, check=True, capture_output=True)
    environment = {**os.environ, "PYTHONPATH": str(target)}
    where = [sys.executable, "-c", "import summarize; print(summarize.__file__)"]
    assert (
        str(target)
        in subprocess.run(
            where, env=environment, cwd=tmp_path, capture_output=True, text=True, check=True
        ).stdout
    )
    command = [sys.executable, "-m", "summarize", articles / "mali-2012.txt", "--lang", "fr"]
    result = subprocess.run(
        command, env=environment, cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert "Kidal" in result.stdout
    assert "CEDEAO" in result.stdout
