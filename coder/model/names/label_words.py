"""Words that stand before a colon: what says who asks, who answers, and what names nobody."""

from __future__ import annotations

import re


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


INTERVIEWERS = _words(
    "訪談者 訪談人 訪談員 訪問者 訪問人 訪員 採訪者 訪者 訪 主持人 研究者 研究員 q 問 "
    "interviewer i m moderator host researcher interviewers moderators hosts researchers facilitator facilitators"
)
RESPONDENTS = _words(
    "受訪者 受訪人 受訪 受 a 答 respondent interviewee participant r p respondents interviewees participants"
)
UNNAMED = _words("speaker 講者 說話者 說話人 發言者 發言人 說话人 说话人 发言人 讲者 學生 老師 家長 觀眾 聽眾 民眾")
NEVER = _words(
    "例如 比如 譬如 諸如 假如 例 譬如說 比如說 例如說 首先 其次 再來 再者 接著 然後 最後 另外 此外 總之 結論 "
    "因為 但是 而且 不過 重點 重點在 關鍵在 問題在 差別在 原因 問題 答案 結果 目的 目標 優點 缺點 好處 壞處 "
    "建議 提醒 補充 說明 備註 附註 註 注 注意 按 編按 譯註 內容為 名稱為 主要為 分別為 目標為 原因為 資料來源 "
    "來源 出處 參考 參考資料 連結 網址 日期 時間 地點 地址 電話 主題 題目 標題 主旨 編號 檔名 錄音檔 訪談日期 "
    "訪談時間 訪談地點 訪談對象 訪談方式 訪談主題 會議時間 會議地點 出席 出席者 出席人員 與會者 列席 紀錄 記錄 "
    "逐字稿 案例 代號 公司 職稱 note notes date time place venue subject title topic source example http https "
    "ftp mailto e.g i.e ps 小結 小標 好比 像是 諸如 亦即 換言之 換句話說 也就是說 長度 總長 時長 錄音 錄影 轉錄 謄打 "
    "謄稿 校對 檔案 語言 訪綱 duration length language file"
) | frozenset(
    [
        "audio source",
        "audio file",
        "file name",
        "interview date",
        "recording date",
        "transcribed by",
        "transcript by",
        "transcript completed by",
        "edited by",
    ]
)
_WRITES = "(?:研究者|訪談者|訪談員|訪員|觀察者|筆者|謄稿者|整理者|編者?|譯者?)"
REMARK = re.compile(
    rf".{{0,6}}註|{_WRITES}(?:按語?|備忘|觀察|札記|筆記|手記|說明)|按語?|田野(?:筆記|札記)|觀察(?:紀錄|記錄|筆記)|"
    r"備註|附註|n\.?b\.?|notes?|"
    r"(?:researcher|interviewer|transcriber|translator|editor|observer|field)(?:['’]?s)? ?(?:notes?|comments?|memos?)"
)
"""The label of a line that whoever wrote down the talk says, and nobody in it, as 研究者註."""
MAYBE_REMARK = frozenset(["觀察", "備忘", "memo", "observation", "comment"])
"""Labels of such lines that may be a point that somebody makes."""
SECTION = (
    r"第[ ]?[一二三四五六七八九十百\d]{1,3}[ ]?(?:部分|章|節|單元|篇)|"
    r"(?:部分|單元|主題|題組|面向|議題|構面)[ ]?[一二三四五六七八九十\d]{1,2}|"
    r"(?:part|section|chapter|theme|topic|unit|module)[ ](?:\d{1,2}|[ivx]{1,4}|one|two|three|four|five|six)"
)
"""What the title of a section begins with."""
ORDINAL = re.compile(
    r"第[一二三四五六七八九十百\d]{1,3}|[一二三四五六七八九十]{1,2}|"
    rf"(?:圖表|附件|步驟|方法|方案|選項|[圖表])\d{{0,2}}|{SECTION}"
)
OPENINGS = _words(
    "the a an one my our your his her their its this that these those so and but or for in on at to of by with from if "
    "when while because as first second third finally next then also it there here what why how where another some "
    "any no not let i we you they he she i'm it's that's number step point part item question answer"
)
"""English words that begin a clause before a colon, as in The point: …, and no person's name of several words."""
SOUNDS = _words(
    "笑 笑聲 大笑 微笑 苦笑 眾笑 全場笑 沉默 停頓 音樂 掌聲 鼓掌 拍手 嘆氣 咳嗽 點頭 搖頭 聽不清楚 聽不清 不清楚 中斷 "
    "錄音中斷 插話 續 承上 接上頁 "
    "cont cont'd cont’d continued continuing laughs laughter laughing "
    "music applause pause silence inaudible unclear crosstalk sighs coughs noise"
)
ANSWERS = _words(
    "對 好 是 嗯 有 沒 沒有 可以 是的 對啊 好的 好啊 沒錯 謝謝 謝謝大家 謝謝你 謝謝您 "
    "不是 不會 不用 當然 了解 瞭解 ok okay yes no yeah right thanks 哈哈 "
    "哈哈哈 嗯嗯 對對 對對對 真的 然後呢 為什麼 結束 完 開始 前言 摘要 結語"
)
OFFICE = re.compile(
    r"[^\W\d_a-z]{2,16}[部署局處會院司府廳校系所組科室團]\w*"
    "(?:長|主任|委員|專員|參議|參事|技正|技士|視察|科員|秘書|主秘|代表|分析師|工程司|研究員|幹事)"
)
"""Who speaks by office and title, as 教育部青年發展署陳愛珠組長."""
FIRM = re.compile("(?:銀行|公司|集團|中心|聯盟|協會|公會|基金會|大學|學院)")
"""What tells 104人力銀行 from the beginning of a sentence with a number."""
TITLES = (
    "(?:[總副協]?經理|主任|教授|老師|先生|女士|小姐|太太|同學|醫師|醫生|博士|院長|校長|處長|局長|科長|課長|組長|部長|"
    "次長|司長|署長|秘書長|理事長|總監|顧問|講師|委員|董事長|執行長|副?總|副理|協理|店長|廠長|律師|記者|院士|助理|師傅|師|董|姐|哥|媽媽|爸爸|媽|爸|伯伯|阿姨|奶奶|爺爺)"
)
AGAIN = frozenset("又也再就像或")
"""What may stand before a word that names nobody, as in 又好比."""
CHAIRS = frozenset(["chair", "chairman", "chairwoman", "chairperson", "president", "minister", "witness", "court"])
