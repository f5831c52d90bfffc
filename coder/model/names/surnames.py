"""Chinese surnames, as Taiwan writes them: what tells 張讓 from the opening of a sentence."""

from __future__ import annotations

_SINGLE = frozenset(
    "趙錢孫李周吳鄭王馮陳褚衛蔣沈韓楊朱秦尤許何呂施張孔曹嚴華金魏陶姜戚謝鄒喻柏水竇章雲蘇潘葛奚范彭郎魯韋昌馬苗鳳花方俞任袁柳鮑史唐費廉岑薛雷賀倪湯滕殷羅畢郝鄔安常"
    "樂于時傅皮卞齊康伍余元卜顧孟平黃和穆蕭尹姚邵湛汪祁毛禹狄米貝明臧計伏成戴談宋茅龐熊紀舒屈項祝董梁杜阮藍閔席季麻強賈路婁危江童顏郭梅盛林刁鍾徐邱丘駱高夏蔡田樊胡"
    "凌霍虞萬支柯管盧莫房裘繆干解應宗丁宣鄧郁單杭洪包諸左石崔吉鈕龔程嵇邢裴陸榮翁荀羊惠甄曲封芮羿儲靳井段富巫烏焦巴弓牧隗山谷車侯全郗班仰秋仲伊宮寧仇欒甘厲戎祖武符劉"
    "景詹束龍葉幸司韶黎薄印宿白懷蒲邰從鄂索咸籍賴卓藺屠蒙池喬陰胥能蒼雙聞莘党翟譚貢勞逄姬申扶堵冉宰酈雍卻璩桑桂濮牛壽通邊扈燕冀浦尚農溫莊晏柴瞿閻連茹習艾魚容向古易慎戈"
    "廖庾終暨居衡步都耿滿弘匡國文寇廣祿闕東歐沃利蔚越夔隆師鞏聶晁勾敖融冷訾辛闞那簡饒曾沙養鞠須豐巢關相查后荊紅游竺權蓋益桓公粘涂塗凃巫佘佟翁揭官麥苑鐘蘭危阿"
    "岳帥況亢有琴年愛陽商牟哈譙笪賞覃禤鄢晉莒鄞么刑初仉冼豆植滑遲撒仝尉刀來妙多占代"
)
_DOUBLES = "歐陽司馬上官諸葛司徒司空夏侯皇甫尉遲公孫慕容令狐宇文長孫鍾離東方南宮端木獨孤呼延張簡范姜"
_DOUBLE = frozenset(_DOUBLES[at : at + 2] for at in range(0, len(_DOUBLES), 2))
_LONGEST = 4


def looks_like_a_name(name: str) -> bool:
    """Tell whether `name` has the shape of a Chinese personal name: a surname and one or two characters more."""
    bare = name.replace(" ", "")
    if not (2 <= len(bare) <= _LONGEST and all("\u3400" <= c <= "\u9fff" or c > "\uffff" for c in bare)):  # noqa: PLR2004
        return False
    if bare[:2] in _DOUBLE:
        return len(bare) > 2  # noqa: PLR2004  a name follows the surname
    return bare[0] in _SINGLE
