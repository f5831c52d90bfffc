"""The benchmark of the language core does the work it names, on the keywords it names."""

from __future__ import annotations

from itertools import chain

from benchmarks import language
from benchmarks.language import Text
from coder.transcripts.labels.speakers import split_turns

WORD = language.codes()[0].keywords[0]
TALK = f"問：{WORD}怎麼看？\n答：{WORD}幾乎沒在看，他們自主管理。\n"


def test_forty_codes_of_eight_keywords():
    words = [code.keywords for code in language.codes()]
    assert [len(keywords) for keywords in words] == [8] * 40
    assert len(set(chain.from_iterable(words))) == 320


def test_every_job_is_done_and_aims_are_judged(capsys):
    text = Text(TALK * 300, split_turns(TALK * 300))
    jobs = language.jobs([text])
    rows = [job.work(text) for job in jobs]
    assert "".join(rows[0]) == text.text
    assert rows[1] == rows[4], "the second time finds the same"
    assert rows[1]
    assert next(iter(rows[2].words(text.text))) == (0, 1)
    assert len(rows[3]) == 600
    assert rows[5].text == text.text
    measured = [(job, seconds) for job, seconds in zip(jobs, (1.0, 2.9, 1.0, 0.0001, 0.1, 2.0), strict=True)]
    assert language.report(measured) == 0
    assert "yes (2.90)" in capsys.readouterr().out
    assert language.report([(job, 1.0 + 3 * (job is jobs[1])) for job in jobs]) == 1
    assert capsys.readouterr().out.count("NO") == 2
