"""What typing into the code picker finds, and in which order."""

import time

import pytest

from coder.domain.codebook import Code
from coder.language.readings import read_names
from coder.session.pronouncing import CodeReadings
from coder.tui.choices import choices
from coder.tui.spoken import Spoken

NAMES = {
    "cert": "證照不受信任",
    "hiring": "新創招募困難",
    "bank": "銀行重視行銷",
    "again": "重複學習",
    "green": "綠色轉型",
    "women": "女性主管",
    "clean": "乾淨能源",
    "wanted": "徵才困難",
    "gap": "學用落差",
    "ai-talent": "AI人才",
    "no-code": "No-code平台",
    "trust": "信任主管證照",
}
ENGLISH = {"cert": "Certificates are not trusted", "no-code": "No-code platforms"}
CODES = [
    Code(id="t", parent=None, level="theme", name="人才"),
    *[
        Code(
            id=i,
            parent="t",
            level="code",
            name=n,
            name_en=ENGLISH.get(i, ""),
            position=at,
            keywords=("考試",) * (i == "cert"),
        )
        for at, (i, n) in enumerate(NAMES.items())
    ],
]


@pytest.fixture(scope="module")
def readings():
    read = read_names(NAMES.values())
    return {code: read[name] for code, name in NAMES.items()}


def found(typed, readings=None, likely=(), recent=()):
    return [c.code.id for c in choices(CODES, typed, likely, recent, readings or {})]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("zzbsxr", "cert"),
        ("zzbxr", "cert"),
        ("ㄓㄓㄅㄕㄒㄖ", "cert"),
        ("ㄓㄓㄅㄒㄖ", "cert"),
        ("zhengzhao", "cert"),
        ("zhzhb", "cert"),
        ("zhengzb", "cert"),
        ("zheng4zhao4", "cert"),
        ("zhèngzhào", "cert"),
        ("ＺＺＢ", "cert"),
        ("ㄓㄥˋㄓㄠˋ", "cert"),
        ("ㄓㄥㄓㄠ", "cert"),
        ("yhzsxx", "bank"),
        ("hang", "bank"),
        ("cfxx", "again"),
        ("ㄔㄨㄥˊ", "again"),
        ("lvse", "green"),
        ("lüse", "green"),
        ("lǜsè", "green"),
        ("ㄌㄩˋ", "green"),
        ("nv", "women"),
        ("gjny", "clean"),
        ("airc", "ai-talent"),
        ("No-code", "no-code"),
        ("ncpt", "no-code"),
        ("证照", "cert"),
        ("CERT", "cert"),
        ("考試", "cert"),
        ("not trust", "cert"),
        ("zz 信", "cert"),
        ("信 zz", "cert"),
    ],
)
def test_a_code_is_found_by_any_of_its_names_and_sounds(readings, typed, first):
    assert found(typed, readings)[0] == first


def test_all_readings_of_a_character_count_among_initials(readings):
    assert "cert" in found("zzfsxr", readings)
    assert "cert" in found("zzfdxr", readings)
    assert "bank" not in found("yxz", readings)


def test_the_better_match_stands_first(readings):
    assert found("trust", readings)[0] == "trust"
    assert found("信任", readings) == ["trust", "cert"]
    assert found("zz", readings)[0] == "cert"
    assert found("zz", readings).index("cert") < found("zz", readings).index("trust")
    assert found("困難", readings, recent=["wanted"]) == ["wanted", "hiring"]
    assert found("女性主管", readings, recent=["trust"], likely=["cert"])[0] == "women"


def test_nothing_typed_shows_what_is_likely_then_recent(readings):
    assert found("", readings, likely=["gap"], recent=["women", "gap"])[:3] == ["gap", "women", "cert"]


def test_without_readings_names_match_all_the_same():
    assert found("證照 信任") == ["cert", "trust"]
    assert found("zzbsxr") == []


@pytest.mark.parametrize("typed", ["c3", "1", "證", "zz信", "-", "", "z" * 41])
def test_what_is_no_sound(typed):
    assert Spoken.of(typed) is None


def test_hostile_words_and_names_take_no_time():
    name = "一" * 200
    reading = read_names([name])[name]
    began = time.process_time()
    for word in ("y" * 39 + "1", "y" * 40, "ㄧ" * 40, "y" * 20 + "q", "yi" * 20, "a" * 38 + "!"):
        if sound := Spoken.of(word):
            sound.inside(reading)
            sound.begins(reading)
            sound.skips(reading)
    assert time.process_time() - began < 0.5


def test_five_hundred_codes_are_matched_within_a_frame(readings):
    codes = [Code(id=f"{i}-{n}", parent=None, level="code", name=NAMES[i] + str(n)) for n in range(42) for i in NAMES]
    read = {code.id: readings[code.id.rpartition("-")[0]] for code in codes}

    def seconds(typed):
        began = time.perf_counter()
        choices(codes, typed, [], [], read)
        return time.perf_counter() - began

    # The best of several, for the machine may be busy; 2 ms where it isn't.
    for typed in ("z", "zzbx", "qqqq", "ㄓㄓㄅ", "證照", "zz 信"):
        assert min(seconds(typed) for _ in range(7)) < 0.004


def test_readings_are_kept_with_the_study(study):
    first = CodeReadings(study)
    unread = first.unread()
    assert unread
    first.keep(read_names(unread))
    again = CodeReadings(study)
    assert again.unread() == []
    assert again.readings() == first.readings()
    study.remember("readings/1", '{"x": 3, "y": ["a"]}')
    assert CodeReadings(study).unread() == unread
    study.remember("readings/1", "no json")
    assert CodeReadings(study).unread() == unread
