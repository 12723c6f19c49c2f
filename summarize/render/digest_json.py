"""A digest as JSON."""

from __future__ import annotations

from summarize.records import Digest
from summarize.render.json import dumps


def digest_json(digest: Digest) -> str:
    """Write a digest under `digest`; sentence numbers, sources and claims count from 0."""
    return dumps(digest=digest)
