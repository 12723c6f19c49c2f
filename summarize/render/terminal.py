"""A brief in a terminal: wrapped to its width, with a little colour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarize.records import Brief
from summarize.render.layout import Line, Role, brief_lines

if TYPE_CHECKING:
    from rich.console import Console
    from rich.padding import Padding
    from rich.text import Text

STYLES: dict[Role, str] = {
    "title": "bold",
    "detail": "dim",
    "language": "bold cyan",
    "headline": "italic",
    "sentence": "",
    "warning": "yellow",
    "facts": "dim",
    "signature": "dim italic",
}


def print_brief(brief: Brief, console: Console) -> None:
    """Print a brief on a rich console."""
    for line in brief_lines(brief):
        console.print(_styled(line) if line else "", highlight=False)


def _styled(line: Line) -> Text | Padding:
    from rich.padding import Padding
    from rich.text import Text

    text = Text(line.text, STYLES[line.role])
    if line.role == "sentence":
        return Padding(Text("• ") + text + Text(f" {line.mark}", "dim"), (0, 0, 0, 2))
    return Padding(text, (0, 0, 0, 4)) if line.role == "warning" else text
