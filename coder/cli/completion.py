"""completion: the script that lets a shell complete our commands, codes and transcripts."""

from __future__ import annotations

import click

from coder.cli.help_layout import COMPLETE, command
from coder.errors import CoderError
from coder.i18n import _

SHELLS = ("bash", "zsh", "fish")


@command(
    "completion",
    _("Print the completion script of a shell"),
    'eval "$(coder completion bash)"',
    "coder completion fish > ~/.config/fish/completions/coder.fish",
)
@click.argument("shell", type=click.Choice(SHELLS))
@click.pass_context
def completion(ctx: click.Context, shell: str) -> None:
    """Print the script; the shell asks the program for names as it runs."""
    from click.shell_completion import get_completion_class

    kind = get_completion_class(shell)
    if kind is None:
        raise CoderError(_("no completion for {shell}").format(shell=shell))
    root = ctx.find_root().command
    click.echo(kind(root, {}, "coder", COMPLETE).source())
