"""A brief as plain text, for a pipe, a file or a mail: one line per sentence."""

from __future__ import annotations

from summarize.records import Brief
from summarize.render.layout import Line, brief_lines


def brief_text(brief: Brief) -> str:
    """Render a brief as plain text.

    Each sentence ends with the number, counted from 1, of its sentence in the article, in brackets;
    `summarize clean --numbered` shows the article with the same numbers.
    """
    return "\n".join(_plain(line) if line else "" for line in brief_lines(brief)) + "\n"


def _plain(line: Line) -> str:
    if line.role == "sentence":
        return f"- {line.text} {line.mark}"
    if line.role == "warning":
        return f"  ! {line.text}"
    return line.text
