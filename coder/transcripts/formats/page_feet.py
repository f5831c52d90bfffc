"""What stands around the talk on a web page: menus, links to other pages, and whose page it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from coder.model.names.speaker_labels import label_of
from coder.transcripts.document_pieces import Piece

_LANDMARKS = frozenset({"navigation", "contentinfo", "search"})
_OF_A_QUOTATION = frozenset({"blockquote", "figure"})
_SURE = re.compile(r"©|(?:copyright|all rights reserved)\b|版權所有|著作權所有", re.IGNORECASE)
_FOOT = re.compile(
    r"\W{0,3}(?:(?:share|tweet|follow us|read more|see also|tags?|categor(?:y|ies)|filed under|previous|next|privacy|"
    r"terms of|contact us|about us|powered by|subscribe|back to top|print|last updated|creative commons|licen[cs]e)\b|"
    r"分享|相關(?:文章|連結|新聞|報導|閱讀)|延伸閱讀|上一[篇則頁]|下一[篇則頁]|回到?(?:頂端|首頁|上頁|列表)|標籤|分類|隱私權|"
    r"聯絡我們|關於我們|訂閱|瀏覽(?:人次|數)|點閱|最後更新|更新日期|列印|轉寄|網站導覽|(?:地址|電話|傳真)[:：]|本文.{0,10}授權)",
    re.IGNORECASE,
)
_OTHER_PAGES = re.compile(
    r"\W{0,3}(?:(?:related|more|other|popular|recent) (?:posts|articles|stories|links|pages)|"
    r"you (?:may|might) also like|see also|leave a (?:reply|comment)|"
    r"相關(?:文章|連結|新聞|報導|閱讀)|延伸閱讀|熱門文章|最新文章|猜你喜歡|你可能也會?喜歡)\W{0,3}",
    re.IGNORECASE,
)
_LONGEST = 120
_MOST_HEADS = 4
_ENDS = ("。", "？", "！", "?", "!")


def is_around(element: Any, tag: str) -> bool:
    """Tell whether an element is a menu or the foot of a page; that of a quotation says who said it."""
    if tag == "nav" or element.get("role") in _LANDMARKS:
        return True
    return tag == "footer" and not any(one.tag in _OF_A_QUOTATION for one in element.iterancestors())


def without_foot(pieces: Sequence[Piece]) -> Sequence[Piece]:
    """Return the paragraphs without those below the talk that lead to other pages or say whose page it is."""
    kept = _without_other_pages(pieces)
    end = len(kept)
    while end and _may_be_foot(kept[end - 1], below=end < len(pieces)):
        end -= 1
    foot = pieces[end:]
    sure = any(piece.linked or _SURE.search(piece.words) for piece in foot)
    return kept[:end] if sure and end else pieces


def _without_other_pages(pieces: Sequence[Piece]) -> Sequence[Piece]:
    """Return the paragraphs up to the head of links to other pages, below which nobody speaks who does above."""
    heads = [at for at, piece in enumerate(pieces) if _OTHER_PAGES.fullmatch(piece.words.strip())]
    for at in heads[-_MOST_HEADS:]:
        above = {label.key for piece in pieces[:at] if (label := label_of(piece.words))}
        below = {label.key for piece in pieces[at:] if (label := label_of(piece.words))}
        if not above & below and not any(piece.cells for piece in pieces[at:]):
            return pieces[:at]
    return pieces


def _may_be_foot(piece: Piece, *, below: bool) -> bool:
    words = piece.words.strip()
    if piece.cells or len(words) > _LONGEST:
        return False
    told = _FOOT.match(words) and not words.endswith(_ENDS)
    return bool(piece.linked or _SURE.search(words) or told or (below and piece.heading))
