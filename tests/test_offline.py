"""The whole command works with the network forbidden, an empty cache and no home to write to."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

TESTS = Path(__file__).parent
PROGRAM = """
import sys
from network import forbid_network
forbid_network(loopback=False)
from summarize.cli import main
sys.argv[1:] = {arguments!r}
main()
"""
PROBE = """
import network, socket
network.forbid_network(loopback=False)
socket.create_connection(("127.0.0.1", 9))
"""


def test_a_brief_is_made_with_no_network_no_cache_and_no_writable_home(
    articles: Path, tmp_path: Path
) -> None:
    unwritable = tmp_path / "file"
    unwritable.write_text("")  # a file where folders are expected: root cannot write below it either
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(TESTS),
        "HOME": str(unwritable),
        "TMPDIR": str(unwritable),
    }
    arguments = [str(articles / "mali-2012.txt"), "--lang", "fr"]
    program = PROGRAM.format(arguments=arguments)
    result = subprocess.run(
        [sys.executable, "-c", program], env=environment, cwd="/", capture_output=True, text=True, check=True
    )
    assert "CEDEAO" in result.stdout
    assert result.stderr == ""


def test_the_block_does_block() -> None:
    program = PROBE
    environment = {"PYTHONPATH": str(TESTS)}
    result = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True)
    assert "NetworkForbiddenError" in result.stderr
