"""A digest as plain text, for mail."""

from __future__ import annotations

from summarize.records import Digest
from summarize.render.digest_lines import DigestLine, digest_lines


def digest_text(digest: Digest) -> str:
    """Render a digest as plain text, one line for each sentence."""
    lines: list[str] = []
    for line in digest_lines(digest):
        if lines and line.role in ("section", "item", "language", "signature"):
            lines.append("")
        lines += _plain(line)
    return "\n".join(lines) + "\n"


def _plain(line: DigestLine) -> list[str]:
    labelled = f"{line.label}: {line.text}" if line.label else line.text
    match line.role:
        case "title":
            return [line.text.upper(), "=" * len(line.text)]
        case "section":
            return [line.text, "-" * len(line.text)]
        case "item":
            text = f"{line.label} {line.text}"
            return [text, "~" * len(text)]
        case "entry" | "source":
            return [f"{line.label} {line.text}"]
        case "sentence":
            return [f"- {line.text} {line.label}"]
        case "failure":
            return [f"- {line.text}"]
        case "warning" | "untranslated":
            return [f"! {labelled}"]
        case _:
            return [labelled]
