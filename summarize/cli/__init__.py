"""The command line: each command parses its options, calls the library and prints.

Results go to standard output, everything else to standard error. Exit codes: 0 done; 1 something failed;
2 the input, an option or a model cannot be used; 3 key facts were lost (`--strict`, `check`);
130 interrupted; 141 the reader of the output went away.
"""

import gc

from summarize.cli import articles, cache, digest, glossary, models
from summarize.cli import map as map_
from summarize.cli.app import app
from summarize.cli.output import open_streams

__all__ = ["app", "main"]

app.add_typer(glossary.app, name="glossary")
app.add_typer(models.app, name="models")
_COMMANDS = articles, digest, cache, map_  # imported for the commands they add
_OBJECTS = 100_000
"""New objects between two searches for garbage; Python's 700 cost a short run a twentieth of its time."""


def main() -> None:
    """Run the command `summarize`."""
    gc.set_threshold(_OBJECTS)
    open_streams()
    app()
