"""The same screen in a browser: one process a tab, on this machine alone."""

from __future__ import annotations

import asyncio
import contextlib
import ipaddress
import json
import shlex
import signal
import socket
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coder.errors import CoderError
from coder.i18n import _, language
from coder.tui.browser_access import TOKEN, access, add_headers, new_token

if TYPE_CHECKING:
    from aiohttp import web
    from textual_serve.app_service import AppService
    from textual_serve.server import Server

_PAGES = Path(__file__).with_name("page")
_CLOSE_SECONDS = 5.0
_MOST_TABS = 8
_MOST_BYTES = 1_000_000
_COLUMNS = (20, 500)
_ROWS = (5, 200)


def loopback(host: str) -> str:
    """Return the address of a host that only this machine reaches; refuse any other, for there is no login."""
    try:
        addresses = {str(entry[4][0]) for entry in socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)}
    except (OSError, UnicodeError):
        addresses = set()
    if not addresses or not all(ipaddress.ip_address(a.partition("%")[0]).is_loopback for a in addresses):
        raise CoderError(
            _("{host} is not this machine alone: everyone who reaches it could read and code").format(host=host),
            _("it has no login: leave --host out, or forward the port over ssh"),
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
    token = new_token()
    try:
        # `exec`, so that the program's parent is this server and no shell: it leaves when its parent is gone.
        server = _server("exec " + shlex.join(command), title, address_of(bound), token)
    except ImportError as error:
        bound.close()
        raise CoderError(
            _("the part for the browser is not installed"), _("install it with: pip install 'coder-qda[serve]'")
        ) from error
    asyncio.run(_run(server, bound, lambda: ready(f"{address_of(bound)}/?{TOKEN}={token}")))


async def _run(server: Server, bound: socket.socket, ready: Callable[[], None]) -> None:
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
        ready()
        await stop.wait()
    finally:
        await runner.cleanup()


def _server(command: str, title: str, address: str, token: str) -> Server:
    """Return the server with our page, which fetches nothing from elsewhere."""
    import aiohttp_jinja2
    from aiohttp import WSCloseCode, web
    from textual_serve.server import Server

    class StudyServer(Server):
        """Serves one study to browsers on this machine."""

        def __init__(self) -> None:
            super().__init__(command, title=title, public_url=address, templates_path=str(_PAGES))
            self._open: set[web.WebSocketResponse] = set()

        async def _make_app(self) -> web.Application:
            app = await super()._make_app()
            app.middlewares.append(access(address, token))
            app.on_response_prepare.append(add_headers)
            aiohttp_jinja2.get_env(app).globals.update(
                language=language().replace("_", "-"),
                ended=_("The program has ended; what you did is saved."),
                again=_("Reopen it"),
            )
            return app

        async def on_startup(self, app: web.Application) -> None:
            """Say nothing: the command says where it listens."""

        async def on_shutdown(self, app: web.Application) -> None:  # noqa: ARG002  the server's
            """End every tab's program, for the server waits for them."""
            await asyncio.gather(*(tab.close(code=WSCloseCode.GOING_AWAY) for tab in list(self._open)))

        async def handle_websocket(self, request: web.Request) -> web.WebSocketResponse:
            """Run a program for a tab, unless too many run."""
            if len(self._open) >= _MOST_TABS:
                raise web.HTTPServiceUnavailable(text=_("{n} tabs are open; close one").format(n=_MOST_TABS))
            tab = web.WebSocketResponse(heartbeat=15, max_msg_size=_MOST_BYTES)
            self._open.add(tab)
            try:
                await _run_program(self, tab, request)
            finally:
                self._open.discard(tab)
            return tab

    return StudyServer()


async def _run_program(server: Server, tab: web.WebSocketResponse, request: web.Request) -> None:
    """Run one program for a tab until either ends."""
    from textual_serve.app_service import AppService

    program: AppService | None = None
    try:
        await tab.prepare(request)
        program = AppService(
            server.command,
            write_bytes=tab.send_bytes,
            write_str=tab.send_str,
            close=partial(_shut, tab),
            download_manager=server.download_manager,
        )
        await program.start(*_size(request.query))
        await _obey(tab, program)
    except ConnectionError:
        pass  # The tab is gone: its program is ended below.
    finally:
        if program is not None:
            await program.stop()
            await _gone(program)


async def _gone(program: AppService) -> None:
    """Wait until a program's process is gone: at the end of the loop what is left of it would be told as a fault."""
    process = program._process  # noqa: SLF001  the library waits for its output alone
    if process is None:
        return
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(_CLOSE_SECONDS):
            await process.wait()
    if process.returncode is not None:
        process._transport.close()  # type: ignore[attr-defined]  # noqa: SLF001  not before the process is gone


def _size(asked: Mapping[str, Any]) -> tuple[int, int]:
    """Return columns and rows within what a screen can have, whatever the browser asks for."""
    sizes = []
    for name, usual, (least, most) in (("width", 80, _COLUMNS), ("height", 24, _ROWS)):
        try:
            number = int(asked.get(name, usual))
        except (TypeError, ValueError):
            number = usual
        sizes.append(min(max(number, least), most))
    return sizes[0], sizes[1]


async def _shut(tab: web.WebSocketResponse) -> None:
    await tab.close()


async def _obey(tab: web.WebSocketResponse, program: AppService) -> None:
    """Pass on what the page says to the program; what isn't one of the page's messages is dropped."""
    async for message in tab:
        try:
            match json.loads(message.data):
                case ["stdin", str(typed), *_]:
                    await program.send_bytes(typed.encode("utf-8", "replace"))
                case ["resize", dict(size), *_]:
                    await program.set_terminal_size(*_size(size))
                case ["ping", (str() | int() | float() | None) as sent, *_]:
                    await tab.send_json(["pong", sent])
                case ["blur", *_]:
                    await program.blur()
                case ["focus", *_]:
                    await program.focus()
        except (ValueError, TypeError, RecursionError):
            continue
