"""The ways in which transcripts mark who speaks: each writes the same turns as a text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple


class Said(NamedTuple):
    """A paragraph and who says it."""

    speaker: str
    words: str


Layout = Callable[[Sequence[Said]], str]
ROLES = {"唐鳳": "訪談者"}


def said_in(rendition: str) -> list[Said]:
    """Return what is said in a text of one `講者：內容` a line."""
    labelled = re.findall("^([^：（#\n]+)：(.+)$", rendition, re.MULTILINE)
    return [Said(speaker, words.strip()) for speaker, words in labelled]


def clock(at: int, *, hours: bool = True) -> str:
    seconds = 7 * at
    short = f"{seconds // 60 % 60:02}:{seconds % 60:02}"
    return f"{seconds // 3600:02}:{short}" if hours else short


def lines(form: str) -> Layout:
    """Return a layout that writes each paragraph by a pattern of {n}, {who}, {t}, {m} (without hours), {s} and {i}."""

    def write(turns: Sequence[Said]) -> str:
        numbers = {who: at for at, who in enumerate(dict.fromkeys(turn.speaker for turn in turns))}
        return "".join(
            form.format(
                n=at + 1, who=turn.speaker, s=turn.words, i=numbers[turn.speaker],
                t=clock(at), m=clock(at, hours=False), later=clock(at + 1), letter="ABCDEFGHIJKLMNOPQRSTUVWXYZ"[numbers[turn.speaker]],
            )
            for at, turn in enumerate(turns)
        )  # fmt: skip

    return write


def grouped(head: str, paragraph: str, foot: str = "\n") -> Layout:
    """Return a layout that writes a head before all that one person says in a row."""

    def write(turns: Sequence[Said]) -> str:
        written, before = [], ""
        for at, turn in enumerate(turns):
            if turn.speaker != before:
                written.append(
                    (foot if before else "") + head.format(who=turn.speaker, t=clock(at), m=clock(at, hours=False))
                )
                before = turn.speaker
            written.append(paragraph.format(s=turn.words, t=clock(at), m=clock(at, hours=False)))
        return "".join(written)

    return write


LAYOUTS: dict[str, Layout] = {
    "colon": lines("{who}：{s}\n"),
    "half-width colon": lines("{who}: {s}\n"),
    "U+FE30": lines("{who}︰{s}\n"),
    "U+FE55": lines("{who}﹕{s}\n"),
    "U+2236": lines("{who}∶{s}\n"),
    "time before": lines("[{t}] {who}：{s}\n"),
    "time after": lines("{who}：{s} [{t}]\n"),
    "time in the label": lines("{who} ({t})：{s}\n"),
    "time on the line before": lines("{t}\n{who}：{s}\n\n"),
    "time range before": lines("[{t} --> {later}] {who}: {s}\n"),
    "f4": lines("{who}: {s} #{t}-2#\n"),
    "oTranscribe": lines("{m} {who}: {s}\n\n"),
    "noScribe": grouped("[{t}] {who}: ", "{s}\n"),
    "Otter": grouped("{who}  {m} \n", "{s}\n"),
    "Zoom": lines("[{who}] {t}\n{s}\n\n"),
    "Teams": lines("{who}   {m}\n{s}\n\n"),
    "Meet": lines("{t}\n \n{who}: {s}\n \n"),
    "iFlytek": lines("{who} {t}\n{s}\n"),
    "Yating": lines("{t} {who}\n{s}\n\n"),
    "time above the name": lines("{t}\n{who}\n{s}\n\n"),
    "time below the name": lines("{who}\n{t}\n{s}\n\n"),
    "aTrain": grouped("{who}\n", "[{t}] - {s} \n"),
    "name on its line": lines("{who}\n{s}\n\n"),
    "name with colon on its line": lines("{who}：\n{s}\n\n"),
    "heading": lines("### {who}\n\n{s}\n\n"),
    "heading with colon": lines("### {who}：\n\n{s}\n\n"),
    "heading over paragraphs": grouped("## {who}\n\n", "{s}\n\n"),
    "heading with time": lines("### {who} [{t}]\n{s}\n\n"),
    "heading without a space": lines("###{who}\n{s}\n\n"),
    "bold and italic": lines("***{who}：*** {s}\n\n"),
    "number in square brackets": lines("[{n}] {who}：{s}\n"),
    "WhatsApp": lines("[2023/5/1, {t}] {who}: {s}\n"),
    "WhatsApp on Android": lines("1/5/23, {m} - {who}: {s}\n"),
    "bold": lines("**{who}** {s}\n\n"),
    "bold with colon": lines("**{who}：**{s}\n\n"),
    "bold on its line": lines("**{who}**\n{s}\n\n"),
    "tab": lines("{who}\t{s}\n"),
    "brackets": lines("[{who}] {s}\n"),
    "full brackets": lines("【{who}】{s}\n"),
    "brackets and colon": lines("【{who}】：{s}\n"),
    "hash": lines("#{who}: {s}\n"),
    "hash and space": lines("# {who}: {s}\n\n"),
    "at sign": lines("@{who} {s}\n"),
    "numbers before": lines("{n:03} {who}：{s}\n"),
    "numbers with a stop": lines("{n}. {who}：{s}\n"),
    "dash": lines("{who} - {s}\n"),
    "bar": lines("{who}|{s}\n"),
    "HappyScribe": lines("[{t}] - {who}\n{s}\n\n"),
    "Fireflies": lines("{who} - {m}\n{s}\n\n"),
    "bars with times": lines("{t} | {who} | {s}\n"),
    "bar on its line": lines("{who} | {t}\n{s}\n\n"),
    "round brackets": lines("（{who}）{s}\n"),
    "two angles": lines(">> {who}: {s}\n"),
    "time in brackets": lines("[{t} {who}] {s}\n"),
    "numbered names": lines("{who}-{n:02}：{s}\n"),
    "slash": lines("{who}/{s}\n"),
    "long dash": lines("{who}──{s}\n"),
    "dashes before": lines("—— {who}：{s}\n"),
    "Zoom chat": lines("{t}\t From {who} to Everyone : {s}\n"),
    "spelt time": lines("{who} (0小時{n}分10秒)\n{s}\n\n"),
    "bold in a quotation": lines("> **{who}** {m}\n\n{s}\n\n"),
    "role in brackets": lines("{who}（訪談者）：{s}\n"),
}
"""Layouts of texts that say the names themselves."""

CODED: dict[str, Layout] = {
    "thesis codes": lines("{letter}1-{n}-01：{s}\n"),
    "letters": lines("{letter}：{s}\n"),
    "thesis codes and space": lines("{letter}1-{n}-01 {s}\n"),
    "thesis codes in brackets": lines("（{letter}1-{n:02}）{s}\n"),
    "numbered letters": lines("{letter}{n}. {s}\n"),
    "letter and stop": lines("{letter}. {s}\n"),
    "letter and space": lines("{letter} {s}\n"),
    "SPEAKER_00": lines("SPEAKER_{i:02}: {s}\n"),
    "Speaker 1": lines("Speaker {i}  {m}\n{s}\n\n"),
    "bracketed SPEAKER_00": lines("[{t}] [SPEAKER_{i:02}] {s}\n"),
    "running letters": lines("{letter}{n:03}：{s}\n"),
}
"""Layouts of texts that give each speaker a code of its own."""


def wrongly_given(turns: Sequence[tuple[int, int, int, str]], text: str, said: Iterable[Said]) -> list[Said]:
    """Return the paragraphs that have another speaker, or stand in a label, given turns as (start, body, end, name)."""
    wrong, at, index = [], 0, 0
    for paragraph in said:
        at = text.index(paragraph.words, at)
        end = at + len(paragraph.words)
        while index < len(turns) - 1 and turns[index][2] <= at:
            index += 1
        _start, body, stop, name = turns[index]
        if name != paragraph.speaker or at < body or stop < end:
            wrong.append(paragraph)
        at = end
    return wrong
