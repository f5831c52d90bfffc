"""A real browser without a window, driven over its debugging protocol."""

from __future__ import annotations

import asyncio
import base64
import itertools
import re
import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome"))), None)
_KEYS = {"Enter": ("\r", 13), "Escape": ("", 27)}


class Tab:
    """A page of the browser."""

    def __init__(self, socket: Any) -> None:
        self._socket = socket
        self._numbers = itertools.count(1)
        self.requests: list[str] = []

    async def call(self, method: str, **params: Any) -> dict[str, Any]:
        """Give the browser an order and return its answer; what it fetches meanwhile is noted."""
        number = next(self._numbers)
        await self._socket.send_json({"id": number, "method": method, "params": params})
        while True:
            message = await self._socket.receive_json(timeout=120)
            self._note(message)
            if message.get("id") == number:
                return message.get("result", {})

    def _note(self, message: dict[str, Any]) -> None:
        if message.get("method") == "Network.requestWillBeSent":
            self.requests.append(message["params"]["request"]["url"])
        elif message.get("method") == "Network.webSocketCreated":
            self.requests.append(message["params"]["url"])

    async def open(self, address: str) -> None:
        """Go to an address."""
        await self.call("Network.enable")
        await self.call("Page.enable")
        await self.call("Emulation.setFocusEmulationEnabled", enabled=True)
        await self.call("Page.navigate", url=address)

    async def value(self, script: str) -> Any:
        """Return the value of a script."""
        answer = await self.call("Runtime.evaluate", expression=script, returnByValue=True)
        return answer.get("result", {}).get("value")

    async def until(self, done: Callable[[], Any]) -> None:
        """Wait until something holds; the caller's time limit ends a wait in vain."""
        while True:
            found = done()
            if await found if asyncio.iscoroutine(found) else found:
                return
            await asyncio.sleep(0.1)

    async def type(self, *keys: str) -> None:
        """Press keys; a longer text comes as an input method commits it."""
        for key in keys:
            if len(key) > 1 and key not in _KEYS:
                await self.call("Input.insertText", text=key)
                continue
            text, code = _KEYS.get(key, (key, ord(key.upper()[0])))
            common = {"key": key, "windowsVirtualKeyCode": code, "code": key if key in _KEYS else f"Key{key.upper()}"}
            await self.call("Input.dispatchKeyEvent", type="keyDown", text=text, **common)
            await self.call("Input.dispatchKeyEvent", type="keyUp", **common)

    async def picture(self) -> bytes:
        """Return what the page shows, as PNG."""
        answer = await self.call("Page.captureScreenshot", format="png")
        return base64.b64decode(answer["data"])


@asynccontextmanager
async def browse(folder: Path, tabs: int = 1) -> AsyncIterator[list[Tab]]:
    """Start a browser with its profile in `folder`, yield its tabs, and end it."""
    import aiohttp

    assert BROWSER is not None
    switches = ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--mute-audio")
    process = await asyncio.create_subprocess_exec(
        BROWSER,
        *switches,
        "--remote-debugging-port=0",
        "--remote-allow-origins=*",
        "--window-size=1200,760",
        f"--user-data-dir={folder}",
        "about:blank",
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        async with asyncio.timeout(120):
            port = await _port(process.stderr)
        async with aiohttp.ClientSession() as session:
            opened = []
            for _ in range(tabs):
                async with session.put(f"http://127.0.0.1:{port}/json/new?about:blank") as answer:
                    address = (await answer.json())["webSocketDebuggerUrl"]
                opened.append(Tab(await session.ws_connect(address, max_msg_size=0)))
            yield opened
    finally:
        with suppress(ProcessLookupError):
            process.terminate()
        await process.wait()


async def _port(said: asyncio.StreamReader | None) -> str:
    """Return the port that the browser says it listens on."""
    assert said is not None
    async for line in said:
        if found := re.search(rb"DevTools listening on ws://[^:]+:(\d+)/", line):
            return found[1].decode()
    raise AssertionError("the browser ended")
