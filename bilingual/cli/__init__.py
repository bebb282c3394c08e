"""The command line. One small module per command, loaded when it is called, so `--help` is quick.

Everything a user can get wrong ends here as one message on stderr and an exit code:
0 clean, 1 findings at or above `--fail-on`, 2 usage, configuration or input.
"""

from __future__ import annotations

import errno
import os
import sys
from contextlib import suppress
from importlib import import_module
from typing import TypeGuard

import click

from bilingual import __version__
from bilingual.errors import BilingualError

_UNWRITABLE = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO})
"""What writing to a stream fails with when its disk is full, its quota used up or it is broken."""

COMMANDS: dict[str, tuple[str, str]] = {
    "translate": (
        "bilingual.cli.translate:command",
        "Translate articles; write them side by side.",
    ),
    "review": ("bilingual.cli.review:command", "Take reviewed side-by-sides home."),
    "align": ("bilingual.cli.align:command", "Lay an existing translation beside its source."),
    "score": ("bilingual.cli.score:command", "Score a translation against a reference."),
    "segment": ("bilingual.cli.segment:command", "Show the sentences of an article."),
    "clean": ("bilingual.cli.clean:command", "Show what cleaning takes out, and why."),
    "glossary": ("bilingual.cli.glossary:command", "Lint, format, compare, convert glossaries."),
    "memory": ("bilingual.cli.memory:command", "Import, export, search the translation memory."),
    "model": ("bilingual.cli.model:command", "List, install, remove translation models."),
    "config": ("bilingual.cli.config:command", "Show the settings in force, and from where."),
}
"""name -> (`module:attribute`, its line of help), in the order in which `--help` shows them."""


class LateGroup(click.Group):
    """A group that knows its commands by name and imports one when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands' names in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return the command."""
        if cmd_name not in COMMANDS:
            return None
        module, attribute = COMMANDS[cmd_name][0].split(":")
        command: click.Command = getattr(import_module(module), attribute)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the table of commands without importing any of them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])


@click.group(cls=LateGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="bilingual")
@click.option("--debug", is_flag=True, help="Show the traceback of an error.")
@click.pass_context
def cli(ctx: click.Context, debug: bool) -> None:
    """French articles to a reviewed English edition, side by side, offline.

    Start with `bilingual translate seeds/`.
    """
    ctx.obj = {"debug": debug}


def main() -> None:
    """Run the command line; the one place where errors become messages and exit codes."""
    debug = "--debug" in sys.argv[1:]
    try:
        code = cli.main(standalone_mode=False)
    except (click.exceptions.Abort, KeyboardInterrupt):
        click.echo(
            "Interrupted. What was finished is kept; run the same command to go on.", err=True
        )
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except BilingualError as error:
        if debug:
            raise
        click.echo(f"Error: {error}", err=True)
        sys.exit(error.exit_code)
    except BrokenPipeError:  # the reader of our output (`| head`) has enough
        sys.stdout = None  # nothing is left to flush into it
        sys.exit(0)
    except Exception as error:
        if debug:
            raise
        if _is_of_the_output(error):
            _let_go_of_output()
            click.echo(
                f"Error: the output cannot be written: {error.strerror}; free some space or send "
                "it to another place.",
                err=True,
            )
            sys.exit(2)
        click.echo(
            f"Error: a defect of the program ({type(error).__name__}: {error}); nothing was "
            "half-written. Run again with `bilingual --debug ...` and report what it shows.",
            err=True,
        )
        sys.exit(2)
    sys.exit(code if isinstance(code, int) else 0)


def _is_of_the_output(error: Exception) -> TypeGuard[OSError]:
    """Say whether a stream took no more; what fails on a file of ours names that file."""
    return isinstance(error, OSError) and error.errno in _UNWRITABLE and error.filename is None


def _let_go_of_output() -> None:
    """Point standard output at nothing, or Python tries at its end to write what is left."""
    with suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
