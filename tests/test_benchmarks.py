"""The benchmarks measure what they say: the same work at every run, ours beside its limit."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from pathlib import Path

from benchmarks import long_text, monkey, screen_table, screens, speech, workload
from benchmarks.laps import STEPS
from benchmarks.playing import Played, Strokes
from benchmarks.screen_table import Measured
from benchmarks.targets import OPERATIONS, AtMost, Operation
from benchmarks.terminal import Output, plain

ROOT = Path(__file__).parents[1]


def test_the_workload_is_the_same_everywhere():
    book = workload.codes()
    text = workload.transcript(1, book)
    assert (len(book), sum(len(c.keywords) for c in book)) == (40, 120)
    assert workload.CHARACTERS <= len(text) < workload.CHARACTERS + 1_000
    assert hashlib.sha256(text.encode()).hexdigest()[:12] == "bbc9ef0604e5"


def test_sentences_lie_behind_the_speaker_and_end_in_a_full_stop():
    text = "訪談者：好嗎。受訪者這樣說。\n受訪者：嗯。\n"
    assert [text[a:b] for a, b in workload.sentences(text)] == ["好嗎。", "受訪者這樣說。", "嗯。"]


def test_the_second_coder_nearly_agrees():
    book = workload.codes()
    first, second = workload.codings(1, workload.transcript(1, book), book)
    assert 0.8 * len(first) < len(second) < len(first)
    assert 0.75 < len(set(first) & set(second)) / len(first) < 0.92


def test_targets_by_scale():
    operation = Operation("x", "x", "y", AtMost(seconds=0.010))
    assert operation.target(8, None).allowed(None) == 0.020
    assert operation.target(200, 0.005).allowed(None) == 0.010
    assert operation.target(2000, 0.005).allowed(None) == 0.060
    assert AtMost(times=2).allowed(0.5) == 1.0
    assert AtMost().allowed(1.0) is None


def test_a_small_run_prints_ours_beside_its_limit():
    command = [
        sys.executable,
        "-m",
        "benchmarks",
        "--scales",
        "2",
        "-n",
        "1",
        "--only",
        "import,quotes,trace",
        "--json",
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    lines = {line["operation"]: line for line in json.loads(done.stdout)["lines"]}
    titles = {o.name: o.title for o in OPERATIONS}
    assert set(lines) == {titles["import"], titles["quotes"], titles["trace"]}
    assert lines[titles["import"]]["count"] == 2
    assert lines[titles["import"]]["limit_s"] > 0
    assert lines[titles["quotes"]]["ours"] > 0
    assert lines[titles["trace"]]["count"] > 0
    assert lines[titles["trace"]]["ratio"] is None


def test_the_long_text_is_the_same_everywhere():
    long = long_text.make(10_000)
    assert 10_000 <= len(long.text) < 10_200
    assert {len(line) <= long_text._LONGEST for line in long.text.splitlines()} == {True}
    assert (long.coding_count, long_text.make(200_000).coding_count) == (250, 5_000)
    assert hashlib.sha256(long.text.encode()).hexdigest()[:12] == "42d046edbdf3"


def test_at_the_worst_place_twenty_codings_nest_and_cross():
    long = long_text.make(10_000)
    over = [row for row in long.codings["A"] if row[0] <= long.worst + 50 < row[1]]
    heap = over[-long_text.OVERLAPS :]
    assert len(heap) == long_text.OVERLAPS
    pairs = [(a, b) for a in heap for b in heap if a[0] < b[0]]
    assert any(b[1] <= a[1] for a, b in pairs), "one inside the other"
    assert any(a[1] < b[1] for a, b in pairs), "one across the other's end"


def test_a_frame_is_finished_with_its_mark_and_the_last_of_two_counts():
    begin, end = b"\x1b[?2026h", b"\x1b[?2026l"
    output = Output(((1.0, begin + b"one" + end), (2.0, begin + b"t"), (3.0, b"wo" + end[:4]), (4.0, end[4:])))
    assert [at for at, _frame in output.frames()] == [1.0, 4.0]
    assert output.ended == 4.0
    assert Output(((1.0, b"no marks"),)).ended == 1.0
    assert Output().ended is None


def test_what_a_frame_says_without_its_colours():
    assert plain("\x1b[38;2;1;2;3;48;5;20m受訪\x1b[0m\x1b[5;9H者\x1b]8;;x\x1b\\。".encode()) == "受訪者。"


def test_an_aim_is_missed_in_the_middle_at_the_edge_and_beside_the_floor():
    floor = Played(strokes={"right": Strokes(ms=[2.0] * 20)})
    fast, slow = Strokes([3.0] * 20, [400] * 20), Strokes([5.0] * 18 + [20.0] * 2, [900] * 20)
    measured = [Measured(10_000, 250, Played(strokes={"right": strokes}), floor) for strokes in (fast, slow)]
    first, second = (screen_table.lines([one])[0] for one in measured)
    assert first.met is True
    assert second.missed == ("95 %", "floor", "bytes")
    assert "NO: 95 %, floor, bytes" in screen_table.render([second], "")


def test_growth_compares_lengths():
    def at(length: int, bytes_: int, cpu: float) -> Measured:
        return Measured(length, 5_000, Played(strokes={"right": Strokes([3.0], [bytes_], [cpu])}), Played())

    lines = screen_table.lines([at(10_000, 400, 1.0), at(200_000, 410, 1.0), at(1_000_000, 410, 2.0)])
    growth = {line.table: line.met for line in lines if line.table.startswith("growth")}
    assert list(growth.values()) == [True, False, None]


def test_the_screen_is_measured_in_a_real_terminal(tmp_path):
    file = tmp_path / "lines.json"
    command = [sys.executable, "-m", "benchmarks.screen", "--chars", "3000", "--times", "2", "--only", "right,code"]
    done = subprocess.run([*command, "--json", str(file)], cwd=ROOT, capture_output=True, text=True, check=True)
    lines = {line["step"]: line for line in json.loads(file.read_text("utf-8"))}
    titles = {step.name: step.title for step in STEPS}
    for name in ("right", "code", "undo"):
        assert lines[titles[name]]["count"] == 2
        assert 0 < lines[titles[name]]["ours"] < 1_000
        assert lines[titles[name]]["floor"] > 0
        assert lines[titles[name]]["bytes"] > 50
    assert lines["open: first frame with text"]["ours"] > 0
    assert "| right " in done.stdout


def test_every_scene_has_pictures_of_its_own():
    names = [shot.name for scene in screens.SCENES for shot in scene.shots()]
    assert len(names) == len(set(names))
    shown = {path.stem for path in (ROOT / "docs" / "screens").glob("*.png")}
    assert shown <= set(names), "what the documents show can be taken again"


def test_a_picture_shows_the_screen_that_its_keys_lead_to(tmp_path, monkeypatch, study):
    study.close()
    monkeypatch.setattr(screens.shutil, "which", lambda _name: None)
    picker = next(scene for scene in screens.SCENES if scene.name == "picker")
    shot = screens.Shot(picker, (80, 24), "en", "light")
    screens.take(study.path, [shot], tmp_path / "pictures")
    picture = (tmp_path / "pictures" / "picker-en-light-80x24.svg").read_text("utf-8")
    assert "Fira Code" not in picture
    assert "tick several" in picture, "the picker's own foot"


def test_random_keys_break_nothing(study):
    """A short round; `make monkey` plays long ones."""
    study.close()
    done = monkey.campaign(study.path, 7, 60, (80, 24))
    assert done.faults == []
    assert len(done.keys) == 60
    assert len(done.screens) > 3


def test_random_keys_break_nothing_while_somebody_else_works(study):
    """A short round; `make monkey` plays long ones."""
    study.close()
    done = monkey.campaign(study.path, 11, 80, (80, 24), two=True)
    assert done.faults == []
    assert len(done.keys) == 80


def test_random_keys_tell_what_broke(study, monkeypatch):
    def broken(*_arguments: object) -> None:
        raise ValueError("broken on purpose")

    study.close()
    monkeypatch.setattr("coder.tui.codebook.screen.CodebookScreen.begin", broken)
    monkeypatch.setattr(monkey, "keys", lambda _chance: iter(["alt+k", *["down"] * 9]))
    (fault,) = monkey.campaign(study.path, 1, 10, (80, 24)).faults
    assert "broken on purpose" in fault


def test_an_echo_repeats_the_answer_at_the_beginning_of_the_next_turn():
    answer = "他走的那天，我拖了七個月才補到人。"
    assert speech.echoes("（笑）拖了七個月才補到，這個很久。那後來呢？", answer)
    assert not speech.echoes("了解。那後來呢？", answer)
    assert not speech.echoes("我想問的是另外一件事情，跟剛剛講的沒有關係，您說拖了七個月才補到人？", answer)


def test_the_samples_interviewers_explain_and_seldom_repeat():
    interviews = list(speech.sample())
    asked = [len(text) for one in interviews for text in one.questions]
    replies = [reply for one in interviews for reply in one.replies]
    assert 0.10 < sum(n > speech.LONG for n in asked) / len(asked) < 0.25
    assert sum(speech.echoes(*reply) for reply in replies) / len(replies) < 0.12


def test_a_picture_stays_an_svg_where_no_font_draws_chinese(tmp_path, monkeypatch):
    screens.draws_chinese.cache_clear()
    (tmp_path / "fonts").mkdir()
    conf = tmp_path / "fonts.conf"
    conf.write_text(f"<fontconfig><dir>{tmp_path / 'fonts'}</dir></fontconfig>", "utf-8")
    monkeypatch.setenv("FONTCONFIG_FILE", str(conf))
    screens.save('<svg xmlns="http://www.w3.org/2000/svg"><text>編碼</text></svg>', tmp_path / "one.svg", 100)
    screens.draws_chinese.cache_clear()
    assert [path.name for path in tmp_path.glob("one.*")] == ["one.svg"]
