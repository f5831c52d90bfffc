"""The same screen in a browser: one process a tab, on this machine alone."""

from __future__ import annotations

import asyncio
import contextlib
import ipaddress
import shlex
import signal
import socket
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coder.errors import CoderError
from coder.i18n import _, language

if TYPE_CHECKING:
    from aiohttp import web
    from textual_serve.server import Server

    Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

_PAGES = Path(__file__).with_name("page")
_CLOSE_SECONDS = 5.0


def loopback(host: str) -> str:
    """Return the address of a host that only this machine reaches; refuse any other, for there is no login."""
    try:
        addresses = {str(entry[4][0]) for entry in socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)}
    except (OSError, UnicodeError):
        addresses = set()
    if not addresses or not all(ipaddress.ip_address(a.partition("%")[0]).is_loopback for a in addresses):
        raise CoderError(
            _("{host} is not this machine alone: everyone who reaches it could read and code").format(host=host),
            _("there is no login; leave --host away, or forward the port over ssh"),
        )
    return min(addresses, key=lambda a: ":" in a)


def listen(host: str, port: int) -> socket.socket:
    """Return a listening socket on a loopback address; port 0 takes a free one."""
    address = loopback(host)
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    made = socket.socket(family, socket.SOCK_STREAM)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind((address, port))
    except (OSError, OverflowError) as error:
        made.close()
        why = getattr(error, "strerror", None) or error
        raise CoderError(
            _("cannot listen on {host}, port {port}: {why}").format(host=host, port=port, why=why),
            _("choose another port, or 0 for a free one"),
        ) from error
    made.listen()
    return made


def address_of(bound: socket.socket) -> str:
    """Return the address to open in the browser."""
    host, port = bound.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def serve(command: Sequence[str], title: str, bound: socket.socket, ready: Callable[[str], None]) -> None:
    """Serve the program that `command` starts until Ctrl-C; `ready` is told the address."""
    try:
        # `exec`, so that the program's parent is this server and no shell: it leaves when its parent is gone.
        server = _server("exec " + shlex.join(command), title, address_of(bound))
    except ImportError as error:
        bound.close()
        raise CoderError(
            _("the part for the browser is not installed"), _("install it with: pip install 'coder[serve]'")
        ) from error
    asyncio.run(_run(server, bound, ready))


async def _run(server: Server, bound: socket.socket, ready: Callable[[str], None]) -> None:
    from aiohttp import web

    runner = web.AppRunner(await server._make_app(), access_log=None)  # noqa: SLF001  the only way to its routes
    await runner.setup()
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for sign in (signal.SIGINT, signal.SIGTERM):
        # Where the system knows no such handlers, Ctrl-C ends the loop by itself.
        with contextlib.suppress(NotImplementedError):
            loop.add_signal_handler(sign, stop.set)
    try:
        await web.SockSite(runner, bound, shutdown_timeout=_CLOSE_SECONDS).start()
        ready(address_of(bound))
        await stop.wait()
    finally:
        await runner.cleanup()


def _server(command: str, title: str, address: str) -> Server:
    """Return the server with our page, which fetches nothing from elsewhere."""
    import aiohttp_jinja2
    from aiohttp import WSCloseCode
    from textual_serve.server import Server

    class StudyServer(Server):
        """Serves one study to browsers on this machine."""

        def __init__(self) -> None:
            super().__init__(command, title=title, public_url=address, templates_path=str(_PAGES))
            self._open: set[web.WebSocketResponse] = set()

        async def _make_app(self) -> web.Application:
            app = await super()._make_app()
            app.middlewares.append(_only_from(address))
            aiohttp_jinja2.get_env(app).globals.update(
                language=language().replace("_", "-"),
                ended=_("The program has ended; what you did is saved."),
                again=_("Open it again"),
            )
            return app

        async def on_startup(self, app: web.Application) -> None:
            """Say nothing: the command says where it listens."""

        async def on_shutdown(self, app: web.Application) -> None:  # noqa: ARG002  the server's
            """End every tab's program, for the server waits for them."""
            for opened in list(self._open):
                await opened.close(code=WSCloseCode.GOING_AWAY)

        async def _process_messages(self, websocket: web.WebSocketResponse, app_service: Any) -> None:
            self._open.add(websocket)
            try:
                await super()._process_messages(websocket, app_service)
            finally:
                self._open.discard(websocket)

    return StudyServer()


def _only_from(address: str) -> Any:
    """Refuse what a page of another origin sends: the browser would let it reach this machine.

    The host is compared too, so no name that someone points at this machine later gets through.
    """
    from aiohttp import web

    host = address.partition("://")[2]
    hosts = {host, f"localhost:{host.rpartition(':')[2]}"}

    @web.middleware
    async def check(request: web.Request, handler: Handler) -> web.StreamResponse:
        origin = request.headers.get("Origin")
        if request.host not in hosts or (origin is not None and origin.partition("://")[2] not in hosts):
            raise web.HTTPForbidden(text=_("only pages of {address} may do this").format(address=address))
        return await handler(request)

    return check
