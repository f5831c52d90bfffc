"""What speakers asked to leave out: 名字不要留, 剪掉, 這段不要寫, off the record."""

from __future__ import annotations

import re
from collections.abc import Iterator

_END = r"(?=[，。、；！？!,…喔哦啦吧啊好\s]|\Z)"
_WHAT = "(?:把?(?:這[段句個些]?|那[段句個些]?|它|他|她|我|名字|公司))*"
_REQUEST = re.compile(
    rf"(?:(?<![要可能會])不(?:要再|要|能|可以|准|方便)|請勿|(?<![特分個各區類級差性派])別){_WHAT}"
    rf"(?:寫(?!程[式序]|[Cc]ode|測試|註解|文件|作業|論文|太[多長]|死|錯|成(?!是?我))(?:出來|進去|上去|下來|進|在)?|留(?:名字?|著|{_END})|錄(?:音|進去|下來|{_END})|記(?:錄|下來|進去|上去)|紀錄|"
    rf"放(?:進去|進來|上去|出來|在報告|名字)|登(?:出|上)|公開{_END}|(?:對外|外面)(?:說{_END}|講|公開)|外[傳流]|傳出去|[說講]出去|引[用述]|具名|曝光|提(?:到)?我)"
    rf"|不用(?:留|具|寫)名字?|剪掉{_END}|(?:名字|[這那][段句個]|[幫請]我?|麻煩|記得|拜託|要)先?(?:刪|拿|消|去|遮|抹|蓋|略|塗|劃|槓)掉{_END}"
    "|(?:[這那][段句個些]|名字)(?:話)?(?:可以|能|要不要|可不可以|能不能)(?:刪|拿|消|去|遮|抹|塗|劃)掉"
    "|(?:我|他|她|我們|公司)的?名字(?:請|拜託)?(?:不要|別)(?:出現|寫|放|露)"
    "|(?:要|請|幫我|麻煩)(?:匿名|保密|消音|去識別)|[這那][段句個些](?:話)?(?:是)?(?:私下|不列入|要?保密)|私下(?:跟你)?[講說]|"
    rf"(?:不要|(?<![特分個各區類級差性派])別)(?:再)?提(?:了|它|他|她|這[個些段])?{_END}|這(?:[是個些]|算是)(?:是|我|只是)?私底下(?:跟[你妳您])?[講說]的|"
    "(?:不要|別|不能)(?:(?:跟|和|對|告訴)?(?:別人|人家|他們|公司|老闆|外面的?人?))?[說講]?是我[講說]的|"
    "(?:請|要|幫我|麻煩)(?:改)?用(?:化名|假名|代號|代稱)|[這那](?:[段句個]|裡|邊)(?:話)?(?:[Oo]ff|[Cc]ut|卡) ?掉|"
    rf"[你妳您]不要用{_END}|"
    "這個別(?:寫|錄|留|記|公開|[說講])|當我沒[說講]|聽聽就好|出去(?:就)?(?:不要|別)[說講]|"
    rf"[這那][段句個](?:話)?(?:可以|可不可以|能不能|能|先|請)?不要用(?:[嗎了]|{_END})|不要放(?:到|進)[^，。]{{0,4}}(?:報告|文章|逐字稿|裡面)|"
    "不列入[紀記]錄|不具名|關掉?錄音|錄音(?:先)?(?:關|停)"
)
_BREAK = re.compile(r"[。！？：!?\n]|\.\s")
_NAMED = r"that|this|it|me|us|him|her|them|my name|his name|her name|their names?|the names?|any names?|names?"
_ENGLISH = re.compile(
    r"\b(?:off (?:the )?record|not for (?:the record|publication|attribution)|between (?:you and me|us|ourselves)|"
    r"(?:do ?n['’o]?t|do not|never|not to) (?:write|quote|record|print|publish|include|mention|name|use|put|note|keep)"
    rf"(?: (?:{_NAMED})\b| down\b)|(?:cut|leave|take|edit|strike) (?:{_NAMED}) out|"
    rf"(?:delete|remove|erase|redact) (?:{_NAMED})\b|"
    rf"turn (?:that|it|the recorder) off|in confidence|"
    rf"(?:stay|remain|keep (?:{_NAMED})) (?:anonymous|confidential|private))",
    re.IGNORECASE,
)


def requests(text: str) -> Iterator[re.Match[str]]:
    """Yield where somebody asks that words be left out, or a name not be told."""
    yield from _REQUEST.finditer(text)
    yield from _ENGLISH.finditer(text)


def asking_sentence(text: str, start: int, end: int) -> str:
    """Return the sentence in which a request stands, for each is to be decided on by itself."""
    behind = _BREAK.search(text, end)
    before = max((match.end() for match in _BREAK.finditer(text, 0, start)), default=0)
    return text[before : behind.start() if behind else len(text)].strip()
