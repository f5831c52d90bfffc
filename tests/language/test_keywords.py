"""Every occurrence of every keyword."""

from hypothesis import given
from hypothesis import strategies as st

from coder.language.fold import fold
from coder.language.keywords import KeywordMatcher
from coder.language.spellings import spellings
from coder.model.codebook import Code


def code(name: str, *keywords: str, exclude: tuple[str, ...] = (), **fields: object) -> Code:
    return Code(
        **{"id": name, "parent": "t", "level": "code", "name": name, "keywords": keywords, "exclude": exclude, **fields}
    )


def found(text: str, *keywords: str, exclude: tuple[str, ...] = ()) -> list[str]:
    return [text[a:b] for _, a, b in KeywordMatcher([code("c", *keywords, exclude=exclude)]).matches(text)]


CHARS = "證証证照臺台颱哈 -－Aaｓs1，é"
WORDS = st.text(alphabet=CHARS, max_size=4)
CODES = st.lists(st.tuples(st.lists(WORDS, max_size=3), st.lists(WORDS, max_size=2)), max_size=4)


def is_letter(char: str) -> bool:
    return fold(char) in set("as1é")


def occurrences(text: str, word: str) -> set[tuple[int, int]]:
    word = fold(word.strip())
    if not word.strip():
        return set()
    hits = {(i, i + len(word)) for i in range(len(text)) if fold(text).startswith(word, i)}
    return {h for h in hits if stands_alone(text, word, *h)}


def stands_alone(text: str, word: str, start: int, end: int) -> bool:
    if is_letter(word[0]) and start and is_letter(text[start - 1]):
        return False
    rest = text[end:]
    if not is_letter(word[-1]) or not rest or not is_letter(rest[0]):
        return True
    return fold(rest[0]) == "s" and not (rest[1:] and is_letter(rest[1]))


def naive(text: str, codes: list[tuple[list[str], list[str]]]) -> set[tuple[int, int, int]]:
    hits = set()
    for i, (keywords, exclude) in enumerate(codes):
        banned = {b for e in exclude for form in spellings(e) for b in occurrences(text, form)}
        for a, b in {o for k in keywords for form in spellings(k) for o in occurrences(text, form)}:
            if not any(c <= a and b <= d for c, d in banned):
                hits.add((i, a, b))
    return hits


@given(CODES, st.text(alphabet=CHARS, max_size=40))
def test_finds_what_a_naive_search_of_the_folded_text_finds(
    codes: list[tuple[list[str], list[str]]], text: str
) -> None:
    matcher = KeywordMatcher([code(str(i), *k, exclude=tuple(e)) for i, (k, e) in enumerate(codes)])
    hits = matcher.matches(text)
    assert len(hits) == len(set(hits))
    assert set(hits) == naive(text, codes)
    assert [h[2] for h in hits] == sorted(h[2] for h in hits)


@given(st.text(max_size=40), st.lists(st.text(min_size=1, max_size=2), max_size=5))
def test_any_text_and_any_keyword_will_do(text: str, keywords: list[str]) -> None:
    folded = {fold(k.strip()) for k in keywords}
    for _, start, end in KeywordMatcher([code("c", *keywords)]).matches(text):
        assert fold(text[start:end]) in folded


def test_overlapping_keywords_are_all_found() -> None:
    assert found("生成式AI人才", "生成式", "生成式AI", "AI人才", "人才") == ["生成式", "生成式AI", "AI人才", "人才"]
    assert found("哈哈哈", "哈哈") == ["哈哈", "哈哈"]


def test_latin_keywords_stand_alone_or_in_the_plural() -> None:
    assert found("LLM、LLMs、ＬＬＭ、XLLM、LLMx、LLM2、llm的", "LLM") == ["LLM", "LLM", "ＬＬＭ", "llm"]
    assert found("mAI AI人才 OpenAI", "AI") == ["AI"]
    assert found("résumé sum", "sum") == ["sum"]


def test_latin_words_are_found_with_a_hyphen_a_space_or_neither_between() -> None:
    assert found("No-code no code Nocode no–code", "No code") == ["No-code", "no code", "Nocode", "no–code"]


def test_exclusions_drop_what_lies_in_them_for_their_code_alone() -> None:
    codes = [code("a", "主管", exclude=("主管機關",)), code("b", "主管")]
    assert KeywordMatcher(codes).matches("主管機关的主管") == [(1, 0, 2), (0, 5, 7), (1, 5, 7)]
    assert found("台灣人工智慧學校的人工智慧", "人工智慧", exclude=("臺灣人工智慧",)) == ["人工智慧"]


def test_themes_and_archived_codes_match_nothing() -> None:
    codes = [code("a", "證照", level="theme"), code("b", "證照", archived=True), code("c", "證照", level="facet")]
    assert KeywordMatcher(codes).matches("證照") == []
    assert KeywordMatcher([*codes, code("d", "證照")]).weight("証照") == 0.45


def test_a_shared_keyword_weighs_less() -> None:
    matcher = KeywordMatcher([code("a", "證照", "即戰力"), code("b", "证照", "証照", "LLMOps")])
    assert [matcher.weight(w) for w in ("證照", "即战力", "ＬＬＭＯps")] == [0.225, 0.6, 0.75]


def test_a_hyphen_between_digits_tells_numbers_apart() -> None:
    assert found("11 1-1 a1", "1-1", "a-1") == ["1-1", "a1"]
