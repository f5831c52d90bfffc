"""The workload: invented interviews of 10,000 characters, 40 codes of three keywords, two coders' codings.

Transcript i is the same at every scale, on every machine and in every run. Coder A is whoever codes by
keyword; coder B does the same with a seeded unsteady hand: leaves out 12 %, adds 4 % at random, and
moves the borders of 5 % by a few characters.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

CHARACTERS = 10_000
PHRASE, SHORT_PHRASE = "這件事情", "壓力"  # no trigram index finds the second
_SEED = 20_260_101
_THEMES_A_PERSON = 14
_LEFT_OUT, _MOVED, _ADDED = 0.12, 0.05, 0.04


def _words(text: str) -> list[str]:
    return text.split()


_BOOK = """
人才需求 人才短缺:短缺 缺工 找不到人|招募困難:招募 徵才 面試|薪資待遇:薪水 薪資 獎金|留任流動:離職 流動率 留任|學歷條件:學歷 碩士 科系
技能落差 數學基礎:數學 統計 線性代數|程式能力:程式 寫扣 除錯|資料處理:資料清理 標註 資料品質|跨域能力:跨域 領域知識 跨部門|溝通表達:溝通 簡報 表達
培訓學習 內部訓練:內訓 讀書會 師徒制|外部課程:上課 研習 線上課程|證照認證:證照 認證 檢定|自學經驗:自學 摸索 看影片|學用落差:學校教 課本 畢業生
技術應用 生成式AI:生成式 大型語言模型 提示詞|模型部署:部署 上線 推論|雲端運算:雲端 伺服器 算力|資安隱私:個資 資安 外洩|自動化流程:自動化 流程改善 機器人
組織管理 主管支持:主管 高層 老闆|團隊分工:團隊 分工 專案經理|預算成本:預算 成本 經費|專案時程:時程 期限 延遲|組織文化:文化 氣氛 價值觀
情緒經驗 焦慮壓力:焦慮 壓力 睡不著|成就感:成就感 驕傲 開心|挫折:挫折 失敗 灰心|疲憊倦怠:疲憊 倦怠 加班|信任:信任 相信 放心
人際支持 同儕支持:同事 夥伴 同儕|家庭角色:家人 小孩 太太|師長引導:老師 教授 前輩|社群參與:社群 聚會 論壇|客戶關係:客戶 業主 甲方
政策環境 政府補助:補助 計畫案 政府|法規限制:法規 法令 合規|產業競爭:競爭 同業 對手|國際趨勢:國際 海外 美國|未來期待:未來 希望 期待
"""
_WHO = _words("我 我們 公司 部門 主管那邊 新來的人 資深的同仁 我自己 大家 當時的我 他們 不少人")
_WHEN = _words("起初 後來 去年 這半年 疫情的時候 剛進來那陣子 每次開會 年底 這兩年 平常 老實說 其實")
_DOES = _words(
    "常會碰到 很在意 漸漸重視 躲不開 一直在談 花了很多力氣處理 很少想到 得重新想過 最頭痛的是 很感謝有 後來才懂 不太敢碰"
)
_WHAT = _words(
    "這件事情 整個流程 現場的狀況 那套系統 工作的步調 彼此的落差 日常的安排 這種做法 第一線的需要 手上的案子 開會的方式 交出去的品質"
)
_SO = _words(
    "，所以我會先停下來看一看 ，可是也不能只怪哪一個人 ，這一塊我到現在還在學 ，不然後面會更麻煩 ，大概是這樣 ，跟我原先想的不同 "
    "，當下真的不知道怎麼辦 ，你問我答案我也說不出來 ，這點我印象很深 ，不過現在回頭看還好"
)
_KEYED = _words(
    "講到{k}，{s}{t}{v}{o}{e} {t}{s}{v}{k}的問題{e} {s}覺得{k}跟{o}是連在一起的{e} "
    "如果沒有{k}，{o}大概就做不起來{e} {t}因為{k}，{s}{v}{o}{e}"
)
_PLAIN = _words(
    "{t}{s}{v}{o}{e} {s}{v}{o}{e} {o}對{s}來說不是小事{e} 嗯，{t}就是這樣，{s}{v}{o}{e} {t}{o}{e}，{s}也不是沒想過"
)
_ASKED = _words(
    "可以多談一點{k}的部分嗎 那您怎麼看{k}呢 剛剛提到{o}，可以舉個例子嗎 後來{s}怎麼處理 這對您的影響是什麼"
)
_LONGER = _words(
    "工廠導入影像辨識之後，良率的判讀從一個班三個人變成一個人看螢幕，剩下兩個人去顧前面的機台 "
    "我們跟學校合作了三年，學生來半年，走的時候剛好上手，留下來的大約三成 "
    "系統剛裝好那個月錯得很離譜，後來才發現是資料清理沒有做完就急著訓練 "
    "小公司要的是什麼都會一點的人，大公司要的是一件事做得很深的人，兩邊開出來的條件根本不一樣 "
    "老闆會問這個投資什麼時候回本，工程師會問這個模型什麼時候可以重訓，兩句話常常搭不起來 "
    "政府的計畫案一年一期，寫結案報告的時間差不多佔掉一季 "
    "要看懂生產線在做什麼，再來談演算法，不然你連問題是什麼都講不清楚 "
    "他們拿證照來給我看，我還是請他當場把一段程式改到會動 "
    "真正花時間的不是訓練，而是去每個單位要資料，然後一筆一筆對欄位 "
    "英文文件看得懂的人，碰到新的工具上手快很多，這跟他是哪個系畢業的沒有太大關係 "
    "客戶的資料不能出他們的機房，所以我們的人要輪流進去，一待就是一整天 "
    "我寧可用一個肯問問題的新鮮人，也不想用一個什麼都說會的老手 "
    "以前三個人半年做的報表，現在一個下午就出得來，可是對不對還是要有人看"
)


@dataclass(frozen=True, slots=True)
class WorkCode:
    """A code of the workload's codebook."""

    id: str
    name: str
    group: str
    keywords: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WorkCoding:
    """A coding of the workload: transcript and code by their place in their lists, half-open code points."""

    transcript: int
    start: int
    end: int
    code: int


def codes() -> list[WorkCode]:
    """Return the forty codes, in eight groups of five."""
    found: list[WorkCode] = []
    for line in _BOOK.split("\n"):
        group, _space, rest = line.partition(" ")
        for entry in filter(None, rest.split("|")):
            name, _colon, words = entry.partition(":")
            found.append(WorkCode(f"c{len(found) + 1:02d}", name, group, tuple(words.split())))
    return found


def transcript(number: int, book: list[WorkCode]) -> str:
    """Return transcript `number` (from 1): a line a turn, interviewer and respondent by turns."""
    rng = random.Random(f"{_SEED}/{number}")
    themes = rng.sample(book, _THEMES_A_PERSON)
    turns: list[str] = []
    size = 0
    while size < CHARACTERS:
        asks = len(turns) % 2 == 0
        count = rng.choice((1, 1, 2)) if asks else rng.randint(3, 12)
        turn = ("訪談者：" if asks else "受訪者：") + "".join(_sentence(rng, themes, asks=asks) for _ in range(count))
        turns.append(turn)
        size += len(turn) + 1
    return "\n".join(turns) + "\n"


def _sentence(rng: random.Random, themes: list[WorkCode], *, asks: bool) -> str:
    words = {
        "s": rng.choice(_WHO), "t": rng.choice(_WHEN), "v": rng.choice(_DOES), "o": rng.choice(_WHAT),
        "e": rng.choice(_SO), "k": rng.choice(rng.choice(themes).keywords),
    }  # fmt: skip
    kind = rng.random()
    if asks:
        return rng.choice(_ASKED).format(**words) + "。"
    if kind < 0.12:
        return rng.choice(_LONGER) + "。"
    return rng.choice(_KEYED if kind < 0.48 else _PLAIN).format(**words) + "。"


def sentences(text: str) -> list[tuple[int, int]]:
    """Return start and end of every sentence: behind the speaker's label, up to and with its full stop."""
    found: list[tuple[int, int]] = []
    at, find = 0, text.find
    for line in text.split("\n"):
        end = at + len(line)
        start = line.find("：", 0, 5) + 1 + at
        while (stop := find("。", start, end)) >= 0:
            found.append((start, stop + 1))
            start = stop + 1
        at = end + 1
    return found


def codings(number: int, text: str, book: list[WorkCode]) -> tuple[list[WorkCoding], list[WorkCoding]]:
    """Return what A and B code in transcript `number`."""
    spans = sentences(text)
    every = [
        WorkCoding(number, start, end, i)
        for start, end in spans
        for i, code in enumerate(book)
        if any(word in text[start:end] for word in code.keywords)
    ]
    return every, list(_unsteady(number, spans, every, len(book)))


def _unsteady(number: int, spans: list[tuple[int, int]], every: list[WorkCoding], codes_: int) -> Iterator[WorkCoding]:
    rng = random.Random(f"{_SEED}/{number}/B")
    for coding in every:
        chance = rng.random()
        if chance < _LEFT_OUT:
            continue
        moves = chance < _LEFT_OUT + _MOVED
        start = coding.start + (rng.randint(0, 3) if moves else 0)
        yield WorkCoding(number, start, coding.end - (rng.randint(0, 3) if moves else 0), coding.code)
    known = set(every)
    for _ in range(int(len(every) * _ADDED)):
        made = WorkCoding(number, *rng.choice(spans), rng.randrange(codes_))
        if made not in known:
            known.add(made)
            yield made


def write(folder: Path, scale: int) -> None:
    """Write transcripts and both coders' codings into `folder`."""
    (folder / "transcripts").mkdir(parents=True)
    book = codes()
    with (folder / "A.tsv").open("w") as a, (folder / "B.tsv").open("w") as b:
        for number in range(1, scale + 1):
            text = transcript(number, book)
            (folder / "transcripts" / f"P{number:04d}.txt").write_text(text, "utf-8")
            for file, rows in zip((a, b), codings(number, text, book), strict=True):
                file.writelines(f"{c.transcript}\t{c.start}\t{c.end}\t{c.code}\n" for c in rows)


def read_codings(folder: Path, coder: str) -> Iterator[tuple[int, int, int, int]]:
    """Yield transcript number, start, end and code's place of each coding by `coder`, A or B."""
    with (folder / f"{coder}.tsv").open() as file:
        for line in file:
            number, start, end, code = map(int, line.split("\t"))
            yield number, start, end, code
