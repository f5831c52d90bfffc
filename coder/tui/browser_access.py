"""Who may reach the screen in a browser: those who hold the token, from our own page, in a few tabs."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from coder.i18n import _

if TYPE_CHECKING:
    from aiohttp import web

    Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

TOKEN = "token"  # noqa: S105  the name of the parameter
_SECONDS_A_DAY = 86_400
_HEADERS = {
    "Content-Security-Policy": "frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}


def new_token() -> str:
    """Return a token that nobody guesses: 192 bits for an address."""
    return secrets.token_urlsafe(24)


async def add_headers(_request: web.Request, response: web.StreamResponse) -> None:
    """Forbid other pages to frame ours, and browsers to keep or tell what they saw."""
    response.headers.update(_HEADERS)


def access(address: str, token: str) -> Any:
    """Return the middleware that lets in who holds the token, and no page of another origin.

    The address with the token sets a cookie and sends the browser on to the bare address, so that the token stays in
    no history. The host is compared too, so no name that someone points at this machine later gets through.
    """
    from aiohttp import web

    host = address.partition("://")[2]
    port = host.rpartition(":")[2]
    hosts = {host, f"localhost:{port}"}
    cookie = f"coder-{port}"

    def holds(given: str | None) -> bool:
        return given is not None and hmac.compare_digest(given.encode("utf-8", "replace"), token.encode())

    @web.middleware
    async def check(request: web.Request, handler: Handler) -> web.StreamResponse:
        origin = request.headers.get("Origin")
        if request.host not in hosts or (origin is not None and origin.partition("://")[2] not in hosts):
            raise web.HTTPForbidden(text=_("only pages of {address} may do this").format(address=address))
        told = request.query.get(TOKEN)
        if not holds(told) and not holds(request.cookies.get(cookie)):
            raise web.HTTPForbidden(text=_("open the whole address that the command printed, with its token"))
        if told is None or request.path != "/":
            return await handler(request)
        answer = web.HTTPFound("/")
        answer.set_cookie(cookie, token, max_age=_SECONDS_A_DAY, httponly=True, samesite="Strict")
        return answer

    return check
