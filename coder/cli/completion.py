"""completion: the script that lets a shell complete our commands, codes and transcripts."""

from __future__ import annotations

import click

from coder.cli.shared.help_layout import command
from coder.cli.shared.shell_scripts import SHELLS, script
from coder.i18n import _


@command(
    "completion",
    _("Print the completion script of a shell"),
    'eval "$(coder completion bash)"',
    "coder completion fish > ~/.config/fish/completions/coder.fish",
)
@click.argument("shell", type=click.Choice(list(SHELLS)))
@click.pass_context
def completion(ctx: click.Context, shell: str) -> None:
    """Print the script; the shell asks the program for names as it runs."""
    click.echo(script(ctx.find_root().command, shell))
