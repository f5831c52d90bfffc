"""What stands around the talk on a web page."""

from pathlib import Path

import pytest

from coder.transcripts.reading import read_bytes

pytestmark = pytest.mark.usefixtures("english")

TALK = "<p>訪談者：何時入行？</p><p>受訪者：十年前。</p><p>訪談者：難嗎？</p><p>受訪者：人很少。</p><p>分享一下，後來好多了。</p>"
SAID = "訪談者：何時入行？\n受訪者：十年前。\n訪談者：難嗎？\n受訪者：人很少。\n分享一下，後來好多了。"
TOLD = "menus and foot of the page"


def read(page):
    return read_bytes(Path("a.html"), f"<html><body>{page}</body></html>".encode()).source


@pytest.mark.parametrize(
    "around",
    [
        "<nav><a href='/'>首頁</a></nav>{talk}<footer><p>地址：台北市</p><p>© 2024 某報</p></footer>",
        "<div role='navigation'>首頁</div>{talk}<div role='contentinfo'>版權所有</div>",
        "{talk}<div><a href='/a'>上一篇</a></div><div><a href='/b'>下一篇</a></div><p>版權所有，請勿轉載</p>",
        "{talk}<h3>延伸閱讀</h3><ul><li><a href='/a'>談人才</a></li></ul><p>那一年，他說得很少。</p><p>Copyright 2024</p>",
        "{talk}<p>分享：<a href='http://f.tw'>臉書</a> <a href='http://l.tw'>LINE</a></p><p>© 2024</p>",
        "{talk}<h2>Related articles</h2><p><a href='/x'>On hiring</a></p><p>Tags: hiring</p>",
    ],
)
def test_menus_links_and_whose_page_it_is_are_left_out_and_told(around):
    source = read(around.format(talk=TALK))
    assert (source.text, source.left_out) == (SAID, (TOLD,))


@pytest.mark.parametrize(
    "page",
    [
        TALK,
        TALK.replace("十年前", "<a href='/x'>十年前</a>"),
        TALK + "<blockquote><p>受訪者：很難。</p><footer>分享會</footer></blockquote>",
        TALK + "<p>延伸閱讀</p><p>訪談者：您讀過嗎？</p><p>受訪者：沒有。</p>",
        TALK + "<p>受訪者：見<a href='/x'>這裡</a></p>",
    ],
)
def test_what_is_said_stays(page):
    assert read(page).left_out == ()
