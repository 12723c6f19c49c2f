"""The shape of the command line: a default command, and the one place where errors become exit codes."""

from __future__ import annotations

import os
import sys
from typing import Any

import typer
from typer.core import TyperGroup

from summarize.errors import SummarizeError

INTERRUPTED = 130
CLOSED_PIPE = 141


class DefaultCommandGroup(TyperGroup):
    """A group whose command `brief` runs when the first argument is not the name of a command.

    `summarize story.txt --lang fr`, `summarize --lang fr` and `summarize -` all mean `summarize brief …`.
    Expected errors end here, in one line on standard error and with their own exit code.
    """

    default = "brief"

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401 — typer's click is private
        """Put the default command in front when no command is named."""
        own = {option for parameter in self.get_params(ctx) for option in parameter.opts}
        if not args or (args[0] not in self.commands and args[0] not in own):
            args = [self.default, *args]
        return super().parse_args(ctx, args)

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401
        """Run the command; turn expected failures, Ctrl-C and a closed pipe into exit codes."""
        try:
            return super().invoke(ctx)
        except SummarizeError as error:
            typer.echo(f"Error: {error}", err=True)
            raise typer.Exit(error.exit_code) from error
        except KeyboardInterrupt as error:
            typer.echo("Interrupted.", err=True)
            raise typer.Exit(INTERRUPTED) from error
        except BrokenPipeError as error:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # nothing left to flush at exit
            raise typer.Exit(CLOSED_PIPE) from error
