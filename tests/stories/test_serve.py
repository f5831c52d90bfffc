"""The screen in a browser: served for real on this machine, one program a tab."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import BROWSER, browse

from coder.cli.main import main
from coder.record.study import Study

ROOT = Path(__file__).parents[2]
pytest.importorskip("textual_serve", reason="the part for the browser (coder-qda[serve]) is not installed")
import aiohttp  # noqa: E402  comes with it
from aiohttp import web  # noqa: E402

IN_VAIN = 180
"""After so many seconds a wait is in vain, also where a machine is busy with other work."""


@pytest.fixture
def server(study: Study) -> Iterator[subprocess.Popen[str]]:
    """GIVEN a server on a free port; its first line is the address."""
    command = [sys.executable, "-m", "coder", f"--study={study.path.parent}", "--coder", "甲", "--lang", "zh_TW"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(
        [*command, "serve", "--port", "0"],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    yield process
    if process.poll() is None:
        process.kill()
    process.communicate()


@pytest.fixture
def opened(server: subprocess.Popen[str]) -> str:
    """Return the address that the command prints, with its token."""
    assert server.stdout is not None
    return server.stdout.readline().strip()


@pytest.fixture
def address(opened: str) -> str:
    return opened.partition("/?")[0]


@pytest.fixture
def ws(opened: str) -> str:
    """Return the address of the socket of a tab that holds the token."""
    address, _, token = opened.partition("/?")
    return f"{address}/ws?{token}"


def fetch(address: str, token: str = "", **headers: str) -> tuple[int, str, dict[str, str]]:
    """Return the status, the page and the headers at an address, after those that it sends us on to."""

    async def go() -> tuple[int, str, dict[str, str]]:
        jar = aiohttp.CookieJar(unsafe=True)
        url = f"{address}{'&' if '?' in address else '?'}{token}" if token else address
        async with aiohttp.ClientSession(cookie_jar=jar) as session, session.get(url, headers=headers) as answer:
            return answer.status, (await answer.read()).decode("utf-8", "replace"), dict(answer.headers)

    return asyncio.run(go())


class Terminal:
    """A tab without a browser: what the page's script says to the server."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.socket = socket
        self.seen = ""

    async def type(self, *keys: str) -> None:
        for key in keys:
            await self.socket.send_json(["stdin", key])

    async def until(self, words: str) -> None:
        """Read until the program shows these words."""
        async with asyncio.timeout(IN_VAIN):
            while words not in re.sub(r"\s+", " ", re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", self.seen)):
                message = await self.socket.receive()
                assert message.type is aiohttp.WSMsgType.BINARY, message
                self.seen += message.data.decode("utf-8", "replace")
        self.seen = ""


def test_the_page_is_served_and_fetches_nothing_from_elsewhere(opened: str, address: str):
    token = opened.partition("?")[2]
    page = fetch(opened)[1]
    assert "測試編碼簿" in page
    fetched = re.findall(r"(?:https?|wss?)://[^\"' )]+", page)
    assert fetched
    assert {url.split("/")[2] for url in fetched} == {address.removeprefix("http://")}
    for url in fetched:
        if url.startswith("http"):
            assert fetch(url, token)[0] == 200, url


def test_pages_of_other_origins_are_refused(opened: str, address: str, ws: str):
    assert fetch(opened, Origin="http://evil.example")[0] == 403
    assert fetch(opened, Host="evil.example")[0] == 403
    assert fetch(ws, Origin="http://evil.example:80")[0] == 403
    assert fetch(opened, Origin=address)[0] == 200


def test_nothing_is_served_without_the_token(opened: str, address: str):
    """Page, socket, download and the page's own files; a wrong token is none."""
    for path in ("", "/", "/ws", "/download/x", "/static/js/textual.js", "/?token=", "/?token=wrong", "/ws?token=員"):
        status, said, _headers = fetch(f"{address}{path}")
        assert status == 403, path
        assert "token" in said or "權杖" in said
        assert "測試編碼簿" not in said
    assert fetch(opened)[0] == 200


def test_no_page_may_frame_ours_nor_keep_what_it_shows(opened: str, address: str):
    for url in (opened, address, f"{address}/nothing"):
        headers = fetch(url)[2]
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"], url
        assert headers["Cache-Control"] == "no-store"


def test_a_tab_that_talks_nonsense_harms_nothing(ws: str, server):
    """Wrong messages, absurd sizes and an endless paste; the program goes on, and nothing is printed."""

    async def story() -> None:
        async with aiohttp.ClientSession() as session:
            async with session.ws_connect(f"{ws}&width=999999999&height=-4") as socket:
                tab = Terminal(socket)
                for wrong in ("{", "[]", "7", '["stdin", 5]', '["resize", {"width": "x"}]', "[" * 5_000, '["resize"]'):
                    await socket.send_str(wrong)
                await socket.send_bytes(b"\xff")
                await tab.until("測試編碼簿")
                await socket.send_json(["resize", {"width": 120, "height": 40}])
                await tab.until("廠商 A")
            async with session.ws_connect(ws) as socket:
                await socket.send_str("x" * 2_000_000)
                async with asyncio.timeout(IN_VAIN):
                    while (await socket.receive()).type is aiohttp.WSMsgType.BINARY:
                        pass
                assert socket.close_code == aiohttp.WSCloseCode.MESSAGE_TOO_BIG

    asyncio.run(story())
    server.send_signal(signal.SIGINT)
    _out, said = server.communicate(timeout=IN_VAIN)
    assert "Traceback" not in said + _out
    assert server.returncode == 0


def test_more_tabs_than_a_person_needs_are_refused(ws: str):
    async def story() -> None:
        async with aiohttp.ClientSession() as session:
            tabs = [await session.ws_connect(ws) for _ in range(8)]
            with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
                await session.ws_connect(ws)
            assert refused.value.status == 503
            await tabs[0].close()
            async with asyncio.timeout(IN_VAIN):
                while True:
                    try:
                        tabs[0] = await session.ws_connect(ws)
                        break
                    except aiohttp.WSServerHandshakeError:
                        await asyncio.sleep(0.05)
            for tab in tabs:
                await tab.close()

    asyncio.run(story())


def test_two_tabs_code_and_follow_each_other(ws: str, study: Study):
    async def story() -> None:
        async with aiohttp.ClientSession() as session:
            url = f"{ws}&width=120&height=40"
            async with session.ws_connect(url) as first, session.ws_connect(url) as second:
                one, two = Terminal(first), Terminal(second)
                for tab in (one, two):
                    await tab.until("廠商 A")
                    await tab.type("\r")
                    await tab.until("證照幾乎")
                await one.type(".", "c")
                await one.until("Enter 編碼")
                await one.type("員工", "\r")
                await one.until("已存")
                await two.until("員工推薦")
                assert [c.code for c in study.transcript("firm-a").codings] == ["referral"]
                await two.type("u")
                async with asyncio.timeout(IN_VAIN):
                    while study.transcript("firm-a").codings:  # noqa: ASYNC110  another process removes it
                        await asyncio.sleep(0.05)

    asyncio.run(story())
    study.changed_elsewhere()
    assert study.transcript("firm-a").codings == ()


def test_a_closed_tab_ends_its_program_and_keeps_its_place(ws: str, study: Study, server):
    async def story() -> None:
        async with aiohttp.ClientSession() as session, session.ws_connect(ws) as socket:
            tab = Terminal(socket)
            await tab.until("廠商 A")
            await tab.type("\r")
            await tab.until("證照幾乎")
            await tab.type("m")
            await tab.until("備忘錄：老實說")

    asyncio.run(story())
    server.send_signal(signal.SIGINT)
    server.communicate(timeout=IN_VAIN)
    assert int(study.recall(f"caret:{study.transcript('firm-a').info.id}") or 0) > 0


def test_leaving_the_program_closes_the_tab_and_ctrl_c_ends_the_server(ws: str, server):
    async def story() -> None:
        async with aiohttp.ClientSession() as session, session.ws_connect(ws) as socket:
            tab = Terminal(socket)
            await tab.until("廠商 A")
            await tab.type("q")
            async with asyncio.timeout(IN_VAIN):
                while (await socket.receive()).type is aiohttp.WSMsgType.BINARY:
                    pass
            async with session.ws_connect(ws) as other:
                await Terminal(other).until("廠商 A")
                server.send_signal(signal.SIGINT)
                async with asyncio.timeout(IN_VAIN):
                    while (await other.receive()).type is aiohttp.WSMsgType.BINARY:
                        pass

    asyncio.run(story())
    _out, said = server.communicate(timeout=IN_VAIN)
    assert server.returncode == 0
    assert "Traceback" not in said
    assert said.strip().endswith("已中止。")


def test_the_program_of_a_tab_leaves_when_the_server_was_killed(ws: str, study: Study, server):
    async def story() -> None:
        async with aiohttp.ClientSession() as session, session.ws_connect(ws) as socket:
            tab = Terminal(socket)
            await tab.until("廠商 A")
            await tab.type("\r", "m")
            await tab.until("備忘錄：老實說")
            server.kill()
            place = f"caret:{study.transcript('firm-a').info.id}"
            async with asyncio.timeout(IN_VAIN):
                while study.recall(place) is None:  # noqa: ASYNC110  another process writes it
                    await asyncio.sleep(0.1)

    asyncio.run(story())


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.7", "::", "no such host"])  # noqa: S104  to be refused
def test_another_host_is_refused(study: Study, capsys: pytest.CaptureFixture[str], host: str):
    assert main([f"--study={study.path.parent}", "--lang", "en", "serve", "--port", "0", "--host", host]) == 1
    said = capsys.readouterr().err
    assert host in said
    assert "no login" in said


def test_a_taken_port_is_said(study: Study, address: str, capsys: pytest.CaptureFixture[str]):
    port = address.rpartition(":")[2]
    assert main([f"--study={study.path.parent}", "--lang", "en", "serve", "--port", port]) == 1
    assert f"port {port}" in capsys.readouterr().err


def test_without_the_extra_the_remedy_is_said(study: Study, monkeypatch, capsys: pytest.CaptureFixture[str]):
    monkeypatch.setitem(sys.modules, "textual_serve.server", None)
    assert main([f"--study={study.path.parent}", "--lang", "en", "serve", "--port", "0"]) == 1
    assert "pip install 'coder-qda[serve]'" in capsys.readouterr().err


@pytest.mark.skipif(BROWSER is None, reason="no Chromium on this machine")
def test_a_sentence_is_coded_in_a_real_browser(opened: str, address: str, study: Study, tmp_path: Path):
    async def story() -> list[str]:
        async with asyncio.timeout(IN_VAIN), browse(tmp_path / "profile") as (tab,):
            await tab.open(opened)
            await tab.until(lambda: tab.value("document.body.classList.contains('-first-byte')"))
            await tab.until(lambda: tab.value("document.activeElement.className.includes('xterm')"))
            await tab.type("Enter")
            await tab.until(lambda: study.recall("transcript"))
            # Opening takes a moment, and keys that come meanwhile wait their turn.
            await tab.type("c", "員工", "Enter")
            await tab.until(lambda: study.transcript("firm-a").codings)
            assert len(await tab.picture()) > 10_000
            return tab.requests

    requests = asyncio.run(story())
    document = study.transcript("firm-a")
    assert [(document.quote(c), c.code) for c in document.codings] == [("老實說證照幾乎沒在看。", "referral")]
    assert {url.split("/")[2] for url in requests if not url.startswith("data:")} == {address.removeprefix("http://")}


_HOSTILE = """<!doctype html><title>other</title><iframe id="frame" src="{opened}"></iframe><script>
window.found = {{}};
document.getElementById("frame").onload = () => found.framed = true;
fetch("{address}/", {{credentials: "include"}}).then(() => found.fetched = "read", () => found.fetched = "refused");
for (const [name, url] of [["bare", "{address}/ws"], ["told", "{ws}"]]) {{
  const socket = new WebSocket(url.replace("http", "ws"));
  socket.onopen = () => found[name] = "open";
  socket.onerror = () => found[name] = "refused";
}}
</script>"""


@pytest.mark.skipif(BROWSER is None, reason="no Chromium on this machine")
def test_a_real_browser_refuses_what_has_no_token_and_what_another_page_does(
    opened: str, address: str, ws: str, tmp_path: Path
):
    """The cookie is there by then, and the other page even knows the token: it still gets neither frame nor socket."""

    async def page(_request: web.Request) -> web.Response:
        return web.Response(text=_HOSTILE.format(opened=opened, address=address, ws=ws), content_type="text/html")

    async def story() -> None:
        app = web.Application()
        app.router.add_get("/", page)
        runner = web.AppRunner(app)
        await runner.setup()
        elsewhere = web.TCPSite(runner, "127.0.0.1", 0)
        await elsewhere.start()
        async with asyncio.timeout(IN_VAIN), browse(tmp_path / "profile") as (tab,):
            await tab.open(address)
            await tab.until(lambda: tab.value("document.body?.innerText.includes('權杖')"))
            await tab.open(opened)
            await tab.until(lambda: tab.value("document.body?.classList.contains('-first-byte')"))
            assert await tab.value("location.search") == ""
            await tab.open(f"http://127.0.0.1:{runner.addresses[0][1]}/")
            await tab.until(lambda: tab.value("window.found?.bare && found.told && found.fetched && found.framed"))
            assert await tab.value("[found.bare, found.told, found.fetched].join()") == "refused,refused,refused"
            frames = (await tab.call("Page.getFrameTree"))["frameTree"]["childFrames"]
            assert [frame["frame"]["url"] for frame in frames] == ["chrome-error://chromewebdata/"]
        await runner.cleanup()

    asyncio.run(story())
