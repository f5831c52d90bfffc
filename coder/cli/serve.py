"""serve: the screen in a browser."""

from __future__ import annotations

import sys

import click

from coder.cli.shared.console import paint, put, say
from coder.cli.shared.context import Seat, pass_seat
from coder.cli.shared.help_layout import command
from coder.i18n import _, language

_PORT = 8127


@command("serve", _("Open the study in a browser on this machine"), "coder serve", "coder --coder ann serve --port 0")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=_PORT,
    show_default=True,
    metavar="N",
    help=_("Port to listen on; 0 takes a free one"),
)
@click.option(
    "--host", default="127.0.0.1", show_default=True, metavar="ADDRESS", help=_("Address, on this machine only")
)
@pass_seat
def serve(seat: Seat, port: int, host: str) -> None:
    """Serve the screen, one program a tab; tabs follow each other."""
    from coder.tui.browser import listen
    from coder.tui.browser import serve as serve_study

    with seat.open() as study:
        coder, title, path = study.coder, study.project().title, study.path
    program = [sys.executable, "-m", "coder", f"--study={path}", f"--coder={coder}", "--lang", language()]

    def ready(address: str) -> None:
        put(paint(address, "key"))
        sys.stdout.flush()
        say(_("Open this address in a browser on this machine. Coder: {coder}. Ctrl-C ends it.").format(coder=coder))

    serve_study(program, title, listen(host, port), ready)
    say(_("Stopped."))
