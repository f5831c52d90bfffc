"""What stands below the talk: that it is over, who wrote it down; nobody says it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from coder.model.names.speaker_labels import STAGE, Label, Marks
from coder.model.names.time_stamps import STAMP
from coder.transcripts.labels.doubts import TAKEN, Outcome

_OVER = (
    r"(?:本次|此次|第.{1,3}[次場])?(?:訪談|訪問|採訪|錄音|錄影|逐字稿|謄稿|會議|座談會?|焦點團體)(?:到此|至此)?(?:結束|完畢|終了|停止)|"
    r"(?:訪談|訪問|田野|研究者?|觀察)(?:後記|札記|筆記|反思)[:：]?|field ?notes:?|"
    r"(?:全文|逐字稿)完|以下空白|散會(?:[:：].{1,20})?|"
    r"end of (?:the )?(?:recording|interview|audio|transcript(?:ion)?|session|meeting|file)|"
    r"(?:recording|interview|audio|transcript(?:ion)?|meeting) (?:ends|ended|stops|stopped)(?: after [\d:]+.{0,4})?"
)
_WRITTEN_BY = (
    r"(?:逐字稿)?(?:謄稿|謄打|謄寫|校對|校稿|記錄|紀錄|繕打|審閱|整理)(?:者|人員?|日期|時間)?"
    r"[ 　]*[:：][ 　]*[^。？！]{1,40}|"
    r"(?:transcrib(?:ed|er)|transcription|proofread(?:er)?|checked)(?: by)?(?:[ 　]*[:：]|(?<=by))[ 　]*.{1,40}"
)
_MADE_BY = (
    r"[^:：。，,？?\n]{1,40}(?:,[^:：。，,？?\n]{1,30})?"
    r"(?: (?:started|stopped) (?:transcription|recording)| ?已?(?:開始|停止)(?:謄寫|轉錄|聽寫|錄製|錄影))|"
    r"this editable transcript was computer generated.*|這份?(?:可編輯的)?(?:轉錄稿|逐字稿).{0,12}電腦.{0,6}產生.*"
)
_SUMMED_UP = re.compile(
    r"(?:导读|導讀|关键词|關鍵詞|全文(?:概要|摘要)|(?:内容|內容|重點|会议|會議|AI ?)摘要|章节速览|章節速覽|"
    r"发言总结|發言總結|要点回顾|要點回顧|待办事项|待辦事項|智能纪要|智能紀要|"
    r"action items|key takeaways|(?:meeting|ai) summary)[:：]?",
    re.IGNORECASE,
)
"""What programs write below a talk that they sum up."""
_LINK = re.compile(
    r"(?:[^\s:：。，,]{1,20}[:：] ?)?<?(?:(?:https?://|www\.)\S+|"
    r"[a-z\d-]+(?:\.[a-z\d-]+)*\.(?:com|org|net|io|ai|me|tw|cn)(?:/\S*)?)>?|[-–—_*=]{2,}"
)
"""An address, or a rule above one."""
_CLOSING = re.compile(
    rf"(?:{STAMP}\s*)?(?:[壹貳參肆伍陸柒捌玖拾一二三四五六七八九十]{{1,3}}、|[-–—*＊]{{1,3}})?\s*"
    rf"[(（\[【〔]?\s*(?:{_OVER}|{_WRITTEN_BY}|{_MADE_BY})\s*[)）\]】〕]?[。.!！]?[-–—*＊]{{0,3}}",
    re.IGNORECASE,
)
_MOST = 8
"""So many lines can stand below the talk, without what programs say of it."""
_MOST_OF_ALL = 30
_REACH = 400


def without_back_matter(text: str, outcome: Outcome) -> Outcome:
    """Return what was found, nobody's what stands below the talk, from the line that says that it is over."""
    labels = dict(outcome.labels[-_MOST_OF_ALL:])
    start = below = -1
    for place, (at, line) in enumerate(_last_lines(text)):
        label = labels.get(at)
        speaks = label is not None and outcome.why[label.key] in TAKEN
        if speaks and label is not None and outcome.counts[label.key] > 1:
            break  # as the last line of nearly every talk
        closes = place < _MOST and _CLOSING.fullmatch(line) is not None
        links = start == below and _LINK.fullmatch(line) is not None and (start >= 0 or not _is_rule(line))
        if speaks and not (closes or links):
            break
        start = at if closes or links or _SUMMED_UP.fullmatch(line) else start
        below = at
    if start < 0:
        return outcome
    marks: Marks = [(at, mark) for at, mark in outcome.marks if at < start]
    why = {mark.key: outcome.why[mark.key] for _, mark in marks if isinstance(mark, Label)}
    accepted = sum(isinstance(mark, Label) and why[mark.key] in TAKEN for _, mark in marks)
    return replace(outcome, marks=[*marks, (start, STAGE)], why=why, accepted=accepted)


def _is_rule(line: str) -> bool:
    return not any(map(str.isalnum, line))


def _last_lines(text: str) -> Iterator[tuple[int, str]]:
    """Yield the last lines that hold something, with their places, the last one first."""
    found, end = 0, len(text)
    while end >= 0 and found < _MOST_OF_ALL:
        start = text.rfind("\n", 0, end) + 1
        if line := text[start : min(end, start + _REACH)].strip():
            found += 1
            yield start, line
        end = start - 1
