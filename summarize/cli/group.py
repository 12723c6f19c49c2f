"""The shape of the command line: a default command, and the one place where errors become exit codes."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import typer
from typer.core import TyperGroup

from summarize.errors import InputError, SummarizeError

INTERRUPTED = 130
CLOSED_PIPE = 141


class DefaultCommandGroup(TyperGroup):
    """A group whose command `brief` runs when the first argument is not the name of a command.

    `summarize story.txt --lang fr`, `summarize --lang fr` and `summarize -` all mean `summarize brief …`.
    Expected errors end here, in one line on standard error and with their own exit code.
    """

    default = "brief"

    def make_context(self, *args: Any, **options: Any) -> Any:  # noqa: ANN401 — typer's click is private
        """Understand the arguments; what is wrong with them ends as errors of the commands do."""
        with _exit_codes():
            return super().make_context(*args, **options)

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401
        """Put the default command in front when no command is named."""
        own = {option for parameter in self.get_params(ctx) for option in parameter.opts}
        if not args or (args[0] not in self.commands and args[0] not in own):
            self._refuse_misspelt(args)
            args = [self.default, *args]
        return super().parse_args(ctx, args)

    def _refuse_misspelt(self, args: list[str]) -> None:
        """Refuse a first argument that looks like the name of a command and is no file."""
        near = get_close_matches(args[0], self.commands, 1, 0.75) if args else []
        if near and not Path(args[0]).exists():
            raise InputError(
                f"There is no command and no file {args[0]}. Did you mean `summarize {near[0]}`? "
                "`summarize --help` lists the commands."
            )

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401
        """Run the command."""
        with _exit_codes():
            return super().invoke(ctx)


@contextmanager
def _exit_codes() -> Iterator[None]:
    """Turn expected failures, Ctrl-C and a closed pipe into exit codes."""
    try:
        yield
    except SummarizeError as error:
        typer.echo(f"Error: {error}", err=True)
        raise typer.Exit(error.exit_code) from error
    except KeyboardInterrupt as error:
        typer.echo("Interrupted.", err=True)
        raise typer.Exit(INTERRUPTED) from error
    except BrokenPipeError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # nothing left to flush at exit
        raise typer.Exit(CLOSED_PIPE) from error
