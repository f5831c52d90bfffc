"""What a lead relies on: a suggester of another package is off, asks before it sends words, and can't do harm."""

from __future__ import annotations

import json
import re
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer
from importlib.metadata import EntryPoint
from itertools import repeat
from pathlib import Path
from threading import Event, Thread
from types import ModuleType

import pytest

from coder import plugins
from coder.errors import CoderError
from coder.model.suggester import Proposal
from coder.suggestions import external
from coder.suggestions.undecided import open_suggestions

PAGE = Path(__file__).parents[2] / "docs" / "suggesters.md"


@pytest.fixture
def endpoint():
    """A server that answers as a model would, and keeps what it was asked."""
    asked: list[str] = []

    class Answers(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            prompt = body["messages"][0]["content"]
            asked.append(prompt)
            hits = '[{"code": "cert", "score": 0.8, "words": ["證照", "不在句裡"]}, {"code": "made-up", "score": 1}]'
            said = hits if "證照幾乎" in prompt.split("Sentence:")[1] else "[]"
            data = json.dumps({"choices": [{"message": {"content": said}}]}).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_args: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Answers)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/v1", asked
    server.shutdown()
    server.server_close()


@pytest.fixture
def installed(monkeypatch):
    """The example of the page, as an installed package."""
    source = re.search(r"```python\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)[1]
    module = ModuleType("coder_endpoint")
    exec(compile(source, "coder_endpoint.py", "exec"), module.__dict__)  # noqa: S102  the page's own code
    monkeypatch.setitem(sys.modules, "coder_endpoint", module)
    entry = EntryPoint("endpoint", "coder_endpoint:Endpoint", "coder.suggesters")
    monkeypatch.setattr(plugins, "suggesters", lambda: {"endpoint": entry})
    monkeypatch.setattr(external, "suggesters", plugins.suggesters)
    return module


def configure(study, url):
    (study.path.parent / "suggesters.toml").write_text(f'[endpoint]\nurl = "{url}"\n', "utf-8")


def test_it_is_off_until_it_is_configured(study, installed):
    (one,) = external.listed(study)
    assert (one.name, one.configured) == ("endpoint", False)
    with pytest.raises(CoderError, match=r"suggesters\.toml|off|關"):
        list(external.ask(study, "endpoint", study.transcript("firm-a")))


def test_nothing_is_sent_without_consent_and_the_consent_is_in_the_journal(study, installed, endpoint):
    url, asked = endpoint
    configure(study, url)
    with pytest.raises(CoderError):
        list(external.ask(study, "endpoint", study.transcript("firm-a")))
    assert asked == []
    assert external.allow(study, "endpoint") == url
    (act,) = [act for act in study.acts() if act.verb == "allow"]
    (change,) = study.changes(act.act)
    assert json.loads(change.after)["receiver"] == url
    document = study.transcript("firm-a")
    found = open_suggestions(document, external.ask(study, "endpoint", document), study.coder)
    assert [(s.code, s.score, s.suggester, s.words) for s in found] == [("cert", 0.8, "endpoint/1", ("證照",))]
    assert document.text[found[0].start : found[0].end].startswith("老實說證照")
    assert len(asked) > 1
    external.forbid(study, "endpoint")
    sent = len(asked)
    with pytest.raises(CoderError):
        list(external.ask(study, "endpoint", document))
    assert len(asked) == sent


def test_consent_holds_for_one_address_alone(study, installed, endpoint):
    url, asked = endpoint
    configure(study, url)
    external.allow(study, "endpoint")
    configure(study, url.replace("/v1", "/v2"))
    with pytest.raises(CoderError):
        list(external.ask(study, "endpoint", study.transcript("firm-a")))
    assert asked == []


class Bad:
    name, receiver = "bad/1", ""

    def __init__(self, settings):
        self.how = settings["how"]

    def suggest(self, passages, _codes):
        assert passages
        if self.how == "raises":
            raise RuntimeError("no model")
        if self.how == "leaves":
            raise SystemExit(4)
        if self.how == "hangs":
            Event().wait(5)
        if self.how == "endless":
            return repeat(Proposal(0, "cert", 0.5))
        return {
            "types": [Proposal("0", ["cert"], "high", (1,))],
            "code": [Proposal(0, "none", 0.5)],
            "score": [Proposal(0, "cert", 7.0)],
            "passage": [Proposal(99, "cert", 0.5)],
            "kind": ["cert"],
        }.get(self.how, [])


@pytest.mark.parametrize("how", ["raises", "leaves", "types", "code", "score", "passage", "kind", "hangs", "endless"])
def test_what_goes_wrong_inside_is_a_sentence_that_names_it(study, monkeypatch, how):
    module = ModuleType("bad_suggester")
    module.Bad = Bad
    monkeypatch.setitem(sys.modules, "bad_suggester", module)
    entry = EntryPoint("bad", "bad_suggester:Bad", "coder.suggesters")
    monkeypatch.setattr(external, "suggesters", lambda: {"bad": entry})
    (study.path.parent / "suggesters.toml").write_text(f'[bad]\nhow = "{how}"\n', "utf-8")
    with pytest.raises(CoderError, match="bad"):
        list(external.ask(study, "bad", study.transcript("firm-a"), seconds=0.3))
    assert study.verify() == []


@pytest.mark.parametrize("lacks", ["name", "receiver"])
def test_one_that_lacks_what_it_needs_is_named_and_the_others_are_listed(study, installed, monkeypatch, lacks):
    module = ModuleType("bare_suggester")
    module.Bare = type("Bare", (Bad,), {lacks: None})
    monkeypatch.setitem(sys.modules, "bare_suggester", module)
    bare = EntryPoint("bare", "bare_suggester:Bare", "coder.suggesters")
    known = {**plugins.suggesters(), "bare": bare}
    monkeypatch.setattr(external, "suggesters", lambda: known)
    (study.path.parent / "suggesters.toml").write_text('[bare]\nhow = "code"\n', "utf-8")
    found = {one.name: one for one in external.listed(study)}
    assert lacks in found["bare"].problem
    assert not found["endpoint"].problem


def test_a_name_that_is_taken_is_listed_with_the_reason(study, monkeypatch):
    entries = [EntryPoint(n, v, "coder.suggesters") for n, v in (("keywords", "a:X"), ("mine", "a:X"), ("mine", "b:X"))]
    monkeypatch.setattr(plugins, "_of_others", lambda _group: (entries, []))
    found = external.listed(study)
    assert [(one.name, one.package, bool(one.problem)) for one in found] == [
        ("keywords", "a:X", True),
        ("mine", "b:X", True),
        ("mine", "a:X", False),
    ]
