"""What all tests share: no network, and a home of their own."""

from __future__ import annotations

from pathlib import Path

import pytest
from network import forbid_network

ROOT = Path(__file__).parent.parent


def pytest_configure() -> None:
    forbid_network(loopback=True)


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Point every folder of the user at an empty one, so that tests see only what ships."""
    home = tmp_path_factory.mktemp("home")
    for name in ("HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, str(home))
    for name in ("SUMMARIZE_MODELS", "SUMMARIZE_HOME"):
        monkeypatch.delenv(name, raising=False)
    return home


@pytest.fixture
def articles() -> Path:
    """The folder of example articles."""
    return ROOT / "examples" / "articles"
